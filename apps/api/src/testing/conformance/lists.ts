import { isSortable, type Entity } from '@portico/schema'
import { readFields } from '@portico/schema/projections/graphql-names'
import { describe, expect, it } from 'vitest'
import { send, type Sent } from '../jsonapi.ts'
import { conditionsOf, inParts, type Condition } from './conditions.ts'
import { fieldsOf } from './facts.ts'
import { kindOf } from './kinds.ts'
import { clean, entities, selectionOf, typeOf, type World } from './world.ts'

interface Connection {
  totalCount: number
  nodes: { id: string }[]
  edges: { cursor: string; node: { id: string; version: string } }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

/** Rows of every entity, those that nobody creates plainly too, are listed, filtered, sorted and paged alike at JSON:API and GraphQL. */
export function listsConform(of: () => World): void {
  describe.each(entities)('$plural', (entity) => {
    it('are listed and read with all that the back office sees', () => listed(of(), entity))
    it('are found by every field and operator that fits them, and by none that does not', () => filtered(of(), entity))
    it('are sorted by every field that has an order', () => sorted(of(), entity))
    it('are walked through by cursor and by page, each row once', () => paged(of(), entity))
  })
}

async function listed(world: World, entity: Entity): Promise<void> {
  const { get, list } = readFields(entity)
  const answer = clean(
    await world.graphql.send<Connection>(
      `{ ${list}(first: 3) { totalCount edges { cursor node { ${selectionOf(entity)} } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    ),
  )
  expect(answer.nodes.length).toBe(Math.min(3, answer.totalCount))
  expect(answer.pageInfo.hasNextPage).toBe(answer.totalCount > 3)
  expect(answer.pageInfo.endCursor).toBe(answer.edges.at(-1)?.cursor ?? null)
  const same = await send(world.erp, `/admin/api/${entity.plural}?page[size]=3&page[total]=true`)
  expect([same.body.meta?.total, same.many.map(({ id }) => id)]).toEqual([
    answer.totalCount,
    answer.nodes.map(({ id }) => id),
  ])
  const [first] = answer.edges
  if (!first) return
  const one = clean(await world.graphql.send<object>(`{ ${get}(id: "${first.node.id}") { ${selectionOf(entity)} } }`))
  expect(one).toEqual(first.node)
}

/** The row that is looked for: the one that was given everything, else any. */
async function rowOf(world: World, entity: Entity): Promise<string | undefined> {
  const known = world.rows.get(entity.name)
  return known?.id ?? (await send(world.erp, `/admin/api/${entity.plural}?page[size]=1`)).many[0]?.id
}

async function filtered(world: World, entity: Entity): Promise<void> {
  const id = await rowOf(world, entity)
  if (!id) return
  const conditions = conditionsOf(entity, await world.atJsonApi(entity, id))
  // a filter has at most 50 conditions
  for (const some of inParts(conditions, 48)) {
    const [jsonapi, graphql] = [
      ({ key, op, value }: Condition) => ({ [key]: { [op]: value } }),
      ({ key, link, op, value }: Condition) => ({ [link ? `${key}Id` : key]: { [op]: value } }),
    ].map((written) => {
      const parts = some.map(written)
      return { all: { and: parts }, none: { or: parts.map((not) => ({ not })) } }
    })
    const atBoth = (which: 'all' | 'none') =>
      Promise.all([
        searched(world, entity, { and: [{ id: { eq: id } }, jsonapi![which]] }),
        queried(world, entity, { and: [{ id: { eq: id } }, graphql![which]] }),
      ])
    if ((await atBoth('all')).some((ids) => ids.length !== 1)) await tellWhich(world, entity, id, some)
    expect(await atBoth('none')).toEqual([[], []])
  }
}

/** Says by which condition a row was not found. */
async function tellWhich(world: World, entity: Entity, id: string, conditions: readonly Condition[]): Promise<never> {
  const lost: string[] = []
  for (const { key, op, value } of conditions)
    if ((await searched(world, entity, { id, [key]: { [op]: value } })).length === 0)
      lost.push(`${key} ${op} ${JSON.stringify(value)}`)
  throw new Error(`${entity.name} ${id} is not found by ${lost.join('; ') || 'GraphQL'}`)
}

const idsOf = (sent: Sent): string[] => {
  if (sent.errors) throw new Error(JSON.stringify(sent.errors))
  return sent.many.map(({ id }) => id)
}

const searched = async (world: World, entity: Entity, filter: object) =>
  idsOf(await send(world.erp, `/admin/api/${entity.plural}/search`, { method: 'POST', body: { meta: { filter } } }))

async function queried(world: World, entity: Entity, filter: object): Promise<string[]> {
  const query = `query ($filter: ${typeOf(entity)}Filter) { ${readFields(entity).list}(filter: $filter, first: 2) { nodes { id } } }`
  return clean(await world.graphql.send<Connection>(query, { filter })).nodes.map(({ id }) => id)
}

const shown = 30

/** Every order at GraphQL, both ways; at JSON:API one of them, with the values in that order. Rows without a value stand last, either way. */
async function sorted(world: World, entity: Entity): Promise<void> {
  const fields = fieldsOf(entity).filter(([, { kind }]) => isSortable(kind))
  // a document has at most 20 fields at its root
  for (const some of inParts(fields, 10)) {
    const parts = some.flatMap(([key], at) =>
      ['asc', 'desc'].map(
        (way) =>
          `${way}${at}: ${readFields(entity).list}(sort: [{ ${key}: ${way} }], first: ${shown}) { nodes { id } }`,
      ),
    )
    const { data, errors } = JSON.parse((await world.graphql.send(`{ ${parts.join(' ')} }`)).text) as {
      data: Record<string, Connection>
      errors?: unknown
    }
    expect(errors).toBeUndefined()
    for (const [at, [key, field]] of some.entries()) {
      const [way, other] = at % 2 === 0 ? ['asc', 'desc'] : ['desc', 'asc']
      const rows = await ordered(world, entity, key, way === 'asc' ? '' : '-')
      expect(data[`${way}${at}`]!.nodes.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
      const values = rows.flatMap(({ value }) => (value === null ? [] : [kindOf(field).compared(value)]))
      expect(rows.slice(0, values.length).every(({ value }) => value !== null)).toBe(true)
      const rising = way === 'asc' ? values : [...values].reverse()
      if (/integer|decimal|quantity|money/.test(field.kind))
        expect(rising.map(Number)).toEqual(rising.map(Number).sort((one, more) => one - more))
      if (/date|instant/.test(field.kind)) expect(rising).toEqual(rising.map(String).sort())
      if (rows.length === shown) continue
      const byId = new Map(rows.map(({ id, value }) => [id, value]))
      const otherWay = data[`${other}${at}`]!.nodes.map(({ id }) => byId.get(id))
      const said = (list: readonly unknown[]) =>
        list.filter((value) => value !== null).map((value) => JSON.stringify(value))
      expect([key, said(otherWay)]).toEqual([key, said(rows.map(({ value }) => value)).reverse()])
    }
  }
}

async function ordered(world: World, entity: Entity, key: string, way: string) {
  const parameters = `sort=${way}${key}&page[size]=${shown}&fields[${entity.plural}]=${key}`
  const sent = await send(world.erp, `/admin/api/${entity.plural}?${parameters}`)
  expect(sent.errors).toBeUndefined()
  return sent.many.map(({ id, attributes }) => ({ id, value: attributes?.[key] ?? null }))
}

async function paged(world: World, entity: Entity): Promise<void> {
  const ids: string[] = []
  let after: string | null = null
  const sort = 'sort: [{ createdAt: desc }, { id: asc }]'
  for (;;) {
    const page: Connection = clean(
      await world.graphql.send<Connection>(
        `query ($after: String) { ${readFields(entity).list}(first: 7, after: $after, ${sort}) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      ),
    )
    ids.push(...page.nodes.map(({ id }) => id))
    if (!page.pageInfo.hasNextPage || ids.length >= 21) break
    after = page.pageInfo.endCursor
  }
  expect(new Set(ids).size).toBe(ids.length)
  const second = clean(
    await world.graphql.send<Connection>(
      `{ ${readFields(entity).list}(first: 7, page: 2, ${sort}) { nodes { id } pageInfo { hasPreviousPage } } }`,
    ),
  )
  expect(second.nodes.map(({ id }) => id)).toEqual(ids.slice(7, 14))
  expect(second.pageInfo.hasPreviousPage).toBe(true)
  const address = `/admin/api/${entity.plural}?page[size]=7&sort=-createdAt,id&fields[${entity.plural}]=`
  expect(idsOf(await send(world.erp, `${address}&page[number]=2`))).toEqual(ids.slice(7, 14))
  const walked: string[] = []
  for (let next: string | null | undefined = address; next && walked.length < 21;) {
    const sent: Sent = await send(world.erp, next)
    walked.push(...idsOf(sent))
    next = sent.body.links?.next
  }
  expect(walked).toEqual(ids)
}
