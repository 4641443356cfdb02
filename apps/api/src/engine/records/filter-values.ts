import type { Field, FieldKind } from '@portico/schema'
import { isDay } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'

const wrong = (member: string, problem: string) => refuse('FIELD_INVALID', { field: member, problem }, member)

const text = (value: unknown, { caseless }: Field, member: string): string => {
  if (typeof value !== 'string' || value.includes('\u0000')) throw wrong(member, 'wants a text')
  // every text holds the empty one: a variable that was forgotten would find, or delete, everything
  if (value === '') throw wrong(member, 'wants a text that is not empty; exists asks whether there is one')
  if (value.length > 1_000) throw wrong(member, 'is longer than 1000 characters')
  return caseless ? value.toLowerCase() : value
}
const number = (value: unknown, _field: Field, member: string): string => {
  const given = typeof value === 'number' ? String(value) : value
  if (typeof given !== 'string' || !/^-?\d{1,15}(\.\d{1,9})?$/.test(given))
    throw wrong(member, 'wants a decimal number')
  return given
}
const instant = (value: unknown, _field: Field, member: string): string => {
  const rfc3339 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/
  if (
    typeof value !== 'string' ||
    !rfc3339.test(value) ||
    !isDay(value.slice(0, 10)) ||
    Number.isNaN(Date.parse(value))
  )
    throw wrong(member, 'wants a moment, as 2026-11-23T09:30:00Z (RFC 3339)')
  return new Date(value).toISOString()
}

/** The value of a condition, as each kind of field compares it; JSON values and the texts of an address are both read. */
export const valueReaders = {
  id: (value, _field, member) => {
    if (typeof value !== 'string' || !isUuid(value)) throw wrong(member, 'wants an id')
    return value
  },
  text,
  longText: text,
  localized: text,
  textList: text,
  choice: (value, field, member) => {
    if (typeof value !== 'string' || !field.values?.includes(value))
      throw wrong(member, `is none of ${field.values?.join(', ')}`)
    return value
  },
  boolean: (value, _field, member) => {
    if (value === true || value === 'true') return true
    if (value === false || value === 'false') return false
    throw wrong(member, 'wants true or false')
  },
  integer: (value, _field, member) => {
    const given = typeof value === 'number' ? String(value) : value
    if (typeof given !== 'string' || !/^-?\d{1,10}$/.test(given) || Math.abs(Number(given)) > 2_147_483_647)
      throw wrong(member, 'wants a whole number')
    return Number(given)
  },
  decimal: number,
  quantity: number,
  money: number,
  date: (value, _field, member) => {
    if (typeof value !== 'string' || !isDay(value)) throw wrong(member, 'wants a day, as 2026-11-23')
    return value
  },
  instant,
  json: (_value, _field, member) => {
    throw wrong(member, 'cannot be compared')
  },
  secret: (_value, _field, member) => {
    throw wrong(member, 'cannot be compared')
  },
} satisfies Record<FieldKind, (value: unknown, field: Field, member: string) => string | number | boolean>
