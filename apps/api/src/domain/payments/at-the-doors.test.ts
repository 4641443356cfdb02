import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { everything } from '../../testing/everybody.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let erp: ApiClient
let graphql: Caller
let total: string
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  graphql = new Caller(`${shop.url}/admin/graphql`, erp.token)
})
afterAll(() => shop.close())

/** An order whose money the bank has reserved, and nobody has taken: the house has told Stripe that it captures later. */
async function reserved(): Promise<{ id: string; intentId: string }> {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  total = placement.payment!.amount.amount
  const intentId = placement.payment!.clientSecret.split('_secret_')[0]!
  const told = await fetch(`${shop.stripe.url}/v1/payment_intents/${intentId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${shop.stripe.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'capture_method=manual',
  })
  expect(told.status, await told.text()).toBe(200)
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { many } = await send(erp, `/admin/api/orders/${order!.id}/payments`)
  expect(many).toHaveLength(1)
  expect(many[0]!.attributes).toMatchObject({ state: 'authorized', authorized: { amount: total } })
  return { id: many[0]!.id, intentId }
}

const act = (id: string, verb: string, attributes: object = {}) =>
  send(erp, `/admin/api/payments/${id}/actions/${verb}`, {
    method: 'POST',
    body: { data: { type: `payment${verb.replace(/^./, (first) => first.toUpperCase())}`, attributes } },
  })

/** The ledger as JSON:API shows it, and the payment as GraphQL does. */
async function ledger(id: string) {
  const { many } = await send(erp, `/admin/api/payments/${id}/events?sort=occurredAt,id`)
  const entries = many.map(({ attributes }) => [attributes!.kind, (attributes!.amount as { amount: string }).amount])
  const query = `{ payment(id: "${id}") { state authorized { amount } captured { amount } refunded { amount } events { id } } }`
  const payment = await granted(
    graphql.send<Record<string, { amount: string }> & { state: string; events: { id: string }[] }>(query),
  )
  expect(payment.events.map((one) => one.id).sort()).toEqual(many.map((one) => one.id).sort())
  return {
    entries,
    state: payment.state,
    captured: payment.captured!.amount,
    refunded: payment.refunded!.amount,
  }
}

/** What Stripe holds of a payment, in cents. */
function atStripe(intentId: string) {
  const { intents, charges, refunds } = shop.stripe.state()
  const intent = intents[intentId]!
  const back = Object.values(refunds).filter((refund) => refund.payment_intent === intentId)
  const charge = Object.values(charges).find(({ payment_intent: of }) => of === intentId)!
  return {
    status: intent.status,
    received: intent.amount_received,
    captured: charge.captured,
    refunded: back.reduce((sum, { amount }) => sum + amount, 0),
  }
}
const cents = (amount: string) => Math.round(Number(amount) * 100)

describe('money that the bank has reserved', () => {
  it('is captured at JSON:API and refunded in part and in whole; ledger, both doors and Stripe agree', async () => {
    const { id, intentId } = await reserved()
    expect(atStripe(intentId)).toMatchObject({ status: 'requires_capture', received: 0, captured: false })
    const taken = await act(id, 'capture')
    expect([taken.status, taken.errors]).toEqual([200, undefined])
    expect(taken.one.attributes).toMatchObject({ state: 'captured', captured: { amount: total, currency: 'EUR' } })
    expect(atStripe(intentId)).toMatchObject({ status: 'succeeded', received: cents(total), captured: true })

    const part = await act(id, 'refund', { amount: { amount: '10.00', currency: 'EUR' }, reason: 'duplicate' })
    expect([part.status, part.one.attributes]).toMatchObject([
      200,
      { state: 'partiallyRefunded', refunded: { amount: '10.00' } },
    ])
    expect(atStripe(intentId).refunded).toBe(1_000)
    const rest = await granted(
      graphql.act<{ state: string; refunded: { amount: string } }>(
        'paymentRefund',
        { id },
        'state refunded { amount }',
      ),
    )
    expect(rest).toEqual({ state: 'refunded', refunded: { amount: total } })
    expect(atStripe(intentId).refunded).toBe(cents(total))
    // Stripe's own word of it arrives, and adds nothing
    await shop.drain()
    const { entries, ...sums } = await ledger(id)
    expect(sums).toEqual({ state: 'refunded', captured: total, refunded: total })
    const of = (kind: string) => entries.filter(([one]) => one === kind).map(([, amount]) => Number(amount))
    expect(of('authorized')).toEqual([Number(total)])
    expect(of('captured')).toEqual([Number(total)])
    expect(of('refunded').sort((one, other) => one - other)).toEqual([10, Math.round(cents(total) - 1_000) / 100])
    const { moneyBack } = await granted(
      graphql.send<{ moneyBack: { kind: string; pending: boolean }[] }>(
        `{ payment(id: "${id}") { moneyBack { kind pending at } } }`,
      ),
    )
    expect(moneyBack).toMatchObject([
      { kind: 'refund', pending: false },
      { kind: 'refund', pending: false },
    ])
  })

  it('is captured in part, and the rest is released', async () => {
    const { id, intentId } = await reserved()
    const taken = await act(id, 'capture', { amount: { amount: '50.00', currency: 'EUR' } })
    expect([taken.status, taken.errors]).toEqual([200, undefined])
    await shop.drain()
    expect(await ledger(id)).toMatchObject({ state: 'partiallyCaptured', captured: '50.00', refunded: '0.00' })
    expect(atStripe(intentId)).toMatchObject({ status: 'succeeded', received: 5_000 })
  })

  it('refuses more than is reserved, also of what was taken already, and says just that', async () => {
    const { id, intentId } = await reserved()
    const more = { amount: { amount: '9999.00', currency: 'EUR' } }
    const refused = async () => {
      const before = [await everything(shop), structuredClone(shop.stripe.state().intents)]
      const { status, errors } = await act(id, 'capture', more)
      expect([await everything(shop), structuredClone(shop.stripe.state().intents)]).toEqual(before)
      const { left } = errors![0]!.meta.params! as { left: { amount: string } }
      return [status, errors?.[0]?.code, errors?.[0]?.source?.pointer, left.amount]
    }
    const exceeds = [422, 'PAYMENT_CAPTURE_EXCEEDS', '/data/attributes/amount']
    expect(await refused()).toEqual([...exceeds, total])
    expect((await act(id, 'capture')).status).toBe(200)
    await shop.drain()
    expect(await refused()).toEqual([...exceeds, '0.00'])
    // all of what is left of nothing is no amount
    expect((await act(id, 'capture')).errors?.[0]?.code).toBe('PAYMENT_STATE_CONFLICT')
    expect(atStripe(intentId).received).toBe(cents(total))
  })

  it('refuses amounts that are finer than their currency, and says so', async () => {
    const { id, intentId } = await reserved()
    const before = [await everything(shop), structuredClone(shop.stripe.state().intents)]
    const { errors } = await act(id, 'capture', { amount: { amount: '1.001', currency: 'EUR' } })
    expect(errors?.map(({ code, source }) => [code, source?.pointer])).toEqual([
      ['FIELD_INVALID', '/data/attributes/amount'],
    ])
    expect(errors![0]!.detail).toContain('is finer than EUR, which has 2 digits')
    expect([await everything(shop), structuredClone(shop.stripe.state().intents)]).toEqual(before)
    expect(atStripe(intentId).received).toBe(0)
  })

  it('is told in the audit log also where the service was asked and did not answer, and not where nothing was asked', async () => {
    const { id } = await reserved()
    const told = async () => {
      const { many } = await send(erp, `/admin/api/auditEntries?filter[rowId]=${id}&filter[entity]=payment&sort=at`)
      return many.map(({ attributes }) => [attributes!.deed, attributes!.after])
    }
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 10, path: '/v1/payment_intents' })
    const failed = await act(id, 'capture')
    shop.stripe.faults.clear()
    expect([failed.status, failed.errors?.[0]?.code]).toEqual([503, 'PAYMENT_PROVIDER_UNAVAILABLE'])
    const code = 'PAYMENT_PROVIDER_UNAVAILABLE'
    const kept = { captureProblem: code, captureTriedAt: '2026-06-01T09:00:00+00:00' }
    const once = [['capture', { id, final: true, brokeOff: code, ...kept }]]
    expect(await told()).toEqual(once)
    expect((await act(id, 'refund')).errors?.[0]?.code).toBe('PAYMENT_REFUND_EXCEEDS')
    expect(await told()).toEqual(once)
    expect((await act(id, 'capture')).status).toBe(200)
    expect(await told()).toMatchObject([...once, ['capture', { id }]])
    expect(JSON.stringify((await told())[1])).not.toContain('brokeOff')
  })

  it('says of a payment that the service has not heard of what may be the matter', async () => {
    const { id } = await reserved()
    await shop.database.db.updateTable('payments').set({ reference: 'pi_seed_1' }).where('id', '=', id).execute()
    const before = await everything(shop)
    const { errors, status } = await act(id, 'capture')
    expect([status, errors?.[0]?.code]).toEqual([404, 'PAYMENT_NOT_FOUND'])
    expect(errors![0]!.meta.advice).toContain('demo data')
    expect(await everything(shop)).toEqual(before)
  })

  it('is let go by cancel, and cannot be taken any more', async () => {
    const { id, intentId } = await reserved()
    const gone = await act(id, 'cancel', { reason: 'requestedByCustomer' })
    expect([gone.status, gone.errors]).toEqual([200, undefined])
    await shop.drain()
    const { entries, ...sums } = await ledger(id)
    expect(sums).toEqual({ state: 'cancelled', captured: '0.00', refunded: '0.00' })
    expect(entries.map(([kind]) => kind)).toContain('cancelled')
    expect(atStripe(intentId)).toMatchObject({ status: 'canceled', received: 0 })
    const before = [await everything(shop), structuredClone(shop.stripe.state().intents)]
    for (const verb of ['capture', 'cancel']) {
      const refused = await act(id, verb)
      expect([verb, refused.errors?.[0]?.code]).toEqual([verb, 'PAYMENT_STATE_CONFLICT'])
    }
    expect((await act(id, 'refund')).errors?.[0]?.code).toBe('PAYMENT_REFUND_EXCEEDS')
    expect([await everything(shop), structuredClone(shop.stripe.state().intents)]).toEqual(before)
  })
})
