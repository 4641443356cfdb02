import { isField, model, type Action, type Entity } from '@portico/schema'
import { writeField } from '@portico/schema/projections/graphql-names'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/db.ts'
import { randomIds } from '../kernel/ids.ts'
import { each, everybody, everything, may, send, type Person, type Told } from '../testing/everybody.ts'
import { deeds, expected, insiders, otherwise, outside, type Deed } from '../testing/matrix.ts'
import { actionInput, sampleOf } from '../testing/conformance/inputs.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// The access matrix by GraphQL: every entity × deed or action × caller; what is seen at both doors, and what moves.

const entities = [...model.entities.values()]
const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

let shop: OpenShop
let people: Record<string, Person>
/** One row of each entity, where the shop has one. */
const rows = new Map<string, string>()

beforeAll(async () => {
  shop = await openShop()
  people = await everybody(shop)
  for (const { name, table } of entities) {
    const found = await sql<{ id: string }>`select id from ${sql.table(table)} order by id limit 1`.execute(
      shop.database.db,
    )
    if (found.rows[0]) rows.set(name, found.rows[0].id)
  }
})
afterAll(() => shop.close())

const graphql = (person: Person, query: string, variables: object = {}) =>
  send(shop, person, 'POST', '/admin/graphql', { query, variables }, 'application/json')

const valueOf = <Value>({ body }: Told) => Object.values((body.data ?? {}) as Record<string, Value>)[0]

/** Who may not is asked about a row that is there; who may, about none, and only in rehearsal: nothing moves in either case. */
async function call(person: Person, entity: Entity, deed: Deed): Promise<Told> {
  const there = expected(person, entity, deed) === 'in' ? undefined : rows.get(entity.name)
  const id = there ?? randomIds.next()
  switch (deed) {
    case 'list':
      return graphql(person, `{ ${entity.plural}(first: 1) { __typename } }`)
    case 'read':
      return graphql(person, `{ ${entity.name}(id: "${id}") { id } }`)
    case 'create': {
      const input = await sampleOf(model, entity, () => Promise.resolve(randomIds.next()), {})
      const type = `${upper(entity.name)}CreateInput!`
      return graphql(
        person,
        `mutation ($input: ${type}) { ${writeField(entity, deed)}(input: $input, dryRun: true) { __typename } }`,
        { input },
      )
    }
    case 'update':
      return graphql(
        person,
        `mutation { ${writeField(entity, deed)}(id: "${id}", input: {}, dryRun: true) { __typename } }`,
      )
    case 'delete':
      return graphql(person, `mutation { ${writeField(entity, deed)}(id: "${id}", dryRun: true) { __typename } }`)
  }
}

interface Verb {
  entity: Entity
  verb: string
  action: Action
}
const verbs: readonly Verb[] = entities.flatMap((entity) =>
  Object.entries(entity.actions).flatMap(([verb, action]) =>
    action.show.includes('backOffice') ? [{ entity, verb, action }] : [],
  ),
)

/** Whether an action is called on a row of its entity. */
const onRow = ({ entity, action }: Verb) =>
  Object.values(action.input).some((field) => isField(field) && field.kind === 'id' && field.to === entity.name)

function act(person: Person, { entity, verb, action }: Verb, row: (to: string) => string): Promise<Told> {
  const name = entity.name + upper(verb)
  if (Object.keys(action.input).length === 0) return graphql(person, `mutation { ${name} { __typename } }`)
  const input = actionInput(model, action.input, row)
  return graphql(person, `mutation ($input: ${upper(name)}Input!) { ${name}(input: $input) { __typename } }`, { input })
}

describe.each(insiders)('%s, by GraphQL', (name) => {
  it('does at every entity what their roles give, and nothing else', async () => {
    const person = people[name]!
    const before = await everything(shop)
    const cells = entities.flatMap((entity) => deeds.map((deed) => ({ entity, deed })))
    const wrong = await each(cells, async ({ entity, deed }) => {
      const should = expected(person, entity, deed)
      // what an entity does not allow has no field in the schema
      if (deed !== 'read' && deed !== 'list' && !entity.writes.includes(deed)) return undefined
      return otherwise(`${entity.name}.${deed}`, await call(person, entity, deed), should)
    })
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  })

  it('calls the actions that their roles give, and no other moves anything', async () => {
    const person = people[name]!
    const before = await everything(shop)
    const wrong = await each(verbs, async (cell) => {
      const { entity, verb } = cell
      const allowed = Boolean(person.grants) && may(person, entity.name, verb)
      // an action that makes something new would make it: JSON:API can rehearse it, and does in the other matrix
      if (allowed && !onRow(cell)) return undefined
      const should = person.grants ? (allowed ? 'in' : 'FORBIDDEN') : outside(person)
      const told = await act(person, cell, (to) => (allowed ? randomIds.next() : (rows.get(to) ?? randomIds.next())))
      if (allowed && !told.code) return `${entity.name}.${verb}: is done to a row that is not there`
      return otherwise(`${entity.name}.${verb}`, told, should)
    })
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  })
})

