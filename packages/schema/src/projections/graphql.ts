import { upperFirst, type Audience, type Entity, type Model } from '../index.ts'
import {
  connection,
  entityFilter,
  entitySort,
  fieldFilters,
  filteredBy,
  listField,
  listTypes,
  reads,
  sortDirection,
} from './graphql-lists.ts'
import { entityType, reachable, shapeTexts, verbLines } from './graphql-types.ts'
import { going, Writer } from './graphql-writer.ts'
import { batchField, batchTypes, writesOf } from './graphql-writes.ts'
import { version } from './version.ts'

/** What an audience's schema has besides types of entities, shapes and choices. */
interface Roots {
  queries: string[]
  mutations: string[]
  /** Types that the roots need. */
  types: string[]
  inputs: string[]
}

/** The storefront reads by id and by page what entities offer it, and writes by actions alone. */
function storefrontRoots(writer: Writer, entities: readonly Entity[]): Roots {
  const inputs: string[] = []
  const all = [...writer.model.entities.values()]
  const listed = entities.filter(({ storefront }) => storefront.includes('list'))
  const queries = all.flatMap((entity) => {
    const offered = entities.includes(entity) ? entity.storefront : []
    const type = upperFirst(entity.name)
    if (offered.includes('list')) writer.pages.add(entity.name)
    return [
      ...(offered.includes('get') ? [`  ${entity.name}(id: ID!): ${type}${going(entity)}`] : []),
      ...(offered.includes('list') ? listField(entity, entity.plural, `${type}Page`) : []),
      ...verbLines(writer, entity, 'questions', inputs),
    ]
  })
  const mutations = all.flatMap((entity) => verbLines(writer, entity, 'actions', inputs))
  const types = [...writer.pages].map((name) => {
    writer.typeName({ ref: 'shape', name: 'PageInfo' }, 'read', name, 'pageInfo')
    const type = upperFirst(name)
    return `"""One page of ${writer.model.entities.get(name)?.plural}."""\ntype ${type}Page {\n  items: [${type}!]!\n  total: Int!\n  pageInfo: PageInfo!\n}`
  })
  return { queries, mutations, types: [...types, ...choosing(writer, listed)], inputs }
}

/** By what rows of these entities are chosen and put in order. */
function choosing(writer: Writer, listed: readonly Entity[]): string[] {
  if (listed.length === 0) return []
  const chosen = filteredBy(writer, listed)
  const inputs = chosen.flatMap((entity) => [entityFilter(writer, entity), entitySort(writer, entity)])
  return [sortDirection, ...inputs, ...fieldFilters(writer, chosen)]
}

/** The back office reads and writes every entity. */
function backOfficeRoots(writer: Writer, entities: readonly Entity[]): Roots {
  const inputs: string[] = []
  const queries = entities.flatMap((entity) => [...reads(entity), ...verbLines(writer, entity, 'questions', inputs)])
  const mutations: string[] = []
  const written: string[] = []
  for (const entity of entities) {
    const { fields, types } = writesOf(writer, entity)
    mutations.push(...fields, ...verbLines(writer, entity, 'actions', inputs))
    written.push(...types)
  }
  const lists = entities.flatMap((entity) => [
    connection(entity),
    entityFilter(writer, entity),
    entitySort(writer, entity),
  ])
  return {
    queries,
    mutations: [...mutations, ...batchField],
    types: [listTypes, ...lists, ...fieldFilters(writer, entities), ...written, batchTypes(entities)],
    inputs,
  }
}

const scalars = (audience: Audience) => `"""An exact decimal number, as a string: "19.99"."""
scalar Decimal
"""A day: 2026-11-23."""
scalar Date
"""A moment: 2026-11-23T09:30:00.000Z (RFC 3339)."""
scalar DateTime
scalar JSON
${audience === 'backOffice' ? '"""A text for people, once per language: {"en": "Drill", "de": "Bohrer"}."""\nscalar LocalizedText\n' : ''}
"""An exact amount of money."""
type Money {
  amount: Decimal!
  """ISO 4217."""
  currency: String!
}`

const about = (audience: Audience) =>
  `"""Portico ${audience === 'backOffice' ? 'back office' : 'storefront'}, version ${version}: https://semver.org. What is to go says so (\`@deprecated\`), with the day."""
schema {
  query: Query
  mutation: Mutation
}`

/** The SDL of one audience's GraphQL API. */
export function graphqlSchema(model: Model, audience: Audience): string {
  const writer = new Writer(model, audience)
  const entities = reachable(model, audience)
  const types = entities.map((entity) => entityType(writer, entity))
  const roots = audience === 'backOffice' ? backOfficeRoots(writer, entities) : storefrontRoots(writer, entities)
  const shapes = shapeTexts(writer)
  const enums = [...writer.choices]
    .sort()
    .map((name) => `enum ${name} {\n${(model.choices.get(name) ?? []).map((value) => `  ${value}`).join('\n')}\n}`)
  const moneyInput = [...roots.types, ...roots.inputs, ...shapes].some((text) => text.includes('MoneyInput'))
    ? ['input MoneyInput {\n  amount: Decimal!\n  currency: String!\n}']
    : []
  return (
    [
      '# Derived from packages/schema by `npm run derive`. Do not edit.',
      ...(roots.mutations.length > 0 ? [about(audience)] : []),
      scalars(audience),
      ...moneyInput,
      `type Query {\n${roots.queries.join('\n')}\n}`,
      ...(roots.mutations.length > 0 ? [`type Mutation {\n${roots.mutations.join('\n')}\n}`] : []),
      ...types,
      ...roots.types,
      ...shapes,
      ...roots.inputs,
      ...enums,
    ].join('\n\n') + '\n'
  )
}
