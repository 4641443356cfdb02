import { afterAll, beforeAll, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

// What the database itself refuses, whatever the code above it does.

it('keeps a cart from having two checkouts under way', async () => {
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  await buyer.start()
  const { checkout } = await booksOf(shop.database, buyer.checkoutId)
  const { cartId, websiteId, currency, locale } = checkout
  const second = shop.database.db
    .insertInto('checkouts')
    .values({ id: randomIds.next(), cartId, websiteId, currency, locale })
    .execute()
  await expect(second).rejects.toThrow('checkouts_under_way')
})

it('keeps the ledger of payments from being rewritten, shortened or emptied', async () => {
  const buyer = new Buyer(shop)
  await buyer.atTheTill()
  const { payments } = await booksOf(shop.database, buyer.checkoutId)
  const rewritten = shop.database.db
    .updateTable('paymentEvents')
    .set({ amount: '0' })
    .where('paymentId', '=', payments[0]!.id)
    .execute()
  await expect(rewritten).rejects.toThrow('entries of payment_events are added, never changed')
  const deleted = shop.database.db.deleteFrom('paymentEvents').where('paymentId', '=', payments[0]!.id).execute()
  await expect(deleted).rejects.toThrow('entries of payment_events are added, never changed')
  for (const emptied of [sql`truncate payment_events`, sql`truncate payments cascade`, sql`truncate checkouts cascade`])
    await expect(emptied.execute(shop.database.db)).rejects.toThrow('entries of payment_events are added, never')
})

it('refuses a cart that was ordered in another way to be paid a second time', async () => {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  const { cart } = await booksOf(shop.database, buyer.checkoutId)
  await shop.database.db.updateTable('carts').set({ state: 'ordered' }).where('id', '=', cart.id).execute()
  expect((await buyer.place(totals!.total)).error?.code).toBe('CART_EMPTY')
})
