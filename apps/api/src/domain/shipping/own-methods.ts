import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ShippingMethodKind, ShippingOption } from '../../kernel/contract.ts'
import { money, zero, type Money } from '../../kernel/money.ts'

/**
 * The shop's own ways of delivery to a country: flat rates (free from a subtotal on) and pickup, in the currency of the cart.
 * They need nobody outside, so they are there when carriers are not. One statement.
 */
export async function ownMethodsTo(
  countryCode: string,
  subtotal: Money,
  ctx: Pick<Ctx, 'db' | 'website' | 'locale'>,
): Promise<ShippingOption[]> {
  const methods = await ctx.db
    .selectFrom('shippingMethods')
    .select([
      'code',
      'kind',
      'label',
      'description',
      'countries',
      'price',
      'freeFrom',
      'transitDaysMin',
      'transitDaysMax',
    ])
    .where('websiteId', '=', ctx.website.id)
    .where('active', '=', true)
    .where('currency', '=', subtotal.currency)
    .orderBy('position')
    .orderBy('code')
    .execute()
  return methods
    .filter((method) => method.countries.includes(countryCode))
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
      }
    })
}

const ownKinds: readonly string[] = ['flatRate', 'pickup'] satisfies ShippingMethodKind[]

/**
 * Whether a way of delivery that was chosen before is still offered at its price for a subtotal of now: prices of goods may have carried it over, or
 * back under, the value from which it is free. What a carrier quoted does not depend on prices, and stands. At most one statement.
 */
export async function deliveryStands(
  { id, carrier, price }: ShippingOption,
  countryCode: string,
  subtotal: Money,
  ctx: Pick<Ctx, 'db' | 'website' | 'locale'>,
): Promise<boolean> {
  if (!ownKinds.includes(carrier)) return true
  const offered = (await ownMethodsTo(countryCode, subtotal, ctx)).find((method) => method.id === id)
  return (
    offered !== undefined &&
    money(offered.price.amount, offered.price.currency).equals(money(price.amount, price.currency))
  )
}
