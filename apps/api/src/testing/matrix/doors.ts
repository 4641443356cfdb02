import { isField, type Entity } from '@portico/schema'
import { readFields, writeField } from '@portico/schema/projections/graphql-names'
import { ownInput, verbType } from '@portico/schema/projections/jsonapi'
import { resourceOf, typeOf, type Given } from '../conformance/world.ts'
import { send, type Person, type Told } from '../everybody.ts'
import type { OpenShop } from '../shop.ts'
import type { Verb } from './verbs.ts'

/** One of the two dialects of the back office: the same cells of the matrix, as each says them. */
export interface Dialect {
  name: 'JSON:API' | 'GraphQL'
  /** How it says that an entity has no such write. */
  notOffered: string
  get(person: Person, entity: Entity, id: string): Promise<Told>
  /** All rows; with an id, those that are called by it. */
  list(person: Person, entity: Entity, id?: string): Promise<Told>
  create(person: Person, entity: Entity, given: Given): Promise<Told>
  update(person: Person, entity: Entity, id: string, given: Given): Promise<Told>
  remove(person: Person, entity: Entity, id: string): Promise<Told>
  act(person: Person, verb: Verb, input: Given): Promise<Told>
  /** Ids of the rows that an answer shows. */
  shown(told: Told): string[]
  /** How many there are, by the answer to a list. */
  total(told: Told): number | undefined
}

export function jsonapi(shop: OpenShop): Dialect {
  const call = (person: Person, method: string, path: string, data?: unknown) =>
    send(shop, person, method, `/admin/api/${path}`, data)
  return {
    name: 'JSON:API',
    notOffered: 'METHOD_NOT_ALLOWED',
    get: (person, { plural }, id) => call(person, 'GET', `${plural}/${id}`),
    list: (person, { plural }, id) =>
      call(person, 'GET', `${plural}?page[size]=100&page[total]=true${id ? `&filter[id]=${id}` : ''}`),
    create: (person, entity, given) => call(person, 'POST', entity.plural, { data: resourceOf(entity, given) }),
    update: (person, entity, id, given) =>
      call(person, 'PATCH', `${entity.plural}/${id}`, { data: { ...resourceOf(entity, given), id } }),
    remove: (person, { plural }, id) => call(person, 'DELETE', `${plural}/${id}`),
    act: (person, { entity, verb, action }, input) => {
      const own = ownInput(entity, action)
      const { [own ?? '']: id, ...attributes } = input
      const place = own ? `/${String(id)}` : ''
      const data = { type: verbType(entity, verb), attributes }
      return call(person, 'POST', `${entity.plural}${place}/actions/${verb}`, { data })
    },
    shown: ({ body: { data } }) =>
      [(data ?? []) as { id: string } | { id: string }[]].flat().flatMap(({ id }) => (id ? [id] : [])),
    total: ({ body }) => (body as { meta?: { total: number } }).meta?.total,
  }
}

const valueOf = <Value>({ body }: Told) => Object.values((body.data ?? {}) as Record<string, Value>)[0]

export function graphql(shop: OpenShop): Dialect {
  const call = (person: Person, query: string, variables: object = {}) =>
    send(shop, person, 'POST', '/admin/graphql', { query, variables }, 'application/json')
  return {
    name: 'GraphQL',
    notOffered: 'QUERY_INVALID',
    get: (person, entity, id) => call(person, `{ ${readFields(entity).get}(id: "${id}") { id } }`),
    list: (person, entity, id) =>
      call(
        person,
        `query ($filter: ${typeOf(entity)}Filter) { ${readFields(entity).list}(first: 100, filter: $filter) { totalCount nodes { id } } }`,
        id ? { filter: { id: { eq: id } } } : {},
      ),
    create: (person, entity, input) =>
      call(
        person,
        `mutation ($input: ${typeOf(entity)}CreateInput!) { ${writeField(entity, 'create')}(input: $input) { id } }`,
        { input },
      ),
    update: (person, entity, id, input) =>
      call(
        person,
        `mutation ($input: ${typeOf(entity)}UpdateInput!) { ${writeField(entity, 'update')}(id: "${id}", input: $input) { id } }`,
        { input },
      ),
    remove: (person, entity, id) => call(person, `mutation { ${writeField(entity, 'delete')}(id: "${id}") { count } }`),
    act: (person, { entity, verb, action }, input) => {
      const name = entity.name + verb.charAt(0).toUpperCase() + verb.slice(1)
      const chosen = isField(action.result) ? '' : action.result.ref === 'entity' ? '{ id }' : '{ __typename }'
      if (Object.keys(action.input).length === 0) return call(person, `mutation { ${name} ${chosen} }`)
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`
      return call(person, `mutation ($input: ${type}) { ${name}(input: $input) ${chosen} }`, { input })
    },
    shown: (told) => {
      const value = valueOf<{ id?: string; nodes?: { id: string }[] } | null>(told)
      return value?.nodes?.map(({ id }) => id) ?? (value?.id ? [value.id] : [])
    },
    total: (told) => valueOf<{ totalCount?: number } | null>(told)?.totalCount,
  }
}
