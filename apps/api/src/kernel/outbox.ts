import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Db } from './db.ts'

/** Something that became true, told to whoever asked for its topic, after the transaction that made it true. */
export interface News {
  /** `<what>.<happened>`, as 'order.placed'. */
  topic: string
  /** The kind of thing it is about, as 'order'. */
  entity: string
  /** Which one. News of the same one is delivered in the order of appending. */
  entityId: string
  payload?: Record<string, unknown>
}

/** News on its way to a consumer. `id` is stable over repeated deliveries: key whatever must not happen twice by it. */
export interface OutboxEvent {
  id: string
  seq: number
  topic: string
  entity: string
  entityId: string
  payload: Record<string, unknown>
  requestId: string | null
  createdAt: Date
}

/** Someone who wants to hear of some topics. */
export interface Consumer {
  /** Stable: deliveries are kept under it. */
  name: string
  /**
   * Exact topics, all of a kind ('product.*'), or all ('*'). A function: what they are now; the database changes them by itself afterwards, for whoever
   * listens to what others ask for.
   */
  topics: readonly string[] | ((db: Db) => Promise<readonly string[]>)
  /** How many events one call may get at most; 1 unless told otherwise. */
  batch?: number
  /**
   * Whether news of many rows at once has its place in the order too: nothing of the same kind overtakes it, nor does it overtake anything. One relay at a time is at such news, so it is for
   * those who must hear all that became of a row in its order; who reads what is so now does without.
   */
  inOrder?: boolean
  /**
   * Gets events by ascending seq. `ctx.db` is the transaction that also marks them as delivered: what it writes there happens exactly
   * once; anything else at least once. When it throws, the whole call counts as not delivered and is tried again later, singly.
   */
  handle(events: readonly OutboxEvent[], ctx: Ctx): Promise<void>
}

/** The channel on which consumers' names are called when something waits for them. */
export const outboxChannel = 'portico_outbox'

/** Appends one piece of news. See `appendEvents`. */
export function appendEvent(ctx: Ctx, news: News): Promise<void> {
  return appendEvents(ctx, [news])
}

/**
 * Appends news inside the open transaction, in one statement however many: events, what each registered consumer has to hear, and
 * the wake-up call that PostgreSQL gives at commit. Faults (Error) outside a transaction: news must not outlive what it tells of.
 */
export async function appendEvents(ctx: Ctx, news: readonly News[]): Promise<void> {
  if (news.length === 0) return
  if (!ctx.db.isTransaction)
    throw new Error(`'${news[0]!.topic}' was told outside a transaction: wrap the verb in transaction(ctx, …)`)
  const column = (values: readonly string[]) => sql.val([...values])
  await sql`
    with news as (
      insert into outbox_events (id, topic, entity, entity_id, payload, request_id, created_at)
      select id, topic, entity, entity_id, payload::jsonb, ${ctx.requestId}, ${ctx.clock.now()}
      from unnest(
        ${column(news.map(() => ctx.ids.next()))}::uuid[],
        ${column(news.map((one) => one.topic))}::text[],
        ${column(news.map((one) => one.entity))}::text[],
        ${column(news.map((one) => one.entityId))}::uuid[],
        ${column(news.map((one) => JSON.stringify(one.payload ?? {})))}::text[]
      ) with ordinality as told (id, topic, entity, entity_id, payload, place)
      order by place
      returning id, seq, topic, entity, entity_id
    ), waiting as (
      insert into outbox_deliveries (event_id, consumer, seq, entity, entity_id)
      select news.id, consumer.name, news.seq, news.entity, news.entity_id
      from news join outbox_consumers consumer
        on consumer.topics && array[news.topic, split_part(news.topic, '.', 1) || '.*', '*']
      returning consumer
    )
    select pg_notify(${outboxChannel}, consumer) from (select distinct consumer from waiting) called`.execute(ctx.db)
}

/**
 * Tells the database who listens to what; from then on their news is kept for them. Every process calls it at its start. It only ever adds: while
 * a release is rolled out, an older process that starts anew must not send away the consumers that it does not know yet.
 */
export async function registerConsumers(db: Db, consumers: readonly Consumer[]): Promise<void> {
  const names = consumers.map((consumer) => consumer.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`two consumers are called '${twice}': deliveries are kept by name, so rename one`)
  for (const { name, topics: given } of consumers) {
    const topics = typeof given === 'function' ? await given(db) : given
    await sql`
      insert into outbox_consumers as known (name, topics) values (${name}, ${[...topics]}::text[])
      on conflict (name) do update set topics = array(select distinct unnest(known.topics || excluded.topics))
      where not known.topics @> excluded.topics`.execute(db)
  }
}

/**
 * Sends consumers away that no release has any more, with what waits for them: nobody has as much as tried to deliver it since an instant.
 * Answers their names.
 */
export async function retireConsumers(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with gone as (
      delete from outbox_consumers c where exists (
        select from outbox_deliveries d join outbox_events e on e.id = d.event_id
        where d.consumer = c.name and d.done_at is null and d.dead_at is null and d.attempts = 0 and e.created_at < ${before})
      returning name
    ), unheard as (
      delete from outbox_deliveries using gone where consumer = gone.name and done_at is null
    )
    select name from gone`.execute(db)
  return rows.map(({ name }) => name)
}

/** Has a consumer told again what it was given up on, from the start of its attempts. In the open transaction. */
export async function tellAgain(ctx: Ctx, eventId: string, consumer: string): Promise<void> {
  await sql`
    with again as (
      update outbox_deliveries set dead_at = null, attempts = 0, next_attempt_at = now()
      where event_id = ${eventId} and consumer = ${consumer} and dead_at is not null
      returning consumer)
    select pg_notify(${outboxChannel}, consumer) from again`.execute(ctx.db)
}

/** Drops what was delivered (or given up) before an instant, in steps; answers how many events went. */
export async function forgetDelivered(db: Db, before: Date): Promise<number> {
  let forgotten = 0
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from outbox_events where id in (
        select id from outbox_events event where created_at < ${before}
          and not exists (select 1 from outbox_deliveries where event_id = event.id and done_at is null and dead_at is null)
        limit 5000)`.execute(db)
    forgotten += Number(numAffectedRows ?? 0)
    if (Number(numAffectedRows ?? 0) < 5_000) return forgotten
  }
}
