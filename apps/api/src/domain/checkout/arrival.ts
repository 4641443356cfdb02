import type { Ctx } from '../../kernel/context.ts'
import { mergeWaiting } from '../carts/index.ts'
import type { Arrival, Newcomer } from '../customers/index.ts'
import type { CheckoutRow } from './find-checkout.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { withdraw } from './reopen-checkout.ts'

/**
 * Who signs in while a payment is under way. The checkout becomes theirs with the session: what is paid for all the same is their order. Then the payment is
 * withdrawn, as by `checkout.reopen`, and the carts come together. Where the provider is at work on it or cannot be asked, it goes on; the carts come together
 * when it has ended (see let-go.ts).
 */
export const checkoutArrival = (settings: PaymentSettings): Arrival => ({
  take: async (ctx, { visitorId, customerUserId, customerId }) => {
    await ctx.db
      .updateTable('checkouts')
      .set({ customerUserId, customerId, updatedAt: ctx.clock.now() })
      .where('visitorId', '=', visitorId)
      .where('websiteId', '=', ctx.website.id)
      .where((where) =>
        where.or([
          where('state', '=', 'paying'),
          // the bank said no, and its cart waits to come back: it comes to who has signed in
          where.and([
            where('state', '=', 'open'),
            where('cartId', 'in', (query) => query.selectFrom('carts').select('id').where('state', '=', 'setAside')),
          ]),
        ]),
      )
      .where('customerUserId', 'is', null)
      .execute()
  },
  afterwards: async (ctx, newcomer) => {
    const house: Ctx = { ...ctx, actor: { kind: 'system' } }
    for (const row of await beingPaid(ctx, newcomer)) {
      const { state } = await withdraw(house, settings, row)
      if (state === 'open') await mergeWaiting(house, { customerUserId: newcomer.customerUserId, cartId: row.cartId })
    }
  },
})

const beingPaid = (ctx: Ctx, { visitorId, customerUserId }: Newcomer): Promise<CheckoutRow[]> =>
  ctx.db
    .selectFrom('checkouts')
    .selectAll()
    .where('visitorId', '=', visitorId)
    .where('customerUserId', '=', customerUserId)
    .where('websiteId', '=', ctx.website.id)
    .where('state', '=', 'paying')
    .execute()
