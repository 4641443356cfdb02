import type { Model } from '@portico/schema'
import type { Filter, Records, Row } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import type { Seal } from '../../../kernel/seal.ts'
import type { Courier, Reply } from '../port.ts'
import type { Claimed, Target } from './claim.ts'
import { goneOf } from './gone.ts'
import { asOwner, type ActorOf } from './owner.ts'
import { secretsOf } from './secrets.ts'
import { rowWanted } from './wanted-fields.ts'

export interface SendParts {
  model: Model
  records: () => Records
  actorOf: ActorOf
  courier: Courier
  seal: Seal
  /** How many rows a list answers at most. */
  largestPage: number
}

/** What became of a message: an answer, or why it was not even sent. */
export type Outcome = { message: Claimed } & ({ reply: Reply } | { withheld: string })

/** The bodies of messages by their ids: of full ones made by reading their rows as the owner may, in one statement an entity. */
export async function bodiesOf(
  parts: SendParts,
  target: Target,
  messages: readonly Claimed[],
  ctx: Ctx,
): Promise<ReadonlyMap<string, string | { withheld: string }>> {
  const bodies = new Map<string, string | { withheld: string }>()
  for (const entity of new Set(messages.map((one) => one.entity))) {
    const about = messages.filter((one) => one.entity === entity)
    const rows = target.payload === 'full' ? await rowsOf(parts, target, entity, about, ctx) : undefined
    const unread = about.filter(({ gone, rowId }) => rows instanceof Map && !gone && !rows.has(rowId))
    const since = await goneOf(
      parts.model,
      entity,
      unread.map(({ rowId }) => rowId),
      ctx,
    )
    for (const message of about) {
      const row = rows && !('withheld' in rows) ? rows.get(message.rowId) : undefined
      if (rows && 'withheld' in rows) bodies.set(message.id, rows)
      // its owner could read it when the news was heard; that it is gone is all that is left to tell
      else if (since.has(message.rowId)) bodies.set(message.id, bodyOf({ ...message, gone: true }, null))
      else if (rows && !row && !message.gone)
        bodies.set(message.id, { withheld: 'its row is no longer for its owner to read' })
      else bodies.set(message.id, bodyOf(message, rows ? (row ?? null) : undefined))
    }
  }
  return bodies
}

/** What the reader gives along with a row for its own use. */
const besides = /^:|^\w+:(currency|entity|deed)$/

/** The shape that contracts/webhooks/events.json promises. */
function bodyOf({ topic, entity, rowId, gone, sequence, occurredAt }: Claimed, row: Row | null | undefined): string {
  const data = { entity, id: rowId, gone, ...(row === undefined ? {} : { row }) }
  return JSON.stringify(
    { type: topic, timestamp: occurredAt.toISOString(), sequence: Number(sequence), data },
    (key, value: unknown) => (besides.test(key) ? undefined : value),
  )
}

async function rowsOf(
  { model, records, actorOf, largestPage }: SendParts,
  target: Target,
  entity: string,
  messages: readonly Claimed[],
  ctx: Ctx,
): Promise<ReadonlyMap<string, Row> | { withheld: string }> {
  const owner = await asOwner(ctx, target, actorOf)
  if (!owner) return { withheld: 'its owner is gone or switched off' }
  const ids = [...new Set(messages.filter(({ gone }) => !gone).map(({ rowId }) => rowId))]
  const found = new Map<string, Row>()
  const size = Math.min(largestPage, 100)
  try {
    const wanted = rowWanted(model, entity, target, owner.actor.rights)
    for (let at = 0; at < ids.length; at += size) {
      const filter: Filter = { path: 'id', op: 'in', value: ids.slice(at, at + size) }
      for (const row of (await records().list(entity, { filter, page: { size }, wanted }, owner)).rows)
        found.set(row.id, row)
    }
    return found
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (!refusal) throw error
    return { withheld: refusal.message }
  }
}

/** Sends a message once, signed by the secrets that are valid now. */
export async function sendOne(
  { courier, seal }: SendParts,
  target: Target,
  message: Claimed,
  body: string | { withheld: string },
  ctx: Ctx,
): Promise<Outcome> {
  if (typeof body !== 'string') return { message, withheld: body.withheld }
  const at = ctx.clock.now()
  const secrets = secretsOf(target, seal, at)
  return { message, reply: await courier.send({ url: target.url, id: `msg_${message.id}`, body, at, secrets }) }
}
