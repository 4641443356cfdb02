import { columnName, type Entity } from '@portico/schema'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer } from '../buyer.ts'
import { kindOf } from '../conformance/kinds.ts'
import { creatable, entities, type Given, type World } from '../conformance/world.ts'
import { skus } from '../fixtures/furniture.ts'
import type { OpenShop } from '../shop.ts'

/** What every cell of the matrix is about. */
export interface Sample {
  /** A row that is there. */
  id: string
  /** What one more of them would be given; undefined where nobody creates any plainly. */
  given: Given | undefined
}

/** Of what nobody but the engine makes: members by which a row may be acted on, where kinds do not tell them. */
const machineMade: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  job: { state: 'waiting' },
  giftCard: { state: 'active', currency: 'EUR' },
  exchangeRun: { state: 'held' },
  // over: they stand in nobody’s way
  shipmentParcel: { state: 'refused' },
  shipmentPickup: { state: 'refused' },
  deadLetter: { eventId: randomIds.next(), topic: 'product.changed', entity: 'product', consumer: 'catalog' },
}

async function newest({ database }: OpenShop, { table }: Entity): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id desc limit 1`.execute(
    database.db,
  )
  return rows[0]?.id
}

/** Links by which a row is somebody's, or their organization's. */
export const belongings = ({ scopes }: Entity): string[] =>
  Object.values(scopes)
    // of several ways, one is enough
    .map((paths: string | readonly string[]) => `${[paths].flat()[0]!.split('.')[0]}Id`)

let lain = 0

/** What stands in the column of an amount of money. */
const amountIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value

/** Lays a row into the table of what only the engine makes: a job, a delivery, a dead letter. */
async function laid(world: World, entity: Entity): Promise<string> {
  const { shop } = world
  const id = randomIds.next()
  const n = (lain += 1)
  const columns: Record<string, unknown> = { id }
  for (const [key, field] of Object.entries(entity.fields)) {
    const known = machineMade[entity.name]?.[key]
    if (known === undefined && (field.optional || field.default !== undefined)) continue
    const value = known ?? kindOf(field).sample(field, n) ?? randomIds.next()
    columns[columnName(key)] = field.kind === 'json' ? JSON.stringify(value) : amountIn(value)
  }
  for (const [key, relation] of Object.entries(entity.relations)) {
    if (relation.relation !== 'one') continue
    if (!relation.optional || belongings(entity).includes(`${key}Id`))
      columns[columnName(`${key}Id`)] = await world.link(relation.to)
  }
  const names = Object.keys(columns)
  await sql`insert into ${sql.table(entity.table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(names.map((name) => columns[name]))})`.execute(shop.database.db)
  return id
}

/** A row of every entity that there is, and what it takes to make another one. The newest order has enough in it for several shipments. */
export async function samplesIn(world: World): Promise<ReadonlyMap<string, Sample>> {
  const samples = new Map<string, Sample>()
  const buyer = new Buyer(world.shop)
  await buyer.pays(await buyer.atTheTill({ sku: skus.cable, quantity: '6' }))
  await buyer.complete()
  await world.shop.drain()
  for (const entity of creatable) {
    const { id } = await world.create(entity, await world.sample(entity, belongings(entity)))
    const home = world.home.get(entity.name)
    samples.set(entity.name, {
      id: entity.name === 'organization' && home ? home : id,
      given: await world.sample(entity, []),
    })
  }
  for (const entity of entities) {
    if (samples.has(entity.name)) continue
    samples.set(entity.name, {
      id: (await newest(world.shop, entity)) ?? (await laid(world, entity)),
      given: undefined,
    })
  }
  return samples
}

/** One more row of an entity that is somebody's, with new owners. What people make by actions there are several of. */
export async function anotherRow(world: World, entity: Entity): Promise<void> {
  if (entity.writes.includes('create')) await world.create(entity, await world.sample(entity, belongings(entity)))
  else if (!madeByPeople.has(entity.name)) await laid(world, entity)
}

/** Entities of which everybody who buys has rows. */
const madeByPeople = new Set([
  'auditEntry',
  'organization',
  ...['cart', 'cartLine', 'checkout', 'order', 'orderLine', 'orderAddress', 'payment', 'paymentEvent', 'reservation'],
  ...['shoppingList', 'shoppingListLine'],
])
