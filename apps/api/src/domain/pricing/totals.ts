import type { TaxLine, Totals } from '../../kernel/contract.ts'
import type { Decimal } from '../../kernel/decimal.ts'
import { type DecimalValue } from '../../kernel/decimal.ts'
import { money, minorDigits, roundHalfUp, sum, zero, type Money } from '../../kernel/money.ts'
import { ratesAt, totalRate, type TaxPlace, type TaxRate, type TaxRule } from './tax-rules.ts'

/** A row of the bill, as far as taxes care. */
export interface TaxableLine {
  /** Already rounded to what can be paid: see `rowTotal`. */
  amount: Money
  productTaxCodeId: string | null
}

export interface TaxOptions {
  /** Whether the amounts contain the tax already. */
  pricesIncludeTax: boolean
  /** The customer pays no tax. */
  taxExempt: boolean
}

/** One tax of one line, in coins that can be paid. */
export interface LineTax {
  name: string
  rate: Decimal
  amount: Money
}

/** What a bill comes to, exact; `totalsAnswer` writes it for an answer. */
export interface Bill {
  subtotal: Money
  shipping: Money | null
  tax: Money
  taxes: LineTax[]
  total: Money
  /** The taxes of each line, in the order of the lines. */
  lineTaxes: LineTax[][]
  /** What the shipping contains or is charged on top. */
  shippingTaxes: LineTax[]
}

/** Unit price × quantity, rounded half-up to the currency's coins: what stands at the end of a row. */
export function rowTotal(unitPrice: Money, quantity: DecimalValue): Money {
  return unitPrice.times(quantity).rounded()
}

/** The taxes of every line: per line and tax, rounded half-up to the currency's coins. Rule and rounding: docs/decisions/005-prices-and-tax.md */
export function taxOf(
  lines: readonly TaxableLine[],
  place: TaxPlace,
  rules: readonly TaxRule[],
  options: TaxOptions,
): LineTax[][] {
  return lines.map((line) =>
    options.taxExempt ? [] : taxOfAmount(line.amount, ratesAt(rules, line.productTaxCodeId, place), options),
  )
}

/**
 * Adds up a bill. Shipping is taxed like the goods it brings, at the rates of the line that is taxed highest. With prices that include tax the total
 * is what the rows and the shipping add up to; else the tax comes on top.
 */
export function billOf(
  input: {
    lines: readonly TaxableLine[]
    shipping: Money | null
    currency: string
    place: TaxPlace
    rules: readonly TaxRule[]
  } & TaxOptions,
): Bill {
  const lineTaxes = taxOf(input.lines, input.place, input.rules, input)
  const shippingTaxes =
    input.shipping && !input.taxExempt
      ? taxOfAmount(input.shipping, highestRates(input.lines, input.place, input.rules), input)
      : []
  const taxes = merged([...lineTaxes.flat(), ...shippingTaxes])
  const subtotal = sum(
    input.lines.map((line) => line.amount),
    input.currency,
  )
  const tax = sum(
    taxes.map((one) => one.amount),
    input.currency,
  )
  const goods = subtotal.plus(input.shipping ?? zero(input.currency))
  return {
    subtotal,
    shipping: input.shipping,
    tax,
    taxes,
    total: input.pricesIncludeTax ? goods : goods.plus(tax),
    lineTaxes,
    shippingTaxes,
  }
}

/** A bill in the words of the API. */
export function totalsAnswer(bill: Bill): Totals {
  return {
    subtotal: bill.subtotal.toJSON(),
    shipping: bill.shipping?.toJSON() ?? null,
    tax: bill.tax.toJSON(),
    taxes: bill.taxes.map(taxLine),
    total: bill.total.toJSON(),
  }
}

function taxLine(tax: LineTax): TaxLine {
  return { name: tax.name, rate: tax.rate.toString(), amount: tax.amount.toJSON() }
}

function taxOfAmount(amount: Money, fitting: readonly TaxRate[], options: TaxOptions): LineTax[] {
  // a rule of 0 % keeps wider ones away, and is no tax on the bill
  const rates = fitting.filter(({ rate }) => !rate.isZero())
  if (rates.length === 0) return []
  if (!options.pricesIncludeTax)
    return rates.map(({ name, rate }) => ({ name, rate, amount: amount.times(rate).rounded() }))
  const digits = minorDigits(amount.currency)
  const net = amount.amount.dividedBy(totalRate(rates).plus(1))
  const contained = money(roundHalfUp(amount.amount.minus(net), digits), amount.currency)
  const parts = contained.allocate(rates.map(({ rate }) => rate))
  return rates.map(({ name, rate }, index) => ({ name, rate, amount: parts[index]! }))
}

function highestRates(lines: readonly TaxableLine[], place: TaxPlace, rules: readonly TaxRule[]): TaxRate[] {
  let highest: TaxRate[] = []
  for (const code of new Set(lines.map((line) => line.productTaxCodeId))) {
    const rates = ratesAt(rules, code, place)
    if (totalRate(rates).greaterThan(totalRate(highest))) highest = rates
  }
  return highest
}

/** Taxes of the same name and rate in one line, the highest rate first. */
function merged(taxes: readonly LineTax[]): LineTax[] {
  const byName = new Map<string, LineTax>()
  for (const tax of taxes) {
    const key = `${tax.name} ${tax.rate.toString()}`
    const known = byName.get(key)
    byName.set(key, known ? { ...known, amount: known.amount.plus(tax.amount) } : tax)
  }
  return [...byName.values()].sort((a, b) => b.rate.comparedTo(a.rate) || (a.name < b.name ? -1 : 1))
}
