import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Database } from './db.ts'
import { listen } from './listen.ts'
import type { Logger } from './log.ts'
import { storable } from './storable.ts'
import { outboxChannel, type Consumer, type OutboxEvent } from './outbox.ts'

export interface RelayOptions {
  database: Database
  /** For LISTEN, which needs a connection of its own. */
  url: string
  consumers: readonly Consumer[]
  /** What consumers run in; `db` is replaced by their transaction. */
  context(): Ctx | Promise<Ctx>
  log: Logger
  /** How often to look without having been called (retries come due by time), in milliseconds. */
  pollMs?: number
  /** After so many attempts an event is given up on for a consumer: logged, kept, and no longer in the way. */
  maxAttempts?: number
  /** The wait before attempt n + 1, in milliseconds. */
  backoffMs?: (attempts: number) => number
}

/** Brings news to consumers until it is stopped. */
export interface Relay {
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>
}

const patience = (attempts: number) => Math.min(2 ** attempts * 500, 3_600_000)

/** Starts one loop a consumer. Any number of relays may run: rows in hand are locked, and others skip them. */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController()
  const sleepers = new Map<string, () => void>()
  const wake = (name: string) => sleepers.get(name)?.()
  const called = new Set<string>()
  const hear = (name: string) => {
    called.add(name)
    wake(name)
  }
  const listener = listen({
    url: options.url,
    channel: outboxChannel,
    heard: hear,
    ready: () => options.consumers.forEach(({ name }) => hear(name)),
    log: options.log,
  })
  const sleep = (name: string) =>
    new Promise<void>((resolve) => {
      if (called.has(name) || stopping.signal.aborted) return resolve()
      const alarm = setTimeout(resolve, options.pollMs ?? 1_000)
      sleepers.set(name, () => {
        clearTimeout(alarm)
        resolve()
      })
    }).finally(() => sleepers.delete(name))
  const loops = options.consumers.map(async (consumer) => {
    while (!stopping.signal.aborted) {
      called.delete(consumer.name)
      try {
        if (await deliverDue(options, consumer, stopping.signal)) continue
      } catch (error) {
        options.log.error({ err: error, consumer: consumer.name }, 'the outbox could not be read')
      }
      await sleep(consumer.name)
    }
  })
  return {
    stop: async () => {
      stopping.abort()
      for (const consumer of options.consumers) wake(consumer.name)
      await Promise.all(loops)
      await listener.stop()
    },
  }
}

/** Delivers all that is due now, until nothing is; for tests and for commands. Answers how many deliveries were made. */
export async function drainOutbox(options: Omit<RelayOptions, 'url'>): Promise<number> {
  let delivered = 0
  for (;;) {
    const rounds = await Promise.all(options.consumers.map((consumer) => deliverDue(options, consumer)))
    const now = rounds.reduce((sum, count) => sum + count, 0)
    delivered += now
    if (now === 0) return delivered
  }
}

type DeliveryOptions = Omit<RelayOptions, 'url'>

/** One round for one consumer: a batch, and when that fails, its events one by one. Answers how many were delivered. */
async function deliverDue(options: DeliveryOptions, consumer: Consumer, signal?: AbortSignal): Promise<number> {
  const batch = consumer.batch ?? 1
  const first = await deliver(options, consumer, batch)
  if (!first.failed) return first.delivered
  if (first.taken <= 1) return 0
  let delivered = 0
  for (let round = 0; round < first.taken && !signal?.aborted; round += 1)
    delivered += (await deliver(options, consumer, 1)).delivered
  return delivered
}

interface Outcome {
  taken: number
  delivered: number
  failed: boolean
}

async function deliver(options: DeliveryOptions, consumer: Consumer, limit: number): Promise<Outcome> {
  let taken: OutboxEvent[] = []
  try {
    const base = await options.context()
    await options.database
      .counted(base.statements)
      .db.transaction()
      .execute(async (db) => {
        taken = await claim(db, consumer, limit)
        if (taken.length === 0) return
        const requestId = (taken.length === 1 && taken[0]!.requestId) || base.requestId
        await consumer.handle(taken, {
          ...base,
          db,
          requestId,
          log: base.log.child({ consumer: consumer.name, requestId }),
        })
        await acknowledge(db, consumer.name, taken)
      })
    return { taken: taken.length, delivered: taken.length, failed: false }
  } catch (error) {
    if (taken.length === 0) throw error
    if (taken.length === 1) await postpone(options, consumer, taken[0]!, error)
    else
      options.log.warn(
        { err: error, consumer: consumer.name, events: taken.length },
        'a batch of news failed and is tried one by one',
      )
    return { taken: taken.length, delivered: 0, failed: true }
  }
}

