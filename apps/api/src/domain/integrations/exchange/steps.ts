import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { storable } from '../../../kernel/storable.ts'
import { callWorkers, type Ending, type Position, type Run } from './errand.ts'

/** Somebody stopped the run (or its integration) while it was worked on; what this part did is undone with its transaction. */
export class Stopped extends Error {}

/** What a part adds to a run. */
export interface Counts {
  read: number
  created: number
  changed: number
  same: number
  deleted: number
  refused: number
  written: number
}

export const nothing: Counts = { read: 0, created: 0, changed: 0, same: 0, deleted: 0, refused: 0, written: 0 }

/**
 * Begins a run, or takes it over from a process that is no more. false: it is no longer to be worked on. The number of the attempt is what whoever works on it shows with each step from now on: one
 * that only seemed to be dead (its connection that held the lane was lost) cannot take another.
 */
export async function begin(run: Run, ctx: Ctx): Promise<boolean> {
  const now = ctx.clock.now()
  // by its plan: a failed run waits before it runs
  if (run.state === 'failed')
    await ctx.db
      .updateTable('exchangeRuns')
      .set({ state: 'waiting' })
      .where('id', '=', run.id)
      .where('state', '=', 'failed')
      .execute()
  const begun = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state: 'running',
      startedAt: sql`coalesce(started_at, ${now})`,
      finishedAt: null,
      attempts: sql`attempts + 1`,
      // a process that died over it is a failure, too: there are files that nobody survives
      failures: sql`failures + case when state = 'running' then 1 else 0 end`,
      nextAttemptAt: null,
      problem: null,
      updatedAt: now,
    })
    .where('id', '=', run.id)
    .where('state', 'in', ['waiting', 'running'])
    // whoever seemed to be dead may have done one more part until now
    .returning(['attempts', 'failures', 'position', 'read', 'refused', 'place', 'checksum', 'fileVersion', 'confirmed'])
    .executeTakeFirst()
  if (begun) Object.assign(run, begun)
  return begun !== undefined
}

/** Makes sure, inside the part's transaction, that the run is still to be worked on, and keeps others from stopping it before the end of it. Throws Stopped. */
export async function stillRuns(run: Run, ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ goesOn: boolean }>`
    select r.state = 'running' and r.attempts = ${run.attempts} and i.state = 'running' and i.active as goes_on
    from exchange_runs r join integrations i on i.id = r.integration_id
    where r.id = ${run.id} for no key update of r`.execute(ctx.db)
  if (!rows[0]?.goesOn) throw new Stopped('the run was stopped')
}

/**
 * Writes down how far it has come and what it did, in the transaction that did it: where that is further than before, earlier failures count no more. `postponed`: how many wait now; left
 * out: as many as before. Throws Stopped.
 */
export async function advance(
  run: Run,
  position: Position,
  { counts, tookMs, postponed }: { counts: Counts; tookMs: number; postponed?: number },
  ctx: Ctx,
): Promise<void> {
  const { rows } = await sql<Pick<Run, 'read' | 'refused' | 'failures'>>`
    update exchange_runs r set
      failures = case when r.position is distinct from ${JSON.stringify(position)}::jsonb then 0 else r.failures end,
      position = ${JSON.stringify(position)}::jsonb, read = r.read + ${counts.read}, created = r.created + ${counts.created},
      changed = r.changed + ${counts.changed}, same = r.same + ${counts.same}, deleted = r.deleted + ${counts.deleted},
      refused = r.refused + ${counts.refused}, written = r.written + ${counts.written},
      postponed = coalesce(${postponed ?? null}::int, r.postponed), worked_ms = w.ms, per_second = w.rate,
      seconds_left = ceil(greatest(${position.total ?? null}::numeric - w.gone, 0) / greatest(w.rate, 0.1)),
      updated_at = ${ctx.clock.now()}
    from (
      select s.ms, s.gone, round(s.gone * 1000.0 / greatest(s.ms, 1), 1) as rate
      from (
        select worked_ms + ${Math.ceil(tookMs)} as ms, read + written + ${counts.read + counts.written} as gone
        from exchange_runs where id = ${run.id}) s) w
    where r.id = ${run.id} and r.state = 'running' and r.attempts = ${run.attempts}
    returning r.read, r.refused, r.failures`.execute(ctx.db)
  if (!rows[0]) throw new Stopped('the run was stopped')
  run.position = position
  run.read = rows[0].read
  run.refused = rows[0].refused
  run.failures = rows[0].failures
}

/** Ends a run for good. Throws Stopped. */
export async function end(run: Run, { state, problem }: Ending, ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state,
      problem: problem === undefined ? null : storable(problem, 2_000),
      secondsLeft: state === 'done' ? 0 : null,
      nextAttemptAt: null,
      finishedAt: now,
      updatedAt: now,
    })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .where('attempts', '=', run.attempts)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Stopped('the run was stopped')
}

/** Lays a run aside until an instant, or until somebody moves it on (`held`). Throws Stopped. */
export async function layAside(
  run: Run,
  { state, problem, until }: { state: 'waiting' | 'held'; problem: string; until?: Date },
  ctx: Ctx,
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state,
      problem: storable(problem, 2_000),
      nextAttemptAt: until ?? null,
      secondsLeft: null,
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .where('attempts', '=', run.attempts)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Stopped('the run was stopped')
  await callWorkers(ctx)
}
