import { DateTime } from 'luxon'
import { Decimal } from '../../../kernel/decimal.ts'
import { noWorkbook, type Parts } from './package-parts.ts'
import type { Workbook } from './workbook.ts'
import { heard, unescaped } from './xml.ts'

/** A row of a sheet. */
export interface SheetRow {
  /** As people see it beside the row. */
  line: number
  cells: string[]
  /** Cells that know what they are, as we write such values: numbers, days, moments, yes and no. */
  typed: Set<number>
  /** Cells whose formula failed: `#N/A`. */
  failed: number[]
}

/** What a sheet may have at most (Excel's own limits), and what a row may hold. */
const [mostRows, mostColumns, longestRow] = [1_048_576, 16_384, 1_000_000]

/** The rows of a sheet that hold anything, as they stream. Throws UnreadableFile. */
export async function* sheetRows(parts: Parts, book: Workbook): AsyncGenerator<SheetRow> {
  let rows: SheetRow[] = []
  let row: SheetRow = { line: 0, cells: [], typed: new Set(), failed: [] }
  let cell = { column: -1, type: 'n', style: 0, text: '' }
  let [taking, length, count] = [false, 0, 0]
  const put = () => {
    const { text, typed } = valueOf(cell, book)
    if (cell.type === 'e') row.failed.push(cell.column)
    if (typed) row.typed.add(cell.column)
    while (row.cells.length < cell.column) row.cells.push('')
    row.cells[cell.column] = text
  }
  const reading = heard(await parts.read(book.sheet), {
    open: ({ name, attributes }) => {
      if (name === 'row') {
        row = { line: Number(attributes['r'] ?? row.line + 1), cells: [], typed: new Set(), failed: [] }
        length = 0
        count = 0
        if (row.line > mostRows) throw noWorkbook(`it has more than ${mostRows} rows`)
      } else if (name === 'c') {
        const column = attributes['r'] ? columnOf(attributes['r']) : row.cells.length
        // some name one cell again and again
        if (column >= mostColumns || (count += 1) > mostColumns)
          throw noWorkbook(`row ${row.line} has more than ${mostColumns} columns`)
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '' }
      }
      taking = name === 'v' || name === 't'
    },
    text: (piece) => {
      if (!taking) return
      cell.text += piece
      length += piece.length
      if (length > longestRow) throw noWorkbook(`row ${row.line} is longer than ${longestRow} characters`)
    },
    close: (name) => {
      taking = false
      if (name === 'c') put()
      else if (name === 'row' && row.cells.some((text) => text !== '')) rows.push(row)
    },
  })
  for await (const _ of reading) {
    yield* rows
    rows = []
  }
}

/** `BC12` → 54 */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? 'A') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function valueOf({ type, style, text }: { type: string; style: number; text: string }, book: Workbook) {
  if (type === 's') return { text: book.texts[Number(text)] ?? '', typed: false }
  if (type === 'b') return { text: text === '1' ? 'true' : 'false', typed: true }
  if (type === 'd') return { text, typed: true }
  if (type !== 'n') return { text: unescaped(text), typed: false }
  if (text === '') return { text, typed: false }
  return { text: book.isDate(style) ? momentOf(Number(text), book.since1904) : numberOf(text), typed: true }
}

/** Excel keeps 15 digits; what its floats hold beyond is noise: 0.30000000000000004. */
const numberOf = (text: string) =>
  /^-?\d{1,15}$/.test(text) ? text : new Decimal(Number(text).toPrecision(15)).toFixed()

/** Days since the end of 1899, or since 1904; the part of a day is its time, without a zone, and is taken as UTC. */
function momentOf(days: number, since1904: boolean): string {
  const start = since1904 ? DateTime.utc(1904, 1, 1) : DateTime.utc(1899, 12, 30)
  const moment = start.plus({ milliseconds: Math.round(days * 86_400_000) })
  if (!moment.isValid) return String(days)
  return Number.isInteger(days) ? moment.toISODate() : moment.toISO()
}
