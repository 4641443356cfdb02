import type { Address, MoneyValue } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { minutesAfter } from '../../../kernel/clock.ts'
import { transaction } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { money, type Money } from '../../../kernel/money.ts'
import { mayOrder } from '../../customers/index.ts'
import { asRefusal, type PricedCart } from '../../carts/index.ts'
import { reserveStock } from '../../inventory/index.ts'
import { agreedLine, discountColumns, stockItem, type Agreement } from '../../orders/index.ts'
import {
  openOnAccount,
  openPayment,
  payByGiftCard,
  paymentOfCheckout,
  type PaymentProvider,
} from '../../payments/index.ts'
import { takeUses, type CouponProblem } from '../../pricing/index.ts'
import { completeOrder } from './complete-order.ts'
import { resumeAt } from './keep-progress.ts'
import type { PaymentSettings, Standing } from './standing.ts'
import { lockCheckout, type CheckoutRow } from '../find-checkout.ts'
import { viewCheckout, type CheckoutView, type Snapshot } from '../read-checkout.ts'

export type Frozen = Snapshot & { agreement: Agreement }

/**
 * The first step, in one transaction: everything is checked anew, the stock is held, a use of each promotion is taken, the totals are frozen, and the payment stands in our books before
 * its provider hears of it. Where nothing is to be paid, or on account, the order is made at once, and no provider hears of it. Called again, it answers what stands; who saw
 * another total than the one that is being paid, in another tab for instance, agreed to something else.
 */
export async function holdGoods(
  ctx: Ctx,
  { provider, holdMinutes }: PaymentSettings,
  { row: { id }, expectedTotal, expectedRest }: Standing,
): Promise<Standing> {
  if (!expectedTotal) throw new Error(`nobody has agreed to the total of checkout ${id}`)
  return transaction(ctx, async (inside) => {
    const row = await lockCheckout(inside, id)
    // in another tab, a moment ago
    if (row.state !== 'open') return standsAlready(inside, row, expectedTotal)
    await mayOrder(inside, row.customerId)

    const view = await viewCheckout(inside, row)
    const { answer, priced, missing, paidBy } = view
    // A cart that was ordered or merged meanwhile is nobody's to buy.
    if (!priced || priced.lines.length === 0 || priced.answer.state !== 'open') throw refuse('CART_EMPTY')
    const [obstacle] = priced.obstacles
    if (obstacle) throw asRefusal({ ...obstacle, params: { ...obstacle.params, lineId: obstacle.lineId } })
    if (missing.length > 0) throw refuse('CHECKOUT_INCOMPLETE', { missing: missing.join(', ') })
    const total = answer.totals?.total
    if (!total) throw new Error(`checkout ${row.id} has lines and no total`)
    const inAll = agrees(view, total, expectedTotal)
    const gift = answer.appliedGiftCard ?? null
    // the total stays the total: what a gift card pays is a part of it
    const due = gift ? money(gift.rest.amount, gift.rest.currency) : inAll
    restIsSeen(row, due, expectedRest)
    const address = row.shippingAddress as Address
    const now = inside.clock.now()
    const expiresAt = minutesAfter(now, holdMinutes)
    const onAccount = paidBy?.method === 'onAccount'
    if (gift && !onAccount) canBePaid(provider, due)
    if (onAccount) await mayOrder(inside, row.customerId, due.toJSON())
    if (gift && row.giftCardId)
      await payByGiftCard(inside, { checkoutId: row.id, giftCardId: row.giftCardId, applied: gift })
    const payment =
      due.isZero() || onAccount
        ? undefined
        : await openPayment(inside, {
            checkoutId: row.id,
            provider: provider.code,
            amount: due,
            capture: paidBy?.capture ?? 'atOrder',
          })
    if (onAccount && due.isPositive()) await openOnAccount(inside, { checkoutId: row.id, amount: due })
    await takePromotions(inside, row, view, expectedTotal)
    await reserveStock(inside, {
      checkoutId: row.id,
      expiresAt,
      countryCode: address.countryCode,
      items: priced.lines.map(stockItem),
    })
    const frozen: Frozen = {
      lines: answer.lines ?? [],
      totals: answer.totals!,
      gift,
      coupons: answer.coupons ?? [],
      agreement: {
        ...agree(inside, row, priced, answer.totals!),
        paymentMethod: paidBy?.method ?? 'card',
        paymentTermId: paidBy?.paymentTermId ?? null,
      },
    }
    const changes = {
      state: 'paying' as const,
      placingStep: 'held' as const,
      expiresAt,
      resumeAt: resumeAt(now, 0),
      updatedAt: now,
    }
    await inside.db
      .updateTable('checkouts')
      .set({ ...changes, snapshot: JSON.stringify(frozen) })
      .where('id', '=', row.id)
      .execute()
    const begun = { ...row, ...changes, snapshot: frozen as unknown as CheckoutRow['snapshot'] }
    return { row: payment ? begun : await completeOrder(inside, begun), payment }
  })
}

