import type { Address, EnteredDelivery, ShippingOption } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { money, type Money } from '../../kernel/money.ts'
import type { Good } from '../pricing/index.ts'
import { ownOptions, pickupPlaceOf, type Going } from '../shipping/index.ts'

/**
 * How an order that is entered goes to its buyer. `price` works out what it costs once it is known what the goods come to; `option` is what the order keeps of it
 * then. Refuses SHIPPING_METHOD_UNAVAILABLE where the method does not go there.
 */
export function enteredDelivery(ctx: Ctx, said: EnteredDelivery | null, to: Omit<Going, 'subtotal' | 'goods'>) {
  let chosen: ShippingOption | null = null
  return {
    price: async (subtotal: Money, goods: readonly Good[]): Promise<Money | null> => {
      if (!said) return null
      chosen = said.methodId
        ? await ownMethod(ctx, said.methodId, said, { ...to, goods, subtotal })
        : toldMethod(said, subtotal.currency)
      return money(chosen.price.amount, chosen.price.currency)
    },
    option: () => chosen,
    /** Where the goods change hands: what is picked up is taxed there. */
    place: async (address: Address): Promise<Pick<Address, 'countryCode' | 'region' | 'postalCode'>> =>
      (said?.methodId ? await pickupPlaceOf(ctx, said.methodId) : undefined) ?? address,
  }
}

async function ownMethod(ctx: Ctx, id: string, said: EnteredDelivery, going: Going) {
  const method = await ctx.db.selectFrom('shippingMethods').select('code').where('id', '=', id).executeTakeFirst()
  const offered = (await ownOptions(going, ctx)).find(({ service }) => service === method?.code)
  if (!offered) throw refuse('SHIPPING_METHOD_UNAVAILABLE', { optionId: method?.code ?? id }, 'delivery.methodId')
  const label = said.label ?? offered.label
  return { ...offered, label, price: said.price ? money(said.price, going.subtotal.currency).toJSON() : offered.price }
}

function toldMethod(said: EnteredDelivery, currency: string): ShippingOption {
  for (const field of ['carrier', 'label', 'price'] as const)
    if (!said[field]) throw refuse('FIELD_REQUIRED', { field: `delivery.${field}` }, `delivery.${field}`)
  const { carrier, service, label, price } = said
  return {
    id: `${carrier}:${service ?? 'entered'}`,
    carrier: carrier!,
    service: service ?? 'entered',
    label: label!,
    description: null,
    price: money(price!, currency).rounded().toJSON(),
    transitDaysMin: null,
    transitDaysMax: null,
    deliveryDate: null,
    pickup: false,
  }
}
