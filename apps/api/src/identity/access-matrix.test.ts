import { columnName, model, type Entity } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/db.ts'
import { randomIds } from '../kernel/ids.ts'
import { each, everybody, everything, may, send as sendTo, type Person, type Told } from '../testing/everybody.ts'
import { deeds, expected, insiders, otherwise, outside, type Deed } from '../testing/matrix.ts'
import { openShop, type OpenShop } from '../testing/shop.ts'

// Every entity × deed or verb × caller by JSON:API: who gets in, and that nothing moves for those who do not. The same by GraphQL: access-matrix-graphql.test.ts.

const entities = [...model.entities.values()]

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

const send = (person: Person, method: string, path: string, data?: unknown, type?: string) =>
  sendTo(shop, person, method, path, data, type)

/** Who may not is asked about a row that is there; who may, about none, and only in rehearsal: nothing moves in either case. */
function call(person: Person, entity: Entity, deed: Deed): Promise<Told> {
  const there = expected(person, entity, deed) === 'in' ? undefined : rows.get(entity.name)
  const id = there ?? randomIds.next()
  const path = `/admin/api/${entity.plural}`
  switch (deed) {
    case 'list':
      return send(person, 'GET', `${path}?page[size]=1`)
    case 'read':
      return send(person, 'GET', `${path}/${id}`)
    case 'create':
      return send(person, 'POST', `${path}?dryRun=true`, { data: { type: entity.plural, attributes: {} } })
    case 'update':
      return send(person, 'PATCH', `${path}/${id}?dryRun=true`, { data: { type: entity.plural, id, attributes: {} } })
    case 'delete':
      return send(person, 'DELETE', `${path}/${id}?dryRun=true`)
  }
}

describe.each(insiders)('%s, at every entity of the back office', (name) => {
  it('does by JSON:API what their roles give, and nothing else', async () => {
    const person = people[name]!
    const before = await everything(shop)
    const wrong = await each(
      entities.flatMap((entity) => deeds.map((deed) => ({ entity, deed }))),
      async ({ entity, deed }) => {
        const told = await call(person, entity, deed)
        return otherwise(`${entity.name}.${deed}`, told, expected(person, entity, deed))
      },
    )
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  })

  it('calls the verbs that their roles give, by JSON:API', async () => {
    const person = people[name]!
    const before = await everything(shop)
    const verbs = entities.flatMap((entity) =>
      Object.entries(entity.actions).map(([verb, action]) => ({ entity, verb, action })),
    )
    const wrong = await each(verbs, async ({ entity, verb, action }) => {
      const inside = action.show.includes('backOffice')
      const allowed = may(person, entity.name, verb)
      const should = person.grants ? (inside ? (allowed ? 'in' : 'FORBIDDEN') : 'in') : outside(person)
      const id = allowed ? randomIds.next() : (rows.get(entity.name) ?? randomIds.next())
      const type = entity.name + verb.charAt(0).toUpperCase() + verb.slice(1)
      const own = Object.entries(action.input).find(
        ([, field]) => 'kind' in field && field.kind === 'id' && field.to === entity.name,
      )
      const rehearsed = allowed ? '?dryRun=true' : ''
      const path = `/admin/api/${entity.plural}/${own ? `${id}/` : ''}actions/${verb}${rehearsed}`
      const told = await send(person, 'POST', path, { data: { type, attributes: {} } })
      if (person.grants && !inside && told.status !== 404)
        return `${entity.name}.${verb} is the shop’s, and told ${told.status} ${told.code}`
      return otherwise(`${entity.name}.${verb}`, told, should)
    })
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  })
})

