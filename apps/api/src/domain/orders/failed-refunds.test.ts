import { afterAll, beforeAll, expect, it } from 'vitest'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())

const refunds = () => Object.values(shop.stripe.state().refunds)

/** The bank answers the newest refund: it cannot take the money. */
async function bankAnswers() {
  const { id } = refunds().at(-1)!
  await fetch(`${shop.stripe.url}/_sandbox/settle/${id}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  for (let turn = 0; turn < 3; turn += 1) await orders.later()
}

const told = (to: string) =>
  shop
    .mails()
    .filter((mail) => mail.to === to && /not arrived|nicht angekommen/.test(mail.subject))
    .map(({ subject, text }) => ({ subject, text }))

it('is not made again by itself where the bank could not take it; somebody of the house finds it, and tries again', async () => {
  const order = await orders.ordered('1', 'pm_card_refundFail')
  await clerk.act('order.cancel', { id: order.id })
  await shop.drain()
  expect(refunds()).toHaveLength(1)
  await bankAnswers()
  expect(refunds().map(({ status }) => status)).toEqual(['failed'])
  const erp = await shop.client()
  const found = async () => {
    const { body } = await send(erp, '/admin/api/payments?filter[refundProblem][exists]=true')
    return [body.data].flat().map((one) => [one?.id, one?.attributes?.['refundProblem']])
  }
  expect(await found()).toEqual([[order.paymentId, 'expired_or_canceled_card']])
  expect((await orders.standing(order)).balance).toBe(-order.total)

  await clerk.act('payment.refund', { id: order.paymentId })
  expect(refunds()).toHaveLength(2)
  expect(await found()).toEqual([])
  await bankAnswers()
  expect(refunds().map(({ status }) => status)).toEqual(['failed', 'failed'])
  expect(await found()).toEqual([[order.paymentId, 'expired_or_canceled_card']])
})

it.each([
  ['en', 'en-US', 'Your money has not arrived: order ', 'the bank could not book it', '/order/'],
  ['de', 'de-DE', 'Ihr Geld ist nicht angekommen: Bestellung ', 'Die Bank konnte es nicht', '/de/order/'],
])(
  'is told to whoever was mailed of it, once, in the language of the order: %s',
  async (name, locale, subject, why, page) => {
    const email = `back-${name}@example.com`
    const order = await orders.ordered('1', 'pm_card_refundFail')
    await shop.database.db.updateTable('orders').set({ email, locale }).where('id', '=', order.id).execute()
    const amount = { amount: '12.50', currency: 'EUR' }
    await clerk.act('payment.refund', { id: order.paymentId, amount })
    await shop.drain()
    expect(told(email)).toEqual([])
    await bankAnswers()
    const [mail, ...more] = told(email)
    expect(more).toEqual([])
    const { number } = await clerk.read('order', order.id, 'number')
    expect(mail?.subject).toBe(`${subject}${number as string}`)
    expect(mail?.text).toContain('12')
    for (const said of [why, `https://shop.test${page}${order.id}`, '•••• ']) expect(mail?.text).toContain(said)

    // Stripe says it again, in other words: it is one failure
    for (const event of Object.values(shop.stripe.state().events))
      if (/refund/.test(event.type)) shop.stripe.webhooks.resend(event)
    await shop.stripe.webhooks.idle()
    await shop.drain()
    expect(told(email)).toHaveLength(1)

    // the next refund is another one, and is told anew, also where it fails
    await clerk.act('payment.refund', { id: order.paymentId, amount })
    await shop.drain()
    expect(told(email)).toHaveLength(1)
    await bankAnswers()
    expect(told(email)).toHaveLength(2)
  },
)
