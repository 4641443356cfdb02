import { Readable } from 'node:stream'
import type { Model } from '@portico/schema'
import { ZipFile } from 'yazl'
import {
  UnreadableFile,
  type Decoding,
  type ExchangeObjection,
  type ExchangeRecord,
  type FileFormat,
} from '../../../domain/integrations/port.ts'
import { entityOf } from '../entity.ts'
import { lineReader, type LineReader } from '../lines.ts'
import { readFor, rowWriter } from '../rows.ts'
import { sourcesOf } from '../sources.ts'
import type { Seen } from '../utf8.ts'
import { withParts, type Parts } from './package-parts.ts'
import { sheetRows, type SheetRow } from './sheet-rows.ts'
import { workbookOf } from './workbook.ts'
import { fixedParts, sheetText } from './write-sheet.ts'

type Rows = AsyncIterable<Readonly<Record<string, unknown>>>

/** Workbooks of spreadsheets (Office Open XML, ECMA-376), for people: the first sheet that is not hidden, its first row the header. */
export const xlsxFormat = (model: Model): FileFormat => ({
  code: 'xlsx',
  ending: 'xlsx',
  decode: (bytes, asked) => withParts(notEmpty(bytes), (parts) => decode(model, parts, asked)),
  encode: (rows, asked) => encode(model, rows, asked),
  reads: (asked) => readFor(model, entityOf(model, asked.connector), asked),
})

async function* notEmpty(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let empty = true
  for await (const chunk of bytes) {
    if (chunk.length > 0) empty = false
    yield chunk
  }
  if (empty) throw new UnreadableFile('FILE_EMPTY')
}

async function* decode(model: Model, parts: Parts, { connector }: Decoding): AsyncGenerator<ExchangeRecord> {
  const entity = entityOf(model, connector)
  const seen: Seen = { nul: true }
  let [read, header]: [LineReader | undefined, string[]] = [undefined, []]
  for await (const row of sheetRows(parts, await workbookOf(parts))) {
    if (read === undefined) {
      const { header: named } = connector.profile
      header = row.cells.map((cell, at) => (named ? cell.trim() : String(at + 1)))
      while (named && header.at(-1) === '') header.pop()
      read = lineReader(entity, sourcesOf(model, entity, header, connector), connector, seen)
      if (named) continue
    }
    const objections = objectionsOf(row, header)
    const { line } = row
    yield objections.length > 0 ? { at: { line }, deeds: [], objections } : read(row)
  }
  if (read === undefined) throw new UnreadableFile('FILE_EMPTY')
}

/** Values beside the table, and formulas that failed. A row that ends early has empty cells. */
function objectionsOf({ line, cells, failed }: SheetRow, header: readonly string[]): ExchangeObjection[] {
  const beyond = cells.slice(header.length).findIndex((text) => text !== '')
  if (beyond >= 0)
    return [
      {
        line,
        value: cells[header.length + beyond]!.slice(0, 500),
        code: 'LINE_COLUMNS',
        params: { found: cells.length, expected: header.length },
      },
    ]
  return failed.map((at) => ({
    line,
    column: header[at] ?? String(at + 1),
    value: cells[at] ?? '',
    code: 'FIELD_INVALID',
    params: { field: header[at] ?? String(at + 1), problem: 'is a formula that failed' },
  }))
}

async function* encode(model: Model, rows: Rows, asked: Decoding): AsyncGenerator<Uint8Array> {
  const { header, write } = rowWriter(model, entityOf(model, asked.connector), asked, true)
  async function* cells() {
    for await (const row of rows) yield write(row)
  }
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const sheet = Readable.from(sheetText(header, cells()))
  zip.on('error', (error: Error) => output.destroy(error))
  for (const [name, text] of Object.entries(fixedParts)) zip.addBuffer(Buffer.from(text), name)
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  zip.end()
  try {
    yield* output
  } finally {
    sheet.destroy()
  }
}
