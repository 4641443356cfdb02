import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address, MoneyValue, ShippingOption, ShippingOptions } from '../../kernel/contract.ts'
import { money } from '../../kernel/money.ts'
import type { Good } from '../pricing/index.ts'
import { carrierOptions } from './carrier-options.ts'
import { carrierNotice } from './notices.ts'
import { originFor } from './origin.ts'
import { ownMethodsTo } from './own-methods.ts'
import type { Parcelable, ShippingCarrier } from './port.ts'
import { offersNow, ruled, type Ruled } from './shipping-rules.ts'

/** What is to be shipped, where to, and what it is worth. */
export interface ShippingQuestion {
  lines: readonly (Parcelable & Good)[]
  address: Address
  /** Whether the shop takes the address for a home. */
  residential: boolean
  /** Of the goods, after discounts; decides on free delivery and is the value for customs. */
  subtotal: MoneyValue
  /** Whose they are to be; rules may ask for it. None: a guest’s. */
  customerId?: string | null
  /** YYYY-MM-DD; today when left out. */
  shipDate?: string
}

/**
 * The ways of delivery for a cart, as the rules of the website order them, of equals the cheapest first: carriers' rates and the shop's own methods. A carrier that has no answer is a
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
  const { methods, rules, buyer } = await offersNow(ctx, question.customerId ?? null)
  const own = ownMethodsTo(methods, address.countryCode, subtotal, ctx)
  const sorted = (options: readonly ShippingOption[]) =>
    inOrder(options.flatMap((option) => ruled(option, rules, { ...address, goods: lines, subtotal, buyer }) ?? []))
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

// As the rules have it, then cheapest first, of equals the faster; the id makes it the same every time.
function inOrder(offered: readonly Ruled[]): ShippingOption[] {
  const price = ({ price: { amount, currency } }: ShippingOption) => money(amount, currency)
  return [...offered]
    .sort(
      ({ option: a, position: first }, { option: b, position: second }) =>
        first - second ||
        price(a).comparedTo(price(b)) ||
        (a.transitDaysMax ?? SLOWEST) - (b.transitDaysMax ?? SLOWEST) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
    .map(({ option }) => option)
}
