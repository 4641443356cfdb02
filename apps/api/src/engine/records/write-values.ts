import {
  columnName,
  writableFields,
  writableLinks,
  type Entity,
  type Field,
  type FieldKind,
  type Write,
} from '@portico/schema'
import type { RawBuilder } from 'kysely'
import type { RightsLike } from '../../kernel/context.ts'
import { asJson } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refusalsOf, refuse, Refusals, type Refusal } from '../../kernel/errors.ts'
import { isExact, type Image } from './audit.ts'

/** A row as a writer gives it: fields by their names, links as `<relation>Id`. */
export type Given = Readonly<Record<string, unknown>>
/** Columns with what is written into them. */
export type Columns = ReadonlyMap<
  string,
  RawBuilder<unknown> | string | number | boolean | null | Date | readonly string[]
>

const asIs = (value: unknown) => value as string
const json = (value: unknown) => asJson(value)

/** How each kind of value travels to its column. */
const columns = {
  id: asIs,
  text: asIs,
  longText: asIs,
  localized: json,
  textList: (value) => value as string[],
  choice: asIs,
  boolean: (value) => value as boolean,
  integer: (value) => value as number,
  decimal: asIs,
  quantity: asIs,
  money: (value) => (value as { amount: string }).amount,
  date: asIs,
  instant: (value) => value as Date,
  json,
  secret: asIs,
} satisfies Record<FieldKind, (value: unknown) => RawBuilder<unknown> | string | number | boolean | Date | string[]>

/** Checked values as columns. What is not given is left out; null empties. */
export function columnsOf(entity: Entity, given: Given): Columns {
  const written = new Map<string, string | number | boolean | null | Date | readonly string[] | RawBuilder<unknown>>()
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    const field = entity.fields[key]
    if (field) {
      written.set(columnName(key), value === null ? null : columns[field.kind](value))
      if (field.kind === 'money' && value !== null) setCurrency(entity, given, key, field, written)
    } else if (entity.relations[key.replace(/Id$/, '')]) written.set(columnName(key), value as string | null)
  }
  return written
}

/** The currency of an amount; given twice, both must be the same. */
export function checkCurrency(given: Given, key: string, field: Field): string {
  const sibling = field.currency ?? 'currency'
  const { currency } = given[key] as { currency: string }
  const said = given[sibling] ?? currency
  if (said !== currency)
    throw refuse('FIELD_INVALID', { field: key, problem: `is in ${currency}, and ${sibling} says another one` }, key)
  return currency
}

/** The amount's currency goes into its sibling. */
function setCurrency(entity: Entity, given: Given, key: string, field: Field, written: Map<string, unknown>): void {
  const sibling = field.currency ?? 'currency'
  const currency = checkCurrency(given, key, field)
  if (entity.fields[sibling]) written.set(columnName(sibling), currency)
}

/** Members that a write names and may not: what is unknown, or hidden from the writer, what is never written, what stands once it is there. */
function wrongMembers(entity: Entity, write: Write, given: Given, rights: RightsLike | undefined): Refusal[] {
  const fields = writableFields(entity, write)
  const links = writableLinks(entity, write)
  const refusals: Refusal[] = []
  for (const key of Object.keys(given)) {
    const relation = key.endsWith('Id') ? key.slice(0, -2) : undefined
    const writable = fields[key] ?? (relation === undefined ? undefined : links[relation])
    const member = relation && links[relation] ? relation : key
    const hidden = rights?.hides(entity.name, member) ?? false
    if (writable && !hidden && !rights?.freezes(entity.name, member, write)) continue
    const known = entity.fields[key]
    const exists =
      key === 'createdAt' ||
      key === 'updatedAt' ||
      (known && known.kind !== 'secret') ||
      (relation !== undefined && entity.relations[relation])
    refusals.push(refuse(!hidden && (exists || writable) ? 'FIELD_READ_ONLY' : 'FIELD_UNKNOWN', { field: key }, key))
  }
  return refusals
}

