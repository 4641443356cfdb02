import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { Shopper } from '../../testing/stripe-stand-in.ts'

// Money that is reserved until goods leave, and what happens when the bank will not hold it for so long.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  const setting = { websiteId: shop.website.id, method: 'card', saveCards: true, failureEmail: 'books@shop.test' }
  await clerk.make('paymentSetting', { ...setting, capture: 'atShipment' })
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

/** From now on the bank answers for this card as for another one. */
const becomes = (paymentMethod: string, kind: string) => void (shop.stripe.state().cases[paymentMethod] = kind)

describe('a reservation that is about to end', () => {
  async function reservedOrder(quantity = '1') {
    const order = await orders.ordered(quantity)
    const { methodReference } = await shop.database.db
      .selectFrom('payments')
      .select('methodReference')
      .where('id', '=', order.paymentId)
      .executeTakeFirstOrThrow()
    return { ...order, card: methodReference! }
  }
  const renew = async () => {
    const job = shop.built.jobs.find(({ name }) => name === 'payments.renew')!
    await job.run({} as never, await shop.built.systemContext())
    await shop.drain()
  }

  it('is renewed by itself a day before, without the buyer; the old one is let go only then', async () => {
    const { id, paymentId, intentId } = await reservedOrder()
    await renew()
    expect(shop.stripe.state().intents[intentId]!.status).toBe('requires_capture')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    expect(shop.stripe.state().intents[intentId]!.status).toBe('canceled')
    const row = (await clerk.read('order', id, 'paymentStatus', 'balance', 'payments.state', 'payments.id')) as {
      payments: { id: string; state: string }[]
    }
    expect(row).toMatchObject({ paymentStatus: 'authorized', balance: { amount: '0.00' } })
    expect(row.payments.find((one) => one.id === paymentId)!.state).toBe('cancelled')
    const next = row.payments.find((one) => one.id !== paymentId)!
    expect(next.state).toBe('authorized')
    await renew()
    shop.clock.advance({ days: 2 })
    await clerk.act('payment.capture', { id: next.id })
    expect(await clerk.read('order', id, 'paymentStatus')).toMatchObject({ paymentStatus: 'paid' })
  })

  it('is told to the buyer with the way to pay, and to the house, where the bank will not; once', async () => {
    const { id, paymentId, intentId, card } = await reservedOrder()
    becomes(card, 'pm_card_chargeDeclinedInsufficientFunds')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    await renew()
    const { number } = (await clerk.read('order', id, 'number')) as { number: string }
    const about = [`Please pay for your order ${number}`, `Order ${number}: its money`]
    const told = shop.mails().filter(({ subject }) => about.some((start) => subject.startsWith(start)))
    expect(told.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'books@shop.test'])
    expect(told.find(({ to }) => to === 'ada@example.com')!.text).toContain(`https://shop.test/order/${id}`)
    expect(await clerk.read('payment', paymentId, 'renewProblem')).toMatchObject({ renewProblem: 'PAYMENT_DECLINED' })
    expect(shop.stripe.state().intents[intentId]!.status).toBe('requires_capture')
    await still(shop.database, async () => {
      shop.clock.advance({ days: 1 })
      expect(await codeOf(clerk.act('payment.renew', { id: paymentId }))).toBe('PAYMENT_AUTHORIZATION_EXPIRED')
    })
  })

  const told = (id: string) =>
    shop.mails().filter(({ to, text }) => to === 'ada@example.com' && text.includes(`/order/${id}`))
  const asked = (id: string) => told(id).filter(({ subject }) => subject.startsWith('Please pay'))

  it('is told to the buyer a day before, where its card was removed by then', async () => {
    const { id, paymentId, card } = await reservedOrder()
    const headers = { authorization: `Bearer ${shop.stripe.secretKey}` }
    await fetch(`${shop.stripe.url}/v1/payment_methods/${card}/detach`, { method: 'POST', headers })
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    await renew()
    expect(asked(id)).toHaveLength(1)
    expect(await clerk.read('payment', paymentId, 'renewProblem', 'state')).toMatchObject({
      ...{ renewProblem: 'PAYMENT_NOT_FOUND', state: 'authorized' },
    })
    // what should have taken over was never made, and is not pending
    const { payments } = await clerk.read('order', id, 'payments.state')
    expect((payments as { state: string }[]).map(({ state }) => state).sort()).toEqual(['authorized', 'cancelled'])
  })

  it('can be paid anew by its buyer, and is let go then', async () => {
    const order = await reservedOrder()
    becomes(order.card, 'pm_card_chargeDeclinedInsufficientFunds')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    expect(await clerk.read('order', order.id, 'due')).toMatchObject({
      due: { amount: (order.total / 100).toFixed(2) },
    })
    const pay = () =>
      order.buyer.caller.act<{ status: string; payment: { clientSecret: string } | null }>(
        'orderPay',
        { id: order.id },
        'status payment { clientSecret }',
      )
    const { payment } = await granted(pay())
    expect(orders.atStripe(order)).toMatchObject({ status: 'requires_capture' })
    await new Shopper(shop.stripe, payment!.clientSecret).pays('pm_card_mastercard')
    expect((await granted(pay())).status).toBe('paid')
    await shop.drain()
    await shop.drain()
    expect(orders.atStripe(order)).toEqual({ status: 'canceled', received: 0, capturable: 0 })
    expect(await orders.standing(order)).toEqual({ state: 'placed', paymentStatus: 'paid', balance: 0 })
    await orders.ship(await orders.packed(order))
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is taken where the goods leave before its buyer pays anew, whose form is good for nothing then', async () => {
    const order = await reservedOrder()
    becomes(order.card, 'pm_card_chargeDeclinedInsufficientFunds')
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    const begun = order.buyer.caller.act<{ payment: { clientSecret: string } }>(
      'orderPay',
      { id: order.id },
      'payment { clientSecret }',
    )
    const browser = new Shopper(shop.stripe, (await granted(begun)).payment.clientSecret)
    await orders.ship(await orders.packed(order))
    await shop.drain()
    expect((await browser.pays('pm_card_visa')).error?.code).toBe('payment_intent_unexpected_state')
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is told to the buyer, once, also where nobody looked before it had ended', async () => {
    const [heard, unheard] = [await reservedOrder(), await reservedOrder()]
    shop.clock.advance({ days: 9 })
    // the bank's word of one has come by itself
    expect(await codeOf(orders.ship(await orders.packed(heard)))).toBe('PAYMENT_AUTHORIZATION_EXPIRED')
    await shop.drain()
    await renew()
    await renew()
    expect([asked(heard.id).length, asked(unheard.id).length]).toEqual([1, 1])
    for (const { id, total } of [heard, unheard])
      expect(await clerk.read('order', id, 'due')).toMatchObject({ due: { amount: (total / 100).toFixed(2) } })
  })

  it('is renewed for what is not taken yet, where a part of it has left', async () => {
    const order = await reservedOrder('2')
    await orders.ship(await orders.packed(order))
    const { received } = orders.atStripe(order)
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    expect(await orders.standing(order)).toEqual({ state: 'processing', paymentStatus: 'partiallyPaid', balance: 0 })
    await orders.ship(await orders.packed(order))
    await shop.drain()
    const taken = Object.values(shop.stripe.state().intents)
      .filter(({ metadata, id }) => id === order.intentId || metadata['renews'] === order.paymentId)
      .map((intent) => intent.amount_received)
    expect(taken).toEqual([received, order.total - received])
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it.each(['the new one is reserved, and its answer lost', 'the new one is reserved, and the old one not let go'])(
    'is held once in the end, where it breaks off when %s',
    async (moment) => {
      const order = await reservedOrder()
      shop.clock.advance({ days: 6, hours: 12 })
      const answer = { kind: 'status' as const, status: 500 as const, times: 20 }
      shop.stripe.faults.add(
        moment.endsWith('lost')
          ? { ...answer, exactly: '/v1/payment_intents', phase: 'after' }
          : { ...answer, ending: '/cancel' },
      )
      await renew()
      shop.stripe.faults.clear()
      expect(orders.atStripe(order)).toMatchObject({ status: 'requires_capture' })
      await renew()
      expect(orders.atStripe(order)).toMatchObject({ status: 'canceled' })
      const next = Object.values(shop.stripe.state().intents).filter(
        ({ metadata }) => metadata['renews'] === order.paymentId,
      )
      expect(next.map(({ status }) => status)).toEqual(['requires_capture'])
      const { authorizedUntil } = await shop.database.db
        .selectFrom('payments')
        .select('authorizedUntil')
        .where('replacesId', '=', order.paymentId)
        .executeTakeFirstOrThrow()
      expect(authorizedUntil!.getTime()).toBeGreaterThan(shop.clock.now().getTime() + 6 * 24 * 3_600_000)
      expect(await orders.standing(order)).toMatchObject({ paymentStatus: 'authorized', balance: 0 })
    },
  )

  it.each(['while the new one is reserved', 'while the old one is let go'])(
    'is taken once where goods leave %s',
    async (moment) => {
      const order = await reservedOrder()
      const parcel = await orders.packed(order)
      shop.clock.advance({ days: 6, hours: 12 })
      const said: string[] = []
      const run = async () => void said.push(await codeOf(orders.ship(parcel)))
      const at = moment.endsWith('reserved') ? { exactly: '/v1/payment_intents' } : { ending: '/cancel' }
      shop.stripe.faults.add({ kind: 'deed', method: 'POST', run, ...at })
      await clerk.act('payment.renew', { id: order.paymentId })
      // somebody is at it: the goods stay until that is done, and leave by themselves then
      expect(said).toEqual(['CONFLICT'])
      await orders.later()
      const own = Object.values(shop.stripe.state().intents).filter(
        ({ metadata, id }) => id === order.intentId || metadata['renews'] === order.paymentId,
      )
      expect(own.map(({ status, amount_received: received }) => [status, received])).toEqual([
        ['canceled', 0],
        ['succeeded', order.total],
      ])
      expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
    },
  )

  it('is not renewed while its money is taken for goods that leave, and never taken twice', async () => {
    const order = await reservedOrder()
    const parcel = await orders.packed(order)
    shop.clock.advance({ days: 6, hours: 12 })
    const said: string[] = []
    const run = async () => void said.push(await codeOf(clerk.act('payment.renew', { id: order.paymentId })))
    shop.stripe.faults.add({ kind: 'deed', method: 'POST', ending: '/capture', run })
    await orders.ship(parcel)
    expect(said).toEqual(['CONFLICT'])
    await renew()
    expect(
      Object.values(shop.stripe.state().intents).some(({ metadata: of }) => of['renews'] === order.paymentId),
    ).toBe(false)
    expect(orders.atStripe(order)).toEqual({ status: 'succeeded', received: order.total, capturable: 0 })
    expect(await orders.standing(order)).toEqual({ state: 'shipped', paymentStatus: 'paid', balance: 0 })
  })

  it('is renewed though hundreds end before it that hold nothing any more', async () => {
    const done = await reservedOrder()
    await clerk.act('payment.capture', { id: done.paymentId })
    const order = await reservedOrder()
    await sql`
      with copies as (
        insert into payments (id, order_id, provider, reference, currency, amount, capture, authorized_until)
        select gen_random_uuid(), order_id, provider, reference || '_' || n, currency, amount, capture, authorized_until - interval '1 hour'
        from payments, generate_series(1, 250) n where id = ${done.paymentId} returning id, amount, currency
      )
      insert into payment_events (id, payment_id, kind, currency, amount, reference, occurred_at)
      select gen_random_uuid(), id, kind, currency, amount, 'copied', now()
      from copies, unnest(array['authorized', 'captured']) kind`.execute(shop.database.db)
    shop.clock.advance({ days: 6, hours: 12 })
    await renew()
    expect(orders.atStripe(order)).toMatchObject({ status: 'canceled' })
  })
})
