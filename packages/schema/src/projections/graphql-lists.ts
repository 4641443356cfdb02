import {
  choiceName,
  isSortable,
  operatorsOf,
  upperFirst,
  type Entity,
  type Field,
  type FieldKind,
  type Operator,
} from '../index.ts'
import { readFields } from './graphql-names.ts'
import { doc, going, shows, type Writer } from './graphql-writer.ts'
import { isFollowed } from './withheld.ts'

/** The input by which each kind is compared, and how its values are written there. */
const filters = {
  id: () => ['IdFilter', 'ID'],
  text: () => ['TextFilter', 'String'],
  longText: () => ['TextFilter', 'String'],
  localized: () => ['LocalizedTextFilter', 'String'],
  textList: () => ['TextListFilter', 'String'],
  choice: (field, owner, key) => {
    const name = choiceName(field, owner, key)
    return [`${name}Filter`, name]
  },
  boolean: () => ['BooleanFilter', 'Boolean'],
  integer: () => ['IntFilter', 'Int'],
  decimal: () => ['DecimalFilter', 'Decimal'],
  quantity: () => ['DecimalFilter', 'Decimal'],
  money: () => ['DecimalFilter', 'Decimal'],
  date: () => ['DateFilter', 'Date'],
  instant: () => ['DateTimeFilter', 'DateTime'],
  json: () => ['JSONFilter', 'JSON'],
  secret: () => ['SecretFilter', 'String'],
} satisfies Record<FieldKind, (field: Field, owner: string, key: string) => readonly [string, string]>

const filterDocs: Readonly<Record<string, string>> = {
  LocalizedTextFilter: 'Matches where the text does so in any language.',
  TextListFilter: '`contains`: the list has this element.',
  DecimalFilter: 'Of money, the amount; its currency is a field of its own.',
}

const valueOf = (operator: Operator, value: string) =>
  operator === 'exists' ? 'Boolean' : operator === 'in' ? `[${value}!]` : value

const moments: [string, Field][] = [
  ['createdAt', { kind: 'instant' }],
  ['updatedAt', { kind: 'instant' }],
]

/** Fields that can be filtered and sorted by, with what every entity has by itself. */
function fieldsOf({ audience }: Writer, entity: Entity): [string, Field][] {
  const own: [string, Field][] = [
    ['id', { kind: 'id' }],
    ...Object.entries(entity.fields).filter(([, field]) => shows(field, audience)),
    ...(audience === 'backOffice' ? moments : []),
  ]
  return own.filter(([, { kind }]) => operatorsOf[kind].length > 0)
}

const relationsOf = ({ model, audience }: Writer, entity: Entity) =>
  Object.entries(entity.relations).filter(
    ([, relation]) => shows(relation, audience) && isFollowed(model, audience, relation),
  )

/** These entities, and all that their filters lead to. */
export function filteredBy(writer: Writer, entities: readonly Entity[]): Entity[] {
  const found = new Set(entities)
  for (const entity of found)
    for (const [, { to }] of relationsOf(writer, entity)) found.add(writer.model.entities.get(to)!)
  return [...found]
}

/** Filters of single fields, by their names: those that any entity needs. */
export function fieldFilters(writer: Writer, entities: readonly Entity[]): string[] {
  const found = new Map<string, string>()
  for (const entity of entities)
    for (const [key, field] of fieldsOf(writer, entity)) {
      const [name, value] = filters[field.kind](field, entity.name, key)
      if (field.kind === 'choice') writer.choices.add(value)
      const lines = operatorsOf[field.kind].map((operator) => `  ${operator}: ${valueOf(operator, value)}`)
      found.set(name, [...doc(filterDocs[name], ''), `input ${name} {`, ...lines, '}'].join('\n'))
    }
  return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text)
}

/** What rows must fulfil: the members of one object all of it, `and`, `or`, `not` around them; below a relation, one and the same related row. */
export function entityFilter(writer: Writer, entity: Entity): string {
  const type = upperFirst(entity.name)
  const lines = [
    `  and: [${type}Filter!]`,
    `  or: [${type}Filter!]`,
    `  not: ${type}Filter`,
    ...fieldsOf(writer, entity).map(
      ([key, field]) => `  ${key}: ${filters[field.kind](field, entity.name, key)[0]}${going(field)}`,
    ),
    ...relationsOf(writer, entity).flatMap(([key, relation]) => [
      ...(relation.relation === 'one' ? [`  ${key}Id: IdFilter${going(relation)}`] : doc('Some of them.')),
      `  ${key}: ${upperFirst(relation.to)}Filter${going(relation)}`,
    ]),
  ]
  return [
    ...doc('All of its members must hold; below a relation, they must hold for one and the same row.', ''),
    `input ${type}Filter {`,
    ...lines,
    '}',
  ].join('\n')
}

/** One key of an order: a field, or a field of a row that it links to. */
export function entitySort(writer: Writer, entity: Entity): string {
  const lines = [
    ...fieldsOf(writer, entity).flatMap(([key, field]) =>
      isSortable(field.kind) ? [`  ${key}: SortDirection${going(field)}`] : [],
    ),
    ...relationsOf(writer, entity).flatMap(([key, relation]) =>
      relation.relation === 'one' ? [`  ${key}: ${upperFirst(relation.to)}Sort${going(relation)}`] : [],
    ),
  ]
  return [...doc('Exactly one member is given.', ''), `input ${upperFirst(entity.name)}Sort {`, ...lines, '}'].join(
    '\n',
  )
}

/** The page types of an entity, as Relay's cursor connections have them, with `nodes` for whoever needs no cursors. */
export function connection(entity: Entity): string {
  const type = upperFirst(entity.name)
  return [
    `type ${type}Connection {\n  edges: [${type}Edge!]!\n  nodes: [${type}!]!\n  pageInfo: PageInfo!\n  """All that the filter leaves; takes a statement of its own."""\n  totalCount: Int!\n}`,
    `type ${type}Edge {\n  node: ${type}!\n  cursor: String!\n}`,
  ].join('\n\n')
}

/** The fields by which an entity is read at the back office. */
export function reads(entity: Entity): string[] {
  const type = upperFirst(entity.name)
  const { get, byKey, list } = readFields(entity)
  return [
    `  ${get}(id: ID!): ${type}${going(entity)}`,
    `  ${byKey}(key: ${type}Key!): ${type}${going(entity)}`,
    ...listField(entity, list, `${type}Connection`),
  ]
}

/** A list of an entity's rows. */
export function listField(entity: Entity, name: string, answer: string): string[] {
  const type = upperFirst(entity.name)
  return [
    ...doc('Newest first unless sorted. `page` (from 1 on) takes the place of `after` for numbered pages.'),
    `  ${name}(filter: ${type}Filter, sort: [${type}Sort!], first: Int = 20, after: String, page: Int): ${answer}!${going(entity)}`,
  ]
}

export const sortDirection = `enum SortDirection {
  asc
  desc
}`

export const listTypes = `${sortDirection}

"""Where a page begins and ends."""
type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}`
