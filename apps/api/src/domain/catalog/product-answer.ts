import type { AvailabilityStatus, MoneyValue, ProductAnswer, UnitPrices } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { minorDigits, money } from '../../kernel/money.ts'
import { availabilityFrom } from './availability.ts'

/** What the read model keeps of a sellable product beside what is shown: for whoever puts prices and availability in. */
interface Kept {
  unitsSold: Omit<UnitPrices, 'tiers'>[]
  stockFacts: {
    manageInventory: boolean
    backorder: boolean
    discontinued: boolean
    lowInventoryThreshold?: string
    availableFrom?: string
  }
}

/** A finished text of read_model.details, parsed. */
export type Detail = ProductAnswer & Kept & { variants: (ProductAnswer & Kept)[] }

/** Product → unit → [[from quantity, amount], …], as read_model.prices has it. */
export type Tiers = Record<string, Record<string, [string, string][]>>

/** An exact amount with at least the decimals that its currency has: '19.9' EUR → '19.90'. */
export function amountOf(amount: string, currency: string): MoneyValue {
  const digits = minorDigits(currency)
  const point = amount.indexOf('.')
  const have = point < 0 ? 0 : amount.length - point - 1
  if (have >= digits) return { amount, currency }
  return {
    amount: (point < 0 ? `${amount}.` : amount).padEnd(amount.length + (point < 0 ? 1 : 0) + digits - have, '0'),
    currency,
  }
}

/** Price, and whether there are higher ones, from the lowest and highest of the read model; Infinity means that nothing is priced. */
export function priceFrom(lowest: string | null, highest: string | null, currency: string) {
  const priced = lowest !== null && lowest !== 'Infinity'
  return { price: priced ? amountOf(lowest, currency) : null, priceFrom: priced && lowest !== highest }
}

/** One item of a listing, as the page statement hands it over. */
export type ListedItem = [
  card: ProductAnswer,
  lowest: string | null,
  highest: string | null,
  status: AvailabilityStatus,
  orderable: boolean,
  stock: string | null,
  availableFrom: string | null,
]

/** A product as lists show it. The card is completed in place. */
export function cardAnswer(
  [card, lowest, highest, status, orderable, stock, availableFrom]: ListedItem,
  currency: string,
): ProductAnswer {
  Object.assign(card, priceFrom(lowest, highest, currency))
  card.availability = { status, orderable, quantity: stock, availableFrom }
  return card
}

/** What a product costs by unit, tiers from the least quantity up; units without a price are left out. */
function unitPrices(units: Kept['unitsSold'], tiers: Tiers[string] | undefined, currency: string): UnitPrices[] {
  return units.flatMap((unit) => {
    const own = tiers?.[unit.unit]
    if (!own) return []
    return [{ ...unit, tiers: own.map(([quantity, amount]) => ({ quantity, price: amountOf(amount, currency) })) }]
  })
}

/** What one pays for the least quantity, in the primary unit if that has a price, else in the cheapest unit. */
function ownPrice(
  units: readonly UnitPrices[],
  minimum: string | null | undefined,
  currency: string,
): MoneyValue | null {
  const first = units.filter((unit) => unit.primary)
  const prices = (first.length > 0 ? first : units).map((unit) => {
    const least = new Decimal(minimum ?? 1).dividedBy(unit.conversion)
    const reached = unit.tiers.filter(({ quantity }) => least.greaterThanOrEqualTo(quantity))
    return money((reached.at(-1) ?? unit.tiers[0])!.price.amount, currency)
  })
  const cheapest = prices.sort((a, b) => a.comparedTo(b))[0]
  return cheapest?.toJSON() ?? null
}

const better: readonly AvailabilityStatus[] = [
  'inStock',
  'lowStock',
  'backorder',
  'upcoming',
  'outOfStock',
  'discontinued',
]

/** A product with everything its page shows: its prices for this shopper and its availability today, and those of its variants. Completed in place. */
export function detailAnswer(
  detail: Detail,
  prices: { tiers: Tiers | null; lowest: string | null; highest: string | null },
  left: Record<string, string> | null,
  currency: string,
  today: string,
): ProductAnswer {
  const complete = (product: ProductAnswer & Kept) => {
    const { unitsSold, stockFacts } = product
    product.unitPrices = unitPrices(unitsSold, prices.tiers?.[product.id], currency)
    product.price = ownPrice(product.unitPrices, product.minimumQuantity, currency)
    product.priceFrom = false
    product.availability = availabilityFrom(
      {
        manageInventory: stockFacts.manageInventory,
        backorder: stockFacts.backorder,
        discontinued: stockFacts.discontinued,
        lowInventoryThreshold: stockFacts.lowInventoryThreshold ?? null,
        availableFrom: stockFacts.availableFrom ?? null,
        available: left?.[product.id] ?? '0',
      },
      today,
    )
  }
  detail.image = detail.images?.[0] ?? detail.variants.find(({ images }) => images?.length)?.images?.[0] ?? null
  if (detail.type !== 'configurable') {
    complete(detail)
    return detail
  }
  for (const variant of detail.variants) {
    complete(variant)
    variant.brand = detail.brand ?? null
    variant.category = detail.category ?? null
    variant.breadcrumbs = detail.breadcrumbs ?? []
    variant.image = variant.images?.[0] ?? detail.images?.[0] ?? null
    variant.variantOptions = []
    variant.variants = []
  }
  Object.assign(detail, priceFrom(prices.lowest, prices.highest, currency), { unitPrices: [] })
  const best = detail.variants
    .map(({ availability }) => availability!)
    .sort((a, b) => Number(b.orderable) - Number(a.orderable) || better.indexOf(a.status) - better.indexOf(b.status))[0]
  detail.availability = best
    ? { ...best, quantity: null }
    : { status: 'outOfStock', orderable: false, quantity: null, availableFrom: null }
  return detail
}
