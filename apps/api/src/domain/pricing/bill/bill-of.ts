import { Decimal, type DecimalValue } from '../../../kernel/decimal.ts'
import { money, sum, zero, type Money } from '../../../kernel/money.ts'
import { ratesAt } from '../tax-rules.ts'
import { discountsOf, type Discounts } from './discounts.ts'
import { highestRates, merged, taxesOf } from './taxes.ts'
import type { Bill, BillInput, Reduction, Surcharge } from './terms.ts'

/** Unit price × quantity, rounded half-up to the currency's coins: what stands at the end of a row. */
export function rowTotal(unitPrice: Money, quantity: DecimalValue): Money {
  return unitPrice.times(quantity).rounded()
}

/**
 * Prices a cart, a checkout, an order, a quote, an invoice: rows, discounts, delivery, surcharge, taxes, total. Discounts come first; what is left of each part is taxed. Delivery and surcharge
 * are taxed by their own code, else like the goods they belong to, at the rates of the line that is taxed highest. With prices that include tax the total is what the parts add up to; else the
 * tax comes on top. How it is paid (cards, gift cards, an account) is no part of it: payments are parts of `total`. No I/O.
 */
export function billOf(input: BillInput): Bill {
  const { lines, shipping, currency } = input
  const total = (amounts: readonly Money[]) => sum(amounts, currency)
  const off = discountsFor(input)
  const discounts = off.lines.map((reductions) => total(reductions.map(({ amount }) => amount)))
  const rows = lines.map(({ amount }, index) => amount.minus(discounts[index]!))
  const shippingDiscount = total(off.shipping.map(({ amount }) => amount))
  const delivery = (shipping ?? zero(currency)).minus(shippingDiscount)
  const goods = total(rows)
  const surcharge = surchargeOf(input.surcharge ?? null, goods.plus(delivery))
  const [lineTaxes, shippingTaxes, surchargeTaxes] = taxesOfParts(input, rows, delivery, surcharge)
  const taxes = merged([...lineTaxes.flat(), ...shippingTaxes, ...surchargeTaxes])
  const tax = total(taxes.map(({ amount }) => amount))
  const parts = goods.plus(delivery).plus(surcharge)
  return {
    currency,
    subtotal: total(lines.map(({ amount }) => amount)),
    goods,
    discount: total(discounts).plus(shippingDiscount),
    reductions: byPromotion(off),
    shipping,
    shippingDiscount,
    shippingReductions: off.shipping,
    surcharge,
    tax,
    taxes,
    total: input.pricesIncludeTax ? parts : parts.plus(tax),
    lines: lines.map((_, index) => ({
      discount: discounts[index]!,
      reductions: off.lines[index]!,
      taxes: lineTaxes[index]!,
    })),
    shippingTaxes,
    surchargeTaxes,
    applied: off.applied,
  }
}

/** What a way to pay costs of a sum, rounded to the currency's coins. */
function surchargeOf(surcharge: Surcharge | null, of: Money): Money {
  if (!surcharge) return zero(of.currency)
  const share = of.times(new Decimal(surcharge.percent ?? 0).dividedBy(100))
  return share.plus(money(surcharge.amount ?? 0, of.currency)).rounded()
}

/** What was agreed stands; promotions take their part off what else there is. */
function discountsFor({ lines, shipping, currency, promotions = [], agreedOffShipping }: BillInput): Discounts {
  const found = discountsOf(lines, agreedOffShipping ? null : shipping, currency, promotions)
  return {
    ...found,
    lines: lines.map(({ agreed }, index) => [...(agreed ?? []), ...found.lines[index]!]),
    shipping: agreedOffShipping ? [...agreedOffShipping] : found.shipping,
  }
}

function taxesOfParts(input: BillInput, rows: readonly Money[], delivery: Money, surcharge: Money) {
  const { lines, place, rules, shippingTaxCodeId } = input
  const codes = lines.map(({ productTaxCodeId }) => productTaxCodeId)
  const besides = shippingTaxCodeId ? ratesAt(rules, shippingTaxCodeId, place) : highestRates(codes, place, rules)
  const parts = [
    ...rows.map((amount, index) => ({ amount, rates: ratesAt(rules, codes[index]!, place) })),
    ...[delivery, surcharge].map((amount) => ({ amount, rates: amount.isZero() ? [] : besides })),
  ]
  const taxes = taxesOf(parts, input)
  return [taxes.slice(0, rows.length), taxes.at(-2)!, taxes.at(-1)!] as const
}

/** All that one promotion takes off, of goods and delivery, in the order in which they were applied. */
function byPromotion({ lines, shipping, applied }: Discounts): Reduction[] {
  const all = new Map<string, Reduction>()
  for (const reduction of [...lines.flat(), ...shipping]) {
    const known = all.get(reduction.code)
    all.set(reduction.code, known ? { ...known, amount: known.amount.plus(reduction.amount) } : reduction)
  }
  const place = new Map(applied.map(({ code }, index) => [code, index]))
  return [...all.values()].sort((a, b) => (place.get(a.code) ?? -1) - (place.get(b.code) ?? -1))
}
