import type { Model } from '@portico/schema'
import type { Filter, Records, Row } from '../../../engine/records/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import type { Seal } from '../../../kernel/seal.ts'
import type { PostAnswer } from '../../../kernel/public-internet.ts'
import type { Courier } from '../port.ts'
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
export type Outcome = { message: Claimed } & ({ reply: PostAnswer } | { withheld: string })

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
      const row = rows instanceof Map ? rows.get(message.rowId) : rows
      if (row instanceof Withheld) bodies.set(message.id, { withheld: row.why })
      // its owner could read it when the news was heard; that it is gone is all that is left to tell
      else if (since.has(message.rowId)) bodies.set(message.id, bodyOf({ ...message, gone: true }, null))
      else if (rows && !row && !message.gone)
        bodies.set(message.id, { withheld: 'its row is no longer for its owner to read' })
      else bodies.set(message.id, bodyOf(message, rows ? (row ?? null) : undefined))
    }
  }
  return bodies
}

/** A row that is not told, and why. */
class Withheld {
  constructor(readonly why: string) {}
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
): Promise<ReadonlyMap<string, Row | Withheld> | Withheld> {
  const owner = await asOwner(ctx, target, actorOf)
  if (!owner) return new Withheld('its owner is gone or switched off')
  const ids = [...new Set(messages.filter(({ gone }) => !gone).map(({ rowId }) => rowId))]
  const found = new Map<string, Row | Withheld>()
  const size = Math.min(largestPage, 100)
  const refused = (error: unknown): Withheld => {
    const [refusal] = refusalsOf(error)
    if (!refusal) throw error
    return new Withheld(refusal.message)
  }
  try {
    const wanted = rowWanted(model, entity, target, owner.actor.rights)
    const read = async (some: readonly string[]) => {
      const filter: Filter = { path: 'id', op: 'in', value: some }
      return (await records().list(entity, { filter, page: { size: some.length }, wanted }, owner)).rows
    }
    for (let at = 0; at < ids.length; at += size) {
      const some = ids.slice(at, at + size)
      try {
        for (const row of await read(some)) found.set(row.id, row)
      } catch (error) {
        // too much for one answer, or one of them has too many below it: the others must not suffer for it
        if (some.length === 1 || !tooMuch(error)) throw error
        for (const id of some) {
          const row = await read([id]).then(([one]) => one, refused)
          if (row) found.set(id, row)
        }
      }
    }
    return found
  } catch (error) {
    return refused(error)
  }
}

const tooMuch = (error: unknown): boolean =>
  refusalsOf(error).some(({ code }) => code === 'QUERY_TOO_COSTLY' || code === 'RELATED_TOO_MANY')

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
