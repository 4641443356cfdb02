import { type Field, type FieldKind } from '@portico/schema'
import { DateTime } from 'luxon'
import { Decimal } from '../../kernel/decimal.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { FileProfileSaid } from '../../domain/integrations/port.ts'

/** What is wrong with a cell, as the rest of a sentence about its field. */
export class Wrong {
  constructor(
    readonly problem: string,
    readonly advice?: string,
  ) {}
}

/** How a file writes values. */
export type Notation = Pick<FileProfileSaid, 'decimalSign' | 'groupSign' | 'dateFormat' | 'trueValues'>

/** How we write values ourselves: constants, words that stand for others, cells that know their type. */
export const ours: Notation = {
  decimalSign: 'point',
  groupSign: 'none',
  dateFormat: 'yyyy-MM-dd',
  trueValues: ['true'],
}

/** Reads what stands in a cell that is not empty. */
export type CellReader = (text: string) => unknown

const groups = { none: undefined, point: '\\.', comma: ',', space: '[ \\u00a0\\u202f]', apostrophe: "['\\u2019]" }
const plainNumber = /^-?\d+(\.\d+)?$/

/** Reads numbers as exact decimals: `1.234,50-` becomes `-1234.50`. A sign between thousands stands before every three digits, or it is none. */
export function numberReader({ decimalSign, groupSign }: Notation): (text: string) => string | Wrong {
  const sign = decimalSign === 'comma' ? ',' : '\\.'
  const group = groups[groupSign]
  const whole = group && groupSign !== decimalSign ? `(?:\\d+|\\d{1,3}(?:${group}\\d{3})+)` : '\\d+'
  const form = new RegExp(`^([+-]?)(?:(${whole})(?:${sign}(\\d*))?|${sign}(\\d+))(-?)$`)
  const between = group ? new RegExp(group, 'g') : undefined
  const plain = decimalSign === 'point'
  return (text) => {
    if (plain && plainNumber.test(text)) return text
    const [, before, digits, behind, only, after] = form.exec(text) ?? []
    if (before === undefined || (before !== '' && after !== ''))
      return new Wrong(
        'is no decimal number',
        'Write digits and the decimal sign of the file’s profile (decimalSign); signs between thousands need its groupSign.',
      )
    const places = behind ?? only ?? ''
    const least = (between ? digits?.replace(between, '') : digits) ?? '0'
    return `${before === '-' || after === '-' ? '-' : ''}${least}${places === '' ? '' : `.${places}`}`
  }
}

/** `2.50` becomes `2,5`; thousands are never parted. */
export const writeNumber = (value: unknown, { decimalSign }: Notation): string =>
  decimalSign === 'comma' ? String(value).replace('.', ',') : String(value)

const no = new Set(['false', '0', 'no', 'n', 'f', 'nein', 'non'])

function booleanReader({ trueValues }: Notation): CellReader {
  const yes = new Set(trueValues.map((word) => word.trim().toLowerCase()))
  return (text) => {
    const word = text.toLowerCase()
    if (yes.has(word)) return true
    if (no.has(word)) return false
    return new Wrong('is neither yes nor no', `Write one of ${[...yes].join(', ')} for yes, and false for no.`)
  }
}

/** The same days stand in many lines. */
function remembered(read: CellReader): CellReader {
  const known = new Map<string, unknown>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= 5_000) known.clear()
    const value = read(text)
    known.set(text, value)
    return value
  }
}

const utc = { zone: 'utc', locale: 'en' } as const

function dateReader({ dateFormat }: Notation): CellReader {
  return remembered((text) => {
    const read = DateTime.fromFormat(text, dateFormat, utc)
    const day = read.isValid || !/^\d{4}-\d\d-\d\d$/.test(text) ? read : DateTime.fromISO(text, utc)
    return day.isValid ? day.toFormat('yyyy-MM-dd') : new Wrong(`is no day written as ${dateFormat}`)
  })
}

function instantReader({ dateFormat }: Notation): CellReader {
  return remembered((text) => {
    const iso = /^\d{4}-\d\d-\d\d([T ]|$)/.test(text)
    const read = iso ? DateTime.fromISO(text.replace(' ', 'T'), utc) : DateTime.fromFormat(text, dateFormat, utc)
    return read.isValid
      ? read.toUTC().toISO()
      : new Wrong(`is no moment, neither in ISO 8601 nor written as ${dateFormat}`)
  })
}

