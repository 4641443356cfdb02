import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { countedIds } from '../testing/clock.ts'
import { transaction } from './db.ts'
import {
  appendEvent,
  appendEvents,
  forgetDelivered,
  registerConsumers,
  retireConsumers,
  type Consumer,
  type OutboxEvent,
} from './outbox.ts'
import { drainOutbox, startRelay, type Relay } from './relay.ts'

let database: OpenTestDatabase
const relays: Relay[] = []

beforeAll(async () => {
  database = await openTestDatabase()
})

afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()))
  await sql`truncate outbox_events, outbox_consumers cascade`.execute(database.db)
})

afterAll(async () => {
  await database.close()
})

const ids = countedIds()
const context = () => systemContext(database, { ids })
const chair = '00000000-0000-7000-8000-000000000001'
const table = '00000000-0000-7000-8000-000000000002'

const changed = (entityId: string, step: number, topic = 'product.changed') => ({
  topic,
  entity: 'product',
  entityId,
  payload: { step },
})

function relay(consumers: readonly Consumer[], more: { maxAttempts?: number } = {}): Relay {
  const started = startRelay({
    database,
    url: database.url,
    consumers,
    context,
    log: silentLog,
    pollMs: 200,
    backoffMs: () => 20,
    ...more,
  })
  relays.push(started)
  return started
}

