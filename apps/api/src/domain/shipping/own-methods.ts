import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ShippingMethodKind, ShippingOption } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import { weightOf, type Good, type Place, type Purchase } from '../pricing/index.ts'
import { bare, offersNow, ruled, type OwnMethod } from './shipping-rules.ts'

/**
 * The shop's own ways of delivery to a country, in the currency of the goods: flat rates of the order, of each item or by weight, free from a subtotal on, and pickup. They need
 * nobody outside.
 */
export function ownMethodsTo(
  methods: readonly OwnMethod[],
  { countryCode, subtotal, goods }: Purchase,
  ctx: Pick<Ctx, 'website' | 'locale'>,
): ShippingOption[] {
  return methods
    .filter((method) => method.currency === subtotal.currency && method.countries.includes(countryCode))
    .flatMap((method) => {
      const charge = chargeOf(method, goods)
      if (!charge) return []
      const free = method.freeFrom !== null && subtotal.amount.greaterThanOrEqualTo(method.freeFrom)
      return [
        {
          id: `${method.kind}:${method.code}`,
          carrier: method.kind,
          service: method.code,
          label: inLanguage(method.label, ctx) ?? method.code,
          description: inLanguage(method.description, ctx),
          price: (free ? zero(subtotal.currency) : charge).rounded().toJSON(),
          transitDaysMin: method.transitDaysMin,
          transitDaysMax: method.transitDaysMax,
          deliveryDate: null,
          pickup: method.kind === 'pickup',
          pickupPlace: method.place && { ...method.place, openingHours: inLanguage(method.openingHours, ctx) },
        },
      ]
    })
}

/** What a method charges for goods; undefined where it does not take them. */
function chargeOf({ charge, price, weightPrices, currency }: OwnMethod, goods: readonly Good[]): Money | undefined {
  if (charge === 'order') return money(price, currency)
  if (charge === 'item') {
    const items = goods.reduce((sum, { quantity, precision }) => sum.plus(precision > 0 ? 1 : quantity), new Decimal(0))
    return money(price, currency).times(items)
  }
  const { known, whole } = weightOf({ goods })
  if (!whole) return undefined
  const row = [...weightPrices]
    .sort((a, b) => new Decimal(a.upToKg).comparedTo(b.upToKg))
    .find(({ upToKg }) => known.lessThanOrEqualTo(upToKg))
  return row && money(row.price, currency).plus(money(price, currency))
}

const ownKinds: readonly string[] = ['flatRate', 'pickup'] satisfies ShippingMethodKind[]

/** Whether a way of delivery is the shop's own, and no carrier's. */
export const isOwnWay = (carrier: string): boolean => ownKinds.includes(carrier)

/** Goods that are to go somewhere, and whose they are to be. */
export interface Going {
  address: Place
  goods: readonly Good[]
  subtotal: Money
  customerId: string | null
}

/** The shop's own ways of delivery as its rules have them; they are there when carriers are not. One statement. */
export async function ownOptions(
  { address, goods, subtotal, customerId }: Going,
  ctx: Pick<Ctx, 'db' | 'website' | 'locale'>,
): Promise<ShippingOption[]> {
  const { methods, rules, buyer } = await offersNow(ctx, customerId)
  const purchase = { ...address, goods, subtotal, buyer }
  return ownMethodsTo(methods, purchase, ctx).flatMap((option) => ruled(option, rules, purchase)?.option ?? [])
}

/**
 * Whether a way of delivery that was chosen before is still offered at its price for a subtotal of now: prices of goods may have carried it over, or
 * back under, the value from which it is free, or that a rule asks for. What a carrier quoted does not depend on prices, and stands where the rules let it. One
 * statement.
 */
export async function deliveryStands(
  option: ShippingOption,
  going: Going,
  ctx: Pick<Ctx, 'db' | 'website' | 'locale'>,
): Promise<boolean> {
  const { id, carrier, price } = option
  const offered = isOwnWay(carrier)
    ? (await ownOptions(going, ctx)).find((method) => method.id === id)
    : await carriedOption(option, going, ctx)
  return (
    offered !== undefined &&
    money(offered.price.amount, offered.price.currency).equals(money(price.amount, price.currency))
  )
}

async function carriedOption(
  option: ShippingOption,
  { address, goods, subtotal, customerId }: Going,
  ctx: Pick<Ctx, 'db' | 'website'>,
): Promise<ShippingOption | undefined> {
  const { rules, buyer } = await offersNow(ctx, customerId)
  return ruled(bare(option), rules, { ...address, goods, subtotal, buyer })?.option
}
