import type { AppliedGiftCard, CartCoupon, CartLineAnswer, CheckoutAnswer, Totals } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { money } from '../../kernel/money.ts'
import { priceCart, type PricedCart } from '../carts/index.ts'
import { appliedTo, paymentWays, type GiftCardRow, type PaymentWay } from '../payments/index.ts'
import { deliveryStands } from '../shipping/index.ts'
import type { CheckoutRow } from './find-checkout.ts'
import { usableGiftCard } from './usable-gift-card.ts'
import { quoteFingerprint } from './quote-fingerprint.ts'
import { handoverPlace } from './tax-place.ts'
import { lacksBeforePayment, stepsOf } from './steps.ts'

/** Frozen when payment begins, so that what is shown, paid and ordered is one and the same. */
export interface Snapshot {
  lines: CartLineAnswer[]
  totals: Totals
  /** Undefined: frozen before there were any. */
  coupons?: CartCoupon[]
  /** What of it a gift card pays. */
  gift?: AppliedGiftCard | null
}

export interface CheckoutView {
  answer: CheckoutAnswer
  /** The cart as it is priced now; none once payment has begun. */
  priced: PricedCart | null
  /** What is missing before payment can begin. */
  missing: string[]
  /** The way to pay that is chosen, where it can be paid so now. */
  paidBy: PaymentWay | undefined
  /** All that can be chosen now; none once payment has begun. */
  ways: readonly PaymentWay[]
}

/** A checkout as the shopper sees it: with lines, totals and what each step lacks. */
export async function viewCheckout(ctx: Ctx, row: CheckoutRow): Promise<CheckoutView> {
  const address = row.shippingAddress
  const option = row.shippingOption
  const frozen = row.state === 'open' ? null : (row.snapshot as unknown as Snapshot | null)
  const asChosen = frozen ? null : await priceWith(ctx, row, option)
  const fingerprint = asChosen && address ? quoteFingerprint(asChosen.lines, address, row, ctx) : row.shippingQuotedFor
  const standing = await stands(ctx, row, asChosen)
  // a way of delivery that has to be chosen again costs what nobody knows yet
  const outdated = option !== null && !(standing && row.shippingQuotedFor === fingerprint)
  const bare = asChosen && outdated ? await priceWith(ctx, row, null) : asChosen
  // before it is known where goods go, that is what it lacks
  const card = bare ? await usableGiftCard(ctx, row) : null
  const free = costsNothing(bare) || coversAll(pays(card, bare))
  const offered = bare && address ? await waysOf(ctx, row, bare, { card, free }) : []
  // who pays in no other way pays nothing for it
  const ways = free ? offered.map((way) => ({ ...way, surcharge: null })) : offered
  const chosen = ways.find(({ method }) => method === (row.paymentMethod ?? 'card'))
  const priced = bare && chosen?.surcharge ? bare.charged(chosen.surcharge) : bare
  const gift = frozen ? (frozen.gift ?? null) : pays(card, priced)
  const steps = stepsOf({
    row,
    payable: !priced || !address || chosen !== undefined || free,
    fingerprint,
    deliveryStands: standing,
    empty: priced?.lines.length === 0,
    hasProblems: (priced?.obstacles.length ?? 0) > 0,
  })
  const missing = lacksBeforePayment(steps)
  return {
    priced,
    missing,
    paidBy: chosen,
    ways,
    answer: {
      id: row.id,
      state: row.state,
      currency: row.currency,
      locale: row.locale,
      email: row.email,
      phone: row.phone,
      shippingAddress: address,
      residential: row.residential,
      billingAddress: row.billingSameAsShipping ? address : row.billingAddress,
      billingSameAsShipping: row.billingSameAsShipping,
      shippingOption: option,
      paymentMethod: row.paymentMethod,
      saveCard: row.saveCard,
      savedPaymentMethod: row.savedPaymentMethodId ? { id: row.savedPaymentMethodId } : null,
      poNumber: row.poNumber,
      note: row.note,
      expiresAt: row.expiresAt,
      order: row.orderId ? { id: row.orderId } : null,
      lines: frozen?.lines ?? priced?.answer.lines ?? [],
      appliedGiftCard: gift,
      totals: frozen?.totals ?? priced?.answer.totals ?? null,
      coupons: frozen?.coupons ?? priced?.answer.coupons ?? [],
      steps,
      ready: row.state === 'open' && missing.length === 0,
      pricesIncludeTax: ctx.website.pricesIncludeTax,
    },
  }
}

/** What the cart costs, delivered by `option`; null: without delivery. */
function priceWith(ctx: Ctx, row: CheckoutRow, option: CheckoutRow['shippingOption']): Promise<PricedCart> {
  const { currency, email, shippingAddress } = row
  // a price in the currency of before is none; the step asks for a choice again
  const shipping = option?.price.currency === currency ? option.price : null
  return priceCart(ctx, row.cartId, { currency, address: handoverPlace(option, shippingAddress), shipping, email })
}

/** What a gift card pays of what a cart costs. */
function pays(card: GiftCardRow | null, priced: PricedCart | null): AppliedGiftCard | null {
  const total = priced?.answer.totals?.total
  return card && total ? appliedTo(money(total.amount, total.currency), card) : null
}

/** Whether nothing is to be paid in any way, before a way to pay costs something by itself. */
function costsNothing(priced: PricedCart | null): boolean {
  const total = priced?.answer.totals?.total
  return total !== undefined && money(total.amount, total.currency).isZero()
}

/** Whether nothing is left to pay by other means. */
const coversAll = (gift: AppliedGiftCard | null): boolean =>
  gift !== null && money(gift.rest.amount, gift.rest.currency).isZero()

function waysOf(
  ctx: Ctx,
  row: CheckoutRow,
  priced: PricedCart,
  { card, free }: { card: GiftCardRow | null; free: boolean },
): Promise<PaymentWay[]> {
  return paymentWays(ctx, {
    address: row.shippingAddress,
    subtotal: priced.goods,
    goods: priced.lines,
    total: (surcharge) => {
      const charged = surcharge && !free ? priced.charged(surcharge) : priced
      const total = pays(card, charged)?.rest ?? charged.answer.totals?.total
      return total ? money(total.amount, total.currency) : null
    },
    customerId: row.customerId,
  })
}

/** Whether the chosen way of delivery costs at the prices of now what it was chosen for. */
async function stands(ctx: Ctx, row: CheckoutRow, priced: PricedCart | null): Promise<boolean> {
  const { shippingOption: option, shippingAddress: address } = row
  if (!option || !address || !priced) return true
  if (option.validUntil && new Date(option.validUntil) <= ctx.clock.now()) return false
  const going = { address, goods: priced.lines, subtotal: priced.goods, customerId: row.customerId }
  return deliveryStands(option, going, ctx)
}
