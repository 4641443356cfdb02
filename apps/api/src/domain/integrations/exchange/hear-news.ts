import type { Filter } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, type Db } from '../../../kernel/db.ts'
import type { Consumer, OutboxEvent } from '../../../kernel/outbox.ts'
import { callWorkers } from './errand.ts'
import type { ExchangeParts } from './parts.ts'
import { openCall } from './run-connector.ts'

type Hearing = Pick<ExchangeParts, 'engine' | 'model'>

interface Listening {
  id: string
  integrationId: string
  entity: string
  topic: string | null
  changesOnly: boolean
  filter: Filter | null
}

/**
 * Hears what connectors are about: makes a run for a piece of news that has rows written at once, and remembers what has changed for those that write changes. Both
 * happen in the transaction that marks the news as heard, so once. Also for what is switched off or paused: such runs wait until it is on again, as files that come in do (decision 064).
 */
export const hearNews = (parts: Hearing): Consumer => ({
  name: 'exchange',
  topics: async (db: Db) => {
    const { rows } = await sql<{ topics: string[] }>`select exchange_topics() as topics`.execute(db)
    return rows[0]?.topics ?? []
  },
  batch: 100,
  handle: async (events, ctx) => {
    const { rows: connectors } = await sql<Listening>`
      select c.id, c.integration_id, c.entity, c.topic, c.changes_only, c.filter
      from connectors c where c.direction = 'out' and c.entity is not null
        and array[c.topic, case when c.changes_only then c.entity || '.changed' end]::text[] && ${topicsOf(events)}::text[]
      order by c.position, c.id`.execute(ctx.db)
    for (const connector of connectors) for (const event of events) await tell(parts, connector, event, ctx)
    if (connectors.length > 0) await callWorkers(ctx)
  },
})

const topicsOf = (events: readonly OutboxEvent[]): string[] => [...new Set(events.map(({ topic }) => topic))]

/** `<entity>Ids` where a piece of news is about several, else the one that it is about. */
function idsOf({ topic, payload, entityId }: OutboxEvent): readonly string[] {
  const [entity = ''] = topic.split('.')
  const ids = payload[`${entity}Ids`]
  return Array.isArray(ids) ? (ids as string[]) : [entityId]
}

/** What the row of a piece of news hangs on, as the news names it: the order of an amendment. */
function hangsOn({ model }: Pick<ExchangeParts, 'model'>, { entity, payload }: OutboxEvent): readonly string[] {
  return Object.entries(model.entities.get(entity)?.relations ?? {}).flatMap(([name, relation]) => {
    const id = payload[`${name}Id`]
    return relation.relation === 'one' && relation.onDelete === 'cascade' && typeof id === 'string' ? [id] : []
  })
}

async function tell(parts: Hearing, connector: Listening, event: OutboxEvent, ctx: Ctx): Promise<void> {
  const ids = idsOf(event)
  if (connector.changesOnly && event.topic === `${connector.entity}.changed`)
    await sql`
      insert into exchange_changes (connector_id, row_id)
      select ${connector.id}::uuid, i from unnest(${ids}::uuid[]) i order by i on conflict do nothing`.execute(ctx.db)
  if (event.topic !== connector.topic) return
  const rowIds = await matching(parts, connector, ids, ctx)
  if (rowIds.length === 0) return
  const occasion = `${connector.id}:${event.id}`
  const news = { seq: event.seq, about: [...rowIds, ...hangsOn(parts, event)] }
  await openCall({ ...connector, direction: 'out' }, { trigger: 'news', occasion, rowIds, news }, ctx)
}

/** Of rows, those that the connector's filter leaves. */
async function matching(
  { engine }: Pick<ExchangeParts, 'engine'>,
  { entity, filter }: Listening,
  ids: readonly string[],
  ctx: Ctx,
): Promise<readonly string[]> {
  if (!filter) return ids
  const found: string[] = []
  for (let at = 0; at < ids.length; at += 100) {
    const some: Filter = { path: 'id', op: 'in', value: ids.slice(at, at + 100) }
    const { rows } = await engine().records.list(
      entity,
      { filter: { and: [some, filter] }, page: { size: 100 }, wanted: {} },
      ctx,
    )
    found.push(...rows.map(({ id }) => id))
  }
  return found
}
