import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import type { ApiClient } from '../../testing/client.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { send } from '../../testing/jsonapi.ts'
import { paidTooLate } from '../../testing/paid-too-late.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Money that goes back, as the house, its systems and whoever paid see it.

let shop: OpenShop
let clerk: Clerk
let erp: ApiClient
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

const refund = (id: string, attributes: object = {}, headers: Record<string, string> = {}) =>
  send(erp, `/admin/api/payments/${id}/actions/refund`, {
    method: 'POST',
    headers,
    body: { data: { type: 'paymentRefund', attributes } },
  })
/** As somebody does it in Stripe's dashboard. */
async function inTheDashboard({ intentId }: CardOrder, given: Record<string, string>) {
  const answer = await fetch(`${shop.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams({ payment_intent: intentId, ...given }),
  })
  expect(answer.status).toBe(200)
  await shop.drain()
}
const entriesOf = async (paymentId: string) => {
  const { many } = await send(erp, `/admin/api/payments/${paymentId}/events?filter[kind]=refunded&sort=occurredAt,id`)
  return many.map(({ attributes }) => [(attributes!['amount'] as { amount: string }).amount, attributes!['reason']])
}
const told = (to: string) =>
  shop.mails().filter((mail) => mail.to === to && /goes back|kommt zurück/.test(mail.subject))
const ordered = async (email: string, headers: Record<string, string> = {}, card = 'pm_card_visa') => {
  const buyer = new Buyer(shop, shop.caller(undefined, headers))
  const placement = await buyer.atTheTill({ email })
  await buyer.pays(placement, card)
  return orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
}

describe('who asks for what has changed since', () => {
  /** Which of an order and its payment have changed since a moment. */
  const changedSince = async (since: Date, order: CardOrder) => {
    const of = async (type: string) => {
      const { many } = await send(erp, `/admin/api/${type}?filter[updatedAt][gt]=${since.toISOString()}`)
      return many.map(({ id }) => id)
    }
    return [...(await of('orders')), ...(await of('payments'))].filter((id) => [order.id, order.paymentId].includes(id))
  }
  const since = () => {
    const now = shop.clock.now()
    shop.clock.advance({ minutes: 1 })
    return now
  }

  it('hears of an order and its payment with each entry of the ledger, and not of what was told before', async () => {
    const order = await orders.ordered('1')
    const both = [order.id, order.paymentId]
    let moment = since()
    expect(await changedSince(moment, order)).toEqual([])
    expect((await refund(order.paymentId, { amount: eur('10.00') })).status).toBe(200)
    await shop.drain()
    expect(await changedSince(moment, order)).toEqual(both)
    // Stripe's own word of it comes once more, and says nothing new
    moment = since()
    for (const event of Object.values(shop.stripe.state().events))
      if (event.type.startsWith('refund.')) shop.stripe.webhooks.resend({ ...event, id: `${event.id}_late` })
    await shop.drain()
    expect(await changedSince(moment, order)).toEqual([])
    await inTheDashboard(order, { amount: '100' })
    expect(await changedSince(moment, order)).toEqual(both)
  })

  it('hears of a dispute, and of money that is taken at shipment', async () => {
    const disputed = await orders.ordered('1', 'pm_card_createDispute')
    const { events } = await clerk.read('payment', disputed.paymentId, 'events.kind')
    expect((events as { kind: string }[]).map(({ kind }) => kind)).toContain('disputed')
    let moment = since()
    const created = Object.values(shop.stripe.state().events).find(
      ({ type, data }) =>
        type === 'charge.dispute.created' &&
        (data.object as { payment_intent: string }).payment_intent === disputed.intentId,
    )!
    const object = { ...(created.data.object as object), status: 'lost' }
    shop.stripe.webhooks.resend({ ...created, id: 'evt_lost', type: 'charge.dispute.closed', data: { object } })
    await shop.drain()
    expect(await changedSince(moment, disputed)).toEqual([disputed.id, disputed.paymentId])

    const setting = { websiteId: shop.website.id, method: 'card', capture: 'atShipment' }
    const settingId = await clerk.make('paymentSetting', setting)
    const order = await orders.ordered('1')
    moment = since()
    await clerk.act('payment.capture', { id: order.paymentId })
    await shop.drain()
    expect(await changedSince(moment, order)).toEqual([order.id, order.paymentId])
    await clerk.remove('paymentSetting', settingId)
  })

  it('hears of nothing where a refund is refused', async () => {
    const order = await orders.ordered('1')
    const moment = since()
    await still(shop.database, async () => {
      const { errors } = await refund(order.paymentId, { amount: eur('9999.00') })
      expect(errors?.[0]?.code).toBe('PAYMENT_REFUND_EXCEEDS')
    })
    await shop.drain()
    expect(await changedSince(moment, order)).toEqual([])
  })
})

describe('why money went back', () => {
  it('stands with the entry, as the house said it, and as somebody said it in the provider’s own office', async () => {
    const order = await orders.ordered('1')
    await refund(order.paymentId, { amount: eur('10.00'), reason: 'duplicate' })
    await shop.drain()
    await inTheDashboard(order, { amount: '200', reason: 'requested_by_customer' })
    await inTheDashboard(order, { amount: '300' })
    expect((await entriesOf(order.paymentId)).sort()).toEqual([
      ['10.00', 'duplicate'],
      ['2.00', 'requestedByCustomer'],
      ['3.00', null],
    ])
    const seen = await order.buyer.caller.send(`{ order(id: "${order.id}") { payments { events { reason } } } }`)
    expect(seen.errors[0]?.message).toContain('reason')
  })

  it('stands with the entry of a gift card, too', async () => {
    const cards = new GiftCards(shop, clerk)
    const card = await cards.issued('25')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready({ email: 'gift@example.com' })
    await granted(buyer.step('ApplyGiftCard', { code: card.code }))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.provider')) as {
      payments: { id: string; provider: string }[]
    }
    const { id } = payments.find(({ provider }) => provider === 'giftCard')!
    await refund(id, { amount: eur('5.00'), reason: 'fraudulent' })
    expect(await entriesOf(id)).toEqual([['5.00', 'fraudulent']])
    await shop.drain()
    expect(told('gift@example.com').map(({ text }) => text)).toEqual([
      expect.stringMatching(/€5\.00 of what you paid.*\n\nIt is on your gift card •••• \w{4} again/) as string,
    ])
  })
})

describe('who paid', () => {
  it('is mailed how much goes back, which way and when it is there; once, however often it is told', async () => {
    const order = await ordered('guest@example.com')
    const { number } = await clerk.read('order', order.id, 'number')
    await refund(order.paymentId, { amount: eur('10.00') })
    await shop.drain()
    for (const event of Object.values(shop.stripe.state().events))
      if (event.type.startsWith('refund.')) shop.stripe.webhooks.resend({ ...event, id: `${event.id}_again` })
    await shop.drain()
    await shop.drain()
    const [mail, ...more] = told('guest@example.com')
    expect(more).toEqual([])
    expect(mail!.subject).toBe(`Your money goes back: order ${String(number)}`)
    expect(mail!.text).toContain(`we give you back €10.00 of what you paid for your order ${String(number)}.`)
    expect(mail!.text).toContain('It goes back the way it came: Visa •••• 4242. Your bank shows it within five to ten')
    expect(mail!.text).toContain(`https://shop.test/order/${order.id}`)
  })

  it('is mailed in their language, also of what was given back in the provider’s own office, each refund by itself', async () => {
    const order = await ordered('grete@example.com', { 'accept-language': 'de' })
    await inTheDashboard(order, { amount: '250' })
    await inTheDashboard(order, { amount: '250' })
    const mails = told('grete@example.com')
    expect(mails).toHaveLength(2)
    expect(mails[0]!.text).toContain('wir erstatten Ihnen 2,50\u00a0€ von dem, was Sie')
    expect(mails[0]!.text).toContain(`https://shop.test/de/order/${order.id}`)
  })

  it('is mailed once of a refund that a bank takes days for, and of none that was refused', async () => {
    const order = await ordered('slow@example.com', {}, 'pm_card_pendingRefund')
    await refund(order.paymentId, { amount: eur('7.00') })
    await shop.drain()
    expect(told('slow@example.com')).toHaveLength(1)
    const { id } = Object.values(shop.stripe.state().refunds).at(-1)!
    await fetch(`${shop.stripe.url}/_sandbox/settle/${id}`, { method: 'POST' })
    await shop.drain()
    expect(await clerk.read('payment', order.paymentId, 'refunded')).toMatchObject({ refunded: eur('7.00') })
    expect((await refund(order.paymentId, { amount: eur('9999.00') })).status).toBe(422)
    await shop.drain()
    expect(told('slow@example.com')).toHaveLength(1)
  })

  it('is mailed of money that came when no order could be made any more', async () => {
    const { buyer, tell } = await paidTooLate(shop)
    const { db } = shop.database
    await db.updateTable('checkouts').set({ email: 'late@example.com' }).where('id', '=', buyer.checkoutId).execute()
    await tell()
    await shop.drain()
    expect(told('late@example.com').map(({ subject }) => subject)).toEqual(['Your money goes back'])
  })
})

