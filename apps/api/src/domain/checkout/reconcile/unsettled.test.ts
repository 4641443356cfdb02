import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { booksOf } from '../../../testing/books.ts'
import { Buyer } from '../../../testing/buyer.ts'
import { CardOrders } from '../../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../../testing/clerk.ts'
import { paidTooLate } from '../../../testing/paid-too-late.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

// What reconciliation finds, and cannot bring to its end at the first try.

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
beforeEach(() => {
  shop.stripe.faults.clear()
  shop.stripe.webhooks.faults.clear()
})

/** The hourly comparison, an hour later. */
async function compare(): Promise<void> {
  shop.clock.advance({ minutes: 60 })
  const job = shop.built.jobs.find(({ name }) => name === 'payments.reconcile')!
  await job.run({} as never, await shop.built.systemContext())
}
const refundsFail = () =>
  shop.stripe.faults.add({ kind: 'status', status: 503, times: 9, path: '/v1/refunds', method: 'POST' })
const differencesOf = (reference: string) =>
  shop.database.db
    .selectFrom('paymentDifferences')
    .select(['id', 'kind', 'state'])
    .where('reference', '=', reference)
    .execute()
/** How much of an intent went back at Stripe, in cents. */
const backAtStripe = (intentId: string) =>
  Object.values(shop.stripe.state().refunds)
    .filter(({ payment_intent: of }) => of === intentId)
    .map(({ amount }) => amount)

/** Money that came too late, of which Stripe's word never arrives. */
async function late() {
  const { buyer } = await paidTooLate(shop)
  const { payments } = await booksOf(shop.database, buyer.checkoutId)
  const { id, reference } = payments[0]!
  return { buyer, id, reference: reference! }
}

describe('money that came too late, whose refund is refused at first', () => {
  it('goes back with the next comparison, and the difference is open until then', async () => {
    const { id, reference } = await late()
    refundsFail()
    await expect(compare()).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE' })
    shop.stripe.faults.clear()
    expect(await differencesOf(reference)).toMatchObject([{ kind: 'missed', state: 'open' }])
    expect(backAtStripe(reference)).toEqual([])
    await compare()
    expect(backAtStripe(reference)).toEqual([14_982])
    expect(await clerk.read('payment', id, 'state')).toMatchObject({ state: 'refunded' })
    expect(await differencesOf(reference)).toMatchObject([{ kind: 'missed', state: 'repaired' }])
    await still(shop.database, compare, ['payment_differences'])
  })

  it('goes back where somebody checks the difference, which stays open for as long as it does not', async () => {
    const { reference } = await late()
    refundsFail()
    await expect(compare()).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE' })
    const [difference] = await differencesOf(reference)
    const check = () => codeOf(clerk.act('paymentDifference.check', { id: difference!.id }))
    expect(await check()).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
    expect(await differencesOf(reference)).toMatchObject([{ state: 'open' }])
    shop.stripe.faults.clear()
    expect(await check()).toBe('nothing was refused')
    expect(await differencesOf(reference)).toMatchObject([{ state: 'repaired' }])
    expect(backAtStripe(reference)).toEqual([14_982])
  })

  it('goes back also where it was less than is due, because somebody lowered the amount; that stays a difference', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    const reference = placement.payment!.clientSecret.split('_secret_')[0]!
    await fetch(`${shop.stripe.url}/v1/payment_intents/${reference}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
      body: new URLSearchParams({ amount: '100' }),
    })
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
    await buyer.pays(placement)
    refundsFail()
    expect((await buyer.complete()).error?.code).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
    shop.stripe.faults.clear()
    expect(backAtStripe(reference)).toEqual([])
    await compare()
    expect(backAtStripe(reference)).toEqual([100])
    expect(await differencesOf(reference)).toMatchObject([{ kind: 'amountDiffers', state: 'open' }])
    await compare()
    expect(backAtStripe(reference)).toEqual([100])
  })

  it('is asked back no more where a bank did not take it', async () => {
    const { buyer } = await paidTooLate(shop, 'pm_card_refundFail')
    await compare()
    const { payments } = await booksOf(shop.database, buyer.checkoutId)
    const { id, reference } = payments[0]!
    expect(backAtStripe(reference!)).toHaveLength(1)
    const refund = Object.values(shop.stripe.state().refunds).find(({ payment_intent: of }) => of === reference)!
    await fetch(`${shop.stripe.url}/_sandbox/settle/${refund.id}`, { method: 'POST' })
    await compare()
    expect(await clerk.read('payment', id, 'refundProblem')).not.toMatchObject({ refundProblem: null })
    await compare()
    expect(backAtStripe(reference!)).toHaveLength(1)
  })
})

it('one entry that cannot be settled keeps none of the others waiting, and is tried again', async () => {
  const { faults } = shop.stripe.webhooks
  const good = new Buyer(shop)
  const [goods, bad] = [await good.atTheTill(), new Buyer(shop)]
  const bads = await bad.atTheTill()
  const refunded = await orders.ordered('1')
  faults.add({ kind: 'withheld', times: 99 })
  await fetch(`${shop.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams({ payment_intent: refunded.intentId, amount: '500' }),
  })
  await good.pays(goods)
  // Stripe lists the latest first
  await bad.pays(bads)
  const { snapshot } = await shop.database.db
    .selectFrom('checkouts')
    .select('snapshot')
    .where('id', '=', bad.checkoutId)
    .executeTakeFirstOrThrow()
  const frozen = snapshot as { agreement: object }
  const keep = (agreement: object) =>
    shop.database.db
      .updateTable('checkouts')
      .set({ snapshot: JSON.stringify({ ...frozen, agreement }) })
      .where('id', '=', bad.checkoutId)
      .execute()
  await keep({ ...frozen.agreement, websiteId: '018f4e9c-7b1a-7c3e-9d2b-5a6f7e8d9c0b' })
  await expect(compare()).rejects.toThrow()
  const stateOf = async (buyer: Buyer) => (await booksOf(shop.database, buyer.checkoutId)).checkout.state
  expect([await stateOf(bad), await stateOf(good)]).toEqual(['paying', 'completed'])
  expect(await clerk.read('payment', refunded.paymentId, 'refunded')).toMatchObject({ refunded: { amount: '5.00' } })
  const reference = bads.payment!.clientSecret.split('_secret_')[0]!
  expect(await differencesOf(reference)).toMatchObject([{ kind: 'missed', state: 'open' }])
  await keep(frozen.agreement)
  await compare()
  expect(await stateOf(bad)).toBe('completed')
  expect(await differencesOf(reference)).toMatchObject([{ state: 'repaired' }])
})
