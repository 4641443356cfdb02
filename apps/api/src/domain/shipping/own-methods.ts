import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ShippingMethodKind, ShippingOption } from '../../kernel/contract.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import type { Good, Place } from '../pricing/index.ts'
import { bare, offersNow, ruled, type OwnMethod } from './shipping-rules.ts'

/** The shop's own ways of delivery to a country: flat rates (free from a subtotal on) and pickup, in the currency of the goods. They need nobody outside. */
export function ownMethodsTo(
  methods: readonly OwnMethod[],
  countryCode: string,
  subtotal: Money,
  ctx: Pick<Ctx, 'website' | 'locale'>,
): ShippingOption[] {
  return methods
    .filter((method) => method.currency === subtotal.currency && method.countries.includes(countryCode))
    .map((method) => {
      const free = method.freeFrom !== null && subtotal.amount.greaterThanOrEqualTo(method.freeFrom)
      const price = free ? zero(subtotal.currency) : money(method.price, subtotal.currency)
      return {
        id: `${method.kind}:${method.code}`,
        carrier: method.kind,
        service: method.code,
        label: inLanguage(method.label, ctx) ?? method.code,
        description: inLanguage(method.description, ctx),
        price: price.rounded().toJSON(),
        transitDaysMin: method.transitDaysMin,
        transitDaysMax: method.transitDaysMax,
        deliveryDate: null,
        pickup: method.kind === 'pickup',
        pickupPlace: method.place,
      }
    })
}

const ownKinds: readonly string[] = ['flatRate', 'pickup'] satisfies ShippingMethodKind[]

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
  return ownMethodsTo(methods, address.countryCode, subtotal, ctx).flatMap(
    (option) => ruled(option, rules, purchase)?.option ?? [],
  )
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
  const offered = ownKinds.includes(carrier)
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