/**
 * Takes the oldest waiting event of each entity that nobody else holds, and those behind it. Who holds the oldest holds the entity, so no
 * two relays can overtake each other on it. For who hears in order, news of many stands between what came before and behind it of the same kind.
 */
async function claim(
  db: Ctx['db'],
  { name: consumer, inOrder = false }: Consumer,
  limit: number,
): Promise<OutboxEvent[]> {
  // no one of many may be in the hands of another relay: what is not done yet, in whoever's hands, is in front
  const turn = inOrder
    ? sql`and not exists (
          select 1 from outbox_deliveries earlier
          where earlier.consumer = delivery.consumer and earlier.entity = delivery.entity and earlier.seq < delivery.seq
            and earlier.many and earlier.done_at is null and earlier.dead_at is null)
        and not (delivery.many and exists (
          select 1 from outbox_deliveries earlier
          where earlier.consumer = delivery.consumer and earlier.entity = delivery.entity and earlier.seq < delivery.seq
            and earlier.done_at is null and earlier.dead_at is null))`
    : sql``
  const behind = inOrder
    ? sql`and (delivery.seq = oldest.seq or not (delivery.many or exists (
          select 1 from outbox_deliveries earlier
          where earlier.consumer = delivery.consumer and earlier.entity = delivery.entity and earlier.seq < delivery.seq
            and earlier.many and earlier.done_at is null and earlier.dead_at is null)))`
    : sql``
  const { rows } = await sql<OutboxEvent>`
    with oldest as (
      select entity_id, seq from outbox_deliveries delivery
      where consumer = ${consumer} and done_at is null and dead_at is null and next_attempt_at <= now()
        ${turn}
        and not exists (
          select 1 from outbox_deliveries earlier
          where earlier.consumer = delivery.consumer and earlier.entity_id = delivery.entity_id and earlier.seq < delivery.seq
            and earlier.done_at is null and earlier.dead_at is null)
      order by seq limit ${limit} for update skip locked)
    select event.id, event.seq, event.topic, event.entity, event.entity_id, event.payload, event.request_id, event.created_at
    from oldest
    join outbox_deliveries delivery on delivery.entity_id = oldest.entity_id
    join outbox_events event on event.id = delivery.event_id
    where delivery.consumer = ${consumer} and delivery.done_at is null and delivery.dead_at is null ${behind}
    order by delivery.seq limit ${limit}`.execute(db)
  return rows
}

async function acknowledge(db: Ctx['db'], consumer: string, events: readonly OutboxEvent[]): Promise<void> {
  await sql`
    update outbox_deliveries set done_at = now(), attempts = attempts + 1, last_error = null
    where consumer = ${consumer} and event_id = any(${events.map((event) => event.id)}::uuid[])`.execute(db)
}

async function postpone(
  options: DeliveryOptions,
  consumer: Consumer,
  event: OutboxEvent,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  const { rows } = await sql<{ attempts: number }>`
    select attempts from outbox_deliveries where consumer = ${consumer.name} and event_id = ${event.id}`.execute(
    options.database.db,
  )
  const attempts = (rows[0]?.attempts ?? 0) + 1
  const dead = attempts >= (options.maxAttempts ?? 20)
  const wait = (options.backoffMs ?? patience)(attempts) * (0.75 + Math.random() / 2)
  await sql`
    update outbox_deliveries
    set attempts = ${attempts}, last_error = ${storable(reason, 2_000)}, next_attempt_at = now() + ${wait} * interval '1 millisecond',
      dead_at = case when ${dead} then now() end
    where consumer = ${consumer.name} and event_id = ${event.id} and done_at is null`.execute(options.database.db)
  const facts = { err: error, consumer: consumer.name, eventId: event.id, topic: event.topic, attempts }
  if (dead) options.log.error(facts, 'news was given up on')
  else options.log.warn(facts, 'news could not be delivered and is tried again')
}
