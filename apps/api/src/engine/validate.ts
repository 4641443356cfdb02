import { isField, type Field, type FieldKind, type Model, type TypeRef } from '@portico/schema'
import { z } from 'zod'
import { Decimal } from '../kernel/decimal.ts'
import { isDay } from '../kernel/clock.ts'
import { Refusals, refuse, type Refusal } from '../kernel/errors.ts'

const formats: Record<NonNullable<Field['format']>, [pattern: RegExp, problem: string]> = {
  email: [/^[^\s@<>(),;:"[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/, 'is no e-mail address'],
  url: [/^https?:\/\/\S+$/, 'is no address that begins with http:// or https://'],
  slug: [/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is no slug (small letters, digits, hyphens)'],
  currency: [/^[A-Z]{3}$/, 'is no ISO 4217 currency'],
  country: [/^[A-Z]{2}$/, 'is no ISO 3166-1 alpha-2 country'],
  locale: [/^[a-z]{2}(-[A-Z]{2})?$/, 'is no language code'],
  mediaKey: [
    /^(?!.*\.\.)[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/,
    'is no key of the media store (small letters, digits, -, _ and . in parts parted by /)',
  ],
}

/** Control characters and halves of characters: PostgreSQL refuses NUL and has no place for the halves, and nobody types the others. Tab and line breaks have a place in long texts only. */
const control = {
  oneLine: /[\u0000-\u001f\u007f\p{Surrogate}]/u,
  lines: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]/u,
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const currencies = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })

/** Codes of the right form that mean nothing: `xx` is no language, XXX (ISO 4217) no money. */
const isKnown: Partial<Record<NonNullable<Field['format']>, (code: string) => boolean>> = {
  locale: (code) => languages.of(code.slice(0, 2)) !== undefined,
  currency: (code) => code !== 'XXX' && code !== 'XTS' && currencies.of(code) !== undefined,
}

/** A text of a format. What is of another form is not looked up. */
function formatted(schema: z.ZodString, format: NonNullable<Field['format']>) {
  const [pattern, problem] = formats[format]
  return schema
    .regex(pattern, problem)
    .refine((text) => !pattern.test(text) || (isKnown[format]?.(text) ?? true), problem)
}

function textOf(field: Field) {
  let schema = field.caseless ? z.string().trim().toLowerCase() : z.string().trim()
  if (field.min !== undefined) schema = schema.min(field.min)
  if (field.max !== undefined) schema = schema.max(field.max)
  const refused = field.multiline || field.kind === 'longText' ? control.lines : control.oneLine
  schema = schema.refine((text) => !refused.test(text), 'holds characters that cannot be shown')
  if (field.pattern) schema = schema.regex(new RegExp(field.pattern), 'does not have the expected form')
  return field.format ? formatted(schema, field.format) : schema
}

function numberText(field: Field, places: number, whole = 15) {
  return z
    .union([z.string().max(40), z.number()])
    .transform(String)
    .refine((text) => /^-?\d+(\.\d+)?$/.test(text), { error: 'is no decimal number', abort: true })
    .refine((text) => new Decimal(text).decimalPlaces() <= places, `has more than ${places} digits behind the point`)
    .refine((text) => new Decimal(text).abs().lessThan(new Decimal(10).pow(whole)), 'is too large')
    .refine(
      (text) => field.min === undefined || new Decimal(text).greaterThanOrEqualTo(field.min),
      `is less than ${field.min}`,
    )
    .refine(
      (text) => field.max === undefined || new Decimal(text).lessThanOrEqualTo(field.max),
      `is more than ${field.max}`,
    )
    .transform((text) => new Decimal(text).toFixed())
}

const localizedText = (field: Field) =>
  z
    .record(
      formatted(z.string(), 'locale'),
      z
        .string()
        .max(field.max ?? 255)
        .refine((text) => !control.lines.test(text), 'holds characters that cannot be shown')
        .refine((text) => text.trim().length >= (field.min ?? 0), 'says nothing: leave the language out'),
    )
    .refine((texts) => Object.keys(texts).length > 0, 'is said in no language')

const kinds = {
  id: () => z.uuid('is no id'),
  text: textOf,
  longText: textOf,
  localized: localizedText,
  textList: (field) => {
    const items = z
      .string()
      .max(field.max ?? 64)
      .refine((text) => !control.oneLine.test(text), 'holds characters that cannot be shown')
    return z.array(field.format ? formatted(items, field.format) : items).max(200)
  },
  choice: (field) => z.enum(field.values as [string, ...string[]], `is none of ${field.values?.join(', ')}`),
  boolean: () => z.boolean(),
  integer: (field) =>
    z
      .int()
      .min(field.min ?? -2_147_483_648)
      .max(field.max ?? 2_147_483_647),
  decimal: (field) => numberText(field, field.scale ?? 4),
  quantity: (field) => numberText(field, 6, 13),
  money: (field) =>
    z.strictObject(
      { amount: numberText(field, 4), currency: formatted(z.string(), 'currency') },
      'is no amount, as {"amount": "19.99", "currency": "EUR"}',
    ),
  date: () => z.iso.date('is no day, as 2026-11-23').refine(isDay, 'is no day that there is'),
  instant: () =>
    z.union([
      z.date(),
      z.iso
        .datetime('is no moment, as 2026-11-23T09:30:00Z')
        .refine((text) => isDay(text.slice(0, 10)), 'is no moment that there is')
        .transform((text) => new Date(text)),
    ]),
  json: () => z.json(),
  secret: textOf,
} satisfies Record<FieldKind, (field: Field) => z.ZodType>

function schemaOf(type: TypeRef, build: (name: string) => z.ZodType): z.ZodType {
  let schema: z.ZodType
  if (isField(type))
    schema =
      type.kind === 'json' && type.shape ? build(type.shape) : (kinds[type.kind] as (field: Field) => z.ZodType)(type)
  else if (type.ref === 'shape') schema = build(type.name)
  else throw new Error(`an input cannot hold ${type.ref} ${type.name}; take its id: ref('${type.name}')`)
  if (type.list) schema = z.array(schema).max(200)
  if (isField(type) && type.default !== undefined) return schema.nullish().transform((value) => value ?? type.default)
  return type.optional ? schema.nullish() : schema
}

/** Validators by the model and the fields that they were made of: an engine that is made again in this process finds them. */
const made = new WeakMap<Model, WeakMap<object, (input: unknown) => unknown>>()

/** A validator of the fields of an action's input, made once from the model. */
export function inputValidator(model: Model, fields: Readonly<Record<string, TypeRef>>): (input: unknown) => unknown {
  const ofModel = made.get(model) ?? new WeakMap<object, (input: unknown) => unknown>()
  made.set(model, ofModel)
  const known = ofModel.get(fields)
  if (known) return known
  const validator = newValidator(model, fields)
  ofModel.set(fields, validator)
  return validator
}

function newValidator(model: Model, fields: Readonly<Record<string, TypeRef>>): (input: unknown) => unknown {
  const shapes = new Map<string, z.ZodType>()
  const build = (name: string): z.ZodType => {
    const known = shapes.get(name)
    if (known) return known
    const made = objectOf(model.shapes.get(name)?.fields ?? {})
    shapes.set(name, made)
    return made
  }
  const objectOf = (members: Readonly<Record<string, TypeRef>>): z.ZodType =>
    z.strictObject(Object.fromEntries(Object.entries(members).map(([key, type]) => [key, schemaOf(type, build)])))

  const schema = objectOf(fields)
  return (input) => {
    const result = schema.safeParse(input ?? {})
    if (result.success) return result.data
    const refusals = oneForEach(result.error.issues.flatMap((issue) => refusalOf(issue, input)))
    throw new Refusals(refusals as [Refusal, ...Refusal[]])
  }
}

/** The first of each field: what is too long need not be told to be of a wrong form as well. */
function oneForEach(refusals: readonly Refusal[]): Refusal[] {
  return refusals.filter((refusal, index) => refusals.findIndex(({ path }) => path === refusal.path) === index)
}

/** What is required and holds nothing that is seen. */
const isWhite = (value: unknown, { code }: z.core.$ZodIssue): boolean =>
  code === 'too_small' && typeof value === 'string' && value.trim() === ''

/** What a value is not, in people's words; zod tells types of JavaScript. */
const nouns: Partial<Record<string, string>> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  record: 'a document of texts by language',
  object: 'a document',
  array: 'a list',
}

/** The problem as its reader understands it. */
function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid'))
    return `is not ${nouns[issue.expected] ?? 'of its kind'}`
  // of several forms that a value may have, the last is the one in which it is written
  if (issue.code === 'invalid_union')
    return issue.errors.at(-1)?.[0] ? problemOf(issue.errors.at(-1)![0]!) : 'is of no form that is known'
  if (issue.code === 'too_small') return `is less than ${issue.minimum}`
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? `holds more than ${issue.maximum}` : `is more than ${issue.maximum}`
  return issue.message
}

function refusalOf(issue: z.core.$ZodIssue, input: unknown): Refusal[] {
  const path = issue.path.map(String).join('.')
  const field = path || 'input'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      refuse('FIELD_UNKNOWN', { field: path ? `${path}.${key}` : key }, path ? `${path}.${key}` : key),
    )
  const value = issue.path.reduce<unknown>(
    (here, key) => (here as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  )
  if (
    value === undefined ||
    value === null ||
    (value === '' && /^(too_small|invalid_format)$/.test(issue.code)) ||
    isWhite(value, issue)
  )
    return [refuse('FIELD_REQUIRED', { field }, path)]
  if (issue.code === 'too_big' && typeof value === 'string')
    return [refuse('FIELD_TOO_LONG', { field, maximum: Number(issue.maximum) }, path)]
  if (issue.code === 'too_small' && typeof value === 'string')
    return [
      refuse(
        'FIELD_INVALID',
        { field, problem: `needs at least ${issue.minimum} characters`, minimum: Number(issue.minimum) },
        path,
      ),
    ]
  return [refuse('FIELD_INVALID', { field, problem: problemOf(issue) }, path)]
}
