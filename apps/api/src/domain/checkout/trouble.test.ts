import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { paidTooLate } from '../../testing/paid-too-late.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { Shopper } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const reserved = async () => Number((await shelvesOf(shop.database, shop.furniture.drill))!.reserved)
const intentsOf = (checkoutId: string) =>
  Object.values(shop.stripe.state().intents).filter(({ metadata }) => metadata?.checkoutId === checkoutId)
const refundsOf = () => Object.values(shop.stripe.state().refunds)

/** Runs the schedule that ends checkouts whose time is over. */
async function expire(): Promise<void> {
  const job = shop.built.jobs.find(({ name }) => name === 'checkouts.expire')!
  await job.run({} as never, await shop.built.systemContext())
}

describe('a card', () => {
  it('that is declined leaves the payment open, says why, and a better one pays it', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    const declined = await buyer.pays(placement, 'pm_card_visa_chargeDeclinedInsufficientFunds')
    expect(declined.error).toMatchObject({ code: 'card_declined', decline_code: 'insufficient_funds' })
    await shop.stripe.webhooks.idle()
    const waiting = await granted(buyer.complete())
    expect(waiting).toMatchObject({
      status: 'awaitingPayment',
      order: null,
      failure: { code: 'insufficient_funds' },
      payment: { clientSecret: placement.payment!.clientSecret },
    })
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'failed'])
    await buyer.pays(placement, 'pm_card_mastercard')
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.stripe.webhooks.idle()
    expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'failed', 'captured'])
  })

  it('of a bank that asks questions pays when they are answered, and not when they are not', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    const browser = buyer.browser(placement)
    expect((await browser.pays('pm_card_threeDSecure2Required')).intent?.status).toBe('requires_action')
    expect((await granted(buyer.complete())).status).toBe('awaitingPayment')
    expect((await browser.authenticates('failed')).intent?.status).toBe('requires_payment_method')
    await shop.stripe.webhooks.idle()
    const failed = await granted(buyer.complete())
    expect(failed).toMatchObject({ status: 'awaitingPayment', order: null })
    await browser.pays('pm_card_threeDSecure2Required')
    expect((await browser.authenticates('succeeded')).intent?.status).toBe('succeeded')
    expect((await granted(buyer.complete())).status).toBe('completed')
  })
})

describe('going back from the payment', () => {
  it('cancels the intent before the stock is let go, and pays anew with what was changed', async () => {
    const before = await reserved()
    const buyer = new Buyer(shop)
    const first = await buyer.atTheTill()
    expect(await reserved()).toBe(before + 1)
    const opened = await granted(buyer.step('Reopen'))
    expect(opened).toMatchObject({ state: 'open', ready: true })
    expect(await reserved()).toBe(before)
    expect(intentsOf(buyer.checkoutId).map(({ status }) => status)).toEqual(['canceled'])
    expect((await new Shopper(shop.stripe, first.payment!.clientSecret).pays('pm_card_visa')).error).not.toBeNull()
    const { totals } = await granted(buyer.checkout())
    const second = await granted(buyer.place(totals!.total))
    expect(second.payment!.clientSecret).not.toBe(first.payment!.clientSecret)
    await buyer.pays(second)
    expect((await granted(buyer.complete())).status).toBe('completed')
    await shop.stripe.webhooks.idle()
    const { payments, kinds } = await booksOf(shop.database, buyer.checkoutId)
    expect(payments.map(({ orderId }) => orderId !== null)).toEqual([false, true])
    expect([...kinds].sort()).toEqual(['cancelled', 'captured', 'created', 'created'])
  })

  it('completes the checkout instead when it is paid already', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 5 })
    await buyer.pays(placement)
    const reopened = await granted(buyer.step('Reopen'))
    expect(reopened).toMatchObject({ state: 'completed', order: { state: 'placed' } })
    shop.stripe.webhooks.faults.clear()
    shop.stripe.webhooks.release()
    await shop.stripe.webhooks.idle()
    expect((await booksOf(shop.database, buyer.checkoutId)).topics).toEqual(['order.placed', 'payment.changed'])
  })
})

