import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

/** A payment that was taken with its order. */
async function taken(): Promise<{ id: string; cents: number; currency: string }> {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { many } = await send(erp, `/admin/api/orders/${order!.id}/payments`)
  const { captured } = many[0]!.attributes as { captured: { amount: string; currency: string } }
  return { id: many[0]!.id, cents: Math.round(Number(captured.amount) * 100), currency: captured.currency }
}

const refund = (id: string, key: string, attributes: object = {}) =>
  send(erp, `/admin/api/payments/${id}/actions/refund`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: { data: { type: 'paymentRefund', attributes } },
  })

/** Stripe gives the money back, and its answer is lost; its news come. */
async function lost(work: () => ReturnType<typeof send>): Promise<void> {
  shop.stripe.faults.add({ kind: 'reset', phase: 'after', exactly: '/v1/refunds', times: 20 })
  const { status, errors } = await work()
  expect(status).toBe(503)
  // it may have been done, so the answer does not say that it was not
  expect(errors![0]!.meta.advice).toContain('with the same `Idempotency-Key`')
  expect(errors![0]!.meta.advice).not.toContain('Nothing was charged')
  shop.stripe.faults.clear()
  await shop.drain()
}
const refunds = () => Object.values(shop.stripe.state().refunds).map(({ amount }) => amount)

it('answers a refund that is sent again as done, although its money has gone back meanwhile, and gives nothing back twice', async () => {
  const { id, cents, currency } = await taken()
  const most = Math.ceil(cents * 0.6)
  const amount = { amount: (most / 100).toFixed(2), currency }
  await lost(() => refund(id, 'most-of-it', { amount }))
  const { attributes } = (await send(erp, `/admin/api/payments/${id}`)).one
  expect(attributes).toMatchObject({ refunded: { amount: amount.amount } })
  expect((await refund(id, 'most-of-it', { amount })).status).toBe(200)
  expect(refunds()).toEqual([most])
  await lost(() => refund(id, 'the-rest'))
  expect((await refund(id, 'the-rest')).status).toBe(200)
  expect(refunds()).toEqual([most, cents - most])
})

it('refuses another wish for more than is left, and moves nothing', async () => {
  const { id, cents, currency } = await taken()
  const before = refunds()
  const tooMuch = { amount: ((cents + 1) / 100).toFixed(2), currency }
  const refused = await refund(id, 'too-much', { amount: tooMuch })
  const left = { amount: (cents / 100).toFixed(2), currency }
  expect(refused.errors).toMatchObject([{ code: 'PAYMENT_REFUND_EXCEEDS', meta: { params: { left } } }])
  expect(refunds()).toEqual(before)
})
