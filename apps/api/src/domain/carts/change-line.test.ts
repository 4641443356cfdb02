import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { lockRows } from '../../kernel/locks.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { actOn, answerOf, cartsOf, codeOf, currentCart, startPaying } from '../../testing/fixtures/carts.ts'
import { addProduct, setPrices, setStock } from '../../testing/fixtures/products.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { closeCart } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

async function cartWith(quantity: string, given: Parameters<typeof addProduct>[1] = {}) {
  const ctx = shop.visitor()
  const productId = await addProduct(shop, given)
  const cart = await actOn(ctx, 'cart.addLine', { productId, quantity })
  return { ctx, productId, cartId: cart.id, lineId: cart.lines![0]!.id }
}

/** Refused with this code, and nothing in any cart moved. */
async function refusedStill(code: string, call: () => Promise<unknown>): Promise<void> {
  const before = await cartsOf(shop)
  expect(await codeOf(call())).toBe(code)
  expect(await cartsOf(shop)).toEqual(before)
}

describe('changing the cart', () => {
  it('sets a quantity at the price of its tier, and removes the line at zero', async () => {
    const { ctx, lineId } = await cartWith('1', { prices: { piece: { 1: '10', 5: '8' } } })
    const more = await actOn(ctx, 'cart.changeLine', { lineId, quantity: '5' })
    expect(more.lines).toMatchObject([{ quantity: '5', unitPrice: { amount: '8.00' }, rowTotal: { amount: '40.00' } }])
    expect(more.problems).toEqual([])
    const none = await actOn(ctx, 'cart.changeLine', { lineId, quantity: '0' })
    expect(none).toMatchObject({ lines: [], itemCount: 0, totals: { total: { amount: '0.00' } } })
  })

  it('refuses quantities beyond precision, bounds and stock, and leaves the line as it was', async () => {
    const { ctx, lineId } = await cartWith('3', { minimumQuantity: '2', maximumQuantity: '8', stock: '6' })
    const set = (quantity: string) => () => actOn(ctx, 'cart.changeLine', { lineId, quantity })
    await refusedStill('QUANTITY_PRECISION', set('2.5'))
    await refusedStill('QUANTITY_TOO_SMALL', set('1'))
    await refusedStill('QUANTITY_TOO_LARGE', set('9'))
    await refusedStill('NOT_ENOUGH_STOCK', set('7'))
    await refusedStill('QUANTITY_INVALID', set('-1'))
  })

  it('refuses the line of another visitor exactly like one that never was', async () => {
    const { lineId } = await cartWith('1')
    const { ctx } = await cartWith('1')
    const change = (id: string) => () => actOn(ctx, 'cart.changeLine', { lineId: id, quantity: '2' })
    await refusedStill('NOT_FOUND', change(lineId))
    await refusedStill('NOT_FOUND', change(randomIds.next()))
    const [foreign, missing] = await Promise.all([answerOf(change(lineId)()), answerOf(change(randomIds.next())())])
    expect(foreign).toEqual(missing)
    const kept = await actOn(ctx, 'cart.removeLine', { lineId })
    expect(kept.itemCount).toBe(1)
    expect((await cartsOf(shop)).flatMap((cart) => cart.lines).some((line) => line.id === lineId)).toBe(true)
  })

  it('says that there is no cart before the first line', async () => {
    const ctx = shop.visitor()
    expect(await currentCart(ctx)).toBeNull()
    expect(await currentCart(shop.stranger())).toBeNull()
    await refusedStill('NOT_FOUND', () => actOn(ctx, 'cart.clear', {}))
    await refusedStill('NOT_FOUND', () => actOn(ctx, 'cart.removeLine', { lineId: randomIds.next() }))
  })

  it('removes a line once, and answers the same cart when asked again', async () => {
    const { ctx, lineId } = await cartWith('1')
    await actOn(ctx, 'cart.addLine', { productId: await addProduct(shop), quantity: '1' })
    const once = await actOn(ctx, 'cart.removeLine', { lineId })
    expect(once.itemCount).toBe(1)
    expect(await actOn(ctx, 'cart.removeLine', { lineId })).toEqual(once)
  })

  it('empties the cart and keeps it', async () => {
    const { ctx, cartId } = await cartWith('4')
    expect(await actOn(ctx, 'cart.clear', {})).toMatchObject({ id: cartId, lines: [], itemCount: 0 })
    expect(await currentCart(ctx)).toMatchObject({ id: cartId, lines: [] })
  })

  it('moves nothing while the cart is being paid for', async () => {
    const { ctx, cartId, productId, lineId } = await cartWith('1')
    await startPaying(shop, cartId)
    await refusedStill('PAYMENT_PENDING', () => actOn(ctx, 'cart.addLine', { productId, quantity: '1' }))
    await refusedStill('PAYMENT_PENDING', () => actOn(ctx, 'cart.changeLine', { lineId, quantity: '2' }))
    await refusedStill('PAYMENT_PENDING', () => actOn(ctx, 'cart.removeLine', { lineId }))
    await refusedStill('PAYMENT_PENDING', () => actOn(ctx, 'cart.clear', {}))
    expect(await currentCart(ctx)).toMatchObject({ itemCount: 1 })
  })

  it('sees what happened to the cart while it waited: paid for, it must not change; ordered, another one begins', async () => {
    const { ctx, cartId, productId, lineId } = await cartWith('1')
    /** Something that holds the cart while the shopper, in another tab, adds and changes. */
    const meanwhile = (work: (inside: Ctx) => Promise<unknown>) =>
      transaction(shop.as({ kind: 'system' }), async (inside) => {
        await lockRows(inside, 'carts', [cartId])
        const tabs = [
          codeOf(actOn(shop.as(ctx.actor), 'cart.changeLine', { lineId, quantity: '2' })),
          codeOf(actOn(shop.as(ctx.actor), 'cart.addLine', { productId, quantity: '1' })),
        ]
        await new Promise((wait) => setTimeout(wait, 150))
        await work(inside)
        return tabs
      }).then((tabs) => Promise.all(tabs))
    const checkoutId = randomIds.next()
    const row = { id: checkoutId, cartId, websiteId: shop.website.id, currency: 'EUR', locale: 'en' }
    expect(
      await meanwhile(({ db }) =>
        db
          .insertInto('checkouts')
          .values({ ...row, state: 'paying' })
          .execute(),
      ),
    ).toEqual(['PAYMENT_PENDING', 'PAYMENT_PENDING'])
    const [changed, added] = await meanwhile(async (inside) => {
      await inside.db.updateTable('checkouts').set({ state: 'completed' }).where('id', '=', checkoutId).execute()
      await closeCart(inside, cartId)
    })
    // the change may come after the other tab has begun a new cart: the line is not in there either
    expect(changed).toBe('NOT_FOUND')
    expect(added).toBe('accepted')
    expect(await currentCart(ctx)).toMatchObject({ itemCount: 1 })
    expect((await currentCart(ctx))!.id).not.toBe(cartId)
    expect((await cartsOf(shop)).find((cart) => cart.id === cartId)).toMatchObject({
      state: 'ordered',
      lines: [{ quantity: '1.000000' }],
    })
  })

  it('ends the same in whatever order two tabs are served', async () => {
    const { ctx, productId, lineId } = await cartWith('1', { stock: '50' })
    const tab = (): Ctx => shop.as(ctx.actor)
    await Promise.all([
      ...Array.from({ length: 10 }, () => actOn(tab(), 'cart.addLine', { productId, quantity: '1' })),
      ...Array.from({ length: 10 }, () => actOn(tab(), 'cart.changeLine', { lineId, quantity: '20' })),
    ])
    const quantity = Number((await currentCart(ctx))!.lines![0]!.quantity)
    expect(quantity).toBeGreaterThanOrEqual(20)
    expect(quantity).toBeLessThanOrEqual(30)
  })

  it('needs at most eight statements for each change', async () => {
    const { ctx, lineId } = await cartWith('1')
    for (const call of [
      () => actOn(ctx, 'cart.changeLine', { lineId, quantity: '2' }),
      () => actOn(ctx, 'cart.removeLine', { lineId }),
      () => currentCart(ctx),
    ]) {
      const before = ctx.statements.count
      await call()
      expect(ctx.statements.count - before).toBeLessThanOrEqual(5)
    }
  })
})

