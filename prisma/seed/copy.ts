import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Insertable } from 'kysely'
import type pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import type { AllTables } from '../../apps/api/src/kernel/db.ts'

export type TableName = keyof AllTables

/** Rows by table, as the application names tables and columns. jsonb arrays must come as JSON text: an array is written as a PostgreSQL array. */
export type Rows = { [Table in TableName]?: Insertable<AllTables[Table]>[] }

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Writes rows by one COPY. Columns are those of the first row; every row must have the same.
 * @returns how many rows were written
 */
export async function copyRows<Table extends TableName>(
  client: pg.ClientBase,
  table: Table,
  rows: Iterable<Insertable<AllTables[Table]>>,
): Promise<number> {
  let columns: string[] | undefined
  let stream: CopyStreamQuery | undefined
  let done: Promise<void> | undefined
  let count = 0
  let buffer = ''
  for (const row of rows as Iterable<Record<string, unknown>>) {
    if (!columns || !stream) {
      columns = Object.keys(row)
      const names = columns.map((name) => `"${snake(name)}"`).join(', ')
      stream = client.query(copyFrom(`copy "${snake(table)}" (${names}) from stdin`))
      done = finished(stream)
      // awaited below; a failure before that must not count as unheard
      done.catch(() => undefined)
    }
    buffer += `${columns.map((name) => field(row[name])).join('\t')}\n`
    count += 1
    if (buffer.length < 65_536) continue
    if (!stream.write(buffer)) await Promise.race([once(stream, 'drain'), done])
    buffer = ''
  }
  stream?.end(buffer)
  await done
  return count
}

/** One value in COPY's text format. https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value))
    return escaped(`{${value.map((entry) => `"${String(entry).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`)
  return escaped(JSON.stringify(value))
}

const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text
}
