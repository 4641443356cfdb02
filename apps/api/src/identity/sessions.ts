import { rightsOfPerson } from '../engine/records/index.ts'
import type { Actor, Ctx, Sessions } from '../kernel/context.ts'
import { minutesAfter } from '../kernel/clock.ts'
import { hashToken } from '../kernel/ids.ts'

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
      const role = await ctx.db
        .selectFrom('customerUsers')
        .leftJoin('customerRoles', 'customerRoles.id', 'customerUsers.customerRoleId')
        .select(['customerUsers.role', 'customerRoles.grants'])
        .where('customerUsers.id', '=', customerUserId)
        .executeTakeFirstOrThrow()
      const actor: Actor = {
        kind: 'customerUser',
        customerUserId,
        customerId,
        rights: rightsOfPerson(role),
        ...(visitorId ? { visitorId } : {}),
      }
      ctx.granted.identity = { actor, sessionId: id }
      return { token, expiresAt }
    },
    async close(ctx) {
      if (ctx.sessionId) await end(ctx, ctx.sessionId)
      if (ctx.appGrant && ctx.actor.kind === 'customerUser') await endApp(ctx, ctx.appGrant, ctx.actor.customerUserId)
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
      await ctx.db
        .updateTable('oauthArtifacts')
        .set({ revokedAt: ctx.clock.now() })
        .where('customerUserId', '=', customerUserId)
        .where('revokedAt', 'is', null)
        .$if(ctx.appGrant !== undefined, (query) =>
          query.where((where) =>
            where.or([where('grantHash', 'is', null), where('grantHash', '!=', ctx.appGrant as string)]),
          ),
        )
        .execute()
    },
  }
}

async function end(ctx: Ctx, sessionId: string): Promise<void> {
  await ctx.db.updateTable('sessions').set({ revokedAt: ctx.clock.now() }).where('id', '=', sessionId).execute()
}

/** Ends what an app was given, and the sessions of the sign-in page: whoever signs out of an app must not be let in again without a password. */
async function endApp(ctx: Ctx, appGrant: string, customerUserId: string): Promise<void> {
  await ctx.db
    .updateTable('oauthArtifacts')
    .set({ revokedAt: ctx.clock.now() })
    .where('customerUserId', '=', customerUserId)
    .where('revokedAt', 'is', null)
    .where((where) => where.or([where('grantHash', '=', appGrant), where('kind', '=', 'Session')]))
    .execute()
}
