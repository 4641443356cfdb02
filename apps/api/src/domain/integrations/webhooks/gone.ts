import type { Model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'

/** Of rows of an entity, those that are not there any more. */
export async function goneOf(
  model: Model,
  entity: string,
  ids: readonly string[],
  { db }: Pick<Ctx, 'db'>,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select m.id from unnest(${ids}::uuid[]) m (id)
    where not exists (select from ${sql.table(model.entities.get(entity)!.table)} t where t.id = m.id)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