describe.each(['clerk', 'integration', 'administrator'])('%s', (name) => {
  it('sees at both doors the rows of their organization, and all of them', async () => {
    const person = people[name]!
    const readable = entities.filter((entity) => may(person, entity.name, 'read'))
    const wrong = await each(readable, async (entity) => {
      // of the two organizations of this house, the other one has nothing but itself and its system
      const others = name === 'administrator' ? new Set<string>() : await ofForeigner(entity)
      const { rows: found } = await sql<{
        id: string
      }>`select id from ${sql.table(entity.table)} order by id desc`.execute(shop.database.db)
      const should = found.map(({ id }) => id).filter((id) => !others.has(id))
      const list = await graphql(person, `{ ${entity.plural}(first: 100) { totalCount nodes { id } } }`)
      const seen = valueOf<{ totalCount: number; nodes: { id: string }[] }>(list)
      const document = await send(shop, person, 'GET', `/admin/api/${entity.plural}?page[size]=100&page[total]=true`)
      const { data, meta } = document.body as { data: { id: string }[]; meta: { total: number } }
      const doors = [
        [seen?.totalCount, seen?.nodes.map(({ id }) => id).sort()],
        [meta.total, data.map(({ id }) => id).sort()],
      ]
      const wanted = JSON.stringify([should.length, should.slice(0, 100).sort()])
      return doors.every((door) => JSON.stringify(door) === wanted)
        ? undefined
        : `${entity.name}: sees ${doors.map(([count]) => String(count)).join(' and ')} of ${should.length}`
    })
    expect(wrong).toEqual([])
    expect(readable.filter(({ name: one }) => rows.has(one)).length).toBeGreaterThan(10)
  })

  it('moves by one door what they may, and the other door shows it', async () => {
    const person = people[name]!
    const changeable = entities.flatMap((entity) => {
      const field = wordOf(entity)
      const id = rows.get(entity.name)
      const allowed = ['read', 'update'].every((deed) => may(person, entity.name, deed))
      return field && id && allowed && entity.writes.includes('update') ? [{ entity, field, id }] : []
    })
    const moved: string[] = []
    for (const { entity, field, id } of changeable) {
      const before = await everything(shop)
      const told = await graphql(
        person,
        `mutation ($input: ${upper(entity.name)}UpdateInput!) { ${writeField(entity, 'update')}(id: "${id}", input: $input) { id } }`,
        {
          input: { [field]: `by ${name}` },
        },
      )
      const after = await everything(shop)
      if (told.code) {
        expect([entity.name, after]).toEqual([entity.name, before])
        continue
      }
      const shown = await send(shop, person, 'GET', `/admin/api/${entity.plural}/${id}`)
      const { attributes } = shown.body.data as { attributes: Record<string, unknown> }
      expect([entity.name, attributes[field]]).toEqual([entity.name, `by ${name}`])
      expect([entity.name, differing(before, after)]).toEqual([entity.name, [entity.name, 'auditEntry'].sort()])
      moved.push(entity.name)
    }
    expect(moved.length, moved.join(', ')).toBeGreaterThanOrEqual(name === 'clerk' ? 2 : 5)
  })
})

/** Ids of rows that belong to the other organization. */
async function ofForeigner(entity: Entity): Promise<ReadonlySet<string>> {
  const { rows: theirs } = await sql<{ id: string }>`select id from organizations where name = 'Elsewhere'`.execute(
    shop.database.db,
  )
  if (entity.name === 'organization') return new Set(theirs.map(({ id }) => id))
  if (!(entity.scopes.organization === 'organization')) return new Set()
  const { rows: found } = await sql<{ id: string }>`
    select id from ${sql.table(entity.table)} where organization_id = ${theirs[0]!.id}`.execute(shop.database.db)
  return new Set(found.map(({ id }) => id))
}

/** A field that takes any word, and that changes nothing else. */
const wordOf = (entity: Entity): string | undefined =>
  Object.entries(entity.fields).find(
    ([key, field]) =>
      field.kind === 'text' &&
      /^(name|note|label|subject|trackingNumber|legalName)$/.test(key) &&
      !field.readOnly &&
      !field.immutable &&
      !field.unique &&
      !field.format &&
      !field.pattern &&
      (field.max ?? 0) >= 20 &&
      (field.show?.includes('backOffice') ?? true),
  )?.[0]

/** Entities whose rows are not as they were. */
function differing(before: unknown, after: unknown): string[] {
  const [was, is] = [before, after] as Record<string, string>[]
  return entities
    .map(({ name }) => name)
    .filter((name) => was![name] !== is![name])
    .sort()
}

it('somebody of another organization sees and moves no row of this one, by GraphQL either', async () => {
  const person = people['foreigner']!
  const before = await everything(shop)
  const scoped = entities.filter(({ scopes }) => [scopes.organization ?? []].flat().length > 0)
  const wrong = await each(scoped, async (entity) => {
    const id = rows.get(entity.name)
    if (!id) return undefined
    const list = await graphql(person, `{ ${entity.plural}(first: 100) { nodes { id } } }`)
    if (valueOf<{ nodes: { id: string }[] }>(list)?.nodes.some((row) => row.id === id))
      return `${entity.name}: is listed`
    const one = await graphql(person, `{ ${entity.name}(id: "${id}") { id } }`)
    if (one.code || valueOf(one) !== null) return `${entity.name}: is read (${one.status} ${one.code})`
    const writes = await Promise.all([
      ...(entity.writes.includes('update')
        ? [graphql(person, `mutation { ${writeField(entity, 'update')}(id: "${id}", input: {}) { __typename } }`)]
        : []),
      ...(entity.writes.includes('delete')
        ? [graphql(person, `mutation { ${writeField(entity, 'delete')}(id: "${id}") { __typename } }`)]
        : []),
    ])
    const codes = writes.map(({ code }) => code)
    return codes.every((code) => code === 'NOT_FOUND') ? undefined : `${entity.name}: ${codes.join(', ')}`
  })
  const acted = await each(verbs.filter(onRow), async (cell) => {
    const { entity, verb } = cell
    const id = rows.get(entity.name)
    if (!id || !entity.scopes.organization) return undefined
    const told = await act(person, cell, (to) => rows.get(to) ?? randomIds.next())
    return told.code === 'NOT_FOUND' ? undefined : `${entity.name}.${verb}: ${told.code}`
  })
  expect([...wrong, ...acted]).toEqual([])
  expect(await everything(shop)).toEqual(before)
})
