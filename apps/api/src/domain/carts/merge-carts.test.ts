import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { actOn, cartsOf, currentCart, startPaying } from '../../testing/fixtures/carts.ts'
import { addBuyer, addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { mergeCarts } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

const add = (ctx: Ctx, productId: string, quantity: string) => actOn(ctx, 'cart.addLine', { productId, quantity })

function signIn(visitor: Ctx, buyer: Ctx): Promise<string | undefined> {
  if (visitor.actor.kind !== 'visitor' || buyer.actor.kind !== 'customerUser') throw new TypeError('two people, please')
  const { visitorId } = visitor.actor
  const { customerUserId } = buyer.actor
  return transaction(shop.as(visitor.actor), (ctx) => mergeCarts(ctx, visitorId, customerUserId))
}

describe('merging carts at sign-in', () => {
  it('adds quantities of the same unit, brings the other lines along, and shows the prices of the company', async () => {
    const customerId = await addCustomer(shop)
    const buyer = await addBuyer(shop, customerId)
    const visitor = shop.visitor()
    const [both, new_] = await Promise.all([addProduct(shop), addProduct(shop)])
    const own = await addPriceList(shop, `own-${customerId}`, { customerId })
    await setPrices(shop, own, both, 'piece', { 1: '7.00' })
    await add(visitor, both, '2')
    await add(visitor, new_, '1')
    const mine = await add(buyer, both, '3')
    expect(await signIn(visitor, buyer)).toBe(mine.id)
    const cart = await currentCart(buyer)
    expect(cart!.lines!.map((line) => [line.product!.id, line.quantity, line.unitPrice!.amount])).toEqual([
      [both, '5', '7.00'],
      [new_, '1', '10.00'],
    ])
    expect(cart!.problems).toEqual([])
    expect(await currentCart(visitor)).toBeNull()
    // signing in again, or a second time at once, adds nothing
    await signIn(visitor, buyer)
    expect(await currentCart(buyer)).toEqual(cart)
  })

  it('begins a cart for a user who had none, and none where the visitor had none', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop))
    const visitor = shop.visitor()
    expect(await signIn(visitor, buyer)).toBeUndefined()
    await add(visitor, await addProduct(shop), '2')
    await signIn(visitor, buyer)
    expect(await currentCart(buyer)).toMatchObject({ itemCount: 1 })
  })

  it('adds up only to what there is and to the most that may be ordered', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop))
    const visitor = shop.visitor()
    const scarce = await addProduct(shop, { stock: '7' })
    const limited = await addProduct(shop, { maximumQuantity: '6' })
    for (const [ctx, quantity] of [
      [visitor, '5'],
      [buyer, '4'],
    ] as const)
      for (const productId of [scarce, limited]) await add(ctx, productId, quantity)
    await signIn(visitor, buyer)
    const cart = await currentCart(buyer)
    expect(cart!.lines!.map((line) => line.quantity)).toEqual(['7', '6'])
    expect(cart!.problems).toEqual([])
  })

  it('keeps every line of two carts that are too much together, says so, and takes no third one in', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop))
    const visitor = shop.visitor()
    const products = await Promise.all(Array.from({ length: 250 }, () => addProduct(shop)))
    const fill = async (ctx: Ctx, some: string[]) => {
      const { id: cartId } = await add(ctx, some[0]!, '1')
      const lines = some.slice(1).map((productId, index) => ({
        id: ctx.ids.next(),
        cartId,
        productId,
        unitId: shop.unitIds.piece,
        quantity: '1',
        position: index + 2,
      }))
      await database.db.insertInto('cartLines').values(lines).execute()
    }
    await fill(buyer, products.slice(0, 150))
    await fill(visitor, products.slice(120))
    await signIn(visitor, buyer)
    const cart = (await currentCart(buyer))!
    expect(cart.lines!.map((line) => line.product!.id)).toEqual(products)
    expect(cart.lines!.map((line) => line.quantity)).toEqual(
      products.map((_, index) => (index >= 120 && index < 150 ? '2' : '1')),
    )
    expect(cart.problems).toEqual([
      { code: 'CART_FULL', text: 'A cart holds at most 200 different products.', lineId: null, available: null },
    ])

    await add(visitor, await addProduct(shop), '1')
    const before = (await cartsOf(shop)).map(({ state, lines }) => ({ state, lines }))
    await signIn(visitor, buyer)
    expect((await cartsOf(shop)).map(({ state, lines }) => ({ state, lines }))).toEqual(before)

    const gone = cart.lines!.slice(1, 50).map(({ id }) => id)
    await database.db.deleteFrom('cartLines').where('id', 'in', gone).execute()
    await actOn(buyer, 'cart.removeLine', { lineId: cart.lines![0]!.id })
    expect((await currentCart(buyer))!.problems).toEqual([])
    await signIn(visitor, buyer)
    expect(await currentCart(visitor)).toBeNull()
    expect(await currentCart(buyer)).toMatchObject({ itemCount: 201, problems: [{ code: 'CART_FULL' }] })
  })

  it('moves nothing while the visitor’s cart is being paid for', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop))
    const visitor = shop.visitor()
    const { id } = await add(visitor, await addProduct(shop), '2')
    await add(buyer, await addProduct(shop), '1')
    await startPaying(shop, id)
    const before = (await cartsOf(shop)).map(({ state, lines }) => ({ state, lines }))
    await signIn(visitor, buyer)
    expect((await cartsOf(shop)).map(({ state, lines }) => ({ state, lines }))).toEqual(before)
    expect(await currentCart(visitor)).toMatchObject({ id, itemCount: 1 })
  })

  it('merges once, however often the user signs in at the same moment', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop))
    const visitor = shop.visitor()
    await add(visitor, await addProduct(shop, { stock: '1000' }), '10')
    await Promise.all(Array.from({ length: 8 }, () => signIn(visitor, buyer)))
    expect((await currentCart(buyer))!.lines).toMatchObject([{ quantity: '10' }])
  })
})
