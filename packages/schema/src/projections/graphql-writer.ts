import {
  choiceName,
  isField,
  sentenceOf,
  upperFirst,
  type Audience,
  type Deprecatable,
  type Field,
  type FieldKind,
  type Model,
  type TypeRef,
} from '../index.ts'

/** How each kind is spoken: `read` in answers, `write` in inputs. `money` that is stored and `money` that is worked out look alike. */
const scalars = {
  id: () => ({ read: 'ID', write: 'ID' }),
  text: () => ({ read: 'String', write: 'String' }),
  longText: () => ({ read: 'String', write: 'String' }),
  localized: (_field, _owner, _key, audience) => {
    const name = audience === 'storefront' ? 'String' : 'LocalizedText'
    return { read: name, write: name }
  },
  textList: () => ({ read: '[String!]', write: '[String!]' }),
  choice: (field, owner, key) => ({ read: choiceName(field, owner, key), write: choiceName(field, owner, key) }),
  boolean: () => ({ read: 'Boolean', write: 'Boolean' }),
  integer: () => ({ read: 'Int', write: 'Int' }),
  decimal: () => ({ read: 'Decimal', write: 'Decimal' }),
  quantity: () => ({ read: 'Decimal', write: 'Decimal' }),
  money: () => ({ read: 'Money', write: 'MoneyInput' }),
  date: () => ({ read: 'Date', write: 'Date' }),
  instant: () => ({ read: 'DateTime', write: 'DateTime' }),
  json: (field) => {
    const wrap = (name: string) => (field.list ? `[${name}!]` : name)
    return field.shape
      ? { read: wrap(field.shape), write: wrap(`${field.shape}Input`) }
      : { read: 'JSON', write: 'JSON' }
  },
  secret: () => ({ read: 'String', write: 'String' }),
} satisfies Record<
  FieldKind,
  (field: Field, owner: string, key: string, audience: Audience) => { read: string; write: string }
>

type Direction = 'read' | 'write'

/** Writes one audience's SDL, and remembers which shapes and choices it needed. */
export class Writer {
  readonly shapes = new Map<string, Set<Direction>>()
  readonly choices = new Set<string>()
  readonly pages = new Set<string>()
  constructor(
    readonly model: Model,
    readonly audience: Audience,
  ) {}

  typeName(type: TypeRef, direction: Direction, owner: string, key: string): string {
    if (isField(type)) {
      const name = scalars[type.kind](type, owner, key, this.audience)[direction]
      if (type.kind === 'choice') this.choices.add(name)
      if (type.kind === 'json' && type.shape) this.need(type.shape, direction)
      return type.list && type.kind !== 'json' ? `[${name}!]` : name
    }
    if (type.ref === 'shape') this.need(type.name, direction)
    if (type.ref === 'page') {
      if (this.audience === 'backOffice')
        throw new Error(`${owner}.${key}: at the back office, lists of entities are connections; answer a list instead`)
      this.pages.add(type.name)
    }
    const name =
      type.ref === 'page'
        ? `${upperFirst(type.name)}Page`
        : type.ref === 'entity'
          ? upperFirst(type.name)
          : direction === 'write'
            ? `${type.name}Input`
            : type.name
    return type.list ? `[${name}!]` : name
  }

  private need(name: string, direction: Direction) {
    const directions = this.shapes.get(name) ?? new Set()
    this.shapes.set(name, directions.add(direction))
  }
}

/** What is to go says so, with the day. */
export const going = ({ deprecated }: Deprecatable): string =>
  deprecated ? ` @deprecated(reason: ${JSON.stringify(sentenceOf(deprecated))})` : ''

export const doc = (text: string | undefined, indent = '  ') =>
  text ? [`${indent}"""${text.replaceAll('"""', '\\"""')}"""`] : []
export const shows = (thing: { show?: readonly Audience[] }, audience: Audience) =>
  (thing.show ?? ['backOffice']).includes(audience)

export function readLine(writer: Writer, owner: string, key: string, type: TypeRef): string[] {
  return [
    ...doc(type.doc),
    `  ${key}: ${writer.typeName(type, 'read', owner, key)}${type.optional ? '' : '!'}${going(type)}`,
  ]
}

function defaultValue(type: TypeRef): string {
  if (!isField(type) || type.default === undefined || type.kind === 'json') return ''
  const enumLike = type.kind === 'choice'
  const quoted =
    type.kind === 'decimal' || type.kind === 'quantity'
      ? JSON.stringify(String(type.default))
      : JSON.stringify(type.default)
  return ` = ${enumLike ? String(type.default) : quoted}`
}

export function inputLines(writer: Writer, owner: string, fields: Readonly<Record<string, TypeRef>>): string[] {
  return Object.entries(fields).flatMap(([key, type]) => {
    const value = defaultValue(type)
    return [
      ...doc(type.doc),
      `  ${key}: ${writer.typeName(type, 'write', owner, key)}${type.optional ? '' : '!'}${value}${going(type)}`,
    ]
  })
}