describe('two equal refunds at the same moment', () => {
  const refundsOf = ({ intentId }: CardOrder) =>
    Object.values(shop.stripe.state().refunds).filter(({ payment_intent: of }) => of === intentId)

  it('are one wish where nothing tells them apart', async () => {
    const order = await orders.ordered('1')
    const both = await Promise.all([1, 2].map(() => refund(order.paymentId, { amount: eur('10.00') })))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    await shop.drain()
    expect(refundsOf(order)).toHaveLength(1)
    expect(await entriesOf(order.paymentId)).toHaveLength(1)
  })

  it('are two where each has an Idempotency-Key of its own, and each of them one however often it is sent', async () => {
    const order = await orders.ordered('1')
    const ten = (key: string) =>
      refund(order.paymentId, { amount: eur('10.00') }, { 'idempotency-key': `${order.id}-${key}` })
    expect((await Promise.all([ten('a'), ten('b')])).map(({ status }) => status)).toEqual([200, 200])
    expect((await ten('a')).headers.get('idempotent-replayed')).toBe('true')
    await shop.drain()
    expect(refundsOf(order).map(({ amount }) => amount)).toEqual([1000, 1000])
    expect(await clerk.read('payment', order.paymentId, 'refunded')).toMatchObject({ refunded: eur('20.00') })
  })

  it('are one where only one can be made, and the other is refused', async () => {
    const order = await orders.ordered('1')
    const half = { amount: eur(((order.total - 100) / 100).toFixed(2)) }
    const both = await Promise.all(
      ['a', 'b'].map((key) => refund(order.paymentId, half, { 'idempotency-key': `${order.id}-${key}` })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    await shop.drain()
    expect(refundsOf(order)).toHaveLength(1)
  })
})
