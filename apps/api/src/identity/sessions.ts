import type { Actor, Ctx, Sessions } from '../kernel/context.ts'
import type { Db } from '../kernel/db.ts'
import { minutesAfter } from '../kernel/clock.ts'
import { refuse } from '../kernel/errors.ts'
import { hashToken } from '../kernel/ids.ts'
import { isForBackOffice } from './access-tokens.ts'

export interface SessionLifetimes {
  visitorDays: number
  sessionHours: number
}

const hour = 60

/** Sessions in the database: opaque tokens of which only the sha256 is kept. */
export function createSessions(lifetimes: SessionLifetimes): Sessions {
  const minutes = { visitor: lifetimes.visitorDays * 24 * hour, customerUser: lifetimes.sessionHours * hour }

  async function insert(
    ctx: Ctx,
    owner: { kind: 'visitor' | 'customerUser'; visitorId: string | null; customerUserId: string | null },
  ) {
    const token = ctx.ids.token()
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    const expiresAt = minutesAfter(now, minutes[owner.kind])
    await ctx.db
      .insertInto('sessions')
      .values({
        id,
        tokenHash: hashToken(token),
        websiteId: ctx.website.id,
        createdAt: now,
        lastUsedAt: now,
        expiresAt,
        ...owner,
      })
      .execute()
    Object.assign(ctx.granted, { token, expiresAt })
    return { id, token, expiresAt }
  }

  return {
    async becomeVisitor(ctx) {
      if ((ctx.actor.kind === 'visitor' || ctx.actor.kind === 'customerUser') && ctx.actor.visitorId)
        return ctx.actor.visitorId
      const visitorId = ctx.ids.next()
      const { id } = await insert(ctx, { kind: 'visitor', visitorId, customerUserId: null })
      ctx.granted.identity = { actor: { kind: 'visitor', visitorId }, sessionId: id }
      return visitorId
    },
    async open(ctx, { customerUserId, customerId }) {
      const visitorId = ctx.actor.kind === 'visitor' ? ctx.actor.visitorId : null
      if (ctx.sessionId) await end(ctx, ctx.sessionId)
      const { id, token, expiresAt } = await insert(ctx, { kind: 'customerUser', visitorId, customerUserId })
      const { role } = await ctx.db
        .selectFrom('customerUsers')
        .select('role')
        .where('id', '=', customerUserId)
        .executeTakeFirstOrThrow()
      const actor: Actor = {
        kind: 'customerUser',
        customerUserId,
        customerId,
        role,
        ...(visitorId ? { visitorId } : {}),
      }
      ctx.granted.identity = { actor, sessionId: id }
      return { token, expiresAt }
    },
    async close(ctx) {
      if (ctx.sessionId) await end(ctx, ctx.sessionId)
      for (const key of ['token', 'expiresAt'] as const) delete ctx.granted[key]
      ctx.granted.identity = { actor: { kind: 'stranger' } }
    },
    async closeOthers(ctx, customerUserId) {
      await ctx.db
        .updateTable('sessions')
        .set({ revokedAt: ctx.clock.now() })
        .where('customerUserId', '=', customerUserId)
        .where('revokedAt', 'is', null)
        .$if(ctx.sessionId !== undefined, (query) => query.where('id', '!=', ctx.sessionId as string))
        .execute()
    },
  }
}

async function end(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.db.updateTable('sessions').set({ revokedAt: ctx.clock.now() }).where('id', '=', sessionId).execute()
}

/**
 * Who sends this token. One statement; a session in use lives on (written once an hour).
 * Refuses SESSION_INVALID for a token that we never gave or took back, SESSION_EXPIRED for one that is too old, TOKEN_FOR_BACK_OFFICE for one of the other
 * audience.
 */
export async function authenticate(
  db: Db,
  { token, websiteId }: { token: string; websiteId: string },
  now: Date,
  lifetimes: SessionLifetimes,
): Promise<{ actor: Actor; sessionId: string }> {
  const session = await db
    .selectFrom('sessions')
    .leftJoin('customerUsers', 'customerUsers.id', 'sessions.customerUserId')
    .leftJoin('customers', 'customers.id', 'customerUsers.customerId')
    .select([
      'sessions.id',
      'sessions.kind',
      'sessions.visitorId',
      'sessions.customerUserId',
      'sessions.expiresAt',
      'sessions.lastUsedAt',
      'sessions.revokedAt',
      'customerUsers.customerId',
      'customerUsers.role',
      'customerUsers.active as userActive',
      'customers.active as customerActive',
    ])
    .where('sessions.tokenHash', '=', hashToken(token))
    // people and carts belong to one website
    .where('sessions.websiteId', '=', websiteId)
    .executeTakeFirst()
  if (!session && (await isForBackOffice(db, token))) throw refuse('TOKEN_FOR_BACK_OFFICE', {}, 'authorization')
  if (!session || session.revokedAt) throw refuse('SESSION_INVALID')
  if (session.expiresAt <= now) throw refuse('SESSION_EXPIRED')
  if (now.getTime() - session.lastUsedAt.getTime() > 3_600_000) {
    const lifetime = session.kind === 'visitor' ? lifetimes.visitorDays * 24 : lifetimes.sessionHours
    await db
      .updateTable('sessions')
      .set({ lastUsedAt: now, expiresAt: minutesAfter(now, lifetime * hour) })
      .where('id', '=', session.id)
      .execute()
  }
  return { sessionId: session.id, actor: actorOf(session) }
}

interface SessionRow {
  kind: 'visitor' | 'customerUser'
  visitorId: string | null
  customerUserId: string | null
  customerId: string | null
  role: 'administrator' | 'buyer' | 'approver' | null
  userActive: boolean | null
  customerActive: boolean | null
}

function actorOf(session: SessionRow): Actor {
  const visitor = session.visitorId ? { visitorId: session.visitorId } : {}
  if (session.kind === 'visitor' && session.visitorId) return { kind: 'visitor', visitorId: session.visitorId }
  if (!session.customerUserId || !session.customerId || !session.userActive || !session.customerActive)
    throw refuse('SESSION_INVALID')
  const { customerUserId, customerId, role } = session
  return { kind: 'customerUser', customerUserId, customerId, ...(role ? { role } : {}), ...visitor }
}
