import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { RowsRead } from '../port.ts'

type Row = Record<string, unknown>

/** All rows at a path, also behind relations to many. */
function rowsAt(rows: readonly Row[], path: readonly string[]): Row[] {
  return path.reduce<Row[]>(
    (here, step) =>
      here.flatMap((row) => {
        const found = row[step] as Row | Row[] | null | undefined
        return found ? [found].flat() : []
      }),
    [...rows],
  )
}

/** Says in rows what they are called in systems outside: `':external': { sap: '4711' }`. One statement for each system and kind of row. */
export async function sayOutside(rows: readonly Row[], outside: RowsRead['outside'], ctx: Ctx): Promise<void> {
  for (const { path, entity, system } of outside) {
    const named = rowsAt(rows, path)
    if (named.length === 0) continue
    const ids = named.map((row) => row['id'] as string)
    const found = await sql<{ rowId: string; externalId: string }>`
      select row_id, external_id from external_references
      where system = ${system} and entity = ${entity} and row_id = any(${ids}::text[]) order by created_at`.execute(
      ctx.db,
    )
    const names = new Map(found.rows.map(({ rowId, externalId }) => [rowId, externalId]))
    for (const row of named) {
      const name = names.get(row['id'] as string)
      if (name !== undefined) row[':external'] = { ...(row[':external'] as object | undefined), [system]: name }
    }
  }
}
