import { columnName, type Entity } from '@portico/schema'
import { readFields } from '@portico/schema/projections/graphql-names'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/db.ts'
import { entities } from '../testing/conformance/world.ts'
import { each, send as sendTo, type Person } from '../testing/everybody.ts'
import { alone, divided, sharesOf } from '../testing/matrix/levels.ts'
import { undone } from '../testing/undone.ts'
import { actionsOf, readsOf, writesOf } from '../testing/matrix/allowed.ts'
import { deeds, insiders } from '../testing/matrix/cells.ts'
import { graphql, jsonapi } from '../testing/matrix/doors.ts'
import { refusalsOf, secretsFrom } from '../testing/matrix/refused.ts'
import { verbs } from '../testing/matrix/verbs.ts'
import { Matrix } from '../testing/matrix/world.ts'

// The access matrix of the back office: every entity × deed or action × caller × dialect, each about a row that is there. Who may not is told so, and nothing moves; who may
// moves that row, and nothing else of the business but what moves.ts says.

let matrix: Matrix
beforeAll(async () => {
  matrix = await Matrix.open()
}, 300_000)
afterAll(() => matrix.close())

const long = 300_000
const doors = [
  { door: 'JSON:API', dialect: jsonapi },
  { door: 'GraphQL', dialect: graphql },
]

describe.each(doors)('by $door', ({ dialect }) => {
  const at = () => dialect(matrix.world.shop)

  it.each(insiders)(
    '%s does at every entity what their roles give, and it is done; what they do not give is refused, and nothing moves',
    async (name) => {
      const person = matrix.people[name]!
      const refused = await matrix.world.unmoved(() => refusalsOf(matrix, at(), person))
      expect(refused.wrong).toEqual([])
      const tried = [
        refused,
        await readsOf(matrix, at(), person),
        await writesOf(matrix, at(), person),
        await actionsOf(matrix, at(), person),
      ]
      expect(tried.flatMap(({ wrong }) => wrong)).toEqual([])
      // no cell is left out
      expect(tried.reduce((sum, { cells }) => sum + cells, 0)).toBe(entities.length * deeds.length + verbs.length)
    },
    long,
  )

  it(
    'somebody of another organization sees and moves no row of this one, as if there were none',
    async () => {
      const { cells, wrong } = await matrix.world.unmoved(() => secretsFrom(matrix, at(), matrix.people['foreigner']!))
      expect(wrong).toEqual([])
      expect(cells).toBeGreaterThan(200)
    },
    long,
  )
})

const levels = ['own', 'unit', 'unitAndBelow', 'organization'] as const

describe('who may read what is theirs, their unit’s, that of units below it, or their organization’s', () => {
  it(
    'is listed that at both doors, of every entity, and nothing of anybody else’s; where an entity knows no such thing they are told so',
    async () => {
      const { shop } = matrix.world
      const lonely: string[] = []
      const wrong = await undone(shop, async () => {
        const units = await divided(matrix)
        const problems: string[] = []
        for (const level of levels)
          for (const { entity, person, ids, others } of await sharesOf(matrix, level, units)) {
            if (ids && (ids.size === 0 || (others === 0 && entity.scopes.organization)))
              lonely.push(`${entity.name} ${level}`)
            for (const { door, dialect } of doors) {
              const told = await dialect(shop).list(person, entity)
              const seen = dialect(shop).shown(told)
              const right = ids
                ? dialect(shop).total(told) === ids.size &&
                  seen.length === Math.min(100, ids.size) &&
                  seen.every((id) => ids.has(id))
                : told.code === 'FORBIDDEN'
              if (!right)
                problems.push(
                  `${entity.name} ${level} by ${door}: ${told.code} ${dialect(shop).total(told)} of ${ids?.size} and ${others}`,
                )
            }
          }
        return problems
      })
      expect(wrong).toEqual([])
      expect(lonely.filter((cell) => !(cell in alone))).toEqual([])
    },
    long,
  )
})

const send = (person: Person, method: string, path: string, data?: unknown, type?: string) =>
  sendTo(matrix.world.shop, person, method, path, data, type)