describe('somebody of another organization', () => {
  it('sees and moves no row of this one, as if there were none', async () => {
    const person = people['foreigner']!
    const scoped = entities.filter(({ scopes }) => scopes.organization && scopes.organization.length > 0)
    const before = await everything(shop)
    const wrong = await each(scoped, async (entity) => {
      const path = `/admin/api/${entity.plural}`
      const list = await send(person, 'GET', `${path}?page[size]=50`)
      const own = entity.name === 'organization' ? 1 : undefined
      const found = (list.body.data as { id: string }[] | undefined) ?? []
      const id = rows.get(entity.name)
      if (list.status !== 200) return `${entity.name}: ${list.status} ${list.code}`
      if (id && found.some((row) => row.id === id)) return `${entity.name}: sees a row of the other organization`
      if (own !== undefined && found.length !== own) return `${entity.name}: sees ${found.length}`
      if (!id) return undefined
      const answers = await Promise.all([
        send(person, 'GET', `${path}/${id}`),
        ...(entity.writes.includes('update')
          ? [send(person, 'PATCH', `${path}/${id}`, { data: { type: entity.plural, id, attributes: {} } })]
          : []),
        ...(entity.writes.includes('delete') ? [send(person, 'DELETE', `${path}/${id}`)] : []),
      ])
      const told = answers.map(({ status }) => status)
      return told.every((status) => status === 404) ? undefined : `${entity.name}: ${told.join(', ')}`
    })
    expect(wrong).toEqual([])
    expect(await everything(shop)).toEqual(before)
  })
})

describe('the shop', () => {
  it('offers no plain write and no verb of the back office to anybody', async () => {
    const before = await everything(shop)
    const verbs = entities.flatMap((entity) =>
      Object.entries(entity.actions)
        .filter(([, { show }]) => !show.includes('storefront'))
        .map(([verb]) => ({ entity, verb })),
    )
    for (const name of ['stranger', 'visitor', 'buyer', 'otherBuyer']) {
      const person = people[name]!
      const wrong = await each(verbs, async ({ entity, verb }) => {
        const type = entity.name + verb.charAt(0).toUpperCase() + verb.slice(1)
        const told = await send(person, 'POST', `/api/${entity.plural}/actions/${verb}`, {
          data: { type, attributes: {} },
        })
        return told.status === 404 ? undefined : `${entity.name}.${verb}: ${told.status} ${told.code}`
      })
      const writes = await each(entities, async (entity) => {
        const path = `/api/${entity.plural}/${rows.get(entity.name) ?? randomIds.next()}`
        const told = await send(person, 'DELETE', path)
        return told.status === 404 || told.status === 405 ? undefined : `${entity.name}: ${told.status} ${told.code}`
      })
      expect([...wrong, ...writes]).toEqual([])
    }
    expect(await everything(shop)).toEqual(before)
  })

  it('refuses tokens of the back office, by their code', async () => {
    for (const name of ['clerk', 'integration', 'administrator']) {
      const told = await send(
        people[name]!,
        'POST',
        '/graphql',
        { query: '{ customerUserCurrent { id } }' },
        'application/json',
      )
      expect([told.status, told.code]).toEqual([401, 'TOKEN_FOR_BACK_OFFICE'])
    }
  })

  it('shows what is somebody’s to them alone', async () => {
    const owned = entities.filter(
      ({ access, storefront }) => access.storefront === 'owner' && storefront.includes('get'),
    )
    const shown: string[] = []
    for (const { name, table, plural, owners } of owned) {
      const column = owners?.customerUser ?? owners?.customer ?? ''
      const { rows: theirs } = await sql<{ id: string }>`
        select t.id from ${sql.table(table)} t join customer_users u on u.email = 'ada@one.example'
        where t.${sql.ref(columnName(column))} = ${sql.ref(owners?.customerUser ? 'u.id' : 'u.customer_id')} limit 1`.execute(
        shop.database.db,
      )
      const id = theirs[0]?.id
      if (!id) continue
      shown.push(name)
      const told = await Promise.all(
        ['buyer', 'otherBuyer', 'visitor', 'stranger'].map((who) => send(people[who]!, 'GET', `/api/${plural}/${id}`)),
      )
      expect([name, told.map(({ status }) => status)]).toEqual([name, [200, 404, 404, 404]])
    }
    expect(shown).toContain('order')
  })
})
