import { money, payableDigits, roundHalfUp, sum, type Money } from '../../../kernel/money.ts'
import { ratesAt, totalRate, type TaxPlace, type TaxRate, type TaxRule } from '../tax-rules.ts'
import type { LineTax, TaxOptions } from './terms.ts'

/** A part of the bill that is taxed: a row after discounts, the delivery, a surcharge. */
export interface TaxablePart {
  amount: Money
  rates: readonly TaxRate[]
}

/** The taxes of every part, in their order. Rule and rounding: docs/decisions/005-prices-and-tax.md, 072-taxes-of-a-bill.md */
export function taxesOf(parts: readonly TaxablePart[], options: TaxOptions): LineTax[][] {
  if (options.taxExempt) return parts.map(() => [])
  // a rule of 0 % keeps wider ones away, and is no tax on the bill
  const taxed = parts.map(({ amount, rates }) => ({ amount, rates: rates.filter(({ rate }) => !rate.isZero()) }))
  return options.taxRounding === 'perOrder' ? perOrder(taxed, options) : taxed.map((part) => taxOfPart(part, options))
}

function taxOfPart({ amount, rates }: TaxablePart, { pricesIncludeTax }: TaxOptions): LineTax[] {
  if (rates.length === 0) return []
  if (!pricesIncludeTax) return rates.map(({ name, rate }) => ({ name, rate, amount: amount.times(rate).rounded() }))
  const parts = contained(amount, rates)
  return rates.map(({ name, rate }, index) => ({ name, rate, amount: parts[index]! }))
}

/** What an amount contains of each tax: rounded once, and shared by the rates, so that nothing is lost. */
function contained(amount: Money, rates: readonly TaxRate[]): Money[] {
  const net = amount.amount.dividedBy(totalRate(rates).plus(1))
  const tax = money(roundHalfUp(amount.amount.minus(net), payableDigits(amount.currency)), amount.currency)
  return tax.allocate(rates.map(({ rate }) => rate))
}

/** Each tax is rounded once for all parts that are taxed alike, and shared among them by value: to less than a coin what each would have by itself. */
function perOrder(parts: readonly TaxablePart[], { pricesIncludeTax }: TaxOptions): LineTax[][] {
  const taxes: LineTax[][] = parts.map(() => [])
  for (const alike of groupsOf(parts, pricesIncludeTax)) {
    const [{ amount: first }] = alike.parts as [TaxablePart, ...TaxablePart[]]
    const all = sum(
      alike.parts.map(({ amount }) => amount),
      first.currency,
    )
    const amounts = pricesIncludeTax
      ? contained(all, alike.rates)
      : alike.rates.map(({ rate }) => all.times(rate).rounded())
    for (const [at, { name, rate }] of alike.rates.entries()) {
      const shares = amounts[at]!.allocate(alike.parts.map(({ amount }) => amount.amount))
      for (const [of, index] of alike.indexes.entries()) taxes[index]!.push({ name, rate, amount: shares[of]! })
    }
  }
  return taxes
}

interface Alike {
  rates: readonly TaxRate[]
  parts: TaxablePart[]
  indexes: number[]
}

/** What is taxed alike: on top, each tax by itself; contained, all the taxes of a part together, since they share what it contains. */
function groupsOf(parts: readonly TaxablePart[], together: boolean): Alike[] {
  const groups = new Map<string, Alike>()
  for (const [index, part] of parts.entries()) {
    if (part.rates.length === 0) continue
    for (const rates of together ? [part.rates] : part.rates.map((rate) => [rate])) {
      const key = rates.map(({ code, rate }) => `${code} ${rate.toString()}`).join('\n')
      const known = groups.get(key) ?? { rates, parts: [], indexes: [] }
      known.parts.push(part)
      known.indexes.push(index)
      groups.set(key, known)
    }
  }
  return [...groups.values()]
}

/** Of several product tax codes, the rates of the one that is taxed highest. */
export function highestRates(
  codes: Iterable<string | null>,
  place: TaxPlace,
  rules: readonly TaxRule[],
): readonly TaxRate[] {
  let highest: readonly TaxRate[] = []
  for (const code of new Set(codes)) {
    const rates = ratesAt(rules, code, place)
    if (totalRate(rates).greaterThan(totalRate(highest))) highest = rates
  }
  return highest
}

/** Taxes of the same name and rate in one line, the highest rate first. */
export function merged(taxes: readonly LineTax[]): LineTax[] {
  const byName = new Map<string, LineTax>()
  for (const tax of taxes) {
    const key = `${tax.name} ${tax.rate.toString()}`
    const known = byName.get(key)
    byName.set(key, known ? { ...known, amount: known.amount.plus(tax.amount) } : tax)
  }
  return [...byName.values()].sort((a, b) => b.rate.comparedTo(a.rate) || (a.name < b.name ? -1 : 1))
}
