import { model } from '@portico/schema'
import type { Guard } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'

/** What has a name outside is there: an entity of the model, and a row of it. */
export const externalReferenceGuard: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete' || given['rowId'] === undefined) return
  const name = deed === 'create' ? String(given['entity']) : await entityOf(id, ctx)
  const entity = model.entities.get(name)
  if (!entity) throw refuse('FIELD_INVALID', { field: 'entity', problem: `names no entity: "${name}"` }, 'entity')
  const rowId = given['rowId'] as string
  const { rows } = await sql`select from ${sql.table(entity.table)} where id = ${isUuid(rowId) ? rowId : null}`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw refuse('REFERENCE_NOT_FOUND', { field: 'rowId', entity: name, value: rowId }, 'rowId')
}

async function entityOf(id: string, ctx: Parameters<Guard>[1]): Promise<string> {
  const row = await ctx.db
    .selectFrom('externalReferences')
    .select('entity')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.entity
}
