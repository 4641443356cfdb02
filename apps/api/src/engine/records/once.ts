import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { readerWithin, transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Seal } from '../../kernel/seal.ts'

/** An answer as a door can give it again; whatever JSON holds. */
interface Kept {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

/** A write that its caller may send again. */
export interface OnceAsked {
  /** The header Idempotency-Key; without it, the work is done and nothing is kept. */
  key: string | undefined
  /** What the request says, all of it: the same key must come with the same request. Asked for once all of it has been read. */
  request: () => string | Promise<string>
  /** The work and the memory of it are one transaction, in which everything is read, too. Not for work that has transactions of its own. */
  atomic: boolean
}

/**
 * Does the work at most once for a caller and a key (kept for 24 hours), and answers a repeated request as the first one, with
 * `idempotent-replayed: true`. Refuses with IDEMPOTENCY_KEY_REUSED for another request under the key, IDEMPOTENCY_KEY_IN_USE while the first one is
 * under way, SESSION_REQUIRED for strangers, of whom nothing can be kept. What was refused, or failed, has done nothing: its key is free again.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export type Once = <Answer extends Kept>(
  ctx: Ctx,
  asked: OnceAsked,
  work: (ctx: Ctx) => Promise<Answer>,
) => Promise<Answer>

const header = 'idempotency-key'
const day = 86_400_000
/** How long work may be under way before its key is taken for left behind by a process that died. */
const lease = 600_000
const purpose = 'answers to writes'
/** Printable ASCII, at most as long as a header field should be. */
const wellFormed = /^[\x21-\x7e]{1,255}$/

export function createOnce(seal: Seal): Once {
  return async <Answer extends Kept>(ctx: Ctx, asked: OnceAsked, work: (ctx: Ctx) => Promise<Answer>) => {
    const { key, atomic } = asked
    if (key === undefined) return work(ctx)
    if (!wellFormed.test(key))
      throw refuse(
        'FIELD_INVALID',
        { field: header, problem: 'is a text of 1 to 255 visible ASCII characters' },
        header,
      )
    const hash = async () =>
      createHash('sha256')
        .update(await asked.request())
        .digest('hex')
    const place = { scope: scopeOf(ctx), key }
    const former = await claim(place, ctx)
    if (former) {
      if (former.requestHash !== (await hash())) throw refuse('IDEMPOTENCY_KEY_REUSED', {}, header)
      const kept = JSON.parse(seal.open(former.sealed, purpose)) as Answer
      return { ...kept, headers: { ...kept.headers, 'idempotent-replayed': 'true' } }
    }
    const keep = async (answer: Answer, inside: Ctx) =>
      settle(place, await hash(), seal.close(JSON.stringify(answer), purpose), inside)
    const before = { ...ctx.granted }
    try {
      if (atomic)
        return await transaction(ctx, async (inside) => {
          // what an attempt granted that collided with others went with its transaction
          for (const name of Object.keys(ctx.granted)) delete ctx.granted[name as keyof typeof ctx.granted]
          Object.assign(ctx.granted, before)
          const answer = await work({ ...inside, reader: readerWithin(inside.db) })
          await keep(answer, inside)
          return answer
        })
      const answer = await work(ctx)
      await keep(answer, ctx)
      return answer
    } catch (error) {
      await release(place, ctx)
      throw error
    }
  }
}

interface Place {
  scope: string
  key: string
}

function scopeOf({ actor }: Ctx): string {
  if (actor.kind === 'backOffice') return `${actor.by}:${actor.principalId}`
  if (actor.kind === 'customerUser') return `customerUser:${actor.customerUserId}`
  if (actor.kind === 'visitor') return `visitor:${actor.visitorId}`
  throw refuse('SESSION_REQUIRED', {}, 'authorization')
}

/** Takes the key for this request; or answers what was kept under it. */
async function claim({ scope, key }: Place, ctx: Ctx): Promise<{ requestHash: string; sealed: string } | undefined> {
  const now = ctx.clock.now()
  const { rows } = await sql`
    insert into idempotency_keys as k (id, scope, key, request_hash, created_at, expires_at)
    values (${ctx.ids.next()}, ${scope}, ${key}, '', ${now}, ${new Date(now.getTime() + lease)})
    on conflict (scope, key) do update
      set request_hash = '', response = null, created_at = excluded.created_at, expires_at = excluded.expires_at
      where k.expires_at <= ${now}
    returning k.id`.execute(ctx.db)
  if (rows.length > 0) return undefined
  const former = await ctx.db
    .selectFrom('idempotencyKeys')
    .select(['requestHash', 'response'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()
  const sealed = (former?.response as { sealed: string } | null | undefined)?.sealed
  if (!former || !sealed) throw refuse('IDEMPOTENCY_KEY_IN_USE', { seconds: 1 }, header)
  return { requestHash: former.requestHash, sealed }
}

async function settle({ scope, key }: Place, requestHash: string, sealed: string, ctx: Ctx): Promise<void> {
  await ctx.db
    .updateTable('idempotencyKeys')
    .set({ requestHash, response: JSON.stringify({ sealed }), expiresAt: new Date(ctx.clock.now().getTime() + day) })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .execute()
}

async function release({ scope, key }: Place, ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('idempotencyKeys')
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('response', 'is', null)
    .execute()
}
