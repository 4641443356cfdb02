import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomIds } from '../../kernel/ids.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer, miami } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
  await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '129.00' }, 'USD')
})
afterAll(() => shop.close())

/** Runs the schedule that ends checkouts whose time is over. */
async function expire(): Promise<void> {
  const job = shop.built.jobs.find(({ name }) => name === 'checkouts.expire')!
  await job.run({} as never, await shop.built.systemContext())
}

/** Somebody who pays by a bank account, which takes days. */
async function payingByBank(account = 'pm_usBankAccount'): Promise<{ buyer: Buyer; intent: string }> {
  const buyer = new Buyer(shop, shop.caller(undefined, { 'portico-currency': 'USD' }))
  await granted(buyer.add())
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('SetShippingAddress', { address: miami }))
  const [option] = (await granted(buyer.options())).options
  const { totals } = await granted(buyer.step('SetShippingMethod', { optionId: option!.id }))
  const { intent } = await buyer.pays(await granted(buyer.place(totals!.total)), account)
  await shop.stripe.webhooks.idle()
  return { buyer, intent: intent!.id }
}
const calls = async () => (await fetch(`${shop.stripe.url}/_sandbox/calls`)).text()
const bankAnswers = (intent: string) =>
  fetch(`${shop.stripe.url}/_sandbox/settle/${intent}`, { method: 'POST' }).then(() => shop.stripe.webhooks.idle())

it('holds the stock for a payment that the bank works on, asks about it once in a while, and counts it as ended when it has', async () => {
  const { buyer, intent } = await payingByBank()
  shop.clock.advance({ minutes: 31 })
  const told = shop.logged().length
  await expire()
  const held = await booksOf(shop.database, buyer.checkoutId)
  expect(held).toMatchObject({ checkout: { state: 'paying' }, reservations: [{ state: 'held' }] })
  expect(held.checkout.expiresAt!.getTime()).toBe(shop.clock.now().getTime() + 30 * 60_000)
  expect(shop.logged().slice(told)).not.toContain('whose time to pay was over are ended')
  shop.clock.advance({ minutes: 1 })
  const asked = await calls()
  await still(shop.database, expire)
  expect(await calls()).toBe(asked)
  await bankAnswers(intent)
  expect((await granted(buyer.complete())).status).toBe('completed')
})

it('mails a shopper, once, whose bank says days later that the money does not come; the cart is theirs to pay otherwise', async () => {
  const { buyer, intent } = await payingByBank('pm_usBankAccount_insufficientFunds')
  expect((await granted(buyer.complete())).status).toBe('processing')
  shop.clock.advance({ days: 3 })
  await bankAnswers(intent)
  await shop.drain()
  await shop.drain()
  const told = shop.mails().filter(({ subject }) => subject === 'Your bank did not send the money')
  expect(told.map(({ to }) => to)).toEqual(['ada@example.com'])
  expect(told[0]!.text).toContain('https://shop.test/checkout')
  await expire()
  expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
    checkout: { state: 'open', orderId: null },
    reservations: [{ state: 'released' }],
  })
  // a card that is declined at once is told in the shop alone
  const shown = new Buyer(shop)
  await shown.pays(await shown.atTheTill({ email: 'shown@example.com' }), 'pm_card_chargeDeclined')
  await shop.drain()
  expect(shop.mails().filter(({ to }) => to === 'shown@example.com')).toEqual([])
  await granted(shown.step('Reopen'))
})

it('ends who is overdue behind any number of payments that cannot be ended', async () => {
  const { buyer: slow } = await payingByBank()
  const overdue = new Buyer(shop)
  await overdue.atTheTill()
  const [cart] = await shop.database.db.selectFrom('carts').select(['websiteId', 'currency']).limit(1).execute()
  const before = new Date(shop.clock.now().getTime() - 60_000)
  // nobody knows of a payment for them: each is a failure, however often it is tried
  const broken = Array.from({ length: 250 }, () => ({ ...cart!, id: randomIds.next(), state: 'abandoned' as const }))
  await shop.database.db.insertInto('carts').values(broken).execute()
  await shop.database.db
    .insertInto('checkouts')
    .values(
      broken.map(({ id, websiteId, currency }) => ({
        id: randomIds.next(),
        cartId: id,
        websiteId,
        currency,
        locale: 'en',
        state: 'paying' as const,
        expiresAt: before,
      })),
    )
    .execute()
  shop.clock.advance({ minutes: 31 })
  const told = shop.logged().length
  await expire()
  expect((await booksOf(shop.database, overdue.checkoutId)).reservations).toMatchObject([{ state: 'held' }])
  shop.clock.advance({ minutes: 1 })
  await expire()
  expect(await booksOf(shop.database, overdue.checkoutId)).toMatchObject({
    checkout: { state: 'open' },
    reservations: [{ state: 'released' }],
  })
  expect((await booksOf(shop.database, slow.checkoutId)).checkout.state).toBe('paying')
  const ended = shop
    .logged()
    .slice(told)
    .match(/"ended":\d+/g)
  expect(ended).toEqual(['"ended":1'])
})