describe('when the time to pay is over', () => {
  it('ends the payment, lets the stock go, and leaves the checkout to be paid anew', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    shop.clock.advance({ minutes: 29 })
    await expire()
    expect((await booksOf(shop.database, buyer.checkoutId)).reservations).toMatchObject([{ state: 'held' }])
    shop.clock.advance({ minutes: 2 })
    await expire()
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books).toMatchObject({
      checkout: { state: 'open', expiresAt: null },
      kinds: ['created', 'cancelled'],
      reservations: [{ state: 'released' }],
    })
    const { totals } = await granted(buyer.checkout())
    expect((await granted(buyer.place(totals!.total))).status).toBe('awaitingPayment')
  })

  it('makes the order when the money came and nobody told us', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 9 })
    await buyer.pays(placement)
    shop.clock.advance({ minutes: 31 })
    await expire()
    expect((await booksOf(shop.database, buyer.checkoutId)).checkout.state).toBe('completed')
    shop.stripe.webhooks.faults.clear()
  })

  it('keeps the stock as long as Stripe cannot say that it is cancelled', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    const held = await reserved()
    shop.clock.advance({ minutes: 31 })
    shop.stripe.faults.add({ kind: 'status', status: 500, times: 9, path: '/v1/payment_intents' })
    await expire()
    expect(await reserved()).toBe(held)
    shop.stripe.faults.clear()
    // asked again after a while, so that the others have their turn
    await still(shop.database, expire)
    shop.clock.advance({ minutes: 6 })
    await expire()
    expect(await reserved()).toBeLessThan(held)
  })
})

it('refunds once what is paid for a checkout that no longer waits for it', async () => {
  const { buyer, tell } = await paidTooLate(shop)
  const before = refundsOf().length
  const told = await Promise.all(Array.from({ length: 5 }, () => granted(buyer.complete())))
  expect(told.every(({ status, order }) => status === 'refunded' && order === null)).toBe(true)
  await tell()
  expect(refundsOf().length - before).toBe(1)
  const books = await booksOf(shop.database, buyer.checkoutId)
  expect(books.kinds).toEqual(['created', 'captured', 'refunded'])
  expect(books.order).toBeUndefined()
  expect(books.topics).toEqual(['payment.changed', 'payment.refunded', 'payment.changed'])
})

it('tells that money which came too late goes back, also while the bank takes its time for it', async () => {
  const { buyer, tell } = await paidTooLate(shop, 'pm_card_pendingRefund')
  const before = refundsOf().length
  for (const told of [await granted(buyer.complete()), await granted(buyer.complete())])
    expect(told).toMatchObject({ status: 'refunded', order: null, payment: null })
  await tell()
  const [refund, ...more] = refundsOf().slice(before)
  expect(more).toEqual([])
  expect(refund).toMatchObject({ status: 'pending' })
  expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'captured', 'refundPending'])
  await fetch(`${shop.stripe.url}/_sandbox/settle/${refund!.id}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  await still(shop.database, async () => expect((await granted(buyer.complete())).status).toBe('refunded'))
  expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual([
    'created',
    'captured',
    'refundPending',
    'refunded',
  ])
  expect(refundsOf().length - before).toBe(1)
})

describe('when Stripe is away', () => {
  it('says so at "Place order", and a later click goes on with the same payment', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    shop.stripe.faults.add({ kind: 'status', status: 503, times: 3, path: '/v1/payment_intents' })
    const refused = await buyer.place(totals!.total)
    expect(refused.error).toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE', status: 503 })
    shop.stripe.faults.clear()
    const placement = await granted(buyer.place(totals!.total))
    expect((await booksOf(shop.database, buyer.checkoutId)).payments).toHaveLength(1)
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })

  it('makes one intent also when only its answer was lost', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    shop.stripe.faults.add({ kind: 'status', status: 500, times: 1, path: '/v1/payment_intents', phase: 'after' })
    await granted(buyer.place(totals!.total))
    expect(intentsOf(buyer.checkoutId)).toHaveLength(1)
  })

  it('lets everything go when Stripe will not have the payment at all', async () => {
    const before = await reserved()
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '0.10' })
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready({ optionId: 'pickup:berlin' })
    const refused = await buyer.place(totals!.total)
    expect(refused.error).toMatchObject({ code: 'PAYMENT_AMOUNT_UNSUPPORTED' })
    expect(await reserved()).toBe(before)
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books).toMatchObject({ checkout: { state: 'open' }, kinds: ['created', 'cancelled'] })
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '119.00' })
  })
})

it('refunds what came too late also when Stripe is down at that moment: the message may come again', async () => {
  const { buyer, tell } = await paidTooLate(shop)
  const before = refundsOf().length
  // as often as the adapter tries within one message
  shop.stripe.faults.add({ kind: 'status', status: 503, times: 3, path: '/v1/refunds' })
  await tell()
  shop.stripe.faults.clear()
  // Stripe tells again what was not taken with a 2xx
  const paid = Object.values(shop.stripe.state().events).find(
    ({ type, data }) =>
      type === 'payment_intent.succeeded' &&
      (data.object as { metadata?: { checkoutId?: string } }).metadata?.checkoutId === buyer.checkoutId,
  )
  shop.stripe.webhooks.resend(paid!)
  await shop.stripe.webhooks.idle()
  expect(refundsOf().length - before).toBe(1)
  expect((await booksOf(shop.database, buyer.checkoutId)).kinds).toEqual(['created', 'captured', 'refunded'])
})
