import {
  isField,
  sentenceOf,
  sunsetIn,
  writableFields,
  writableLinks,
  type Deprecatable,
  type Entity,
  type Field,
  type FieldKind,
  type Many,
  type Model,
  type One,
} from '../index.ts'
import { childrenOf, entityNamed, keyLeaves, leafName } from './file-columns.ts'

export * from './file-actions.ts'
export * from './file-columns.ts'

/** A column of an entity's files, as outsiders are told of it. */
export interface FileColumn {
  /** `<language>`, `<system>`, `<member>` in it stand for what the writer puts there. */
  name: string
  /** What stands in a cell. */
  kind: string
  doc?: string
  /** A row that is new needs it. */
  required?: true
  /** Can be given to rows that are new, and stands from then on. */
  immutable?: true
  /** In files that go out only. */
  readOnly?: true
  /** The entity of the row that it names. */
  names?: string
  /** Instead of the key, where that is not known. */
  otherwise?: true
  /** Longest length in characters. */
  maxLength?: number
  min?: number
  max?: number
  /** Digits behind the decimal sign. */
  scale?: number
  pattern?: string
  format?: string
  values?: readonly string[]
  /** money: the column of its currency. */
  currency?: string
  default?: unknown
  example: string
}

/** Rows of a relation to many in the line of the row that they belong to. */
export interface FileChildren {
  entity: string
  doc?: string
  /** How their columns are called. */
  columns: string
  /** What stands between the brackets, in this order; those with a default may be left out at the end. */
  key: readonly string[]
  /** What stands behind the brackets. */
  fields: readonly string[]
  /** Of the fields: what is to go, and the day from which on it may be gone. */
  sunsets?: Readonly<Record<string, string>>
  /** A column of the relation's own name holds a list of keys. */
  list?: true
  example: string
}

export interface FileLayout {
  entity: string
  doc: string
  /** What files can do with rows; nothing: they go out only. */
  writes: readonly string[]
  /** The columns that name a row together; none: `id` or `external:<system>` does. */
  key: readonly string[]
  columns: readonly FileColumn[]
  children: Readonly<Record<string, FileChildren>>
}

type Said = Omit<FileColumn, 'example'> & { example?: string }

const lengths = ({ max, pattern, format }: Field) => ({
  ...(max === undefined ? {} : { maxLength: max }),
  ...(pattern === undefined ? {} : { pattern }),
  ...(format === undefined ? {} : { format }),
})
const range = ({ min, max, scale }: Field) => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(scale === undefined ? {} : { scale }),
})
const examples: Record<NonNullable<Field['format']>, string> = {
  email: 'ada@example.com',
  url: 'https://example.com/a',
  slug: 'cordless-drill',
  currency: 'EUR',
  country: 'DE',
  locale: 'de',
  mediaKey: 'products/a-1/front',
}

/** The columns of a field, by its kind. */
const columnsOfKind = {
  id: (name) => [{ name, kind: 'id', example: '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b' }],
  text: (name, field) => [
    { name, kind: 'text', ...lengths(field), example: field.format ? examples[field.format] : 'A-100' },
  ],
  longText: (name, field) => [{ name, kind: 'text, also of several lines', ...lengths(field), example: 'A text.' }],
  localized: (name, field) => [
    { name: `${name}.<language>`, kind: 'text in this language', ...lengths(field), example: 'Bohrmaschine' },
  ],
  textList: (name, field) => [
    { name, kind: 'list of texts, parted by |, or as JSON', ...lengths(field), example: 'red|green' },
  ],
  choice: (name, { values = [] }) => [{ name, kind: 'one of the values', values, example: values[0] ?? '' }],
  boolean: (name) => [{ name, kind: 'true or false', example: 'true' }],
  integer: (name, field) => [{ name, kind: 'whole number', ...range(field), example: '10' }],
  decimal: (name, field) => [{ name, kind: 'decimal number', ...range(field), example: '2.5' }],
  quantity: (name, field) => [{ name, kind: 'decimal number', ...range(field), scale: 6, example: '12' }],
  money: (name, { currency = 'currency', ...field }) => [
    { name, kind: 'amount of money', ...range(field), scale: 4, currency, example: '19.99' },
  ],
  date: (name) => [{ name, kind: 'day', example: '2026-11-23' }],
  instant: (name) => [{ name, kind: 'moment (ISO 8601)', example: '2026-11-23T09:30:00.000Z' }],
  json: (name, { shape, list }) => [
    { name, kind: shape ? `${shape} as JSON` : 'JSON', example: list ? '[]' : '{}' },
    ...(shape || list
      ? []
      : [{ name: `${name}.<member>`, kind: 'text, number, true, false, or JSON', example: 'red' }]),
  ],
  secret: () => [],
} satisfies Record<FieldKind, (name: string, field: Field) => FileColumn[]>

/** What files do with rows of an entity. Who may do what is decided at the doors, by somebody who is there: files tell of it, and do not write it. */
export const writesByFile = ({ area, writes }: Pick<Entity, 'area' | 'writes'>): Entity['writes'] =>
  area === 'access' ? [] : writes

