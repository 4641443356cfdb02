import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { money } from '../../kernel/money.ts'
import { bringBackAfterwards, mergeAfterwards } from '../carts/index.ts'
import { releaseStock } from '../inventory/index.ts'
import { giveUsesBack } from '../pricing/index.ts'
import { paymentOfCheckout, recordFacts, releaseGiftCards, type PaymentRow } from '../payments/index.ts'
import { asHouse, lockCheckout, type CheckoutRow } from './find-checkout.ts'
import { notPlacing } from './placing/keep-progress.ts'

/**
 * Back to the cart: stock and uses of promotions are let go, and the checkout can be changed and paid anew. Carts that waited for this since somebody signed in come together. Under
 * the checkout's lock.
 */
export async function letGo(ctx: Ctx, row: CheckoutRow): Promise<CheckoutRow> {
  const opened = await ctx.db
    .updateTable('checkouts')
    .set({ ...notPlacing, state: 'open', snapshot: null, expiresAt: null, updatedAt: ctx.clock.now() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await giveUsesBack(ctx, row.id)
  await releaseGiftCards(ctx, row.id)
  await releaseStock(ctx, row.id)
  await makeRoom(ctx, row)
  return opened
}

/** The cart of a checkout keeps no other one waiting any more: it was bought, let go or set aside. Lets carts come back, or together, that could not before. */
export async function makeRoom(ctx: Ctx, { customerUserId, cartId }: CheckoutRow): Promise<void> {
  await bringBackAfterwards(ctx, { customerUserId, cartId })
  if (customerUserId) await mergeAfterwards(ctx, { customerUserId, cartId })
}

/** Ends a payment that the provider will not even begin: nobody can pay it, so nothing is held for it. */
export async function abandon(ctx: Ctx, row: CheckoutRow, payment: PaymentRow, code: string): Promise<CheckoutRow> {
  return transaction(asHouse(ctx), async (inside) => {
    const now = await lockCheckout(inside, row.id)
    const current = await paymentOfCheckout(inside, row.id)
    if (now.state !== 'paying' || current?.id !== payment.id || current.reference) return now
    const amount = money(payment.amount, payment.currency)
    await recordFacts(inside, payment, [{ kind: 'cancelled', amount, reference: payment.id, code }])
    return letGo(inside, now)
  })
}
