import { sql } from '../../apps/api/src/kernel/db.ts'
import { Mistake, type House } from './house.ts'
import { progressOf, type RunShown } from './status.ts'

/** A connector, as far as commands need it. */
export interface Found {
  id: string
  code: string
  integrationId: string
  direction: 'in' | 'out'
  accountId: string | null
  username: string | null
}

/** Finds a connector by `code` or `integration/code`. Throws Mistake naming those that there are. */
export async function connectorNamed({ db }: House, name: string | undefined): Promise<Found> {
  const { rows } = await sql<Found & { integration: string }>`
    select c.id, c.code, c.integration_id, i.code as integration, c.direction, c.account_id, a.username
    from connectors c join integrations i on i.id = c.integration_id left join file_accounts a on a.id = c.account_id
    order by i.code, c.position, c.code`.execute(db)
  const fitting = rows.filter(({ code, integration }) => name === code || name === `${integration}/${code}`)
  if (fitting.length === 1) return fitting[0]!
  const all =
    rows.map(({ code, integration }) => `  ${integration}/${code}`).join('\n') ||
    '  none yet: make one at the back office'
  throw new Mistake(
    fitting.length > 1
      ? `Several connectors are called ${name}: say <integration>/<code>.\n${all}`
      : `${name === undefined ? 'Name a connector.' : `No connector is called ${name}.`} There are:\n${all}`,
  )
}

/** Finds a run by its id, or by how the id ends. Throws Mistake. */
export async function runNamed({ db }: House, name: string | undefined): Promise<string> {
  if (!name || !/^[0-9a-f-]{4,36}$/i.test(name)) throw new Mistake('Name a run by its id, as `status` shows it.')
  const { rows } = await sql<{ id: string }>`
    select id from exchange_runs where id::text like ${`%${name.toLowerCase()}`} order by created_at desc limit 2`.execute(
    db,
  )
  if (rows.length === 1) return rows[0]!.id
  throw new Mistake(
    rows.length === 0 ? `There is no run ${name}.` : `Several runs end with ${name}: say more of the id.`,
  )
}

const ended = ['done', 'refused', 'cancelled', 'held']
/** How often a run is looked at: often at first, for most of them are short. */
const looks = { firstMs: 50, mostMs: 500 }

/** Tells of a run until it has ended, or waits for something. Throws Error where it did not do what was asked. */
export async function follow(house: House, id: string): Promise<RunShown> {
  const began = Date.now()
  let told = ''
  for (let wait = looks.firstMs; ; wait = Math.min(wait * 1.5, looks.mostMs)) {
    const run = await progressOf(house.db, id)
    if (run.line !== told) house.tell(run.line)
    told = run.line
    if (ended.includes(run.state) || (run.state === 'failed' && !run.nextAttemptAt)) return conclude(house, run)
    if (run.state === 'failed' || (run.state === 'waiting' && run.problem)) {
      house.tell(`It goes on by itself: ${run.problem}`)
      return run
    }
    if (run.state === 'waiting' && Date.now() - began > house.patienceMs)
      throw new Error(
        `Nobody has begun it. It is worked on as soon as a worker runs (npm start), and what stands before it in its integration is done.`,
      )
    await house.pause(wait)
  }
}

async function conclude({ db, tell }: House, run: RunShown): Promise<RunShown> {
  const { rows } = await sql<{
    line: number | null
    column: string | null
    value: string | null
    detail: string
    advice: string | null
  }>`
    select line, "column", value, detail, advice from exchange_problems where run_id = ${run.id} order by record, id limit 10`.execute(
    db,
  )
  for (const { line, column, value, detail, advice } of rows)
    tell(
      `  ${[line === null ? '' : `line ${line}`, column, value === null ? '' : `"${value}"`].filter(Boolean).join(', ')}: ${detail} ${advice ?? ''}`,
    )
  if (run.refused > rows.length)
    tell(`  … all of them: ${run.place ? `${run.place}.errors.csv` : 'exchangeProblems at the back office'}`)
  if (run.problem) tell(run.problem)
  if (run.state === 'held') tell(`npm run exchange -- confirm ${run.id}`)
  if (run.state === 'refused' || run.state === 'failed') throw new Error('Nothing more is done with it.')
  return run
}
