import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CardOrders, cents, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Stripe books money that a bank only lets go as a refund, too. Nothing of it had come, so nothing went back.

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

const run = async (name: string) => {
  await shop.stripe.webhooks.idle()
  await shop.built.jobs.find((job) => job.name === name)!.run({} as never, await shop.built.systemContext())
  await shop.drain()
  await shop.stripe.webhooks.idle()
}
/** Hears everything that Stripe has to say, and compares the books besides. */
const heard = async () => {
  await shop.drain()
  shop.clock.advance({ minutes: 16 })
  await run('payments.reconcile')
}
const ledger = (paymentId: string) =>
  shop.database.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount'])
    .where('paymentId', '=', paymentId)
    .orderBy('occurredAt')
    .orderBy('id')
    .execute()
const kinds = async ({ paymentId }: Pick<CardOrder, 'paymentId'>) =>
  (await ledger(paymentId)).map(({ kind }) => kind).filter((kind) => kind !== 'created')
const refundsAtStripe = ({ intentId }: CardOrder) =>
  Object.values(shop.stripe.state().refunds).filter(({ payment_intent: intent }) => intent === intentId)

describe('what a bank lets go', () => {
  it('is no refund where an order is cancelled before anything was taken', async () => {
    const order = await orders.ordered('1')
    await clerk.act('order.cancel', { id: order.id })
    await heard()
    expect(refundsAtStripe(order)).toMatchObject([{ amount: order.total, status: 'succeeded' }])
    expect(await kinds(order)).toEqual(['authorized', 'cancelled'])
    expect(await orders.standing(order)).toEqual({ state: 'cancelled', paymentStatus: 'unpaid', balance: 0 })
  })

  it('is no refund where a reservation is renewed: the goods leave with the new one’s money', async () => {
    const order = await orders.ordered('1')
    shop.clock.advance({ days: 6, hours: 12 })
    await run('payments.renew')
    await heard()
    expect(refundsAtStripe(order)).toHaveLength(1)
    expect(await kinds(order)).toEqual(['authorized', 'cancelled'])
    await orders.ship(await orders.packed(order))
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is no refund where less than the whole is captured, and what was captured can be given back whole', async () => {
    const order = await orders.ordered('1')
    const taken = { amount: ((order.total - 375) / 100).toFixed(2), currency: 'EUR' }
    await clerk.act('payment.capture', { id: order.paymentId, amount: taken })
    await heard()
    expect(refundsAtStripe(order)).toMatchObject([{ amount: 375 }])
    expect(await kinds(order)).toEqual(['authorized', 'captured', 'released'])
    // as large as what was let go: told apart from it
    const part = { amount: '3.75', currency: 'EUR' }
    await clerk.act('payment.refund', { id: order.paymentId, amount: part })
    await heard()
    expect(await kinds(order)).toEqual(['authorized', 'captured', 'released', 'refunded'])
    await clerk.act('payment.refund', { id: order.paymentId })
    await heard()
    const back = (await ledger(order.paymentId)).filter(({ kind }) => kind === 'refunded')
    expect(back.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)).toBe(order.total - 375)
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('payment.refund', { id: order.paymentId, amount: part }))).toBe(
        'PAYMENT_REFUND_EXCEEDS',
      )
    })
  })

  it('is told from what went back before of a part that was taken, as large as it is', async () => {
    const order = await orders.ordered('1')
    const half = { amount: (order.total / 200).toFixed(2), currency: 'EUR' }
    expect(order.total % 2).toBe(0)
    await clerk.act('payment.capture', { id: order.paymentId, amount: half, final: false })
    // by somebody in Stripe's own office, so that nothing but its time and balance tells it
    const back = await fetch(`${shop.stripe.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
      body: new URLSearchParams({ payment_intent: order.intentId, amount: String(order.total / 2) }),
    })
    const { id: real } = (await back.json()) as { id: string }
    await heard()
    await clerk.act('payment.cancel', { id: order.paymentId })
    await heard()
    expect(refundsAtStripe(order)).toHaveLength(2)
    const refunds = shop.database.db.selectFrom('paymentEvents').select(['reference']).where('kind', '=', 'refunded')
    expect(await refunds.where('paymentId', '=', order.paymentId).execute()).toEqual([{ reference: real }])
  })

  it('cannot be given back, whatever the wish is called', async () => {
    const order = await orders.ordered('1')
    const part = { amount: '5.00', currency: 'EUR' }
    await clerk.act('payment.capture', { id: order.paymentId, amount: part, final: false })
    await still(shop.database, async () => {
      const asked = await send(await shop.client(), `/admin/api/payments/${order.paymentId}/actions/refund`, {
        method: 'POST',
        headers: { 'idempotency-key': 'more-than-came' },
        body: { data: { type: 'paymentRefund', attributes: { amount: { amount: '6.00', currency: 'EUR' } } } },
      })
      expect(asked.errors?.[0]?.code).toBe('PAYMENT_REFUND_EXCEEDS')
    })
  })

  it('is no refund where nobody took it in time', async () => {
    const order = await orders.ordered('1')
    shop.clock.advance({ days: 7, hours: 1 })
    // whoever looks finds out that the bank has let it go
    await fetch(`${shop.stripe.url}/v1/payment_intents/${order.intentId}`, {
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    })
    await heard()
    expect(refundsAtStripe(order)).toMatchObject([{ reason: 'expired_uncaptured_charge' }])
    expect(await kinds(order)).toEqual(['authorized', 'cancelled'])
  })
  const renewed = async (order: CardOrder) => {
    shop.clock.advance({ days: 6, hours: 12 })
    await run('payments.renew')
    const next = await shop.database.db
      .selectFrom('payments')
      .select('id')
      .where('replacesId', '=', order.paymentId)
      .executeTakeFirstOrThrow()
    return next.id
  }
  const back = async (paymentId: string) =>
    ((await clerk.read('payment', paymentId, 'moneyBack'))['moneyBack'] as { kind: string; amount: unknown }[]).map(
      ({ kind, amount }) => `${kind} ${cents(amount)}`,
    )

  it('is told of the payment that held it last, once, where it was renewed before', async () => {
    const order = await orders.ordered('1')
    const nextId = await renewed(order)
    expect([await back(order.paymentId), await back(nextId)]).toEqual([[], []])
    shop.clock.advance({ days: 1 })
    await clerk.act('order.cancel', { id: order.id })
    await heard()
    expect(await back(nextId)).toEqual([`release ${order.total}`])
    expect(await back(order.paymentId)).toEqual([])
  })

  it('is told where a renewal was tried, and the bank would not', async () => {
    const order = await orders.ordered('1')
    const { methodReference } = await shop.database.db
      .selectFrom('payments')
      .select('methodReference')
      .where('id', '=', order.paymentId)
      .executeTakeFirstOrThrow()
    shop.stripe.state().cases[methodReference!] = 'pm_card_chargeDeclinedInsufficientFunds'
    const nextId = await renewed(order)
    expect(await kinds({ paymentId: nextId })).toContain('cancelled')
    expect(await back(order.paymentId)).toEqual([])
    await clerk.act('order.cancel', { id: order.id })
    await heard()
    expect(await back(order.paymentId)).toEqual([`release ${order.total}`])
    expect(await back(nextId)).toEqual([])
  })
})
