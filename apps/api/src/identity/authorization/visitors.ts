import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Ctx } from '../../kernel/context.ts'
import type { Db } from '../../kernel/db.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import type { Logger } from '../../kernel/log.ts'
import type { ContextOf } from '../request-context.ts'
import { from } from './caller.ts'

/** A visitor who has signed in. */
interface Newcomer {
  visitorId: string
  customerUserId: string
  customerId: string
}

export interface VisitorParts {
  db: Db
  log: Logger
  contextOf: ContextOf
  /** Makes what a visitor has in the shop the person's, and ends the visitor's session. */
  bring: (ctx: Ctx, newcomer: Newcomer) => Promise<void>
}

/**
 * A frontend whose visitor has signed in shows the visitor's token as `visitor_token` where it exchanges the code: their cart becomes the person's, as at a sign-in of the
 * storefront. The answer says in `visitor_taken_along` whether there was such a visitor; a code is good once, so that it must not fail by that.
 */
export const takeVisitorsAlong =
  ({ db, log, contextOf, bring }: VisitorParts) =>
  async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { oidc } = ctx
    if (oidc?.route !== 'token' || ctx.status !== 200 || oidc.params?.['grant_type'] !== 'authorization_code') return
    const token = oidc.body?.['visitor_token']
    if (typeof token !== 'string' || !oidc.account || !oidc.client) return
    const taken = await take(token, oidc.account.accountId, oidc.client.clientId).catch((error: unknown) => {
      const [refusal] = refusalsOf(error)
      if (!refusal) throw error
      log.info({ code: refusal.code }, 'a token of a visitor who signs in is none')
      return false
    })
    ctx.body = { ...(ctx.body as object), visitor_taken_along: taken }

    async function take(visitorToken: string, customerUserId: string, clientId: string): Promise<boolean> {
      const place = await db
        .selectFrom('apiClients')
        .innerJoin('websites', 'websites.id', 'apiClients.websiteId')
        .innerJoin('customerUsers', 'customerUsers.websiteId', 'websites.id')
        .select(['websites.code', 'customerUsers.customerId'])
        .where('apiClients.clientId', '=', clientId)
        .where('customerUsers.id', '=', customerUserId)
        .executeTakeFirst()
      if (!place) return false
      const { ip, requestId } = from()
      const shop = await contextOf({ ip, requestId, log, website: place.code, authorization: `Bearer ${visitorToken}` })
      if (shop.actor.kind !== 'visitor') return false
      await bring(shop, { visitorId: shop.actor.visitorId, customerUserId, customerId: place.customerId })
      return true
    }
  }
