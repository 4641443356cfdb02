import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { countedIds } from '../testing/clock.ts'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { sql, transaction } from './db.ts'
import { appendEvent, registerConsumers, type Consumer, type OutboxEvent } from './outbox.ts'
import { drainOutbox, startRelay, type Relay } from './relay.ts'

let database: OpenTestDatabase
const relays: Relay[] = []
let letAllGo: () => void = () => undefined
beforeAll(async () => {
  database = await openTestDatabase()
})
afterEach(async () => {
  letAllGo()
  await Promise.all(relays.splice(0).map((relay) => relay.stop()))
  await sql`truncate outbox_events, outbox_consumers cascade`.execute(database.db)
})
afterAll(() => database.close())

const ids = countedIds()
const context = () => systemContext(database, { ids })
const idOf = (at: number) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`

/** As a statement that has changed rows from 1 to `count` tells it. */
const manyChanged = (count: number) =>
  sql`select tell_changed('product.changed', 'product', ${Array.from({ length: count }, (_, at) => idOf(at + 1))}::uuid[], '{}')`.execute(
    database.db,
  )
const changed = (at: number, entity = 'product') =>
  transaction(context(), (inside) =>
    appendEvent(inside, { topic: `${entity}.changed`, entity, entityId: idOf(at), payload: { at } }),
  )

/** Hears in order; takes news of many only when it is let go. */
function slow(inOrder: boolean, batch: number) {
  const heard: string[] = []
  let letGo: () => void = () => undefined
  const open = new Promise<void>((resolve) => (letAllGo = letGo = resolve))
  const nameOf = ({ entity, payload }: OutboxEvent) =>
    Array.isArray(payload['productIds']) && payload['productIds'].length > 1
      ? 'many'
      : `${entity} ${String(payload['at'])}`
  const consumer: Consumer = {
    name: 'orderly',
    topics: ['*'],
    batch,
    inOrder,
    handle: async (events) => {
      if (events.some((event) => nameOf(event) === 'many')) await open
      heard.push(...events.map(nameOf))
    },
  }
  const relay = () =>
    relays.push(
      startRelay({
        database,
        url: database.url,
        consumers: [consumer],
        context,
        log: silentLog,
        pollMs: 50,
        backoffMs: () => 20,
      }),
    )
  return { consumer, heard, letGo, relay }
}

const until = async (truth: () => boolean, what: string) => {
  for (const end = Date.now() + 10_000; !truth();) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((wait) => setTimeout(wait, 10))
  }
}
const pause = (ms: number) => new Promise((wait) => setTimeout(wait, ms))

it('holds back news of a row behind that of many, and many behind a row, whichever relay is asked; other kinds go on', async () => {
  const { consumer, heard, letGo, relay } = slow(true, 10)
  await registerConsumers(database.db, [consumer])
  await changed(7)
  await manyChanged(150)
  relay()
  relay()
  await until(() => heard.length === 1, 'the first row')
  // 150 rows are told of as one piece, under the smallest id
  await changed(7)
  await changed(1)
  await changed(900, 'category')
  await until(() => heard.includes('category 900'), 'the other kind')
  await pause(300)
  expect(heard).toEqual(['product 7', 'category 900'])
  letGo()
  await until(() => heard.length === 5, 'all of it')
  expect(heard.slice(2, 3)).toEqual(['many'])
  expect(heard.slice(3).sort()).toEqual(['product 1', 'product 7'])
})

it('lets those who read what is so now go side by side', async () => {
  const { consumer, heard, letGo, relay } = slow(false, 1)
  await registerConsumers(database.db, [consumer])
  await manyChanged(150)
  await changed(7)
  relay()
  relay()
  await until(() => heard.length === 1, 'the row')
  expect(heard).toEqual(['product 7'])
  letGo()
})

it('goes on behind news of many that is given up on, and makes it a letter, once', async () => {
  const heard: number[] = []
  const consumer: Consumer = {
    name: 'orderly',
    topics: ['*'],
    batch: 10,
    inOrder: true,
    handle: (events) => {
      if (events.some(({ payload }) => 'productIds' in payload)) return Promise.reject(new Error('no room'))
      heard.push(...events.map(({ payload }) => Number(payload['at'])))
      return Promise.resolve()
    },
  }
  await registerConsumers(database.db, [consumer])
  await manyChanged(150)
  await changed(3)
  const options = { database, consumers: [consumer], context, log: silentLog, maxAttempts: 2, backoffMs: () => 0 }
  for (let round = 0; round < 4 && heard.length === 0; round += 1) await drainOutbox(options)
  expect(heard).toEqual([3])
  const letters = await database.db.selectFrom('deadLetters').selectAll().execute()
  expect(letters).toMatchObject([
    { consumer: 'orderly', topic: 'product.changed', many: true, attempts: 2, problem: 'no room', state: 'dead' },
  ])
})