/**
 * What is given, checked by the model and by what its writer may name; all that is wrong is told together. `now`: currencies of the row, for amounts of
 * which none is said.
 */
export function checkedValues(
  entity: Entity,
  write: Write,
  given: Given,
  { rights, now, validate }: { rights: RightsLike | undefined; now: Given; validate: (input: unknown) => unknown },
): Given {
  const wrong = wrongMembers(entity, write, given, rights)
  const named = new Set(wrong.map(({ path }) => path))
  const known =
    wrong.length === 0 ? given : Object.fromEntries(Object.entries(given).filter(([key]) => !named.has(key)))
  try {
    const values = validate(withCurrencies(entity, known, now)) as Given
    if (wrong.length === 0) return values
  } catch (error) {
    const refusals = refusalsOf(error)
    if (refusals.length === 0) throw error
    wrong.push(...refusals.filter(({ path }) => !named.has(path)))
  }
  throw new Refusals(wrong as [Refusal, ...Refusal[]])
}

/** `money` values take their currency from the sibling where only the amount is given. */
function withCurrencies(entity: Entity, given: Given, now: Given = {}): Given {
  const completed: Record<string, unknown> = { ...given }
  for (const [key, field] of Object.entries(entity.fields)) {
    const value = given[key]
    if (field.kind !== 'money' || (typeof value !== 'string' && typeof value !== 'number')) continue
    const currency = given[field.currency ?? 'currency'] ?? now[field.currency ?? 'currency']
    if (currency !== undefined) completed[key] = { amount: value, currency }
  }
  return completed
}

/**
 * Members of which only a part is given (one language of a text, one member of a document), as a whole: with what the row has of them. A part that is null is
 * taken away.
 */
export function withParts(entity: Entity, given: Given, parts: readonly string[] = [], now: Image = {}): Given {
  const whole: Record<string, unknown> = { ...given }
  for (const key of parts) {
    const part = given[key]
    if (!entity.fields[key] || typeof part !== 'object' || part === null) continue
    const all = { ...(now[columnName(key)] as object | null | undefined), ...part }
    const left = Object.entries(all).filter(([, value]) => value !== null)
    whole[key] = left.length === 0 && entity.fields[key].optional ? null : Object.fromEntries(left)
  }
  return whole
}

/**
 * What is left to change of a row that a whole record is about: members that name it, or stand from the beginning, and say what is so already are no
 * change.
 */
export function withoutWhatStands(entity: Entity, given: Given, now: Image): Given {
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => {
      const link = entity.relations[key.replace(/Id$/, '')]
      const relation = entity.fields[key] || link?.relation !== 'one' ? undefined : link
      const member = relation ? key.replace(/Id$/, '') : key
      const stands = (entity.fields[key] ?? relation)?.immutable === true || entity.naturalKey?.includes(member)
      return !stands || !isSo(entity, key, value, now)
    }),
  )
}

/** `7.0` as it is given, and `7.0000` as a row has it. */
const isSame = (given: unknown, now: unknown, exact: boolean): boolean =>
  given === now ||
  ((exact || typeof now === 'number') &&
    isDecimal(given) &&
    isDecimal(now) &&
    new Decimal(String(given)).equals(new Decimal(String(now))))

const isDecimal = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,30}(\.\d{1,30})?$/.test(value))

function isSo(entity: Entity, key: string, given: unknown, now: Image): boolean {
  const field = entity.fields[key]
  const is = now[columnName(key)]
  if (field?.kind === 'instant' && typeof is === 'string' && typeof given === 'string')
    return Date.parse(given) === Date.parse(is)
  if (field?.kind !== 'money' || typeof given !== 'object' || given === null)
    return isSame(given, is, isExact(field?.kind))
  const { amount, currency } = given as { amount?: unknown; currency?: unknown }
  return isSame(amount, is, true) && currency === now[columnName(field.currency ?? 'currency')]
}
