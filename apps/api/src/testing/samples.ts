import {
  writableInput,
  isField,
  type Entity,
  type Field,
  type FieldKind,
  type Model,
  type TypeRef,
} from '@portico/schema'

let made = 0

const formats: Record<NonNullable<Field['format']>, (n: number) => string> = {
  email: (n) => `sample${n}@example.com`,
  url: (n) => `https://example.com/${n}`,
  slug: (n) => `sample-${n}`,
  currency: () => 'EUR',
  country: () => 'DE',
  locale: () => 'fr',
  mediaKey: (n) => `samples/file-${n}`,
}

const word = (field: Field, n: number): string => {
  if (field.format) return formats[field.format](n)
  if (field.pattern?.includes('{')) return String(40_000_000 + n)
  const letters = `sample${n}`.padEnd(field.min ?? 0, 'abcdefghij')
  return field.max !== undefined && field.max < letters.length ? letters.slice(-field.max) : letters
}

/** A value of each kind that its field takes; `n` tells one from another. */
const samples = {
  id: () => undefined,
  text: word,
  longText: (_field, n) => `Text ${n}`,
  localized: (_field, n) => ({ en: `Sample ${n}`, de: `Muster ${n}` }),
  textList: () => ['192.0.2.1', '192.0.2.2'],
  choice: (field) => field.values?.[0],
  boolean: () => true,
  integer: (field, n) => Math.min(Math.max(field.min ?? 0, n), field.max ?? n),
  decimal: (field) => String(Math.min(Math.max(field.min ?? 0, 1), field.max ?? 1)),
  quantity: (field) => String(Math.max(field.min ?? 0, 2)),
  money: () => ({ amount: '19.99', currency: 'EUR' }),
  date: () => '2026-11-23',
  instant: () => '2026-11-23T09:30:00.000Z',
  json: () => ({}),
  secret: () => undefined,
} satisfies Record<FieldKind, (field: Field, n: number) => unknown>

const valueOf = (model: Model, type: TypeRef, n: number): unknown => {
  if (!isField(type) || (type.kind === 'json' && type.shape)) {
    const shape = model.shapes.get(isField(type) ? type.shape! : type.name)
    const members = Object.entries(shape?.fields ?? {}).flatMap(([key, inner]) =>
      inner.optional ? [] : [[key, valueOf(model, inner, n)]],
    )
    return type.list ? [] : Object.fromEntries(members)
  }
  return samples[type.kind](type, n)
}

/** What fields want that their kinds do not tell, by `entity.field`. */
export type Said = Readonly<Record<string, unknown>>

/** What a write of an entity may be given: all fields that must be, or that `also` names; links are made by `link`. */
export async function sampleOf(
  model: Model,
  entity: Entity,
  link: (to: string) => Promise<string>,
  said: Said,
  also: (key: string, type: TypeRef) => boolean = () => false,
): Promise<Record<string, unknown>> {
  const n = (made += 1)
  const given: Record<string, unknown> = {}
  for (const [key, type] of Object.entries(writableInput(entity, 'create'))) {
    const known = said[`${entity.name}.${key}`]
    if (type.optional && known === undefined && !also(key, type)) continue
    const to = isField(type) && type.kind === 'id' ? type.to : undefined
    given[key] = known ?? (to === undefined ? valueOf(model, type, n) : await link(to))
  }
  return given
}

/** What an action must be given; rows that it names are `row`'s. */
export const actionInput = (
  model: Model,
  input: Readonly<Record<string, TypeRef>>,
  row: (to: string) => string,
): Record<string, unknown> => {
  const n = (made += 1)
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, type]) => {
      if (type.optional) return []
      if (isField(type) && type.kind === 'id' && type.to) return [[key, type.list ? [row(type.to)] : row(type.to)]]
      return [[key, type.list ? [] : valueOf(model, type, n)]]
    }),
  )
}
