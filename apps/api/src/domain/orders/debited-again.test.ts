import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { emptyAccount } from '../../testing/debits.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { filledIn, Shopper } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  // a guest's card can be charged as long as its money is reserved
  const setting = { websiteId: shop.website.id, method: 'card', saveCards: true, capture: 'atShipment' }
  await clerk.make('paymentSetting', setting)
})
afterAll(() => shop.close())

const quantity = (order: CardOrder, pieces: number) =>
  clerk.act('order.changeLine', { id: order.id, position: 1, quantity: String(pieces) })

/** An order of one piece that is reserved, and of a second one that is due. */
async function owing() {
  const order = await orders.ordered('1')
  await quantity(order, 2)
  return { order, due: cents((await clerk.read('order', order.id, 'due'))['due']) }
}

interface Pay {
  status: string
  payment: { clientSecret: string } | null
}
const pay = ({ id, buyer }: CardOrder) =>
  granted(buyer.caller.act<Pay>('orderPay', { id }, 'status payment { clientSecret }'))

/** Gives an account in the form of what is due; answers the intent's id. */
async function debits(order: CardOrder, iban?: string): Promise<string> {
  const { payment } = await pay(order)
  const { intent } = await new Shopper(shop.stripe, payment!.clientSecret).confirms(filledIn.sepa(iban))
  expect(intent?.status).toBe('processing')
  await shop.stripe.webhooks.idle()
  await shop.drain()
  return intent!.id
}

async function bankAnswers(intent: string): Promise<void> {
  await fetch(`${shop.stripe.url}/_sandbox/settle/${intent}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  await shop.drain()
}

/** Of the payments of an order, as its buyer sees them. */
async function states({ id, buyer }: CardOrder): Promise<string[]> {
  const asked = buyer.caller.send<{ payments: { state: string }[] }>(`{ order(id: "${id}") { payments { state } } }`)
  return (await granted(asked)).payments.map(({ state }) => state).sort()
}

const told = ({ id }: CardOrder) =>
  shop.mails().filter(({ subject, text }) => text.includes(`/order/${id}`) && subject.startsWith('Please pay'))

describe('what is due for an order, and is debited once more after the bank said no', () => {
  it('is at the bank again, for its buyer and the house, until the bank has answered', async () => {
    const { order, due } = await owing()
    await bankAnswers(await debits(order, emptyAccount))
    expect(await states(order)).toEqual(['authorized', 'failed'])
    const again = await debits(order)
    expect(await states(order)).toEqual(['authorized', 'processing'])
    // the page has no form, and the house charges nothing besides
    expect(await pay(order)).toEqual({ status: 'processing', payment: null })
    expect(await codeOf(clerk.act('order.charge', { id: order.id }))).toBe('PAYMENT_STATE_CONFLICT')
    // another sum is due by now: a debit cannot be called back
    await quantity(order, 3)
    await shop.drain()
    expect(await pay(order)).toEqual({ status: 'processing', payment: null })
    await quantity(order, 2)
    await bankAnswers(again)
    expect(await states(order)).toEqual(['authorized', 'captured'])
    const intents = Object.values(shop.stripe.state().intents).filter(
      ({ metadata }) => metadata['orderId'] === order.id,
    )
    expect(intents.map(({ status, amount_received }) => [status, amount_received])).toEqual([['succeeded', due]])
  })

  it('has failed where the bank says no again, and its buyer is told each time', async () => {
    const { order } = await owing()
    for (const times of [1, 2]) {
      await bankAnswers(await debits(order, emptyAccount))
      expect(await states(order)).toEqual(['authorized', 'failed'])
      expect(told(order)).toHaveLength(times)
    }
  })
})
