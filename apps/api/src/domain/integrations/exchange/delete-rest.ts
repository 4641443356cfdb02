import type { Filter } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { ExchangeRecord } from '../port.ts'
import { applyPart } from './apply-part.ts'
import type { Numbered } from './chunks.ts'
import { rowsOf } from './delete-limit.ts'
import type { Errand } from './errand.ts'
import { advance, nothing, stillRuns } from './steps.ts'
import { hold, turn, type Taking } from './taking.ts'

const step = 500

const speaksForAll = ({ connector }: Errand): boolean => connector.mode === 'replaceAll' && connector.entity !== null

/** How many rows there are of its scope before anything of the file is applied: what it may delete is measured by that, not by what it brings. */
export async function measureScope({ parts, errand, ctx }: Taking): Promise<void> {
  const { connector, run } = errand
  if (!speaksForAll(errand) || run.position!.before !== undefined) return
  await turn(errand, { before: await rowsOf(parts, errand, connector.entity!, ctx) }, ctx)
}

/**
 * Takes away what a file that speaks for a whole scope does not name. Where that would be more than the connector allows by itself, or where there are records of which nobody
 * can tell what they name, the run is held until somebody confirms it. What goes is settled before: what somebody makes or changes in the meantime stays.
 */
export async function deleteRest(taking: Taking): Promise<'held' | 'done'> {
  const { parts, errand, ctx, signal } = taking
  const { run, connector } = errand
  if (!speaksForAll(errand)) return 'done'
  if (run.position!.rest === undefined) await settleRest(taking)
  if (!run.confirmed && run.position!.restFrom === undefined) {
    const problem = await objection(taking)
    if (problem) {
      await hold(taking, problem)
      return 'held'
    }
  }
  for (;;) {
    signal.throwIfAborted()
    const after = run.position!.restFrom ?? '00000000-0000-0000-0000-000000000000'
    const listed = await listedRows(taking, after)
    const last = listed.at(-1)
    if (!last) return 'done'
    const numbered = listed
      .filter(({ stands }) => stands)
      .map(({ id }, at): Numbered => {
        const record: ExchangeRecord = {
          at: { value: id },
          deeds: [{ entity: connector.entity!, mode: 'delete', id, given: {} }],
        }
        return { number: run.position!.records + (run.position!.restGone ?? 0) + at, record }
      })
    const next = { ...run.position!, restFrom: last.id, restGone: (run.position!.restGone ?? 0) + numbered.length }
    await applyPart(parts, errand, { numbered, next, waited: true }, { standing: errand.standing }, ctx)
  }
}

/** Writes down which rows go, as they are now; of an older file that waits for a word about the same, nothing holds any more. */
async function settleRest({ parts, errand, ctx }: Taking): Promise<void> {
  const { run, connector } = errand
  await transaction(ctx, async (inside) => {
    await stillRuns(run, inside)
    const { numAffectedRows } = await sql`
      insert into exchange_rest (run_id, row_id, version)
      select ${run.id}::uuid, t0.id, ${version} from ${sql.table(tableOf(parts, errand))} as t0
      where ${condition(parts, errand, inside)}
        and not exists (select from exchange_seen s where s.run_id = ${run.id} and s.mark = t0.id::text)`.execute(
      inside.db,
    )
    await sql`
      with outdated as (
        update exchange_runs set state = 'cancelled', finished_at = ${inside.clock.now()}, updated_at = ${inside.clock.now()},
          position = position - 'rest' - 'restFrom' - 'restGone', problem = 'A later file says what there is: nothing of this one is deleted any more.'
        where connector_id = ${connector.id} and state = 'held' and id <> ${run.id} and position ->> 'phase' = 'rest'
        returning id)
      delete from exchange_rest r using outdated o where r.run_id = o.id`.execute(inside.db)
    const position = { ...run.position!, rest: Number(numAffectedRows ?? 0n) }
    await advance(run, position, { counts: nothing, tookMs: 0 }, inside)
  })
}

/** The same as long as nobody has changed the row. */
const version = sql`extract(epoch from t0.updated_at)::text`

/** Why somebody should look at it before; undefined: nothing stands against it. */
async function objection({ errand, ctx }: Taking): Promise<string | undefined> {
  const { connector, run } = errand
  const { rest: going = 0, before = 0 } = run.position!
  if (going === 0) return undefined
  if (await isUnsure(run.id, ctx))
    return `${going} of ${before} rows are not named, and some records were refused of which it cannot be told which rows they name. Confirm the run to delete them, or cancel it and send the file corrected.`
  if (going * 100 <= before * Number(connector.maxDeletedPercent)) return undefined
  return `${going} of ${before} rows are not named and would be deleted; ${connector.code} allows ${Number(connector.maxDeletedPercent)} per cent. Confirm the run to delete them, or cancel it.`
}

/** What a dry run says of the rows that its file does not name; undefined: it speaks for no scope, or names all of it. */
export async function wouldDelete({
  parts,
  errand,
  ctx,
}: Taking): Promise<{ deleted: number; problem: string } | undefined> {
  const { connector, run } = errand
  if (!speaksForAll(errand)) return undefined
  const { rows } = await sql<{ going: number }>`
    select count(*)::int as going from ${sql.table(tableOf(parts, errand))} as t0
    where ${condition(parts, errand, ctx)}
      and not exists (select from exchange_seen s where s.run_id = ${run.id} and s.mark = t0.id::text)`.execute(ctx.db)
  const { going } = rows[0]!
  if (going === 0) return undefined
  const { before = 0 } = run.position!
  const held = (await isUnsure(run.id, ctx)) || going * 100 > before * Number(connector.maxDeletedPercent)
  const problem = `${going} of ${before} rows are not named and would be deleted${held ? ', once somebody has confirmed it' : ''}.`
  return { deleted: going, problem }
}

/** Whether some of its records name nobody knows which rows. */
async function isUnsure(runId: string, ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ unsure: boolean }>`
    select exists (select from exchange_seen s where s.run_id = ${runId} and s.mark = '?') as unsure`.execute(ctx.db)
  return rows[0]!.unsure
}

/** The next rows that go; `stands`: nobody has changed it since, or taken it out of the scope. */
async function listedRows(
  { parts, errand, ctx }: Taking,
  after: string,
): Promise<readonly { id: string; stands: boolean }[]> {
  const { rows } = await sql<{ id: string; stands: boolean }>`
    select r.row_id as id, t0.id is not null as stands from exchange_rest r
    left join lateral (select t0.id from ${sql.table(tableOf(parts, errand))} as t0
      where t0.id = r.row_id and ${version} = r.version and ${condition(parts, errand, ctx)}) t0 on true
    where r.run_id = ${errand.run.id} and r.row_id > ${after}::uuid order by r.row_id limit ${step}`.execute(ctx.db)
  return rows
}

const tableOf = ({ model }: Taking['parts'], { connector }: Errand): string =>
  model.entities.get(connector.entity!)!.table

/** The scope of the connector as a condition on `t0`. */
function condition({ engine }: Taking['parts'], { connector }: Errand, ctx: Ctx) {
  const scope = connector.scope as Filter | null
  return engine().records.condition(connector.entity!, scope ?? undefined, ctx)('t0')
}
