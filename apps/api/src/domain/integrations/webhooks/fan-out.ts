import type { Model } from '@portico/schema'
import type { Filter, Records } from '../../../engine/records/index.ts'
import type { BackOfficeActor, Ctx } from '../../../kernel/context.ts'
import { sql, type Db } from '../../../kernel/db.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import type { Consumer, OutboxEvent } from '../../../kernel/outbox.ts'
import { storable } from '../../../kernel/storable.ts'
import { goneOf } from './gone.ts'
import { asOwner, type ActorOf, type Owned } from './owner.ts'
import { insertMessages, type Message } from './messages.ts'

/** Kept for the one consumer of all subscriptions; prisma/sql/14-webhooks.sql keeps its topics. */
export const consumerName = 'webhooks'

export interface FanOutParts {
  model: Model
  records: () => Records
  actorOf: ActorOf
  /** How many rows a list answers at most. */
  largestPage: number
}

interface Subscription extends Owned {
  id: string
  topics: string[]
  filter: Filter | null
}

/** What a batch of news says to a subscription, by row. */
interface Told {
  event: OutboxEvent
  entity: string
  rowId: string
}

/**
 * Hears what anybody has subscribed to, and writes a message for every subscription and row: in the transaction that marks the news as heard, so that each is
 * written once. Sending is another's business, so nobody waits here for a subscriber.
 */
export const fanOut = (parts: FanOutParts): Consumer => ({
  name: consumerName,
  topics: subscribedTopics,
  batch: 200,
  inOrder: true,
  handle: async (events, ctx) => {
    for (const subscription of await subscriptionsTo(events, ctx)) await tell(parts, subscription, events, ctx)
  },
})

async function subscribedTopics(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ topics: string[] }>`select webhook_topics() as topics`.execute(db)
  return rows[0]?.topics ?? []
}

function subscriptionsTo(events: readonly OutboxEvent[], ctx: Ctx): Promise<Subscription[]> {
  const topics = [...new Set(events.map(({ topic }) => topic))]
  return ctx.db
    .selectFrom('webhookSubscriptions')
    .select(['id', 'topics', 'filter', 'clientId', 'userId', 'tokenScopes'])
    .where('active', '=', true)
    .where(sql<boolean>`topics && ${topics}::text[]`)
    .orderBy('id')
    .execute() as Promise<Subscription[]>
}

/** A subscription that cannot be told, because its filter or its owner's rights no longer suit, holds up nobody: it says why. */
async function tell(parts: FanOutParts, subscription: Subscription, events: readonly OutboxEvent[], ctx: Ctx) {
  const told = events.filter(({ topic }) => subscription.topics.includes(topic)).flatMap(rowsOf)
  const owner = await asOwner(ctx, subscription, parts.actorOf)
  if (!owner) return explain(ctx, subscription.id, 'its owner is gone or switched off')
  const messages: Message[] = []
  for (const entity of new Set(told.map((one) => one.entity))) {
    const about = told.filter((one) => one.entity === entity)
    try {
      const { visible, gone } = await visibleOf(
        parts,
        owner,
        subscription,
        entity,
        about.map(({ rowId }) => rowId),
      )
      for (const { event, rowId } of about)
        if (visible.has(rowId) || (gone.has(rowId) && tellsOfGone(event.topic)))
          messages.push({ event, entity, rowId, gone: gone.has(rowId) })
    } catch (error) {
      const [refusal] = refusalsOf(error)
      if (!refusal) throw error
      await explain(ctx, subscription.id, `${entity} cannot be read for it: ${refusal.message}`)
    }
  }
  await insertMessages(ctx, subscription.id, messages)
}

/** `<entity>Ids` where a piece of news is about several, else the one that it is about. */
function rowsOf(event: OutboxEvent): Told[] {
  const [entity = ''] = event.topic.split('.')
  const ids = event.payload[`${entity}Ids`]
  return (Array.isArray(ids) ? (ids as string[]) : [event.entityId]).map((rowId) => ({ event, entity, rowId }))
}

const tellsOfGone = (topic: string) => topic.endsWith('.deleted') || topic.endsWith('.changed')

/** Of rows, those that the owner may read and the filter leaves; and those that are gone, of which only who may read all such rows is told. */
async function visibleOf(
  { model, records, largestPage }: FanOutParts,
  owner: Ctx & { actor: BackOfficeActor },
  { filter }: Subscription,
  entity: string,
  given: readonly string[],
): Promise<{ visible: ReadonlySet<string>; gone: ReadonlySet<string> }> {
  const ids = [...new Set(given)]
  const visible = new Set<string>()
  const size = Math.min(largestPage, 100)
  for (let at = 0; at < ids.length; at += size) {
    const some: Filter = { path: 'id', op: 'in', value: ids.slice(at, at + size) }
    const { rows } = await records().list(
      entity,
      { filter: filter ? { and: [some, filter] } : some, page: { size }, wanted: {} },
      owner,
    )
    for (const { id } of rows) visible.add(id)
  }
  const missing = ids.filter((id) => !visible.has(id))
  const { name, scopes } = model.entities.get(entity)!
  const level = owner.actor.rights.level(name, 'read')
  if (missing.length === 0 || !(level === 'all' || (level === 'organization' && !scopes.organization)))
    return { visible, gone: new Set() }
  return { visible, gone: await goneOf(model, entity, missing, owner) }
}

async function explain(ctx: Ctx, id: string, problem: string): Promise<void> {
  ctx.log.warn({ subscription: id, problem }, 'a webhook subscription is not told')
  await ctx.db
    .updateTable('webhookSubscriptions')
    .set({ problem: storable(problem, 500) })
    .where('id', '=', id)
    .where((where) => where.or([where('problem', 'is', null), where('problem', '!=', storable(problem, 500))]))
    .execute()
}