describe('the cart as it stands', () => {
  it('tells what was sold out, what became scarce, what left the shop and what costs something else now', async () => {
    const ctx = shop.visitor()
    const [soldOut, scarce, gone, dearer] = await Promise.all([1, 2, 3, 4].map(() => addProduct(shop, { stock: '9' })))
    for (const productId of [soldOut!, scarce!, gone!, dearer!])
      await actOn(ctx, 'cart.addLine', { productId, quantity: '4' })
    await setStock(shop, soldOut!, '0')
    await setStock(shop, scarce!, '3')
    await database.db.updateTable('products').set({ status: 'disabled' }).where('id', '=', gone!).execute()
    await setPrices(shop, shop.priceListId, dearer!, 'piece', { 1: '12.50' })
    const cart = await currentCart(ctx)
    expect(cart!.problems!.map((problem) => [problem.code, problem.available])).toEqual([
      ['NOT_ENOUGH_STOCK', '0'],
      ['NOT_ENOUGH_STOCK', '3'],
      ['PRODUCT_UNAVAILABLE', null],
      ['PRICE_CHANGED', null],
    ])
    expect(cart!.problems![3]!.text).toContain('10.00 EUR before, 12.50 EUR now')
    const line = cart!.lines![0]!.id
    expect((await actOn(ctx, 'cart.removeLine', { lineId: line })).problems).toHaveLength(3)
    // told in the answer of the change, and seen from then on
    expect((await currentCart(ctx))!.problems!.map((problem) => problem.code)).toEqual([
      'NOT_ENOUGH_STOCK',
      'PRODUCT_UNAVAILABLE',
    ])
  })

  it('counts what its own checkout holds as its own', async () => {
    const { ctx, cartId, productId } = await cartWith('5', { stock: '5' })
    const checkoutId = await startPaying(shop, cartId)
    await database.db.updateTable('inventoryLevels').set({ reserved: '5' }).where('productId', '=', productId).execute()
    await database.db
      .insertInto('reservations')
      .values({
        id: randomIds.next(),
        productId,
        warehouseId: shop.warehouseIds.berlin,
        checkoutId,
        quantity: '5',
        state: 'held',
      })
      .execute()
    expect(await currentCart(ctx)).toMatchObject({ problems: [] })
    await database.db
      .updateTable('reservations')
      .set({ state: 'released' })
      .where('checkoutId', '=', checkoutId)
      .execute()
    expect(await currentCart(ctx)).toMatchObject({ problems: [{ code: 'NOT_ENOUGH_STOCK', available: '0' }] })
  })

  it('prices in the currency that is asked for, and speaks the language of the caller', async () => {
    const { ctx, productId } = await cartWith('2')
    await setPrices(shop, shop.priceListId, productId, 'piece', { 1: '11.00' }, 'USD')
    const german = shop.as(ctx.actor, { locale: 'de', currency: 'USD' })
    const cart = await currentCart(german)
    expect(cart).toMatchObject({
      currency: 'USD',
      totals: { subtotal: { amount: '22.00', currency: 'USD' } },
      problems: [],
    })
    expect(cart!.lines![0]!.product!.name).toMatch(/^Produkt/)
  })
})
