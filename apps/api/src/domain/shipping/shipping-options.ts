import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address, MoneyValue, Notice, ShippingOption, ShippingOptions } from '../../kernel/contract.ts'
import { money } from '../../kernel/money.ts'
import { carrierOptions } from './carrier-options.ts'
import { carrierNotice } from './notices.ts'
import { ownMethodsTo } from './own-methods.ts'
import { plannedShipments, type PlannedShipment, type ShippableLine } from './planned-shipments.ts'
import type { ShippingCarrier } from './port.ts'
import { offersNow, ruled, type Ruled } from './shipping-rules.ts'

/** What is to be shipped, where to, and what it is worth. */
export interface ShippingQuestion {
  lines: readonly ShippableLine[]
  address: Address
  /** Whether the shop takes the address for a home. */
  residential: boolean
  /** Of the goods, after discounts; decides on free delivery. */
  subtotal: MoneyValue
  /** Whether the amounts of the lines have their tax in them. */
  pricesIncludeTax: boolean
  /** Whose they are to be; rules may ask for it. None: a guest’s. */
  customerId?: string | null
  /** YYYY-MM-DD; left out: by the calendar of the warehouse. */
  shipDate?: string
}

/**
 * The ways of delivery for a cart, as the rules of the website order them, of equals the cheapest first: carriers' rates, summed over the shipments that it takes, and the shop's own methods. A carrier
 * that has no answer is a notice; the own methods are there all the same, and those that are kept for this case come in. At most four statements, besides what carriers take.
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
  const purchase = { ...address, goods: lines, subtotal, buyer }
  const own = ownMethodsTo(methods, purchase, ctx)
  const fallbacks = new Set(methods.filter(({ fallback }) => fallback).map(({ kind, code }) => `${kind}:${code}`))
  const answer = (carried: readonly ShippingOption[], notices: Notice[]): ShippingOptions => {
    const byCarrier = carried.flatMap((option) => ruled(option, rules, purchase) ?? [])
    const byHouse = own
      .filter(({ id }) => byCarrier.length === 0 || !fallbacks.has(id))
      .flatMap((option) => ruled(option, rules, purchase) ?? [])
    return { options: inOrder([...byHouse, ...byCarrier]), notices }
  }
  if (carriers.length === 0 || lines.length === 0) return answer([], [])
  const { currency } = subtotal
  const { pricesIncludeTax } = question
  const shipments = await plannedShipments(ctx, lines, address.countryCode, { currency, pricesIncludeTax })
  if (shipments.length === 0) {
    ctx.log.error('No warehouse is active, so carriers cannot be asked: activate one with its address.')
    return answer([], [carrierNotice('CARRIER_UNAVAILABLE', ctx.locale)])
  }
  const requests = shipments.map(({ from, shipDate, items, value }) => ({
    ...{ from, to: address, residential: question.residential, currency },
    shipDate: question.shipDate ?? shipDate,
    items,
    goodsValue: value,
  }))
  const carried = await carrierOptions(carriers, requests, ctx, patienceMs)
  const validUntil = earliest(ctx.clock.now(), shipments)
  return answer(
    carried.options.map((option) => ({ ...option, validUntil, shipments: shipments.length })),
    carried.notices,
  )
}

/** So long a carrier's price stands, as long as the day on which the goods leave stays the same. */
const QUOTE_MINUTES = 240

const earliest = (now: Date, shipments: readonly PlannedShipment[]): Date =>
  shipments.reduce((first, { until }) => (until < first ? until : first), minutesAfter(now, QUOTE_MINUTES))

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