/** How far a checkout is that is not open any more. Refuses CHECKOUT_EXPIRED, and PRICE_CHANGED as `agreesTo`. */
export async function standsAlready(ctx: Ctx, row: CheckoutRow, expectedTotal: MoneyValue): Promise<Standing> {
  if (row.state === 'expired') throw refuse('CHECKOUT_EXPIRED')
  if (row.state === 'paying') agreesTo((row.snapshot as unknown as Frozen).totals.total, expectedTotal)
  return { row, payment: await paymentOfCheckout(ctx, row.id) }
}

/** Refuses where another part is left to pay than the shopper saw, because the gift card has paid elsewhere, say. */
function restIsSeen({ giftCardId }: CheckoutRow, due: Money, seen: MoneyValue | null | undefined): void {
  if (!seen || money(seen.amount, seen.currency).equals(due)) return
  if (giftCardId)
    throw refuse('GIFT_CARD_UNUSABLE', { problem: `it leaves ${due.toString()} to pay by now` }, 'expectedRest')
  agreesTo(due.toJSON(), seen)
}

/** Refuses a gift card that leaves less than can be paid in any other way. */
function canBePaid(provider: PaymentProvider, due: Money): void {
  const least = provider.leastOf(due.currency)
  if (!least || !due.isPositive() || due.comparedTo(least) >= 0) return
  const problem = `it leaves ${due.toString()}, and nothing below ${least.toString()} can be paid by card`
  throw refuse('GIFT_CARD_UNUSABLE', { problem })
}

/** What is due. Refuses PRICE_CHANGED where the shopper saw something else. */
function agreesTo(total: MoneyValue, seen: MoneyValue): Money {
  const due = money(total.amount, total.currency)
  const expected = money(seen.amount, seen.currency)
  if (due.equals(expected)) return due
  throw refuse(
    'PRICE_CHANGED',
    { was: expected.toString(), now: due.toString(), total: due.toDecimalString(), currency: due.currency },
    'expectedTotal',
  )
}

/** What is due. Refuses as `agreesTo`; where the total is another one because a coupon holds no more, what has become of the coupon. */
function agrees({ priced }: CheckoutView, total: MoneyValue, seen: MoneyValue): Money {
  const gone = priced?.coupons.find(({ problem }) => problem !== null && endings.includes(problem))
  if (gone?.problem && !money(total.amount, total.currency).equals(money(seen.amount, seen.currency)))
    throw refuse(gone.problem, { code: gone.code })
  return agreesTo(total, seen)
}

/** What becomes of a coupon by itself, while its buyer is on their way. */
const endings: readonly CouponProblem[] = ['COUPON_EXPIRED', 'COUPON_USED_UP', 'COUPON_ALREADY_USED']

/** Takes a use of each promotion. One without a coupon that somebody else had the last use of a moment ago is a total that has changed. */
async function takePromotions(ctx: Ctx, row: CheckoutRow, { priced }: CheckoutView, seen: MoneyValue): Promise<void> {
  const { id: checkoutId, customerUserId, email } = row
  const gone = await takeUses(ctx, priced?.promotions ?? [], { checkoutId, orderId: null, customerUserId, email })
  if (!gone) return
  const { answer } = await viewCheckout(ctx, row)
  agreesTo(answer.totals!.total, seen)
  throw refuse('CONFLICT')
}

type Totals = Snapshot['totals']

function agree(ctx: Ctx, row: CheckoutRow, priced: PricedCart, totals: Totals): Agreement {
  const shippingAddress = row.shippingAddress as Address
  return {
    orderId: ctx.ids.next(),
    websiteId: row.websiteId,
    customerId: row.customerId,
    customerUserId: row.customerUserId,
    visitorId: row.visitorId,
    email: row.email as string,
    phone: row.phone,
    // The language in which the lines are named.
    locale: ctx.locale,
    currency: row.currency,
    pricesIncludeTax: ctx.website.pricesIncludeTax,
    subtotal: totals.subtotal.amount,
    shippingTotal: totals.shipping?.amount ?? '0',
    ...discountColumns(totals),
    taxTotal: totals.tax.amount,
    total: totals.total.amount,
    taxes: totals.taxes,
    shippingOption: row.shippingOption,
    shippingAddress,
    billingAddress: row.billingSameAsShipping ? shippingAddress : (row.billingAddress as Address),
    poNumber: row.poNumber,
    note: row.note,
    lines: priced.lines.map(agreedLine),
  }
}
