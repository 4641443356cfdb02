import type { Model } from '@portico/schema'
import { CsvError, Parser } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import {
  UnreadableFile,
  type Decoding,
  type ExchangeRecord,
  type FileFormat,
  type FileProfileSaid,
} from '../../domain/integrations/port.ts'
import { guardFormula } from '../../kernel/formulas.ts'
import { lineReader, type BrokenLine, type Line, type LineReader } from './lines.ts'
import { entityOf } from './entity.ts'
import { readFor, rowWriter } from './rows.ts'
import { sourcesOf } from './sources.ts'
import { encoder, utf8Of, type Seen } from './utf8.ts'

type Bytes = AsyncIterable<Uint8Array>
type Rows = AsyncIterable<Readonly<Record<string, unknown>>>

/** The longest line, in bytes: one whose quotes never end would be the rest of the file. */
const longestLine = 1_000_000
/** Rows that are written at once. */
const atOnce = 200

const signOf = (delimiter: string) => (delimiter === '\\t' ? '\t' : delimiter)
const quoteOf = (quote: string) => (quote === 'none' ? null : quote)

/** CSV (RFC 4180) and its relatives: by the profile with another delimiter, quote, encoding, decimal sign. */
export const csvFormat = (model: Model): FileFormat => ({
  code: 'csv',
  ending: 'csv',
  decode: (bytes, asked) => decode(model, bytes, asked),
  encode: (rows, asked) => encode(model, rows, asked),
  reads: (asked) => readFor(model, entityOf(model, asked.connector), asked),
})

async function* decode(model: Model, bytes: Bytes, asked: Decoding): AsyncGenerator<ExchangeRecord> {
  const { connector } = asked
  const { profile } = connector
  const entity = entityOf(model, connector)
  const seen: Seen = { nul: false }
  let read: LineReader | undefined
  let columns = 0
  for await (const lines of linesOf(bytes, asked, seen))
    for (const line of lines) {
      const { cells } = line
      if (read === undefined) {
        columns = cells.length
        const header = profile.header ? cells.map((cell) => cell.trim()) : cells.map((_, at) => String(at + 1))
        read = lineReader(entity, sourcesOf(model, entity, header, connector), connector, seen)
        if (profile.header) continue
      }
      yield cells.length === columns ? read(line) : miscounted(line, columns, profile)
    }
  if (read === undefined) throw new UnreadableFile('FILE_EMPTY')
}

function miscounted({ cells, line }: Line, expected: number, { delimiter }: FileProfileSaid): BrokenLine {
  const value = cells.join(signOf(delimiter)).slice(0, 500)
  const params = { found: cells.length, expected }
  return { at: { line }, deeds: [], objections: [{ line, value, code: 'LINE_COLUMNS', params }], own: { given: {} } }
}

/** The lines of a file that say anything, by the pieces in which they come, each with its number in the file. Throws UnreadableFile. */
async function* linesOf(bytes: Bytes, { connector: { profile } }: Decoding, seen: Seen): AsyncGenerator<Line[]> {
  let line = 1
  for await (const records of recordsOf(utf8Of(bytes, profile.encoding, seen), profile, () => line)) {
    const lines: Line[] = []
    for (const cells of records) {
      const begins = line
      line += 1
      let silent = true
      for (const cell of cells) {
        if (cell !== '') silent = false
        if (cell.includes('\n') || cell.includes('\r')) line += cell.match(/\r\n|\n|\r/g)!.length
      }
      if (!silent) lines.push({ cells, line: begins })
    }
    yield lines
  }
}

/** A parser that hands over what a chunk holds at once, and what came before a broken line, too. */
class Gathering extends Parser {
  gathered: string[][] = []

  override push(record: string[] | null): boolean {
    if (record !== null) this.gathered.push(record)
    return true
  }

  /** The records that a chunk ends; undefined: that was the last one. */
  async gather(chunk: Buffer | undefined): Promise<{ records: string[][]; problem: unknown }> {
    const problem = await new Promise<unknown>((resolve) => {
      if (chunk) this.write(chunk, resolve)
      else this.end(resolve)
    })
    const records = this.gathered
    this.gathered = []
    return { records, problem }
  }
}

async function* recordsOf(
  text: AsyncIterable<Buffer>,
  profile: FileProfileSaid,
  lineOf: () => number,
): AsyncGenerator<string[][]> {
  const quote = quoteOf(profile.quote)
  const parser = new Gathering({
    delimiter: signOf(profile.delimiter),
    quote,
    escape: quote ?? '"',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: longestLine,
  })
  parser.on('error', () => undefined)
  for await (const chunk of text) {
    const { records, problem } = await parser.gather(chunk)
    yield records
    if (problem) throw unreadable(problem, lineOf())
  }
  const { records, problem } = await parser.gather(undefined)
  yield records
  if (problem) throw unreadable(problem, lineOf())
}

/** What the parser says of a file that it cannot go on with. */
function unreadable(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  const problem =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a quote is opened and not closed'
      : error.code === 'CSV_MAX_RECORD_SIZE'
        ? `is longer than ${longestLine} bytes; a quote may be opened and not closed`
        : error.message
  return new UnreadableFile('FILE_BROKEN', { line, problem }, { line })
}

async function* encode(model: Model, rows: Rows, asked: Decoding): AsyncGenerator<Buffer> {
  const { profile } = asked.connector
  const quote = quoteOf(profile.quote)
  const delimiter = signOf(profile.delimiter)
  const writer = rowWriter(model, entityOf(model, asked.connector), asked)
  const bytesOf = encoder(profile.encoding)
  const cell = (text: string, isText: boolean) => {
    const safe = profile.guardFormulas && isText ? guardFormula(text) : text
    return quote === null ? safe.replaceAll(delimiter, ' ').replace(/[\r\n]+/g, ' ') : safe
  }
  const lines = (cells: readonly (readonly string[])[]) =>
    bytesOf(
      stringify(cells as string[][], {
        delimiter,
        quote: quote ?? '',
        escape: quote ?? '',
        record_delimiter: '\r\n',
        quoted_match: quote === null ? null : /[\r\n]|^\s|\s$/,
      }),
    )
  if (profile.encoding === 'utf16le') yield bytesOf('\ufeff')
  if (profile.header) yield lines([writer.header.map((name) => cell(name, false))])
  let part: string[][] = []
  for await (const row of rows) {
    part.push(writer.write(row).map(({ text, isText }) => cell(text, isText)))
    if (part.length < atOnce) continue
    yield lines(part)
    part = []
  }
  if (part.length > 0) yield lines(part)
}
