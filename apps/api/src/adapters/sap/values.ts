import { Decimal } from '../../kernel/decimal.ts'

/** What SAP writes for "nothing is said of it" where a reduced message leaves a field out. */
const unsaid = '/'

/** A value that is not what its field holds; the sentence goes on from the field's name. */
export class ValueProblem extends Error {}

/** A field's text; undefined where nothing is said. */
export const textOf = (value: string | undefined): string | undefined =>
  value === undefined || value === '' || value === unsaid ? undefined : value

/** A number as SAP writes it, point for the decimals and the minus behind: `12.50-` is -12.5. Exact, as a decimal text. */
export function numberOf(value: string | undefined): string | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const [, before, digits, behind] = /^([+-]?)\s*(\d+(?:\.\d*)?|\.\d+)\s*([+-]?)$/.exec(text) ?? []
  if (digits === undefined || (before && behind))
    throw new ValueProblem('is no number as SAP writes it (point for decimals, no grouping, minus behind)')
  const number = new Decimal(digits.replace(/\.$/, ''))
  return (before === '-' || behind === '-' ? number.negated() : number).toFixed()
}

/** A number with the minus behind, as SAP reads it: -12.5 is `12.5-`. */
export const sapNumber = (value: string): string => (value.startsWith('-') ? `${value.slice(1)}-` : value)

/** A day. `00000000` is none, `99991231` has no end. */
export function dateOf(value: string | undefined): string | 'endless' | undefined {
  const text = textOf(value)
  if (text === undefined || /^0*$/.test(text)) return undefined
  if (text === '99991231') return 'endless'
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  const moment = new Date(`${date}T00:00:00Z`)
  if (!year || Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== date)
    throw new ValueProblem('is no day as YYYYMMDD')
  return date
}

export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The parts of a moment as the clocks of a time zone have it: `20261123`, `003000`. */
function clockOf(moment: Date, timeZone: string): { date: string; time: string } {
  const shown = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.find((one) => one.type === type)?.value ?? ''
  return {
    date: `${part('year')}${part('month')}${part('day')}`,
    time: `${part('hour')}${part('minute')}${part('second')}`,
  }
}

/** A calendar day (`2026-11-23`), or the day of a moment in a time zone, as YYYYMMDD. */
export function sapDate(value: string | Date, timeZone = 'UTC'): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value.replaceAll('-', '')
  return clockOf(new Date(value), timeZone).date
}
/** A moment as HHMMSS, by the clocks of a time zone. */
export const sapTime = (value: string | Date, timeZone = 'UTC'): string => clockOf(new Date(value), timeZone).time

export const flagOf = (value: string | undefined): boolean => value === 'X' || value === 'x'

/** SAP's own letters for languages, where a segment has no ISO code. */
const letters: Readonly<Record<string, string>> = {
  E: 'en',
  D: 'de',
  F: 'fr',
  I: 'it',
  S: 'es',
  P: 'pt',
  N: 'nl',
  K: 'da',
  V: 'sv',
  O: 'no',
  U: 'fi',
  L: 'pl',
  C: 'cs',
  H: 'hu',
  R: 'ru',
  T: 'tr',
  J: 'ja',
  '1': 'zh',
}

/** The language of a text, by its ISO code or SAP's letter; undefined for one that is not wanted. */
export function languageOf(
  iso: string | undefined,
  letter: string | undefined,
  wanted: Readonly<Record<string, string>>,
) {
  const code = (textOf(iso) ?? letters[textOf(letter) ?? ''])?.toUpperCase()
  if (code === undefined) return undefined
  return Object.keys(wanted).length === 0 ? code.toLowerCase() : wanted[code]
}

/** The letter that SAP has for a language of ours. */
export const letterOf = (language: string): string =>
  Object.entries(letters).find(([, code]) => code === language.slice(0, 2))?.[0] ?? ''

/** A number of a master record as it is kept here. */
export const keptNumber = (value: string, how: 'keep' | 'strip'): string =>
  how === 'strip' && /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : value

/** The same on the way out: numbers of digits only are filled up (conversion ALPHA). */
export const sapKey = (value: string, how: 'keep' | 'strip', length: number): string =>
  how === 'strip' && /^\d+$/.test(value) ? value.padStart(length, '0') : value

const kilograms: Readonly<Record<string, string>> = {
  KGM: '1',
  KG: '1',
  GRM: '0.001',
  G: '0.001',
  MGM: '0.000001',
  TNE: '1000',
  TO: '1000',
  LBR: '0.45359237',
  LB: '0.45359237',
  ONZ: '0.028349523125',
  OZ: '0.028349523125',
}
const centimetres: Readonly<Record<string, string>> = {
  CMT: '1',
  CM: '1',
  MMT: '0.1',
  MM: '0.1',
  MTR: '100',
  M: '100',
  INH: '2.54',
  IN: '2.54',
  FOT: '30.48',
  FT: '30.48',
}

/** A measure in kilograms or centimetres, rounded to `digits`; zero is SAP's word for "not weighed". */
function measure(
  value: string | undefined,
  unit: string | undefined,
  table: Readonly<Record<string, string>>,
  digits: number,
) {
  const number = numberOf(value)
  if (number === undefined || new Decimal(number).isZero()) return undefined
  const factor = table[textOf(unit) ?? '']
  if (factor === undefined)
    throw new ValueProblem(`is in ${textOf(unit) ?? 'no unit'}, which is none of ${Object.keys(table).join(', ')}`)
  return new Decimal(number).times(factor).toDecimalPlaces(digits).toFixed()
}
export const kilogramsOf = (value: string | undefined, unit: string | undefined) => measure(value, unit, kilograms, 4)
export const centimetresOf = (value: string | undefined, unit: string | undefined) =>
  measure(value, unit, centimetres, 2)
