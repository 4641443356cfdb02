import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { actOn, answerOf, cartsOf, codeOf } from '../../testing/fixtures/carts.ts'
import { addProduct, setStock } from '../../testing/fixtures/products.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

describe('adding to the cart', () => {
  it('makes a stranger a visitor, begins a cart, and answers all that it shows', async () => {
    const productId = await addProduct(shop, {
      sku: 'DRILL',
      prices: { piece: { 1: '99.9500', 10: '89.95' } },
      maximumQuantity: '50',
    })
    const ctx = shop.stranger()
    const cart = await actOn(ctx, 'cart.addLine', { sku: 'DRILL', quantity: '2' })
    expect(ctx.granted.token).toMatch(/^pt_/)
    expect(cart).toMatchObject({
      state: 'open',
      currency: 'EUR',
      itemCount: 1,
      problems: [],
      pricesIncludeTax: false,
      totals: {
        subtotal: { amount: '199.90', currency: 'EUR' },
        shipping: null,
        tax: { amount: '37.98', currency: 'EUR' },
        taxes: [{ name: 'VAT 19 %', rate: '0.19', amount: { amount: '37.98', currency: 'EUR' } }],
        total: { amount: '237.88', currency: 'EUR' },
      },
      lines: [
        {
          quantity: '2',
          precision: 0,
          minimumQuantity: null,
          maximumQuantity: '50',
          unitPrice: { amount: '99.95', currency: 'EUR' },
          rowTotal: { amount: '199.90', currency: 'EUR' },
          unit: { code: 'piece', labelPlural: 'pieces' },
          product: {
            id: productId,
            sku: 'DRILL',
            name: 'Product DRILL',
            url: '/product/drill',
            availability: { status: 'inStock', orderable: true, quantity: '100' },
          },
        },
      ],
    })
  })

  it('adds to the line of the same unit, at the tier that the sum reaches', async () => {
    const productId = await addProduct(shop, { prices: { piece: { 1: '10', 10: '9' } } })
    const ctx = shop.visitor()
    await actOn(ctx, 'cart.addLine', { productId, quantity: '6' })
    const cart = await actOn(ctx, 'cart.addLine', { productId, quantity: '4' })
    expect(cart.lines).toMatchObject([{ quantity: '10', rowTotal: { amount: '90.00' } }])
    expect(cart.problems).toEqual([])
  })

  it('needs at most eight statements with begin and commit, for a stranger and into a full cart alike', async () => {
    const products = await Promise.all(Array.from({ length: 30 }, () => addProduct(shop)))
    const ctx = shop.stranger()
    await actOn(ctx, 'cart.addLine', { productId: products[0]!, quantity: '1' })
    expect(ctx.statements.count).toBeLessThanOrEqual(6)
    const visitor = shop.visitor()
    for (const productId of products) {
      const before = visitor.statements.count
      await actOn(visitor, 'cart.addLine', { productId, quantity: '1' })
      expect(visitor.statements.count - before).toBeLessThanOrEqual(5)
    }
  })

  it('takes the quantity against precision, minimum and maximum over all lines of the product', async () => {
    const productId = await addProduct(shop, {
      units: { metre: { precision: 2 }, box: { conversion: '50' } },
      prices: { metre: { 0.5: '3.20' }, box: { 1: '150' } },
      minimumQuantity: '2.5',
      maximumQuantity: '120',
      stock: '1000',
    })
    const ctx = shop.visitor()
    const add = (quantity: string, unit?: string) =>
      codeOf(actOn(ctx, 'cart.addLine', { productId, quantity, ...(unit ? { unit } : {}) }))
    expect(await add('2.555')).toBe('QUANTITY_PRECISION')
    expect(await add('0')).toBe('QUANTITY_INVALID')
    expect(await add('2.49')).toBe('QUANTITY_TOO_SMALL')
    expect(await add('120.01')).toBe('QUANTITY_TOO_LARGE')
    expect(await add('3', 'box')).toBe('QUANTITY_TOO_LARGE')
    expect(await add('2', 'box')).toBe('accepted')
    expect(await add('20.5')).toBe('QUANTITY_TOO_LARGE')
    const cart = await actOn(ctx, 'cart.addLine', { productId, quantity: '0.5' })
    expect(cart.lines?.map((line) => [line.unit?.code, line.quantity, line.maximumQuantity])).toEqual([
      ['box', '2', '2'],
      ['metre', '0.5', '20'],
    ])
  })

  it('refuses quantities that no column could hold, however many times they are added', async () => {
    const productId = await addProduct(shop, { manageInventory: false })
    const ctx = shop.visitor()
    await actOn(ctx, 'cart.addLine', { productId, quantity: '999999' })
    const before = await cartsOf(shop)
    for (const quantity of ['2', '9999999999999', '99999999999999999999'])
      expect(await codeOf(actOn(ctx, 'cart.addLine', { productId, quantity }))).toMatch(/QUANTITY_(TOO_LARGE|INVALID)/)
    expect(await cartsOf(shop)).toEqual(before)
  })

  it('promises no more than there is, over all units of the product', async () => {
    const productId = await addProduct(shop, {
      units: { piece: {}, box: { conversion: '12' } },
      prices: { piece: { 1: '1' }, box: { 1: '11' } },
      stock: { berlin: '10', chicago: '20' },
    })
    const ctx = shop.visitor()
    await actOn(ctx, 'cart.addLine', { productId, unit: 'box', quantity: '2' })
    const refused = await answerOf(actOn(ctx, 'cart.addLine', { productId, unit: 'piece', quantity: '7' }))
    expect(refused).toMatchObject({ code: 'NOT_ENOUGH_STOCK', params: { available: '6', unit: 'piece' } })
    expect(await codeOf(actOn(ctx, 'cart.addLine', { productId, unit: 'piece', quantity: '6' }))).toBe('accepted')
  })

  it('lets backorders and what is not counted go beyond the stock', async () => {
    for (const given of [{ backorder: true }, { manageInventory: false }]) {
      const productId = await addProduct(shop, { ...given, stock: '0' })
      expect(await codeOf(actOn(shop.visitor(), 'cart.addLine', { productId, quantity: '500' }))).toBe('accepted')
    }
  })

  it.each([
    ['a configurable', { type: 'configurable' }, {}, 'PRODUCT_NEEDS_VARIANT'],
    ['what is disabled, as if it were not there', { status: 'disabled' }, {}, 'NOT_FOUND'],
    ['what is sold out', { stock: '0' }, {}, 'NOT_ENOUGH_STOCK'],
    ['what is discontinued and gone', { discontinued: true, stock: '0' }, {}, 'PRODUCT_UNAVAILABLE'],
    ['what is still to come', { availableFrom: '2030-01-01' }, {}, 'PRODUCT_UNAVAILABLE'],
    ['a unit that it is not sold in', { units: { piece: {}, box: { sell: false } } }, { unit: 'box' }, 'UNIT_NOT_SOLD'],
    ['a unit that does not exist', {}, { unit: 'dozen' }, 'UNIT_NOT_SOLD'],
    ['what has no price', { prices: {} }, {}, 'PRICE_MISSING'],
    ['a quantity below the lowest tier', { prices: { piece: { 10: '5' } } }, {}, 'PRICE_MISSING'],
  ] as const)('refuses %s, and leaves everything as it was', async (_what, given, input, code) => {
    const productId = await addProduct(shop, given)
    const ctx = shop.visitor()
    await actOn(ctx, 'cart.addLine', { productId: await addProduct(shop), quantity: '1' })
    const before = await cartsOf(shop)
    expect(await codeOf(actOn(ctx, 'cart.addLine', { productId, quantity: '1', ...input }))).toBe(code)
    expect(await cartsOf(shop)).toEqual(before)
  })

  it('begins no cart and no session when it refuses a stranger', async () => {
    const before = await cartsOf(shop)
    const sessions = () => database.db.selectFrom('sessions').select('id').orderBy('id').execute()
    const known = await sessions()
    expect(await codeOf(actOn(shop.stranger(), 'cart.addLine', { sku: 'NOWHERE', quantity: '1' }))).toBe('NOT_FOUND')
    expect(await codeOf(actOn(shop.stranger(), 'cart.addLine', { quantity: '1' }))).toBe('FIELD_REQUIRED')
    expect(await cartsOf(shop)).toEqual(before)
    expect(await sessions()).toEqual(known)
  })

  it('refuses the line beyond the last that a cart holds', async () => {
    const ctx = shop.visitor()
    const first = await addProduct(shop, {
      units: { piece: {}, box: {} },
      prices: { piece: { 1: '1' }, box: { 1: '1' } },
    })
    const cart = await actOn(ctx, 'cart.addLine', { productId: first, quantity: '1' })
    const others = await Promise.all(Array.from({ length: 199 }, () => addProduct(shop)))
    await database.db
      .insertInto('cartLines')
      .values(
        others.map((productId, index) => ({
          id: ctx.ids.next(),
          cartId: cart.id,
          productId,
          unitId: shop.unitIds.piece,
          quantity: '1',
          position: index + 2,
        })),
      )
      .execute()
    const before = await cartsOf(shop)
    expect(await codeOf(actOn(ctx, 'cart.addLine', { productId: first, unit: 'box', quantity: '1' }))).toBe('CART_FULL')
    expect(await cartsOf(shop)).toEqual(before)
    expect(await codeOf(actOn(ctx, 'cart.addLine', { productId: first, quantity: '1' }))).toBe('accepted')
  })

  it('adds both of two clicks at the same moment, to one cart', async () => {
    const productId = await addProduct(shop, { stock: '15' })
    const visitor = shop.visitor()
    const clicks = await Promise.all(
      Array.from({ length: 20 }, () =>
        codeOf(actOn(shop.as(visitor.actor), 'cart.addLine', { productId, quantity: '1' })),
      ),
    )
    expect(clicks.filter((code) => code === 'accepted')).toHaveLength(15)
    expect(clicks.filter((code) => code === 'NOT_ENOUGH_STOCK')).toHaveLength(5)
    const carts = (await cartsOf(shop)).filter((cart) => cart.lines.some((line) => line.productId === productId))
    expect(carts).toHaveLength(1)
    expect(carts[0]!.lines).toMatchObject([{ quantity: '15.000000' }])
  })

  it('counts what others hold as gone', async () => {
    const productId = await addProduct(shop, { stock: '5' })
    await database.db.updateTable('inventoryLevels').set({ reserved: '3' }).where('productId', '=', productId).execute()
    expect(await codeOf(actOn(shop.visitor(), 'cart.addLine', { productId, quantity: '3' }))).toBe('NOT_ENOUGH_STOCK')
    await setStock(shop, productId, '6')
    expect(await codeOf(actOn(shop.visitor(), 'cart.addLine', { productId, quantity: '3' }))).toBe('accepted')
  })
})
