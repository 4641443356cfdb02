import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { addBuyer, addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices, setStock } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { createCatalog, rebuildReadModel } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
let productId: string
const search = createCatalog().questions!['product.search']!

beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
  productId = await addProduct(shop, { sku: 'ONE', prices: { piece: { 1: '10.00' } }, stock: '50' })
  await rebuildReadModel(database, () => undefined, shop.clock.now())
})
afterAll(() => database.close())

const wanted = { items: { price: {}, availability: { quantity: {} }, name: {} } }
const look = async (ctx: Ctx = shop.stranger()) => {
  const { items } = await search({ first: 5 }, ctx, wanted)
  const [one] = items
  return [one?.name, one?.price?.amount, one?.availability?.quantity]
}
/** Spoils the rows that pages are made of, behind the read model's back: whoever shows it has read them. */
const spoil = () => sql`update read_model.texts set card = replace(card, 'Product', 'Spoiled')`.execute(database.db)
const project = (what: 'products_changed' | 'prices_changed' | 'stock_changed') => {
  const day = what === 'prices_changed' ? sql`` : sql`, current_date`
  return sql`select ${sql.ref(`read_model.${what}`)}(array[${productId}]::uuid[]${day})`.execute(database.db)
}

beforeEach(async () => {
  await project('products_changed')
  await look()
})

it('gives a page again that nothing has touched, after one look at the state of things', async () => {
  const first = await look()
  await spoil()
  expect(await look()).toEqual(first)
})

it.each([
  [
    'a price',
    'prices_changed',
    () => setPrices(shop, shop.priceListId, productId, 'piece', { 1: '12.00' }),
    ['12.00', '50'],
  ],
  [
    'what is left, with as much to be had as before',
    'stock_changed',
    () => setStock(shop, productId, '49'),
    ['12.00', '49'],
  ],
  [
    'a name',
    'products_changed',
    () => database.db.updateTable('products').set({ name: '{"en":"New"}' }).where('id', '=', productId).execute(),
    ['12.00', '49'],
  ],
] as const)('reads a page anew after %s has changed', async (_what, projection, write, seen) => {
  await write()
  await project(projection)
  expect((await look()).slice(1)).toEqual(seen)
})

it('never gives the page of one shopper to another', async () => {
  const customer = await addCustomer(shop)
  const own = await addPriceList(shop, 'own', { customerId: customer })
  await setPrices(shop, own, productId, 'piece', { 1: '7.00' })
  await rebuildReadModel(database, () => undefined, shop.clock.now())
  const buyer = await addBuyer(shop, customer)
  expect([(await look())[1], (await look(buyer))[1], (await look())[1], (await look(buyer))[1]]).toEqual([
    '12.00',
    '7.00',
    '12.00',
    '7.00',
  ])
})
