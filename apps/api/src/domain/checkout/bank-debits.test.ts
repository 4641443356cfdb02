import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { filledIn } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.webhooks.faults.clear())

async function run(name: string): Promise<void> {
  const job = shop.built.jobs.find((one) => one.name === name)!
  await job.run({} as never, await shop.built.systemContext())
}

let people = 0
/** Somebody who has given their IBAN, and whose bank is at work. */
async function paysByDebit(iban?: string) {
  const buyer = new Buyer(shop)
  const email = `debit-${(people += 1)}@example.com`
  const placement = await buyer.atTheTill({ email })
  const { intent } = await buyer.browser(placement).confirms(filledIn.sepa(iban))
  expect(intent?.status).toBe('processing')
  await shop.stripe.webhooks.idle()
  return { buyer, email, placement, intent: intent!.id }
}

/** The bank answers, days later. */
async function bankAnswers(intent: string): Promise<void> {
  await fetch(`${shop.stripe.url}/_sandbox/settle/${intent}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
}
const books = ({ checkoutId }: Buyer) => booksOf(shop.database, checkoutId)
const mailsTo = (email: string) =>
  shop
    .mails()
    .filter(({ to }) => to === email)
    .map(({ subject }) => subject)
const messages = (intent: string, type: string) =>
  Object.values(shop.stripe.state().events).find(
    (event) => event.type === type && (event.data.object as { id: string }).id === intent,
  )!

describe('a bank debit', () => {
  it('holds the goods for as long as the bank is at work, ships nothing, and is an order when the money is there', async () => {
    const { buyer, email, intent } = await paysByDebit()
    expect(await granted(buyer.complete())).toMatchObject({ status: 'processing', payment: null, order: null })
    const shelves = await shelvesOf(shop.database, shop.furniture.drill)
    for (let day = 0; day < 14; day += 1) {
      shop.clock.advance({ days: 1 })
      await run('checkouts.expire')
      await run('checkouts.resume')
      await run('checkouts.forget')
    }
    expect(await books(buyer)).toMatchObject({
      checkout: { state: 'paying', orderId: null },
      reservations: [{ state: 'held', orderId: null }],
      kinds: ['created', 'processing'],
    })
    expect(await shelvesOf(shop.database, shop.furniture.drill)).toEqual(shelves)
    await bankAnswers(intent)
    const after = await books(buyer)
    expect(after).toMatchObject({
      checkout: { state: 'completed' },
      payments: [{ method: 'SEPA debit •••• 3000', methodType: 'sepa_debit', methodDigits: '3000' }],
      kinds: ['created', 'processing', 'captured'],
      reservations: [{ orderId: after.checkout.orderId }],
    })
    await shop.drain()
    await shop.drain()
    expect(mailsTo(email)).toContain(`Your order ${after.order!.number}`)
  })

  it('tells its buyer by mail that the bank is at work, once, however often Stripe says so', async () => {
    shop.stripe.webhooks.faults.add({ kind: 'twice', types: ['payment_intent.processing'] })
    const { email, intent } = await paysByDebit()
    await shop.drain()
    shop.stripe.webhooks.resend(messages(intent, 'payment_intent.processing'))
    await shop.stripe.webhooks.idle()
    await shop.drain()
    expect(mailsTo(email)).toEqual(['Your bank is at work on your payment'])
  })

  it('cannot be changed or left while the bank is at work, and nothing moves', async () => {
    const { buyer, placement } = await paysByDebit()
    await still(shop.database, async () => {
      expect((await buyer.step('Reopen')).error?.code).toBe('PAYMENT_PENDING')
      expect((await buyer.step('SetContact', { email: 'other@example.com' })).error?.code).toBe('PAYMENT_PENDING')
      expect((await buyer.step('ApplyCoupon', { code: 'ANY' })).error?.code).toBe('PAYMENT_PENDING')
    })
    expect((await granted(buyer.place(placement.checkout.totals!.total))).status).toBe('processing')
    expect((await books(buyer)).payments).toHaveLength(1)
  })

  it('is one order when Stripe’s messages come hours late, twice and in the wrong order', async () => {
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
    const { buyer, email, intent } = await paysByDebit()
    shop.clock.advance({ hours: 60 })
    await bankAnswers(intent)
    shop.stripe.webhooks.faults.clear()
    for (const type of ['payment_intent.succeeded', 'payment_intent.processing', 'payment_intent.succeeded']) {
      shop.stripe.webhooks.resend(messages(intent, type))
      await shop.stripe.webhooks.idle()
      shop.clock.advance({ hours: 3 })
    }
    const after = await books(buyer)
    expect(after).toMatchObject({ checkout: { state: 'completed' }, kinds: ['created', 'captured'] })
    const orders = shop.database.db.selectFrom('orders').select('id').where('email', '=', email)
    expect(await orders.execute()).toHaveLength(1)
    await shop.drain()
    await shop.drain()
    expect(mailsTo(email)).not.toContain('Your bank is at work on your payment')
  })

  it('is an order within the hour when no message of Stripe’s ever comes', async () => {
    const { buyer, intent } = await paysByDebit()
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
    for (let hour = 0; hour < 50; hour += 1) {
      shop.clock.advance({ hours: 1 })
      await run('checkouts.resume')
    }
    expect((await books(buyer)).checkout.state).toBe('paying')
    await bankAnswers(intent)
    shop.clock.advance({ hours: 1 })
    await run('checkouts.resume')
    expect(await books(buyer)).toMatchObject({
      checkout: { state: 'completed' },
      kinds: ['created', 'processing', 'captured'],
    })
  })

  it('of which the comparison of books hears first is an order by that', async () => {
    const { buyer, intent } = await paysByDebit()
    shop.stripe.webhooks.faults.add({ kind: 'withheld', times: 99 })
    await bankAnswers(intent)
    shop.clock.advance({ minutes: 16 })
    await run('payments.reconcile')
    expect((await books(buyer)).checkout.state).toBe('completed')
  })

  it('that the bank refuses days later leaves the cart to pay otherwise, once its time is over', async () => {
    const { buyer, email, placement, intent } = await paysByDebit('DE62370400440532013001')
    shop.clock.advance({ days: 5 })
    await run('checkouts.expire')
    await bankAnswers(intent)
    shop.stripe.webhooks.resend(messages(intent, 'payment_intent.processing'))
    shop.stripe.webhooks.resend(messages(intent, 'payment_intent.payment_failed'))
    await shop.stripe.webhooks.idle()
    await shop.drain()
    await shop.drain()
    expect(mailsTo(email).sort()).toEqual(['Your bank did not send the money', 'Your bank is at work on your payment'])
    expect(await granted(buyer.complete())).toMatchObject({
      status: 'awaitingPayment',
      failure: { code: 'insufficient_funds' },
    })
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })

  it('that is tried once more after the bank said no is at the bank again, and its buyer is mailed of each try', async () => {
    const { buyer, email, placement, intent } = await paysByDebit('DE62370400440532013001')
    await shop.drain()
    await bankAnswers(intent)
    await shop.drain()
    await buyer.browser(placement).confirms(filledIn.sepa())
    await shop.stripe.webhooks.idle()
    await shop.drain()
    const { id } = await shop.database.db
      .selectFrom('payments')
      .select('id')
      .where('reference', '=', intent)
      .executeTakeFirstOrThrow()
    const clerk = await Clerk.of(shop)
    expect(await clerk.read('payment', id, 'state')).toMatchObject({ state: 'processing' })
    expect(await granted(buyer.complete())).toMatchObject({ status: 'processing' })
    const [atWork, no] = ['Your bank is at work on your payment', 'Your bank did not send the money']
    expect(mailsTo(email).sort()).toEqual([no, atWork, atWork])
  })

  it('that is refused and not paid otherwise lets the goods go', async () => {
    const { buyer, intent } = await paysByDebit('DE62370400440532013001')
    await bankAnswers(intent)
    shop.clock.advance({ minutes: 31 })
    await run('checkouts.expire')
    // the cart comes back by a job
    await shop.drain()
    expect(await books(buyer)).toMatchObject({
      checkout: { state: 'open', orderId: null },
      cart: { state: 'open' },
      reservations: [{ state: 'released' }],
    })
    expect((await granted(buyer.add())).lines).toMatchObject([{ quantity: '2' }])
  })

  it('that its owner takes back weeks later is a dispute of the order', async () => {
    const { buyer, intent } = await paysByDebit('DE35370400440532013002')
    await bankAnswers(intent)
    expect((await books(buyer)).kinds.sort()).toEqual(['captured', 'created', 'disputed', 'processing'])
  })
})
