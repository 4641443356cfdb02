import { hashToken, randomIds } from '../../kernel/ids.ts'
import { miami, munich, type Buyer } from '../buyer.ts'
import { granted } from '../caller.ts'
import { Clerk } from '../clerk.ts'
import type { Given } from '../conformance/world.ts'
import { deviceInput } from '../devices.ts'
import { deliveries, skus } from '../fixtures/furniture.ts'
import { addPromotion } from '../fixtures/promotions.ts'
import type { OpenShop } from '../shop.ts'

/** Where an action of the shop is tried, all of which is undone afterwards. */
export interface ShopStage {
  shop: OpenShop
  /** They who do it; at the checkout that is theirs. */
  buyer: Buyer
  /** The row of an entity that is theirs. */
  row(entity: string): string
  /** Whose account it is that words and tokens open. */
  account: { userId: string; email: string; password: string }
}

/** What the model does not tell of an action of the shop. */
interface ShopPeculiar {
  /** Brings things to where it can be done, and answers what of its input comes of that. */
  prepare?: (stage: ShopStage) => Promise<Given | void>
  /** What it is given besides what it must be. */
  input?: (stage: ShopStage) => Given
  /** What it is given opens the account, whoever has it. */
  opens?: true
}

const password = 'a fine password 2'
const address = { address: munich, defaultShipping: false, defaultBilling: false }
const elsewhere = { ...munich, street: 'Nebenweg 4' }

/** A link that was mailed to them. */
const mailed =
  (purpose: string) =>
  async ({ shop, account }: ShopStage): Promise<Given> => {
    const token = randomIds.token()
    const createdAt = shop.clock.now()
    const expiresAt = new Date(createdAt.getTime() + 600_000)
    const { db } = shop.database
    const link = { purpose, customerUserId: account.userId, createdAt, expiresAt }
    await db
      .insertInto('oneTimeTokens')
      .values({ id: randomIds.next(), tokenHash: hashToken(token), ...link })
      .execute()
    await db.updateTable('customerUsers').set({ confirmed: false }).where('id', '=', account.userId).execute()
    return { token }
  }

async function cardsMayBeSaved({ shop }: ShopStage): Promise<void> {
  const setting = { id: randomIds.next(), websiteId: shop.website.id, method: 'card' as const, saveCards: true }
  await shop.database.db.insertInto('paymentSettings').values(setting).execute()
}

/** A card that the browser has confirmed, and the shop has not heard of. */
async function cardConfirmed(stage: ShopStage): Promise<Given> {
  await cardsMayBeSaved(stage)
  const begin = stage.buyer.caller.act<{ reference: string; clientSecret: string }>(
    'savedPaymentMethodBeginAdding',
    null,
    'reference clientSecret',
  )
  const { reference, clientSecret } = await granted(begin)
  const { stripe } = stage.shop
  await fetch(`${stripe.url}/v1/setup_intents/${reference}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.publishableKey}` },
    body: new URLSearchParams({ payment_method: 'pm_card_visa', client_secret: clientSecret }),
  })
  return { reference }
}

const withAddress = async ({ buyer }: ShopStage): Promise<void> => {
  await granted(buyer.step('SetContact', { email: 'ada@one.example' }))
  await granted(buyer.step('SetShippingAddress', { address: munich }))
}

