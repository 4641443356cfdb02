import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'

// The rule is told once, in prisma/sql/20-price-lists.sql; the catalogue, the cart and the checkout all price by it.

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

async function pricesOf(productId: string, customerId: string | null, currency = 'EUR'): Promise<string[]> {
  const { rows } = await sql<{ quantity: string; amount: string }>`
    select quantity::float8::text as quantity, amount::text as amount from prices_in_chain(
      price_list_chain(${shop.website.id}, ${customerId}::uuid, ${shop.clock.now()}::timestamptz),
      ${[productId]}::uuid[], ${currency}) order by quantity`.execute(database.db)
  return rows.map((row) => `${row.quantity}: ${row.amount}`)
}

describe('which list prices a product', () => {
  it('asks the customer’s own lists, then the parent’s and the grandparent’s, then the group’s, then everybody’s', async () => {
    const grandparent = await addCustomer(shop, { groupId: shop.groupId })
    const parent = await addCustomer(shop, { parentId: grandparent })
    const child = await addCustomer(shop, { parentId: parent })
    const product = await addProduct(shop)
    const seen = [await pricesOf(product, child)]
    for (const [code, to, amount] of [
      ['of the group', { customerGroupId: shop.groupId, priority: 99 }, '9'],
      ['of the grandparent', { customerId: grandparent, priority: 50 }, '8'],
      ['of the parent', { customerId: parent }, '7'],
      ['of the child', { customerId: child }, '6'],
    ] as const) {
      await setPrices(shop, await addPriceList(shop, code, to), product, 'piece', { 1: amount })
      seen.push(await pricesOf(product, child))
    }
    expect(seen.flat()).toEqual(['1: 10.0000', '1: 9.0000', '1: 8.0000', '1: 7.0000', '1: 6.0000'])
    expect(await pricesOf(product, grandparent)).toEqual(['1: 8.0000'])
    expect(await pricesOf(product, null)).toEqual(['1: 10.0000'])
    expect(await pricesOf(product, await addCustomer(shop))).toEqual(['1: 10.0000'])
  })

  it('lets the higher priority go first inside a level', async () => {
    const customerId = await addCustomer(shop)
    const product = await addProduct(shop)
    for (const [priority, amount] of [
      [1, '5'],
      [7, '4'],
      [3, '3'],
    ] as const)
      await setPrices(shop, await addPriceList(shop, `with ${priority}`, { customerId, priority }), product, 'piece', {
        1: amount,
      })
    expect(await pricesOf(product, customerId)).toEqual(['1: 4.0000'])
  })

  it('takes all tiers from the first list that prices the unit, and falls through for what that list leaves out', async () => {
    const customerId = await addCustomer(shop)
    const [listed, unlisted] = [
      await addProduct(shop, { prices: { piece: { 1: '10', 100: '5' } } }),
      await addProduct(shop),
    ]
    const own = await addPriceList(shop, 'only one product', { customerId })
    await setPrices(shop, own, listed, 'piece', { 1: '9', 20: '8' })
    expect(await pricesOf(listed, customerId)).toEqual(['1: 9.0000', '20: 8.0000'])
    expect(await pricesOf(unlisted, customerId)).toEqual(['1: 10.0000'])
    expect(await pricesOf(listed, customerId, 'USD')).toEqual([])
  })

  it('sees a list from its first moment to its last, and never an inactive one', async () => {
    const customerId = await addCustomer(shop)
    const product = await addProduct(shop)
    const [from, until] = [new Date('2026-06-01T10:00:00Z'), new Date('2026-06-01T11:00:00Z')]
    const sale = await addPriceList(shop, 'sale', { customerId }, { validFrom: from, validUntil: until })
    await setPrices(shop, sale, product, 'piece', { 1: '1' })
    const asleep = await addPriceList(shop, 'asleep', { customerId, priority: 9 }, { active: false })
    await setPrices(shop, asleep, product, 'piece', { 1: '2' })
    for (const [instant, price] of [
      ['2026-06-01T09:59:59.999Z', '1: 10.0000'],
      ['2026-06-01T10:00:00.000Z', '1: 1.0000'],
      ['2026-06-01T10:59:59.999Z', '1: 1.0000'],
      ['2026-06-01T11:00:00.000Z', '1: 10.0000'],
    ] as const) {
      shop.clock.set(instant)
      expect(await pricesOf(product, customerId), instant).toEqual([price])
    }
  })

  it('ends although two companies are each other’s parents', async () => {
    const one = await addCustomer(shop)
    const other = await addCustomer(shop, { parentId: one })
    await database.db.updateTable('customers').set({ parentId: other }).where('id', '=', one).execute()
    const product = await addProduct(shop)
    await setPrices(shop, await addPriceList(shop, 'in the circle', { customerId: other }), product, 'piece', {
      1: '4',
    })
    expect(await pricesOf(product, one)).toEqual(['1: 4.0000'])
  })
})
