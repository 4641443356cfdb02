import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CartAnswer } from '../../kernel/contract.ts'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { addProduct, setPrices, setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const product = (id: string, columns: object) =>
  shop.database.db.updateTable('products').set(columns).where('id', '=', id).execute()
const unit = (productId: string, columns: object) =>
  shop.database.db.updateTable('productUnits').set(columns).where('productId', '=', productId).execute()

/** What happens to the product after the shopper was ready to pay for 2 of it, and what placing then says. */
const cases: [why: string, change: (id: string) => Promise<unknown>, code: string, params: object][] = [
  [
    'more must be ordered',
    (id) => product(id, { minimumQuantity: '5' }),
    'QUANTITY_TOO_SMALL',
    { minimum: '5', quantity: '2' },
  ],
  [
    'less may be ordered',
    (id) => product(id, { maximumQuantity: '1' }),
    'QUANTITY_TOO_LARGE',
    { maximum: '1', quantity: '2' },
  ],
  ['its unit is not sold', (id) => unit(id, { sell: false }), 'UNIT_NOT_SOLD', { unit: 'piece' }],
  [
    'it comes in variants now',
    (id) => product(id, { type: 'configurable', parentId: null }),
    'PRODUCT_NEEDS_VARIANT',
    {},
  ],
  [
    'it lost its price',
    (id) => setPrices(shop, shop.priceListId, id, 'piece', {}),
    'PRICE_MISSING',
    { unit: 'piece', quantity: '2' },
  ],
  ['less of it is left', (id) => setStock(shop, id, '1'), 'NOT_ENOUGH_STOCK', { available: '1', unit: 'piece' }],
  [
    'it will come later',
    (id) => product(id, { availableFrom: '2099-01-01' }),
    'PRODUCT_UNAVAILABLE',
    { status: 'upcoming' },
  ],
]

it.each(cases)('does not place what cannot be bought since %s, says why, and moves nothing', async (...given) => {
  const [, change, code, params] = given
  const buyer = new Buyer(shop)
  const sku = `ODD-${code}`
  const id = await addProduct(shop, { sku })
  const { totals } = await buyer.ready({ sku, quantity: '2' })
  const { lines } = await granted(buyer.caller.ask<{ lines: { id: string }[] }>('cartCurrent', null, 'lines { id }'))
  await change(id)
  const refused = await still(shop.database, () => buyer.place(totals!.total))
  expect(refused.error).toMatchObject({ code, params: { sku, lineId: lines[0]!.id, ...params } })
})

it('does not place a quantity that has become too fine for its unit', async () => {
  const buyer = new Buyer(shop)
  const id = await addProduct(shop, {
    sku: 'ROPE',
    units: { metre: { precision: 1 } },
    prices: { metre: { 1: '3.00' } },
  })
  const { totals } = await buyer.ready({ sku: 'ROPE', quantity: '2.5' })
  await unit(id, { precision: 0 })
  const refused = await still(shop.database, () => buyer.place(totals!.total))
  expect(refused.error).toMatchObject({
    code: 'QUANTITY_PRECISION',
    params: { quantity: '2.5', unit: 'metre', precision: 0 },
  })
})

it('does not place more lines than a cart is sold with', async () => {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  const { cart } = await booksOf(shop.database, buyer.checkoutId)
  const products = await Promise.all(Array.from({ length: 200 }, () => addProduct(shop)))
  const more = products.map((productId, position) => ({
    id: randomIds.next(),
    cartId: cart.id,
    productId,
    unitId: shop.unitIds.piece,
    quantity: '1',
    position,
  }))
  await shop.database.db.insertInto('cartLines').values(more).execute()
  const refused = await still(shop.database, () => buyer.place(totals!.total))
  expect(refused.error).toMatchObject({ code: 'CART_FULL', params: { max: 200, lines: 201 } })
})

it('says in the unit of the line what is left when the rest was sold at the same moment', async () => {
  const buyer = new Buyer(shop)
  const id = await addProduct(shop, {
    sku: 'SCREWS',
    units: { piece: {}, box: { conversion: '12' } },
    prices: { piece: { 1: '0.30' }, box: { 1: '3.00' } },
    stock: '100',
  })
  await granted(buyer.caller.act('cartAddLine', { sku: 'SCREWS', unit: 'box', quantity: '4' }, 'id'))
  const { totals } = await buyer.ready({ sku: 'SCREWS', quantity: '5' })
  let place: ReturnType<Buyer['place']> | undefined
  // somebody else's sale is under way when the cart is looked at, and done when the stock is to be held
  await shop.database.db.transaction().execute(async (sale) => {
    await sale.updateTable('inventoryLevels').set({ onHand: '43' }).where('productId', '=', id).execute()
    place = buyer.place(totals!.total)
    await waitsForLock(shop)
  })
  const refused = await place!
  expect(refused.error).toMatchObject({
    code: 'NOT_ENOUGH_STOCK',
    message: 'Only 3 box of SCREWS can be delivered.',
    params: { sku: 'SCREWS', available: '3', unit: 'box' },
  })
  expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
    checkout: { state: 'open', snapshot: null },
    payments: [],
    reservations: [],
  })
  const cart = await granted(buyer.caller.ask<CartAnswer>('cartCurrent', null, 'problems { code available text }'))
  expect(cart.problems?.[0]).toMatchObject({ code: 'NOT_ENOUGH_STOCK', available: '3', text: refused.error!.message })
})

async function waitsForLock({ database }: OpenShop): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db)
    if (rows.length > 0) return
    await sleep(20)
  }
  throw new Error('nobody waits for a lock')
}
