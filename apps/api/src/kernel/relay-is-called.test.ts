import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { countedIds } from '../testing/clock.ts'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { transaction } from './db.ts'
import { appendEvent, outboxChannel, registerConsumers, type Consumer, type OutboxEvent } from './outbox.ts'
import { startRelay, type Relay } from './relay.ts'

let database: OpenTestDatabase
let relay: Relay
let heard: OutboxEvent[]

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

// a relay that would look by itself only after all tests are over
beforeEach(async () => {
  heard = []
  const consumer: Consumer = {
    name: 'quick',
    topics: ['*'],
    handle: (events) => Promise.resolve(void heard.push(...events)),
  }
  await registerConsumers(database.db, [consumer])
  relay = startRelay({
    database,
    url: database.url,
    consumers: [consumer],
    context,
    log: silentLog,
    pollMs: 600_000,
  })
  await until(async () => (await listeners()).length === 1, 'a listener')
})
afterEach(() => relay.stop())

const ids = countedIds()
const context = () => systemContext(database, { ids })
const chair = '00000000-0000-7000-8000-000000000001'
const tell = (step: number) =>
  transaction(context(), (inside) =>
    appendEvent(inside, { topic: 'product.changed', entity: 'product', entityId: chair, payload: { step } }),
  )

/** The connections on which somebody listens now. */
async function listeners(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = ${`portico-listen-${outboxChannel}`} and state = 'idle'
      and query ilike 'listen%'`.execute(database.db)
  return rows.map(({ pid }) => pid)
}

async function until(truth: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

it('delivers well within a second of the commit', async () => {
  const took: number[] = []
  for (const step of [1, 2, 3]) {
    const began = performance.now()
    await tell(step)
    await until(() => heard.length === step, 'the event')
    took.push(performance.now() - began)
  }
  // the quickest: a machine that is busy with other tests is slow now and then
  expect(Math.min(...took)).toBeLessThan(500)
  expect(heard[0]).toMatchObject({
    topic: 'product.changed',
    entity: 'product',
    entityId: chair,
    payload: { step: 1 },
  })
})

it('delivers what was told while its connection was broken, as soon as it listens again', async () => {
  for (const pid of await listeners()) await sql`select pg_terminate_backend(${pid})`.execute(database.db)
  await until(async () => (await listeners()).length === 0, 'the end of the listener')
  await tell(1)
  await until(() => heard.length === 1, 'the event')
})
