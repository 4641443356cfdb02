import type { Address, CartAnswer, CheckoutAnswer, MoneyValue, Placement, ShippingOptions } from '../kernel/contract.ts'
import { granted, type Answer, type Caller } from './caller.ts'
import { deliveries, skus } from './fixtures/furniture.ts'
import type { OpenShop } from './shop.ts'
import { Shopper, type BrowserAnswer } from './stripe-stand-in.ts'

export const munich: Address = {
  company: null,
  firstName: 'Ada',
  lastName: 'Byron',
  street: 'Gewerbering 3',
  street2: null,
  city: 'München',
  region: null,
  postalCode: '80331',
  countryCode: 'DE',
  phone: null,
}

export const miami: Address = {
  ...munich,
  street: '12 Palm Lane',
  city: 'Miami',
  region: 'FL',
  postalCode: '33101',
  countryCode: 'US',
}

const money = 'amount currency'
const totals = `subtotal { ${money} } shipping { ${money} } tax { ${money} } taxes { name rate amount { ${money} } } total { ${money} }`

/** What the tests look at of a checkout. */
export const checkoutFields = `id state currency locale email expiresAt ready
  shippingAddress { city postalCode countryCode } billingAddress { city } billingSameAsShipping
  shippingOption { id carrier label price { ${money} } }
  lines { quantity product { sku name } unitPrice { ${money} } rowTotal { ${money} } }
  totals { ${totals} } steps { step done lacks { code field } } order { id number state }`

export const placementFields = `status payment { provider publishableKey clientSecret amount { ${money} } }
  failure { code text } order { id number } checkout { ${checkoutFields} }`

export const cartFields = `id itemCount lines { id quantity product { sku } unitPrice { ${money} } rowTotal { ${money} } } totals { ${totals} } problems { code lineId }`

/** Somebody who buys, step by step, through the storefront API and the payment provider's browser door. */
export class Buyer {
  readonly caller: Caller
  checkoutId = ''
  readonly #shop: OpenShop

  constructor(shop: OpenShop, caller: Caller = shop.caller()) {
    this.#shop = shop
    this.caller = caller
  }

  add(sku: string = skus.drill, quantity = '1'): Promise<Answer<CartAnswer>> {
    return this.caller.act('cartAddLine', { sku, quantity }, cartFields)
  }

  async start(): Promise<CheckoutAnswer> {
    const checkout = await granted(this.caller.act<CheckoutAnswer>('checkoutStart', null, checkoutFields))
    this.checkoutId = checkout.id
    return checkout
  }

  /** Takes one of the checkout's actions. */
  step<Value = CheckoutAnswer>(
    name: string,
    input: Record<string, unknown> = {},
    selection = checkoutFields,
  ): Promise<Answer<Value>> {
    return this.caller.act<Value>(`checkout${name}`, { checkoutId: this.checkoutId, ...input }, selection)
  }

  options(): Promise<Answer<ShippingOptions>> {
    return this.caller.ask(
      'checkoutShippingOptions',
      { checkoutId: this.checkoutId },
      `options { id carrier label price { ${money} } pickup transitDaysMax } notices { code text }`,
    )
  }

  checkout(): Promise<Answer<CheckoutAnswer>> {
    return this.caller.ask('checkoutCurrent', { checkoutId: this.checkoutId }, checkoutFields)
  }

  /** From an empty cart to a checkout that lacks nothing but the payment: one drill to Munich, by the shop's own delivery. */
  async ready(
    given: { sku?: string; quantity?: string; address?: Address; optionId?: string; email?: string } = {},
  ): Promise<CheckoutAnswer> {
    await granted(this.add(given.sku, given.quantity))
    await this.start()
    await granted(this.step('SetContact', { email: given.email ?? 'ada@example.com' }))
    await granted(this.step('SetShippingAddress', { address: given.address ?? munich }))
    return granted(this.step('SetShippingMethod', { optionId: given.optionId ?? deliveries.standard }))
  }

  place(expectedTotal: MoneyValue): Promise<Answer<Placement>> {
    return this.step<Placement>('Place', { expectedTotal }, placementFields)
  }

  complete(): Promise<Answer<Placement>> {
    return this.step<Placement>('Complete', {}, placementFields)
  }

  /** Everything up to the payment form. */
  async atTheTill(given: Parameters<Buyer['ready']>[0] = {}): Promise<Placement> {
    const checkout = await this.ready(given)
    return granted(this.place(checkout.totals!.total))
  }

  /** The browser with the payment form of a placement. */
  browser(placement: Placement): Shopper {
    return new Shopper(this.#shop.stripe, placement.payment?.clientSecret ?? null)
  }

  /** Pays with one of Stripe's test cards. */
  pays(placement: Placement, card = 'pm_card_visa'): Promise<BrowserAnswer> {
    return this.browser(placement).pays(card)
  }
}