/** The columns of an entity's files: what CSV, XLSX and the mappings of profiles call its fields. */
export function fileLayout(model: Model, entity: Entity): FileLayout {
  const byFile = writesByFile(entity)
  const [creates, updates] = [byFile.includes('create'), byFile.includes('update')]
  const made = {
    ...(creates ? writableFields(entity, 'create') : {}),
    ...(creates ? writableLinks(entity, 'create') : {}),
  }
  const changed = {
    ...(updates ? writableFields(entity, 'update') : {}),
    ...(updates ? writableLinks(entity, 'update') : {}),
  }
  const flags = (key: string) => ({
    ...(made[key] && !made[key].optional ? { required: true as const } : {}),
    ...(made[key] && !changed[key] ? { immutable: true as const } : {}),
    ...(!made[key] && !changed[key] ? { readOnly: true as const } : {}),
  })
  const fields = Object.entries(entity.fields).flatMap(([key, field]): FileColumn[] =>
    field.show?.length === 0
      ? []
      : columnsOfKind[field.kind](key, field).map((column) => ({
          ...column,
          ...said(field),
          ...(field.default === undefined ? {} : { default: field.default }),
          ...flags(key),
        })),
  )
  const links = Object.entries(entity.relations).flatMap(([key, relation]): FileColumn[] =>
    relation.relation === 'one' && relation.show?.length !== 0
      ? linkColumns(model, key, relation).map((column) => ({ ...column, ...flags(key) }))
      : [],
  )
  const computed = Object.entries(entity.computed).flatMap(([key, type]): FileColumn[] =>
    isField(type) && type.show?.includes('backOffice')
      ? columnsOfKind[type.kind](key, type).map((column) => ({ ...column, ...said(type), readOnly: true as const }))
      : [],
  )
  const writes = byFile.length > 0
  const named: Said[] = [
    ...(writes
      ? [
          {
            name: ':deed',
            kind: 'one of the values',
            values: [...byFile, 'upsert'],
            doc: 'What is done with the row, within what the connector allows; left out, what the connector says.',
            example: 'delete',
          },
        ]
      : []),
    { name: 'id', kind: 'id', doc: 'The row’s id here, instead of its key.' },
    {
      name: 'external:<system>',
      kind: 'text',
      maxLength: 200,
      doc: 'What the row is called in that system; remembered, and instead of its key from then on.',
      example: '4711',
    },
  ]
  return {
    entity: entity.name,
    doc: said(entity).doc ?? '',
    writes: byFile,
    key: keyLeaves(model, entity).map(leafName),
    columns: [
      ...named.map((column) => ({ ...column, example: column.example ?? columnsOfKind.id('')[0]!.example })),
      ...fields,
      ...links,
      ...computed,
      ...['createdAt', 'updatedAt'].flatMap((key) =>
        columnsOfKind.instant(key).map((column) => ({ ...column, readOnly: true as const })),
      ),
    ],
    children: Object.fromEntries(
      childrenOf(model, entity)
        .filter(([, , child]) => writesByFile(child).length > 0)
        .map(([name, relation, child]) => [name, childrenColumns(model, name, child, relation)]),
    ),
  }
}

/** What there is to say of a member, and whether it is to go. */
export function said({ doc, deprecated }: Deprecatable & { doc?: string }): { doc?: string } {
  const sentences = [doc, deprecated && sentenceOf(deprecated)].filter(Boolean)
  return sentences.length > 0 ? { doc: sentences.join(' ') } : {}
}

/** A link is written by the key of the row that it leads to, by its id, or by what an outside system calls it. */
function linkColumns(model: Model, key: string, { to, ...words }: One): FileColumn[] {
  const more = { names: to, ...said(words) }
  const target = entityNamed(model, to)
  const id = { name: `${key}.id`, kind: 'id', example: columnsOfKind.id('')[0]!.example, ...more }
  const outside = { name: `${key}.external:<system>`, kind: 'text', maxLength: 200, example: '4711', ...more }
  const byKey = keyLeaves(model, target).map((leaf) => ({
    ...columnsOfKind[leaf.field.kind](`${key}.${leafName(leaf)}`, leaf.field)[0]!,
    ...more,
  }))
  return [...byKey, ...[id, outside].map((one) => (byKey.length > 0 ? { ...one, otherwise: true as const } : one))]
}

function childrenColumns(model: Model, name: string, child: Entity, { by, ...words }: Many): FileChildren {
  const leaves = keyLeaves(model, child, by)
  const key = leaves.map(leafName)
  const members = new Set([by, ...leaves.map(({ path }) => path[0])])
  const made = { ...writableFields(child, 'create'), ...writableLinks(child, 'create') }
  const values = Object.entries(made).filter(([member]) => !members.has(member))
  const fields = values.flatMap(([member, value]) =>
    'kind' in value
      ? columnsOfKind[value.kind](member, value).map((column) => ({ ...column, ...said(value) }))
      : linkColumns(model, member, value),
  )
  const sunsets = fields.flatMap((column) => {
    const sunset = sunsetIn(column.doc)
    return sunset === undefined ? [] : [[column.name, sunset] as const]
  })
  const inside = leaves.map((leaf) => columnsOfKind[leaf.field.kind](leafName(leaf), leaf.field)[0]?.example ?? '')
  return {
    entity: child.name,
    ...said(words),
    columns: `${name}[${key.map((one) => `<${one}>`).join('|')}].<field>`,
    key,
    fields: fields.map((column) => column.name),
    ...(sunsets.length > 0 ? { sunsets: Object.fromEntries(sunsets) } : {}),
    ...(leaves.length === 1 && values.every(([, value]) => value.optional) ? { list: true as const } : {}),
    example: fields[0] ? `${name}[${inside.join('|')}].${fields[0].name.replace('<language>', 'de')}` : name,
  }
}
