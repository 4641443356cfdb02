import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { Mailer } from '../../../kernel/mail.ts'

interface Reported {
  fileName: string | null
  state: string
  problem: string | null
  place: string | null
  read: number
  refused: number
  attempts: number
  failures: number
  nextAttemptAt: Date | null
  connector: string | null
  integration: string
  contactEmail: string | null
  alertEmail: string | null
}

/** So many problems stand in the mail; the file beside the archived one has all. */
const shown = 20

async function reportedOf(runId: string, ctx: Ctx): Promise<Reported | undefined> {
  const { rows } = await sql<Reported>`
    select r.file_name, r.state, r.problem, r.place, r.read, r.refused, r.attempts, r.failures, r.next_attempt_at, c.code as connector, i.code as integration,
      a.contact_email, i.alert_email
    from exchange_runs r join integrations i on i.id = r.integration_id
    left join connectors c on c.id = r.connector_id left join file_accounts a on a.id = r.account_id
    where r.id = ${runId}`.execute(ctx.db)
  return rows[0]
}

/** The partner, and the house where it has not been told by an alert. */
const receivers = ({ contactEmail, alertEmail, state, failures }: Reported): readonly string[] => [
  ...new Set(
    [contactEmail, state === 'failed' && failures > 0 ? null : alertEmail].flatMap((address) => address ?? []),
  ),
]

/** What became of a file that is reported, in a few words and in a sentence. */
function outcomeOf(file: string, { state, read, refused }: Reported): { subject: string; first: string } {
  if (state === 'done')
    return {
      subject: `${file}: ${refused} of ${read} records were refused`,
      first: `${file} was applied, but for ${refused} of its ${read} records.`,
    }
  if (state === 'failed')
    return {
      subject: `${file} has failed`,
      first: `${file} was not read to its end. Of it ${read} records were read before; what was applied stays.`,
    }
  return { subject: `${file} was refused`, first: `${file} was not applied.` }
}

/** Tells a partner what of a file was refused, or that all of it was. */
export const sendReport =
  (mailer: Mailer) =>
  async (runId: string, ctx: Ctx): Promise<void> => {
    const run = await reportedOf(runId, ctx)
    if (!run) return
    const file = run.fileName ?? run.connector ?? 'a call'
    const { rows: problems } = await sql<{ line: number | null; column: string | null; detail: string }>`
      select line, "column", detail from exchange_problems where run_id = ${runId} order by record, id limit ${shown}`.execute(
      ctx.db,
    )
    const { subject, first } = outcomeOf(file, run)
    const text = [
      first,
      ...(run.problem ? ['', run.problem] : []),
      ...(problems.length > 0 ? [''] : []),
      ...problems.map(({ line, column, detail }) =>
        [line === null ? '' : `line ${line}`, column ?? '', detail].filter(Boolean).join(': '),
      ),
      ...(run.refused > shown ? [`… and ${run.refused - shown} more.`] : []),
      ...(run.place && run.connector ? ['', `All of them, with advice: ${run.place}.errors.csv`] : []),
      '',
      `Integration ${run.integration}${run.connector ? `, connector ${run.connector}` : ''}, run ${runId}.`,
    ].join('\n')
    for (const to of receivers(run)) await mailer.send({ to, subject, text })
  }

/** The subject of an alert, and what happens now or is to be done. */
function alertOf(run: Reported, paused: boolean): [subject: string, then: string] {
  const what = run.fileName ?? run.connector ?? 'a run'
  if (run.state === 'held')
    return [
      `${run.integration}: ${what} is held until somebody confirms it`,
      'Nothing more of it is done until somebody calls its action confirm, or cancel.',
    ]
  const tried = `It was tried ${run.attempts} times`
  const next = run.nextAttemptAt
    ? `${tried}; the next attempt is at ${run.nextAttemptAt.toISOString()}.`
    : `${tried}. Resume the run once the trouble is over.`
  if (paused) return [`${run.integration} is paused: it keeps failing`, next]
  return [`${run.integration}: ${what} ${run.nextAttemptAt ? 'failed, and is tried again' : 'has failed'}`, next]
}

/** Tells the house that something fails, that a run waits for its word, or that an integration was paused because it kept failing. */
export const sendAlert =
  (mailer: Mailer) =>
  async ({ runId, paused }: { runId: string; paused: boolean }, ctx: Ctx): Promise<void> => {
    const run = await reportedOf(runId, ctx)
    if (!run?.alertEmail) return
    const [subject, then] = alertOf(run, paused)
    const text = [
      run.problem ?? '',
      '',
      then,
      ...(paused
        ? [
            'Nothing is exchanged with it until somebody calls its action resume. Files that come are taken in and wait to be read.',
          ]
        : []),
      '',
      `Integration ${run.integration}${run.connector ? `, connector ${run.connector}` : ''}, run ${runId}.`,
    ].join('\n')
    await mailer.send({ to: run.alertEmail, subject, text })
  }