describe('the shop', () => {
  it('offers no plain write and no verb of the back office to anybody', async () => {
    const verbsOfTheHouse = entities.flatMap((entity) =>
      Object.entries(entity.actions)
        .filter(([, { show }]) => !show.includes('storefront'))
        .map(([verb]) => ({ entity, verb })),
    )
    await matrix.world.unmoved(async () => {
      for (const name of ['stranger', 'visitor', 'buyer', 'otherBuyer']) {
        const person = matrix.people[name]!
        const wrong = await each(verbsOfTheHouse, async ({ entity, verb }) => {
          const type = entity.name + verb.charAt(0).toUpperCase() + verb.slice(1)
          const told = await send(person, 'POST', `/api/${entity.plural}/actions/${verb}`, {
            data: { type, attributes: {} },
          })
          return told.status === 404 ? undefined : `${entity.name}.${verb}: ${told.status} ${told.code}`
        })
        const writes = await each(entities, async (entity) => {
          const path = `/api/${entity.plural}/${matrix.sample(entity.name).id}`
          const told = await send(person, 'DELETE', path)
          return told.status === 404 || told.status === 405 ? undefined : `${entity.name}: ${told.status} ${told.code}`
        })
        expect([...wrong, ...writes]).toEqual([])
      }
    })
  })

  it('refuses tokens of the back office, by their code', async () => {
    for (const name of ['clerk', 'integration', 'administrator']) {
      const told = await send(
        matrix.people[name]!,
        'POST',
        '/graphql',
        { query: '{ customerUserCurrent { id } }' },
        'application/json',
      )
      expect([told.status, told.code]).toEqual([401, 'TOKEN_FOR_BACK_OFFICE'])
    }
  })

  it('shows what is somebody’s to them alone: one by one, and in lists, at both doors', async () => {
    const owned = entities.filter(({ access, storefront }) => access.storefront === 'owner' && storefront.length > 0)
    const listed = async (name: string, entity: Entity): Promise<unknown> => {
      const person = matrix.people[name]!
      const document = await send(person, 'GET', `/api/${entity.plural}?page[size]=100`)
      const query = `{ ${readFields(entity).list}(first: 100) { items { id } } }`
      const list = await send(person, 'POST', '/graphql', { query }, 'application/json')
      const { items } = (Object.values(list.body.data ?? {})[0] ?? { items: [] }) as { items: { id: string }[] }
      const ids = [(document.body.data ?? []) as { id: string }[], items].map((rows) => rows.map(({ id }) => id).sort())
      expect(ids[0]).toEqual(ids[1])
      return ids[0]
    }
    for (const entity of owned) {
      const theirs = {
        buyer: await ownedBy('ada@one.example', entity),
        otherBuyer: await ownedBy('eve@two.example', entity),
      }
      expect([entity.name, theirs.buyer.length > 0, theirs.otherBuyer.length > 0]).toEqual([entity.name, true, true])
      const lists = { stranger: [], visitor: [], ...theirs }
      for (const [name, ids] of Object.entries(lists))
        expect([entity.name, name, await listed(name, entity)]).toEqual([entity.name, name, ids])
      const told = await Promise.all(
        ['buyer', 'otherBuyer', 'visitor', 'stranger'].map((who) =>
          send(matrix.people[who]!, 'GET', `/api/${entity.plural}/${theirs.buyer[0]}`),
        ),
      )
      expect([entity.name, told.map(({ status }) => status)]).toEqual([entity.name, [200, 404, 404, 404]])
    }
  })
})

/** Ids of the rows of an entity that are somebody's or their company's, and may be read at the shop. */
async function ownedBy(email: string, { table, owners, access, states }: Entity): Promise<string[]> {
  const ways = Object.entries({ customerUser: 'u.id', customer: 'u.customer_id' }).flatMap(([kind, whose]) => {
    const column = owners?.[kind as 'customerUser' | 'customer']
    return column ? [sql`t.${sql.ref(columnName(column))} = ${sql.ref(whose)}`] : []
  })
  const state =
    access.states && states ? sql`t.${sql.ref(columnName(states.field))} = any(${[...access.states]})` : sql`true`
  const { rows } = await sql<{ id: string }>`
    select distinct t.id from ${sql.table(table)} t join customer_users u on u.email = ${email}
    where (${sql.join(ways, sql` or `)}) and ${state} order by t.id`.execute(matrix.world.shop.database.db)
  return rows.map(({ id }) => id)
}
