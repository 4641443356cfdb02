import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { refusalsOf } from '../../kernel/errors.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { cents, CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Money that is taken in parts, of orders that are reduced by promotions, or paid by a gift card in part.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card', capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

/** Pays by card what a checkout with cables and a drill comes to, after what `before` does to it. */
async function cablesAndDrill(before: (buyer: Buyer) => Promise<unknown>, card?: string) {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.cable, '4'))
  await buyer.ready({ sku: skus.drill, quantity: '1' })
  await before(buyer)
  const { totals } = await granted(buyer.checkout())
  const placement = await granted(buyer.place(totals!.total))
  await buyer.pays(placement, card)
  const order = await orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
  const row = await clerk.read('order', order.id, 'lines.id', 'lines.sku', 'lines.position', 'shippingTotal')
  const lines = row['lines'] as { id: string; sku: string; position: number }[]
  const line = (sku: string) => lines.find((one) => one.sku === sku)!
  return { order, drill: line(skus.drill), cables: line(skus.cable) }
}

/** What a line comes to with its tax, in cents. */
async function costOf({ id }: Pick<CardOrder, 'id'>, line: { id: string }): Promise<number> {
  const { lines } = (await clerk.read('order', id, 'lines.rowTotal', 'lines.taxAmount', 'lines.id')) as {
    lines: { id: string; rowTotal: unknown; taxAmount: unknown }[]
  }
  const { rowTotal, taxAmount } = lines.find((one) => one.id === line.id)!
  return cents(rowTotal) + (shop.website.pricesIncludeTax ? 0 : cents(taxAmount))
}

/** Gives back by a payment, as a kindness. */
const kindness = (paymentId: string, amount: number) =>
  clerk.act('payment.refund', { id: paymentId, amount: { amount: (amount / 100).toFixed(2), currency: 'EUR' } })

it('is all of it for the one line that is not given away, where the other one is not delivered after all', async () => {
  await addPromotion(
    shop,
    { code: 'GIFT', kind: 'percentOff', percent: '100', productId: shop.furniture.cable },
    { code: 'GIFT' },
  )
  const { order, drill, cables } = await cablesAndDrill((buyer) => granted(buyer.step('ApplyCoupon', { code: 'GIFT' })))
  await orders.ship(await orders.packed({ ...order, lineId: drill.id }))
  expect(orders.atStripe(order).received).toBe(order.total)
  await clerk.act('order.confirm', { id: order.id, lines: [{ position: cables.position, rejected: true }] })
  await shop.drain()
  expect(await orders.standing(order)).toMatchObject({ paymentStatus: 'paid', balance: 0 })
})

it('is what the gift card leaves: it pays the first parcel as far as it goes, the card the rest', async () => {
  const card = (await clerk.act(
    'giftCard.issue',
    { websiteId: shop.website.id, currency: 'EUR', amount: { amount: '50', currency: 'EUR' } },
    { code: {} },
  )) as { code: string }
  const { order, drill, cables } = await cablesAndDrill((buyer) =>
    granted(buyer.step('ApplyGiftCard', { code: card.code })),
  )
  expect(orders.atStripe(order)).toEqual({ status: 'requires_capture', received: 0, capturable: order.total - 5000 })
  expect(await orders.standing(order)).toMatchObject({ paymentStatus: 'authorized', balance: 0 })
  const drillCosts = await costOf(order, drill)
  await orders.ship(await orders.packed({ ...order, lineId: cables.id }, '4'))
  const first = Math.max(0, order.total - drillCosts - 5000)
  expect(orders.atStripe(order)).toMatchObject({ status: 'requires_capture', received: first })
  await orders.ship(await orders.packed({ ...order, lineId: drill.id }))
  await shop.drain()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total - 5000, capturable: 0 })
  expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
})

it('is no more than what will be delivered, where the bank lets it be taken only once', async () => {
  const { order, drill, cables } = await cablesAndDrill(() => Promise.resolve(), 'pm_card_jcb')
  const due = order.total - (await costOf(order, drill))
  await clerk.act('order.confirm', { id: order.id, lines: [{ position: drill.position, rejected: true }] })
  await orders.ship(await orders.packed({ ...order, lineId: cables.id }, '1'))
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: due, capturable: 0 })
  await orders.ship(await orders.packed({ ...order, lineId: cables.id }, '3'))
  await shop.drain()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: due, capturable: 0 })
  expect(await clerk.read('order', order.id, 'due', 'state')).toMatchObject({
    due: { amount: '0.00' },
    state: 'shipped',
  })
})

it('is what is reserved for the second parcel, though all that the first one cost was given back', async () => {
  const order = await orders.ordered('2')
  await orders.ship(await orders.packed(order))
  const { received } = orders.atStripe(order)
  await kindness(order.paymentId, received)
  await shop.drain()
  await orders.ship(await orders.packed(order))
  await shop.drain()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
  expect(await orders.standing(order)).toMatchObject({ state: 'shipped', balance: received })
})

it('is what is reserved for the second parcel, though the gift card that paid the first one has all of it back', async () => {
  const cards = new GiftCards(shop, clerk)
  const card = await cards.issued('50')
  const { order, drill, cables } = await cablesAndDrill((buyer) =>
    granted(buyer.step('ApplyGiftCard', { code: card.code })),
  )
  const { payments } = await clerk.read('order', order.id, 'payments.id', 'payments.provider')
  const { id } = (payments as { id: string; provider: string }[]).find(({ provider }) => provider === 'giftCard')!
  await orders.ship(await orders.packed({ ...order, lineId: cables.id }, '4'))
  await kindness(id, 5000)
  await shop.drain()
  expect(await cards.books(card.id)).toBe('50.00')
  await orders.ship(await orders.packed({ ...order, lineId: drill.id }))
  await shop.drain()
  expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total - 5000, capturable: 0 })
  expect(await orders.standing(order)).toMatchObject({ state: 'shipped', balance: 5000 })
  expect(await clerk.read('order', order.id, 'due')).toMatchObject({ due: { amount: '0.00' } })
})

it('is nothing where a gift card paid all of it and has all of it back: the goods stay, unless the house says so', async () => {
  const cards = new GiftCards(shop, clerk)
  const card = await cards.issued('500')
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  await granted(buyer.step('ApplyGiftCard', { code: card.code }))
  const { order } = await granted(buyer.place(totals!.total))
  await shop.drain()
  const { payments, lines } = await clerk.read('order', order!.id, 'payments.id', 'lines.id')
  const [{ id: paymentId }, { id: lineId }] = [payments, lines].map((of) => (of as { id: string }[])[0]!) as [
    { id: string },
    { id: string },
  ]
  await clerk.act('payment.refund', { id: paymentId })
  const parcel = await orders.packed({ id: order!.id, lineId })
  const refused = await still(shop.database, () => clerk.act('shipment.ship', { id: parcel }).catch(refusalsOf), [
    'gift_cards',
    'gift_card_entries',
  ])
  expect(refused).toMatchObject([{ code: 'ORDER_UNPAID' }])
  await clerk.act('shipment.ship', { id: parcel, unpaid: true })
  expect(await clerk.read('order', order!.id, 'state')).toMatchObject({ state: 'shipped' })
  expect(await cards.books(card.id)).toBe('500.00')
})
