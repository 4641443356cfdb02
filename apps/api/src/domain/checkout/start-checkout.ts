import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { findCart } from '../carts/index.ts'
import { addressColumns, mayOrder } from '../customers/index.ts'
import { ownCheckout, type CheckoutRow } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'
import { takeAlong } from './take-along.ts'

/** The checkout under way for the cart; before it, for who has signed in on the way, the one that is still being paid for the cart that they had before. */
async function underWay(ctx: Ctx, cartId: string | null): Promise<CheckoutRow | undefined> {
  const { actor } = ctx
  const before = actor.kind === 'customerUser' ? (actor.visitorId ?? null) : null
  if (!cartId && !before) return undefined
  return ctx.db
    .selectFrom('checkouts')
    .selectAll()
    .where('websiteId', '=', ctx.website.id)
    .where((where) =>
      where.or([
        where.and([where('cartId', '=', cartId), where('state', 'in', ['open', 'paying'])]),
        where.and([
          where('visitorId', '=', before),
          where('state', '=', 'paying'),
          // while a bank is at work for days, they have another cart
          where('cartId', 'in', (query) => query.selectFrom('carts').select('id').where('state', '!=', 'setAside')),
        ]),
      ]),
    )
    .orderBy((one) => one('state', '=', 'paying'), 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Begins the checkout of the caller's cart, or goes on with the one that is open. Signed in, contact and default addresses are filled in, and what was said before signing in. */
export const startCheckout: ActionVerb<'checkout.start'> = async (_input, ctx) => {
  const cart = await findCart(ctx)
  if (!cart) throw refuse('CART_EMPTY')
  const user = ctx.actor.kind === 'customerUser' ? ctx.actor : null
  await mayOrder(ctx, user?.customerId ?? null)
  const person = user ? await beginningOf(ctx, user.customerUserId, user.customerId) : {}
  // One checkout is under way for a cart (prisma/sql/25-checkouts.sql): who comes second goes on with the first one's.
  const row = await ctx.db
    .insertInto('checkouts')
    .values({
      id: ctx.ids.next(),
      cartId: cart.id,
      websiteId: ctx.website.id,
      // the one that the cart is shown in
      currency: ctx.currency,
      locale: ctx.locale,
      visitorId: user ? null : ctx.actor.kind === 'visitor' ? ctx.actor.visitorId : null,
      customerId: user?.customerId ?? null,
      customerUserId: user?.customerUserId ?? null,
      ...person,
    })
    .onConflict((conflict) =>
      conflict
        .column('cartId')
        .where(sql<boolean>`state in ('open', 'paying')`)
        // while nothing is being paid, it follows the shopper's currency
        .doUpdateSet({
          currency: sql<string>`case when checkouts.state = 'open' then excluded.currency else checkouts.currency end`,
        }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  const { answer, priced } = await viewCheckout(ctx, await takeAlong(ctx, await adopt(ctx, row)))
  if (priced?.lines.length === 0) throw refuse('CART_EMPTY')
  return answer
}

/** A visitor who signed in meanwhile takes the checkout along. */
async function adopt(ctx: Ctx, row: CheckoutRow): Promise<CheckoutRow> {
  if (ctx.actor.kind !== 'customerUser' || row.customerUserId === ctx.actor.customerUserId || row.state !== 'open')
    return row
  const owner = { customerUserId: ctx.actor.customerUserId, customerId: ctx.actor.customerId, visitorId: null }
  await ctx.db.updateTable('checkouts').set(owner).where('id', '=', row.id).execute()
  return { ...row, ...owner }
}

async function beginningOf(ctx: Ctx, customerUserId: string, customerId: string) {
  const person = await ctx.db
    .selectFrom('customerUsers')
    .select(['email', 'phone'])
    .where('id', '=', customerUserId)
    .executeTakeFirst()
  const address = await ctx.db
    .selectFrom('customerAddresses')
    .select(addressColumns)
    .where((where) => where.or([where('customerUserId', '=', customerUserId), where('customerId', '=', customerId)]))
    .where('defaultShipping', '=', true)
    .where('countryCode', 'in', [...ctx.website.shippingCountries])
    .orderBy('customerUserId')
    .limit(1)
    .executeTakeFirst()
  return {
    email: person?.email ?? null,
    phone: person?.phone ?? null,
    ...(address ? { shippingAddress: JSON.stringify(address), residential: !address.company } : {}),
  }
}

/** The checkout of this id, or the open one of the caller's cart; nothing where there is none. */
export const currentCheckout: QuestionVerb<'checkout.current'> = async ({ checkoutId }, ctx) => {
  if (checkoutId) {
    const own = await ownCheckout(ctx, checkoutId)
    return own ? (await viewCheckout(ctx, own)).answer : null
  }
  const cart = await findCart(ctx)
  const row = await underWay(ctx, cart?.id ?? null)
  return row ? (await viewCheckout(ctx, row)).answer : null
}
