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
 * Only of what had asked somebody outside nobody can say so: its key stays with its request, which may be tried again, and is then the same question there
 * (kernel/repeat.ts).
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export type Once = <Answer extends Kept>(
  ctx: Ctx,
  asked: OnceAsked,
  work: (ctx: Ctx) => Promise<Answer>,
) => Promise<Answer>

const header = 'idempotency-key'
const day = 86_400_000
/**
 * How long a key is taken, unless it is taken further: what is older was left behind by a process that died, and whoever waits to send it again waits so long. A
 * process that only seemed dead does no harm: its transaction is undone, and what it asks outside it asks under the same name.
 */
const lease = 10_000
const renewal = lease / 4
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
        .update(standingOf(ctx))
        .digest('hex')
    const place = { scope: scopeOf(ctx), key }
    const claimed = await claim(place, hash, ctx)
    if ('sealed' in claimed) {
      const kept = JSON.parse(seal.open(claimed.sealed, purpose)) as Answer
      return { ...kept, headers: { ...kept.headers, 'idempotent-replayed': 'true' } }
    }
    const { id } = claimed
    const repeat = { name: nameOf(place), begun: false }
    const settling = async (answer: Answer, inside: Ctx) =>
      settle(id, await hash(), seal.close(JSON.stringify(answer), purpose), inside)
    const before = { ...ctx.granted }
    const stop = keepTaking(id, ctx)
    try {
      if (atomic)
        return await transaction(ctx, async (inside) => {
          // what an attempt granted that collided with others went with its transaction
          for (const name of Object.keys(ctx.granted)) delete ctx.granted[name as keyof typeof ctx.granted]
          Object.assign(ctx.granted, before)
          const answer = await work({ ...inside, reader: readerWithin(inside.db) })
          await stop()
          // whoever was taken for dead has no say any more: another one is at it, or has done it
          if (!(await settling(answer, inside))) throw refuse('IDEMPOTENCY_KEY_IN_USE', { seconds: 1 }, header)
          return answer
        })
      const answer = await work({ ...ctx, repeat })
      await stop()
      if (!(await settling(answer, ctx))) ctx.log.warn({ key }, 'an answer came after its key was taken by another')
      return answer
    } catch (error) {
      await stop()
      await (repeat.begun ? leaveOpen(id, await hash(), ctx) : release(id, ctx))
      throw error
    }
  }
}

/**
 * By which rights a caller asks. Who asks again by others (a narrower token, a role that was taken away) is not told what the first request was told: the answer was
 * made for those rights. It is no new request either, so that nothing is done twice.
 */
const standingOf = ({ actor }: Ctx): string => ('rights' in actor ? `\n${actor.rights.mark}` : '')

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

/** The same for the same caller and key, and telling nothing of them. */
const nameOf = ({ scope, key }: Place): string =>
  createHash('sha256').update(`${scope}\n${key}`).digest('hex').slice(0, 40)

type Response = { sealed: string } | { open: true } | null

/** Takes the key for this request; or answers what was kept under it. */
async function claim(
  { scope, key }: Place,
  hash: () => Promise<string>,
  ctx: Ctx,
): Promise<{ id: string } | { sealed: string }> {
  const now = ctx.clock.now()
  const until = new Date(now.getTime() + lease)
  const id = ctx.ids.next()
  const { rows } = await sql`
    insert into idempotency_keys as k (id, scope, key, request_hash, created_at, expires_at)
    values (${id}, ${scope}, ${key}, '', ${now}, ${until})
    on conflict (scope, key) do update
      set id = excluded.id, request_hash = '', response = null, created_at = excluded.created_at, expires_at = excluded.expires_at
      where k.expires_at <= ${now}
    returning k.id`.execute(ctx.db)
  if (rows.length > 0) return { id }
  const former = await ctx.db
    .selectFrom('idempotencyKeys')
    .select(['id', 'requestHash', 'response'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()
  const response = (former?.response ?? null) as Response
  if (!former || !response) throw refuse('IDEMPOTENCY_KEY_IN_USE', { seconds: 1 }, header)
  if (former.requestHash !== (await hash())) throw refuse('IDEMPOTENCY_KEY_REUSED', {}, header)
  if ('sealed' in response) return { sealed: response.sealed }
  const { numUpdatedRows } = await ctx.db
    .updateTable('idempotencyKeys')
    .set({ id, response: null, expiresAt: until })
    .where('id', '=', former.id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw refuse('IDEMPOTENCY_KEY_IN_USE', { seconds: 1 }, header)
  return { id }
}

/** Takes a key further while its work is under way. Answers how that is ended. */
function keepTaking(id: string, ctx: Ctx): () => Promise<void> {
  let renewing: Promise<unknown> = Promise.resolve()
  const renew = () =>
    ctx.db
      .updateTable('idempotencyKeys')
      .set({ expiresAt: new Date(ctx.clock.now().getTime() + lease) })
      .where('id', '=', id)
      .where('response', 'is', null)
      .execute()
      .catch((error: unknown) => ctx.log.warn({ err: error }, 'an idempotency key could not be taken further'))
  const timer = setInterval(() => {
    renewing = renew()
  }, renewal)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await renewing
  }
}

/** Keeps an answer under a key. false: somebody else has taken it in the meantime. */
async function settle(id: string, requestHash: string, sealed: string, ctx: Ctx): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('idempotencyKeys')
    .set({ requestHash, response: JSON.stringify({ sealed }), expiresAt: new Date(ctx.clock.now().getTime() + day) })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What became of the work nobody knows for certain: the key is for another try of the same request, and for no other one. */
async function leaveOpen(id: string, requestHash: string, ctx: Ctx): Promise<void> {
  await ctx.db
    .updateTable('idempotencyKeys')
    .set({
      requestHash,
      response: JSON.stringify({ open: true }),
      expiresAt: new Date(ctx.clock.now().getTime() + day),
    })
    .where('id', '=', id)
    .execute()
}

async function release(id: string, ctx: Ctx): Promise<void> {
  await ctx.db.deleteFrom('idempotencyKeys').where('id', '=', id).where('response', 'is', null).execute()
}
