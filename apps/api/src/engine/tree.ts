import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../kernel/db.ts'

/**
 * The ids of a row and of all that are below it by `parent_id`, as an array that PostgreSQL works out once for a statement. A circle ends where it began.
 */
export const withBelow = (table: string, id: string): RawBuilder<string[]> => sql<string[]>`array(
  with recursive tree (id) as (
    select t.id from ${sql.table(table)} t where t.id = ${id}::uuid
    union select t.id from ${sql.table(table)} t join tree on t.parent_id = tree.id
  ) select tree.id from tree)`

/** Whether a row is another one, or is somewhere below it. */
export async function isWithin(db: Db, table: string, id: string, of: string): Promise<boolean> {
  const { rows } = await sql<{ within: boolean }>`select ${id}::uuid = any(${withBelow(table, of)}) as within`.execute(
    db,
  )
  return rows[0]!.within
}
