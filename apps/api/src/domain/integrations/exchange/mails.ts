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
    select r.file_name, r.state, r.problem, r.place, r.read, r.refused, r.attempts, r.next_attempt_at, c.code as connector, i.code as integration,
      a.contact_email, i.alert_email
    from exchange_runs r join integrations i on i.id = r.integration_id
    left join connectors c on c.id = r.connector_id left join file_accounts a on a.id = r.account_id
    where r.id = ${runId}`.execute(ctx.db)
  return rows[0]
}

const receivers = ({ contactEmail, alertEmail }: Reported): readonly string[] => [
  ...new Set([contactEmail, alertEmail].flatMap((address) => address ?? [])),
]

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
    const whole = run.state !== 'done'
    const subject = whole ? `${file} was refused` : `${file}: ${run.refused} of ${run.read} records were refused`
    const text = [
      whole ? `${file} was not applied.` : `${file} was applied, but for ${run.refused} of its ${run.read} records.`,
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

/** Tells the house that something fails, or that an integration was paused because it kept failing. */
export const sendAlert =
  (mailer: Mailer) =>
  async ({ runId, paused }: { runId: string; paused: boolean }, ctx: Ctx): Promise<void> => {
    const run = await reportedOf(runId, ctx)
    if (!run?.alertEmail) return
    const what = run.fileName ?? run.connector ?? 'a run'
    const subject = paused
      ? `${run.integration} is paused: it keeps failing`
      : run.nextAttemptAt
        ? `${run.integration}: ${what} failed, and is tried again`
        : `${run.integration}: ${what} has failed`
    const text = [
      run.problem ?? '',
      '',
      run.nextAttemptAt
        ? `It was tried ${run.attempts} times; the next attempt is at ${run.nextAttemptAt.toISOString()}.`
        : `It was tried ${run.attempts} times. Resume the run once the trouble is over.`,
      ...(paused
        ? ['Nothing is exchanged with it until somebody calls its action resume; files wait where they are.']
        : []),
      '',
      `Integration ${run.integration}${run.connector ? `, connector ${run.connector}` : ''}, run ${runId}.`,
    ].join('\n')
    await mailer.send({ to: run.alertEmail, subject, text })
  }
