import { sql, type Db } from '../../apps/api/src/kernel/db.ts'
import type { House } from './house.ts'

/** A run, and how it is told of in a line. */
export interface RunShown {
  id: string
  state: string
  problem: string | null
  place: string | null
  refused: number
  nextAttemptAt: Date | null
  line: string
}

interface Row extends Omit<RunShown, 'line'> {
  connector: string | null
  integration: string
  direction: 'in' | 'out'
  dryRun: boolean
  fileName: string | null
  total: number | null
  read: number
  written: number
  created: number
  changed: number
  same: number
  deleted: number
  postponed: number
  perSecond: string | null
  secondsLeft: number | null
  /** Since it was last written down how far it is. */
  quietSeconds: number
  createdAt: Date
}

const columns = sql`
  r.id, r.state, r.problem, r.place, r.refused, r.next_attempt_at, c.code as connector, i.code as integration, r.direction, r.dry_run, r.file_name,
  (r.position ->> 'total')::int as total, r.read, r.written, r.created, r.changed, r.same, r.deleted, r.postponed, r.per_second, r.seconds_left,
  extract(epoch from clock_timestamp() - r.updated_at)::int as quiet_seconds, r.created_at
  from exchange_runs r join integrations i on i.id = r.integration_id left join connectors c on c.id = r.connector_id`

/** `90` → `1 min 30 s` */
export const inTime = (seconds: number): string =>
  seconds < 60
    ? `${seconds} s`
    : seconds < 3_600
      ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
      : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`

/** Longer than a part of a file takes on a slow machine. */
const longQuiet = 60

/** How long it will take; of one that does not get on, since when. */
const underWay = ({ secondsLeft, quietSeconds }: Row): string =>
  quietSeconds > longQuiet
    ? `not heard of for ${inTime(quietSeconds)}: see that a worker runs`
    : secondsLeft === null
      ? ''
      : `${inTime(secondsLeft)} left`

/** A run in a line: what it did so far, how fast, how long it will take. */
export function lineOf(run: Row): string {
  const gone = run.direction === 'in' ? run.read : run.written
  const rate = Number(run.perSecond ?? 0)
  return [
    run.state + (run.dryRun ? ' (dry run)' : ''),
    `${gone}${run.total === null ? '' : ` of ${run.total}`} ${run.direction === 'in' ? 'read' : 'written'}`,
    run.direction === 'in'
      ? `${run.created} created, ${run.changed} changed, ${run.deleted} deleted, ${run.same} same`
      : '',
    run.refused > 0 ? `${run.refused} refused` : '',
    run.postponed > 0 ? `${run.postponed} wait` : '',
    rate > 0 ? `${rate.toFixed(0)}/s` : '',
    run.state === 'running' ? underWay(run) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How a run fares. Throws Error where it is gone. */
export async function progressOf(db: Db, id: string): Promise<RunShown> {
  const { rows } = await sql<Row>`select ${columns} where r.id = ${id}`.execute(db)
  if (!rows[0]) throw new Error(`The run ${id} is gone: its connector was deleted.`)
  return { ...rows[0], line: lineOf(rows[0]) }
}

/** Shows the runs that are under way or to be looked at, and the last ones that ended; `watch`: again every second, until it is interrupted. */
export async function showStatus(
  { db, tell, clear, pause }: House,
  { watch, last }: { watch: boolean; last: number },
): Promise<void> {
  for (;;) {
    const { rows } = await sql<Row>`
      select ${columns} order by r.state in ('running', 'waiting', 'held', 'failed') desc, r.created_at desc limit ${last}`.execute(
      db,
    )
    const { rows: paused } = await sql<{ code: string; reason: string | null }>`
      select code, pause_reason as reason from integrations where state = 'paused' order by code`.execute(db)
    if (watch) clear()
    for (const { code, reason } of paused) tell(`${code} is paused${reason ? `: ${reason}` : ''}`)
    if (rows.length === 0) tell('Nothing has been exchanged yet.')
    for (const run of rows) {
      tell(
        `${run.id}  ${run.createdAt.toISOString().slice(0, 19)}  ${run.integration}/${run.connector ?? '-'}  ${run.fileName ?? ''}`,
      )
      tell(`    ${lineOf(run)}`)
      if (run.problem) tell(`    ${run.problem}`)
    }
    if (!watch) return
    await pause(1_000)
  }
}
