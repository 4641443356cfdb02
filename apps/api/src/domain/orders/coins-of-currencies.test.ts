import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromMinor } from '../../kernel/money.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Money without coins (JPY), and with coins so small that cards do not know them (KWD, BHD): from the reservation to the last part that is given back.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
const currencies = [
  { currency: 'JPY', price: '1999', delivery: '550', smallest: '1' },
  { currency: 'KWD', price: '13.995', delivery: '1.500', smallest: '0.010' },
  { currency: 'BHD', price: '17.333', delivery: '2.250', smallest: '0.010' },
]
beforeAll(async () => {
  shop = await openShop()
  const codes = ['EUR', 'USD', ...currencies.map(({ currency }) => currency)]
  // before anybody asks for the website, which is kept in mind for some seconds
  await shop.database.db.updateTable('websites').set({ currencies: codes }).execute()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  await clerk.change('priceList', shop.priceListId, { currencies: codes })
  for (const { currency, price, delivery } of currencies) {
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: price }, currency)
    await clerk.make('shippingMethod', {
      ...{ websiteId: shop.website.id, code: `post-${currency.toLowerCase()}`, kind: 'flatRate', countries: ['DE'] },
      ...{ label: { en: 'Post' }, currency, price: { amount: delivery, currency } },
    })
  }
  await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
})
afterAll(() => shop.close())

/** Three drills, whose money the bank has reserved; `besides`: what is done at the checkout before. */
async function ordered(currency: string, besides?: (buyer: Buyer) => Promise<unknown>): Promise<CardOrder> {
  const buyer = new Buyer(shop, shop.caller(undefined, { 'portico-currency': currency }))
  const ready = await buyer.ready({ quantity: '3', optionId: `flatRate:post-${currency.toLowerCase()}` })
  await besides?.(buyer)
  const placement = await granted(buyer.place(ready.totals!.total))
  expect(placement.payment!.amount.currency).toBe(currency)
  await buyer.pays(placement)
  return orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
}

/** What Stripe has received of it, as money. */
const atStripe = ({ intentId }: CardOrder) => {
  const { amount_received: received, currency, status } = shop.stripe.state().intents[intentId]!
  return { status, received: fromMinor(received, currency.toUpperCase()).toJSON() }
}
const given = (amount: string, currency: string) => ({ amount: { amount, currency } })

describe.each(currencies)('an order in $currency', ({ currency, smallest }) => {
  it('is reserved, taken parcel by parcel to the last coin, and given back in parts', async () => {
    const order = await ordered(currency)
    const { total } = (await clerk.read('order', order.id, 'total')) as { total: { amount: string } }
    for (let parcel = 0; parcel < 3; parcel += 1) await orders.ship(await orders.packed(order))
    await shop.drain()
    expect(atStripe(order)).toEqual({ status: 'succeeded', received: { amount: total.amount, currency } })
    const { payments } = (await clerk.read('order', order.id, 'payments.captured', 'payments.events.kind')) as {
      payments: { captured: { amount: string }; events: { kind: string }[] }[]
    }
    expect(payments[0]!.captured.amount).toBe(total.amount)
    expect(payments[0]!.events.filter(({ kind }) => kind === 'captured')).toHaveLength(3)

    await clerk.act('payment.refund', { id: order.paymentId, ...given(smallest, currency) })
    await clerk.act('payment.refund', { id: order.paymentId })
    expect(await clerk.read('order', order.id, 'paymentStatus')).toMatchObject({ paymentStatus: 'refunded' })
    const refunds = Object.values(shop.stripe.state().refunds).filter(
      ({ payment_intent }) => payment_intent === order.intentId,
    )
    expect(
      fromMinor(
        refunds.reduce((sum, { amount }) => sum + amount, 0),
        currency,
      ).toJSON().amount,
    ).toBe(total.amount)
  })

  it('is renewed with what is still reserved when parts of it were taken', async () => {
    const order = await ordered(currency)
    await orders.ship(await orders.packed(order))
    const { reserved } = (await clerk.read('payment', order.paymentId, 'reserved')) as { reserved: { amount: string } }
    const renewed = await clerk.act('payment.renew', { id: order.paymentId }, { id: {}, reserved: {} })
    expect(renewed).toMatchObject({ reserved: { amount: reserved.amount, currency } })
    await clerk.act('payment.capture', { id: renewed['id'] })
    await shop.drain()
    const { total, payments } = (await clerk.read('order', order.id, 'total', 'payments.captured')) as {
      total: { amount: string }
      payments: { captured: { amount: string } }[]
    }
    expect(payments.reduce((sum, { captured }) => sum + Number(captured.amount), 0)).toBeCloseTo(
      Number(total.amount),
      4,
    )
  })

  it('is paid in part by a gift card, and the rest by card', async () => {
    const part = currency === 'JPY' ? '777' : '7.770'
    const { code } = (await clerk.act(
      'giftCard.issue',
      { websiteId: shop.website.id, currency, ...given(part, currency) },
      { code: {} },
    )) as { code: string }
    const order = await ordered(currency, (buyer) => granted(buyer.step('ApplyGiftCard', { code }, 'id')))
    await orders.ship(await orders.packed(order, '3'))
    await shop.drain()
    const { total, payments, paymentStatus } = (await clerk.read(
      'order',
      order.id,
      'total',
      'paymentStatus',
      'payments.captured',
    )) as { total: { amount: string }; paymentStatus: string; payments: { captured: { amount: string } }[] }
    expect(paymentStatus).toBe('paid')
    const parts = payments.map(({ captured }) => captured.amount)
    expect(parts).toContain(part)
    expect(parts.reduce((sum, one) => sum + Number(one), 0)).toBeCloseTo(Number(total.amount), 4)
    expect(atStripe(order).received.amount).toBe(
      (Number(total.amount) - Number(part)).toFixed(currency === 'JPY' ? 0 : 3),
    )
  })

  it('gives back nothing finer than cards know, and nothing moves', async () => {
    const order = await ordered(currency)
    await orders.ship(await orders.packed(order, '3'))
    await shop.drain()
    const before = structuredClone(shop.stripe.state().refunds)
    const finer = currency === 'JPY' ? '0.5' : '0.005'
    await still(shop.database, async () => {
      const code = await codeOf(clerk.act('payment.refund', { id: order.paymentId, ...given(finer, currency) }))
      expect(code).toBe(currency === 'JPY' ? 'FIELD_INVALID' : 'PAYMENT_AMOUNT_UNSUPPORTED')
    })
    expect(shop.stripe.state().refunds).toEqual(before)
  })
})
