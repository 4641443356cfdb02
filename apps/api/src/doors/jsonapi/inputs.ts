import { isField, type Field, type FieldKind, type Model, type TypeRef } from '@portico/schema'

const same = (text: string): unknown => text

/** A text of an address as the value of a kind; what does not fit stays a text, and the engine says what it wants. */
const fromText = {
  id: same,
  text: same,
  longText: same,
  localized: same,
  textList: (text) => text.split(','),
  choice: same,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
  integer: (text) => (/^-?\d{1,10}$/.test(text) ? Number(text) : text),
  decimal: same,
  quantity: same,
  money: same,
  date: same,
  instant: same,
  json: same,
  secret: same,
} satisfies Record<FieldKind, (text: string) => unknown>

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The input of a verb, from the parameters of an address: `filter[filters][0][attribute]=colour`. */
export function inputFrom(
  model: Model,
  fields: Readonly<Record<string, TypeRef>>,
  tree: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      const type = Object.hasOwn(fields, key) ? fields[key] : undefined
      return [key, type ? valueOf(model, type, value) : value]
    }),
  )
}

function valueOf(model: Model, type: TypeRef, value: unknown): unknown {
  if (type.list) {
    const one = { ...type, list: false }
    if (typeof value === 'string') return value.split(',').map((part) => valueOf(model, one, part))
    if (isMap(value)) return Object.values(value).map((part) => valueOf(model, one, part))
    return value
  }
  if (isMap(value)) {
    const shape = shapeOf(type)
    return inputFrom(model, (shape && model.shapes.get(shape)?.fields) || {}, value)
  }
  return isField(type) && typeof value === 'string' ? fromText[type.kind](value) : value
}

const shapeOf = (type: Field | Exclude<TypeRef, Field>): string | undefined =>
  isField(type) ? type.shape : type.ref === 'shape' ? type.name : undefined