async function until(truth: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

const steps = (events: readonly OutboxEvent[]) => events.map((event) => event.payload['step'])
const pause = (ms: number) => new Promise((wait) => setTimeout(wait, ms))

describe('appending news', () => {
  it('is one statement for any number of events and consumers, and reaches exactly those who asked', async () => {
    const names = (consumers: Record<string, string[]>): Consumer[] =>
      Object.entries(consumers).map(([name, topics]) => ({ name, topics, handle: () => Promise.resolve() }))
    await registerConsumers(
      database.db,
      names({ exact: ['product.changed'], kind: ['order.*'], everything: ['*'], other: ['price.changed'] }),
    )
    const ctx = context()
    await transaction(ctx, (inside) => appendEvents(inside, [changed(chair, 1), changed(table, 2, 'order.placed')]))
    expect(ctx.statements.count).toBe(3) // begin, append, commit
    const rows = await database.db
      .selectFrom('outboxDeliveries')
      .select(['consumer', 'seq'])
      .orderBy('consumer')
      .orderBy('seq')
      .execute()
    expect(rows.map((row) => row.consumer)).toEqual(['everything', 'everything', 'exact', 'kind'])
  })

  it('leaves nothing behind when the transaction fails, and faults outside of one', async () => {
    await registerConsumers(database.db, [{ name: 'all', topics: ['*'], handle: () => Promise.resolve() }])
    const failing = transaction(context(), async (inside) => {
      await appendEvent(inside, changed(chair, 1))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await expect(appendEvent(context(), changed(chair, 1))).rejects.toThrow('outside a transaction')
    expect(await database.db.selectFrom('outboxEvents').selectAll().execute()).toEqual([])
  })

  it('keeps what waits for a consumer that an older process does not know, and drops it when nobody has come for weeks', async () => {
    const quiet = (name: string, topics: string[]): Consumer => ({ name, topics, handle: () => Promise.resolve() })
    const listening = async () =>
      Object.fromEntries(
        (await database.db.selectFrom('outboxConsumers').selectAll().execute()).map(({ name, topics }) => [
          name,
          topics.toSorted(),
        ]),
      )
    await registerConsumers(database.db, [quiet('both', ['order.placed', 'price.changed']), quiet('newer', ['*'])])
    await transaction(context(), (inside) => appendEvent(inside, changed(chair, 1)))
    await registerConsumers(database.db, [quiet('both', ['order.placed'])])
    expect(await listening()).toEqual({ both: ['order.placed', 'price.changed'], newer: ['*'] })
    expect(await retireConsumers(database.db, new Date(Date.now() - 1_000_000))).toEqual([])
    expect(await database.db.selectFrom('outboxDeliveries').select('consumer').execute()).toEqual([
      { consumer: 'newer' },
    ])
    expect(await retireConsumers(database.db, new Date(Date.now() + 1_000_000))).toEqual(['newer'])
    expect(Object.keys(await listening())).toEqual(['both'])
    expect(await database.db.selectFrom('outboxDeliveries').selectAll().execute()).toEqual([])
  })
})

describe('the relay', () => {
  it('delivers again, under the same id, what was handled but not acknowledged when the connection died', async () => {
    const seen: string[] = []
    const consumer: Consumer = {
      name: 'crashing',
      topics: ['*'],
      handle: async ([event], ctx) => {
        seen.push(event!.id)
        await sql`insert into outbox_consumers (name, topics) values (${`effect-${seen.length}`}, '{}')`.execute(ctx.db)
        if (seen.length === 1) await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ctx.db)
      },
    }
    await registerConsumers(database.db, [consumer])
    await transaction(context(), (inside) => appendEvent(inside, changed(chair, 1)))
    relay([consumer])
    await until(async () => (await done('crashing')) === 1, 'the second delivery')
    expect(seen).toHaveLength(2)
    expect(seen[0]).toMatch(/^00000001-0000-7000-8000-/)
    expect(seen[0]).toBe(seen[1])
    const effects = await database.db
      .selectFrom('outboxConsumers')
      .select('name')
      .where('name', 'like', 'effect-%')
      .execute()
    expect(effects.map((row) => row.name)).toEqual(['effect-2'])
  })

  it('keeps the order of each entity over failures and between two relays, and never gives one event to both', async () => {
    const heard = new Map<string, unknown[]>([
      [chair, []],
      [table, []],
    ])
    const inHand = new Set<string>()
    let failures = 0
    const consumer: Consumer = {
      name: 'ordered',
      topics: ['*'],
      batch: 3,
      handle: async (events) => {
        const entities = new Set(events.map((event) => event.entityId))
        for (const entity of entities) {
          if (inHand.has(entity)) failures += 100
          inHand.add(entity)
        }
        await pause(5)
        for (const entity of entities) inHand.delete(entity)
        if (events.some((event) => event.payload['step'] === 4 && event.entityId === chair) && failures < 2) {
          failures += 1
          throw new Error('not yet')
        }
        for (const event of events) heard.get(event.entityId)!.push(event.payload['step'])
      },
    }
    await registerConsumers(database.db, [consumer])
    for (let step = 1; step <= 12; step += 1)
      await transaction(context(), (inside) => appendEvents(inside, [changed(chair, step), changed(table, step)]))
    relay([consumer])
    relay([consumer])
    await until(async () => (await done('ordered')) === 24, 'all deliveries')
    const inOrder = Array.from({ length: 12 }, (_, index) => index + 1)
    expect(heard.get(chair)).toEqual(inOrder)
    expect(heard.get(table)).toEqual(inOrder)
    expect(failures).toBe(2)
  })

  it('gives up on poison after its attempts, keeps it with its reason, and goes on with what is behind', async () => {
    const heard: unknown[] = []
    const consumer: Consumer = {
      name: 'picky',
      topics: ['*'],
      batch: 10,
      handle: (events) => {
        if (steps(events).includes(1)) return Promise.reject(new Error('cannot read step 1'))
        heard.push(...steps(events))
        return Promise.resolve()
      },
    }
    await registerConsumers(database.db, [consumer])
    await transaction(context(), (inside) =>
      appendEvents(inside, [changed(chair, 1), changed(chair, 2), changed(table, 3)]),
    )
    relay([consumer], { maxAttempts: 3 })
    await until(() => heard.length === 2, 'the healthy ones')
    expect(heard).toEqual([3, 2])
    const dead = await database.db
      .selectFrom('outboxDeliveries')
      .selectAll()
      .where('deadAt', 'is not', null)
      .executeTakeFirstOrThrow()
    expect(dead).toMatchObject({ attempts: 3, lastError: 'cannot read step 1', doneAt: null })
  })

  it('finishes what is in hand when it is told to stop', async () => {
    let finished = false
    let began = false
    const consumer: Consumer = {
      name: 'slow',
      topics: ['*'],
      handle: async () => {
        began = true
        await pause(200)
        finished = true
      },
    }
    await registerConsumers(database.db, [consumer])
    await transaction(context(), (inside) => appendEvent(inside, changed(chair, 1)))
    const running = relay([consumer])
    await until(() => began, 'the delivery to begin')
    await running.stop()
    expect(finished).toBe(true)
    expect(await done('slow')).toBe(1)
  })

  it('can be drained by hand, and forgets what was delivered long ago', async () => {
    const heard: unknown[] = []
    const consumer: Consumer = {
      name: 'by-hand',
      topics: ['*'],
      batch: 2,
      handle: (events) => Promise.resolve(void heard.push(...steps(events))),
    }
    await registerConsumers(database.db, [consumer])
    await transaction(context(), (inside) =>
      appendEvents(
        inside,
        [1, 2, 3, 4, 5].map((step) => changed(chair, step)),
      ),
    )
    expect(await drainOutbox({ database, consumers: [consumer], context, log: silentLog })).toBe(5)
    expect(heard).toEqual([1, 2, 3, 4, 5])
    expect(await forgetDelivered(database.db, new Date(Date.now() - 60_000))).toBe(0)
    expect(await forgetDelivered(database.db, new Date(Date.now() + 60_000))).toBe(5)
    expect(await database.db.selectFrom('outboxDeliveries').selectAll().execute()).toEqual([])
  })
})

async function done(consumer: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from outbox_deliveries where consumer = ${consumer} and done_at is not null`.execute(database.db)
  return rows[0]!.count
}
