import type { Outcome } from '../../../engine/records/batch/index.ts'
import { sql } from '../../../kernel/db.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { isFilter } from '../is-filter.ts'
import type { RestDeed } from '../port.ts'
import type { ExchangeParts } from './parts.ts'

/** `gone`: the rows that were deleted. */
type Unnamed = { done: 'same' } | { done: 'deleted'; gone: readonly string[] } | Extract<Outcome, { refusals: unknown }>

/** Deletes the rows of a scope that a record does not name. One answer for all of them: each deed of a record has one. */
export async function deleteUnnamed(
  { engine }: Pick<ExchangeParts, 'engine'>,
  { rest, scope, keep }: RestDeed,
  ctx: Ctx,
): Promise<Unnamed> {
  if (!isFilter(scope)) return { refusals: [refuse('FIELD_INVALID', { field: 'scope', problem: 'is no filter' })] }
  const { records } = engine()
  const entity = records.entity(rest)
  const named = keep.map((given) => ({ given }))
  const kept = (await records.parts.find(entity, named, ctx)).flatMap((id) => id ?? [])
  const { rows } = await sql<{ id: string }>`
    select t0.id from ${sql.table(entity.table)} as t0
    where ${records.condition(rest, scope, ctx)('t0')} and t0.id <> all(${kept}::uuid[]) order by t0.id`.execute(ctx.db)
  if (rows.length === 0) return { done: 'same' }
  const gone = rows.map(({ id }) => id)
  const deletes = gone.map((id) => ({ id, given: {} }))
  const outcomes = await records.parts.apply(entity, 'delete', deletes, ctx)
  const refused = outcomes.find((outcome) => 'refusals' in outcome)
  return refused ?? { done: 'deleted', gone }
}
