import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address, MoneyValue, ShippingOption, ShippingOptions } from '../../kernel/contract.ts'
import { money } from '../../kernel/money.ts'
import { carrierOptions } from './carrier-options.ts'
import { carrierNotice } from './notices.ts'
import { originFor } from './origin.ts'
import { ownMethodsTo } from './own-methods.ts'
import type { Parcelable, ShippingCarrier } from './port.ts'

/** What is to be shipped, where to, and what it is worth. */
export interface ShippingQuestion {
  lines: readonly Parcelable[]
  address: Address
  /** Whether the shop takes the address for a home. */
  residential: boolean
  /** Of the goods, after discounts; decides on free delivery and is the value for customs. */
  subtotal: MoneyValue
  /** YYYY-MM-DD; today when left out. */
  shipDate?: string
}

/**
 * The ways of delivery for a cart, cheapest first: carriers' rates and the shop's own methods. A carrier that has no answer is a
 * notice; the own methods are there all the same. Two statements, besides what carriers take.
 */
export async function shippingOptionsFor(
  question: ShippingQuestion,
  ctx: Ctx,
  carriers: readonly ShippingCarrier[],
  patienceMs: number,
): Promise<ShippingOptions> {
  const { address, lines } = question
  const subtotal = money(question.subtotal.amount, question.subtotal.currency)
  const own = await ownMethodsTo(address.countryCode, subtotal, ctx)
  if (carriers.length === 0 || lines.length === 0) return { options: sorted(own), notices: [] }
  const from = await originFor(address.countryCode, ctx)
  if (!from) {
    ctx.log.error('No warehouse is active, so carriers cannot be asked: activate one with its address.')
    return { options: sorted(own), notices: [carrierNotice('CARRIER_UNAVAILABLE', ctx.locale)] }
  }
  const request = {
    from,
    to: address,
    residential: question.residential,
    currency: subtotal.currency,
    shipDate: question.shipDate ?? calendarDay(ctx.clock.now()),
    items: [...lines],
    goodsValue: subtotal,
  }
  const carried = await carrierOptions(carriers, request, ctx, patienceMs)
  return { options: sorted([...own, ...carried.options]), notices: carried.notices }
}

const SLOWEST = Number.MAX_SAFE_INTEGER

// Cheapest first, of equals the faster; the id makes it the same every time.
function sorted(options: readonly ShippingOption[]): ShippingOption[] {
  const price = ({ price: { amount, currency } }: ShippingOption) => money(amount, currency)
  return [...options].sort(
    (a, b) =>
      price(a).comparedTo(price(b)) ||
      (a.transitDaysMax ?? SLOWEST) - (b.transitDaysMax ?? SLOWEST) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
}