function wholeReader(notation: Notation): CellReader {
  const read = numberReader(notation)
  return (text) => {
    const number = read(text)
    if (number instanceof Wrong) return number
    const [whole = '', places = ''] = number.split('.')
    return /^0*$/.test(places) ? Number(whole) : new Wrong('is no whole number')
  }
}

const parsed: CellReader = (text) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return new Wrong('is no JSON')
  }
}

/** `red|green`; as JSON where an item holds such a sign itself. */
const list: CellReader = (text) => {
  if (!text.startsWith('[')) return text.split('|').map((item) => item.trim())
  const read = parsed(text)
  return Array.isArray(read) && read.every((item) => typeof item === 'string') ? read : new Wrong('is no list of texts')
}

const asIs: CellReader = (text) => text
const textReader = () => asIs

const idReader: CellReader = (text) => (isUuid(text) ? text : new Wrong('is no id'))

/** How each kind is read. */
const readers = {
  id: () => idReader,
  text: textReader,
  longText: textReader,
  localized: () => parsed,
  textList: () => list,
  choice: textReader,
  boolean: booleanReader,
  integer: wholeReader,
  decimal: numberReader,
  quantity: numberReader,
  money: numberReader,
  date: dateReader,
  instant: instantReader,
  json: () => parsed,
  secret: () => () => new Wrong('is in no file'),
} satisfies Record<FieldKind, (notation: Notation) => CellReader>

export const cellReader = ({ kind }: Field, notation: Notation): CellReader => readers[kind](notation)

const plainly = (value: number) => new Decimal(value).toFixed()

/** A member of an open document: a number, true, false and JSON are what they are, anything else a text. */
export function memberReader(notation: Notation): CellReader {
  const number = numberReader(notation)
  return (text) => {
    if (text === 'true' || text === 'false') return text === 'true'
    const first = text.charAt(0)
    if (first === '"' || first === '[' || first === '{') {
      const read = parsed(text)
      return read instanceof Wrong ? text : read
    }
    if (!/^-?(0|[1-9]\d*)([.,]\d+)?$/.test(text)) return text
    const read = number(text)
    return read instanceof Wrong || plainly(Number(read)) !== read ? text : Number(read)
  }
}

export function writeMember(value: unknown, notation: Notation): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return writeNumber(plainly(value), notation)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return typeof value !== 'string' || memberReader(notation)(text.trim()) === text ? text : JSON.stringify(text)
}

const written = (value: unknown) => String(value)
const document = (value: unknown) => JSON.stringify(value)

function writeList(value: unknown): string {
  const items = value as readonly string[]
  const plain = items.length > 0 && items.every((item) => item !== '' && item === item.trim() && !item.includes('|'))
  return plain && !items[0]?.startsWith('[') ? items.join('|') : JSON.stringify(items)
}

const writeDate = (value: unknown, { dateFormat }: Notation) =>
  dateFormat === 'yyyy-MM-dd' ? String(value) : DateTime.fromISO(String(value), utc).toFormat(dateFormat)

/** How each kind is written; null and nothing are an empty cell. */
const writers = {
  id: written,
  text: written,
  longText: written,
  localized: document,
  textList: writeList,
  choice: written,
  boolean: (value, { trueValues }) => (value === true ? (trueValues[0] ?? 'true') : 'false'),
  integer: writeNumber,
  decimal: writeNumber,
  quantity: writeNumber,
  money: (value, notation) => writeNumber((value as { amount: string }).amount, notation),
  date: writeDate,
  instant: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  json: document,
  secret: () => '',
} satisfies Record<FieldKind, (value: unknown, notation: Notation) => string>

export const writeCell = ({ kind }: Field, value: unknown, notation: Notation): string =>
  value === null || value === undefined ? '' : writers[kind](value, notation)

const numbers = new Set<FieldKind>(['integer', 'decimal', 'quantity', 'money'])
export const isNumber = ({ kind }: Field): boolean => numbers.has(kind)

/** A number in another unit, with as many places as its field has; half of the last one is rounded up. */
export function inOurUnit(text: string, factor: string, field: Field): string {
  const places = field.kind === 'integer' ? 0 : (field.scale ?? (field.kind === 'quantity' ? 6 : 4))
  return new Decimal(text).times(factor).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed()
}

/** The opposite of `inOurUnit`, to nine places. */
export const inTheirUnit = (text: string, factor: string): string =>
  new Decimal(text).dividedBy(factor).toDecimalPlaces(9, Decimal.ROUND_HALF_UP).toFixed()