const ready = async (stage: ShopStage) => {
  await withAddress(stage)
  return granted(stage.buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
}

const placed = async (stage: ShopStage) => {
  const { totals } = await ready(stage)
  return granted(stage.buyer.place(totals!.total))
}

/** A coupon that holds. */
async function coupon({ shop }: ShopStage): Promise<{ code: string }> {
  const code = `C-${randomIds.next()}`
  await addPromotion(shop, { code, kind: 'percentOff', percent: '5' }, { code })
  return { code }
}

/** And is given. */
async function givenCoupon(stage: ShopStage): Promise<{ code: string }> {
  const input = await coupon(stage)
  await granted(stage.buyer.caller.act('cartApplyCoupon', input, 'id'))
  return input
}

export const peculiarShopVerbs: Readonly<Record<string, ShopPeculiar>> = {
  'customerUser.register': {
    input: () => ({ email: 'new@example.com', password, firstName: 'Grace', lastName: 'Hopper' }),
  },
  'customerUser.confirm': { prepare: mailed('emailConfirmation'), opens: true },
  'customerUser.signIn': { input: ({ account: { email, password } }) => ({ email, password }), opens: true },
  'customerUser.requestPasswordReset': { input: ({ account: { email } }) => ({ email }) },
  'customerUser.resetPassword': { prepare: mailed('passwordReset'), input: () => ({ password }), opens: true },
  'customerUser.changePassword': { input: ({ account }) => ({ current: account.password, password }) },
  'customerUser.updateProfile': { input: () => ({ firstName: 'Augusta' }) },
  'customerAddress.add': { input: () => address },
  'customerAddress.change': { input: () => ({ address: elsewhere }) },
  'cart.addLine': { input: () => ({ sku: skus.cable, quantity: '2' }) },
  'cart.changeLine': { input: () => ({ quantity: '2' }) },
  'cart.applyCoupon': { prepare: coupon },
  'cart.removeCoupon': { prepare: givenCoupon },
  'shoppingList.create': { input: () => ({ name: 'Another one' }) },
  'shoppingList.change': { input: () => ({ name: 'Another name' }) },
  'shoppingList.addLine': { input: ({ row }) => ({ id: row('shoppingList'), sku: skus.drill, quantity: '1' }) },
  'shoppingList.changeLine': { input: () => ({ quantity: '5' }) },
  'pushSubscription.add': { prepare: ({ buyer }) => deviceInput(buyer.caller) },
  'savedPaymentMethod.beginAdding': { prepare: cardsMayBeSaved },
  'savedPaymentMethod.finishAdding': { prepare: cardConfirmed },
  'order.pay': {
    // something is left to pay
    prepare: async ({ shop, row }) => {
      const order = shop.database.db.updateTable('orders').set(({ eb }) => ({ total: eb('total', '+', '10') }))
      await order.where('id', '=', row('order')).execute()
    },
  },
  'rfq.submit': { input: () => ({ lines: [{ sku: skus.drill, quantity: '50' }] }) },
  'checkout.start': {
    // there is one already
    prepare: async ({ shop, row }) => {
      await shop.database.db.deleteFrom('checkouts').where('id', '=', row('checkout')).execute()
    },
  },
  'checkout.setContact': { input: () => ({ email: 'ada@one.example', phone: '+49 89 1' }) },
  'checkout.setShippingAddress': { input: () => ({ address: munich }) },
  'checkout.setShippingMethod': { prepare: withAddress, input: () => ({ optionId: deliveries.standard }) },
  'checkout.setBillingAddress': { input: () => ({ sameAsShipping: false, address: miami }) },
  'checkout.setPaymentMethod': {
    prepare: async (stage) => void (await ready(stage)),
    input: () => ({ method: 'card' }),
  },
  'checkout.applyCoupon': { prepare: coupon },
  'checkout.removeCoupon': { prepare: givenCoupon },
  'checkout.applyGiftCard': {
    prepare: async ({ shop }) => {
      const card = { websiteId: shop.website.id, currency: 'EUR', amount: { amount: '10', currency: 'EUR' } }
      const { code } = await (await Clerk.of(shop)).act('giftCard.issue', card, { giftCard: { id: {} }, code: {} })
      return { code }
    },
  },
  'checkout.place': {
    prepare: async (stage) => ({ expectedTotal: (await ready(stage)).totals!.total }),
  },
  'checkout.complete': {
    prepare: async (stage) => {
      await stage.buyer.pays(await placed(stage))
    },
  },
  'checkout.reopen': { prepare: async (stage) => void (await placed(stage)) },
}
