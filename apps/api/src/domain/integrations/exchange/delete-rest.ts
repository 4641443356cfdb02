import type { Filter } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeRecord } from '../port.ts'
import { applyPart } from './apply-part.ts'
import type { Numbered } from './chunks.ts'
import type { Errand, Position } from './errand.ts'
import { rest, type Taking } from './taking.ts'

const step = 500

/**
 * Takes away what a file that speaks for a whole scope does not name. Where that would be more than the connector allows by itself, or where there are records of which nobody
 * can tell what they name, the run is held until somebody confirms it.
 */
export async function deleteRest(taking: Taking): Promise<'held' | 'done'> {
  const { parts, errand, ctx, signal } = taking
  const { run, connector } = errand
  if (connector.mode !== 'replaceAll' || !connector.entity) return 'done'
  if (!run.confirmed && run.position!.restFrom === undefined) {
    const problem = await objection(taking)
    if (problem) {
      await rest(taking, { state: 'held', problem })
      return 'held'
    }
  }
  for (;;) {
    signal.throwIfAborted()
    const ids = await unnamed(taking, run.position!.restFrom ?? '00000000-0000-0000-0000-000000000000')
    if (ids.length === 0) return 'done'
    const numbered = ids.map((id, at): Numbered => {
      const record: ExchangeRecord = {
        at: { value: id },
        deeds: [{ entity: connector.entity!, mode: 'delete', id, given: {} }],
      }
      return { number: run.position!.records + at, record }
    })
    const next: Position = { ...run.position!, restFrom: ids.at(-1)! }
    await applyPart(parts, errand, { numbered, next, waited: true }, {}, ctx)
  }
}

/** Why somebody should look at it before; undefined: nothing stands against it. */
async function objection(taking: Taking): Promise<string | undefined> {
  const { connector } = taking.errand
  const { all, rest: going, unsure } = await restOf(taking)
  if (going === 0) return undefined
  if (unsure)
    return `${going} of ${all} rows are not named, and some records were refused of which it cannot be told which rows they name. Confirm the run to delete them, or cancel it and send the file corrected.`
  if (going * 100 <= all * Number(connector.maxDeletedPercent)) return undefined
  return `${going} of ${all} rows are not named and would be deleted; ${connector.code} allows ${Number(connector.maxDeletedPercent)} per cent. Confirm the run to delete them, or cancel it.`
}

/** What a dry run says of the rows that its file does not name; undefined: it speaks for no scope, or names all of it. */
export async function wouldDelete(taking: Taking): Promise<{ deleted: number; problem: string } | undefined> {
  const { connector } = taking.errand
  if (connector.mode !== 'replaceAll' || !connector.entity) return undefined
  const { all, rest: going, unsure } = await restOf(taking)
  if (going === 0) return undefined
  const held = unsure || going * 100 > all * Number(connector.maxDeletedPercent)
  const problem = `${going} of ${all} rows are not named and would be deleted${held ? ', once somebody has confirmed it' : ''}.`
  return { deleted: going, problem }
}

/** Of the scope: how many rows there are, how many of them the file does not name, and whether some of its records name nobody knows which. */
async function restOf({ parts, errand, ctx }: Taking): Promise<{ all: number; rest: number; unsure: boolean }> {
  const { run } = errand
  const scope = condition(parts, errand, ctx)
  const { rows } = await sql<{ all: number; rest: number; unsure: boolean }>`
    select count(*)::int as all, count(*) filter (where not exists (
        select from exchange_seen s where s.run_id = ${run.id} and s.mark = t0.id::text))::int as rest,
      exists (select from exchange_seen s where s.run_id = ${run.id} and s.mark = '?') as unsure
    from ${sql.table(tableOf(parts, errand))} as t0 where ${scope}`.execute(ctx.db)
  return rows[0]!
}

async function unnamed({ parts, errand, ctx }: Taking, after: string): Promise<readonly string[]> {
  const scope = condition(parts, errand, ctx)
  const { rows } = await sql<{ id: string }>`
    select t0.id from ${sql.table(tableOf(parts, errand))} as t0
    where ${scope} and t0.id > ${after}::uuid
      and not exists (select from exchange_seen s where s.run_id = ${errand.run.id} and s.mark = t0.id::text)
    order by t0.id limit ${step}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

const tableOf = ({ model }: Taking['parts'], { connector }: Errand): string =>
  model.entities.get(connector.entity!)!.table

/** The scope of the connector as a condition on `t0`. */
function condition({ engine }: Taking['parts'], { connector }: Errand, ctx: Ctx) {
  const scope = connector.scope as Filter | null
  return engine().records.condition(connector.entity!, scope ?? undefined, ctx)('t0')
}
