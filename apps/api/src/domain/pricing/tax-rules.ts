import { Decimal, type DecimalValue } from '../../kernel/decimal.ts'

/** Where goods go, as far as taxes care. */
export interface TaxPlace {
  countryCode: string
  /** Second part of the ISO 3166-2 code: CA. */
  region?: string | null
  postalCode?: string | null
}

/** A tax on products of a code that go to a place. */
export interface TaxRule {
  code: string
  /** As it stands on the bill. */
  name: string
  countryCode: string
  region: string | null
  postalFrom: string | null
  postalUntil: string | null
  /** A fraction: 0.19. */
  rate: DecimalValue
  /** Added to the rule of the wider place instead of replacing it. */
  stacks: boolean
  productTaxCodeId: string
  /** Whether it names the tax code of the customer; left out: it holds for all. */
  ofCustomer?: boolean
}

/** A tax that applies, with its rate as a fraction. */
export interface TaxRate {
  code: string
  name: string
  rate: Decimal
}

/**
 * The taxes on a product code at a place. The narrowest place wins: postal range, then region, then country. A rule that `stacks` is added to what the next
 * wider place says; of several rules of one width that do not stack, one that names the customer's tax code goes before those for all, and then the first by code counts. `rules`:
 * those that hold for the customer. Products without a tax code are not taxed.
 */
export function ratesAt(rules: readonly TaxRule[], productTaxCodeId: string | null, place: TaxPlace): TaxRate[] {
  const fitting = rules
    .filter((rule) => rule.productTaxCodeId === productTaxCodeId && covers(rule, place))
    .sort(
      (a, b) =>
        width(b) - width(a) ||
        Number(b.ofCustomer ?? false) - Number(a.ofCustomer ?? false) ||
        (a.code < b.code ? -1 : 1),
    )
  const rates: TaxRate[] = []
  for (const level of [3, 2, 1, 0]) {
    const here = fitting.filter((rule) => width(rule) === level)
    const replacing = here.find((rule) => !rule.stacks)
    rates.push(...here.filter((rule) => rule.stacks || rule === replacing).map(asRate))
    if (replacing) break
  }
  return rates
}

/** The sum of rates, as a fraction. */
export function totalRate(rates: readonly TaxRate[]): Decimal {
  return rates.reduce((total, { rate }) => total.plus(rate), new Decimal(0))
}

function asRate(rule: TaxRule): TaxRate {
  return { code: rule.code, name: rule.name, rate: new Decimal(rule.rate) }
}

/** How narrow the place of a rule is: country 0, region 1, postal range 2, both 3. */
function width(rule: TaxRule): number {
  return (hasRange(rule) ? 2 : 0) + (rule.region ? 1 : 0)
}

function hasRange(rule: TaxRule): boolean {
  return rule.postalFrom !== null || rule.postalUntil !== null
}

function covers(rule: TaxRule, place: TaxPlace): boolean {
  if (rule.countryCode !== place.countryCode) return false
  if (rule.region && rule.region.toUpperCase() !== place.region?.toUpperCase()) return false
  if (!hasRange(rule)) return true
  if (!place.postalCode) return false
  const asked = postalKey(place.postalCode)
  const from = rule.postalFrom === null ? null : postalKey(rule.postalFrom)
  const until = rule.postalUntil === null ? null : postalKey(rule.postalUntil)
  // the bound decides how many characters count: 94105-1234 lies in 94105…94105, SW1A 1AA in SW1…SW1
  return (
    (from === null || asked.slice(0, from.length) >= from) && (until === null || asked.slice(0, until.length) <= until)
  )
}

/** Postal codes are compared as people sort them: capitals, without spaces and dashes. */
function postalKey(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
}
