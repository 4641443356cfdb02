import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { minutesAfter } from '../../kernel/clock.ts'
import { transaction } from '../../kernel/db.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { answerOf, codeOf } from '../../testing/fixtures/carts.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { addCheckout, addOrder, stockOf } from '../../testing/fixtures/stock.ts'
import { commitStock, releaseOrderStock, releaseStock, reserveStock, shipStock } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

const system = () => shop.as({ kind: 'system' })

function reserve(checkoutId: string, items: Record<string, string>, countryCode = 'DE') {
  return transaction(system(), (ctx) =>
    reserveStock(ctx, {
      checkoutId,
      countryCode,
      expiresAt: minutesAfter(shop.clock.now(), 30),
      items: Object.entries(items).map(([productId, quantity]) => ({ productId, sku: 'X', quantity, unit: piece })),
    }),
  )
}

const piece = { code: 'piece', conversion: '1', precision: 0 }

const release = (checkoutId: string) => transaction(system(), (ctx) => releaseStock(ctx, checkoutId))

describe('stock', () => {
  it('gives the last ten pieces to ten of fifty who want one at the same moment', async () => {
    const productId = await addProduct(shop, { stock: { berlin: '6', chicago: '4' } })
    const checkouts = await Promise.all(Array.from({ length: 50 }, () => addCheckout(shop)))
    const codes = await Promise.all(checkouts.map((checkoutId) => codeOf(reserve(checkoutId, { [productId]: '1' }))))
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(10)
    expect(codes.filter((code) => code === 'NOT_ENOUGH_STOCK')).toHaveLength(40)
    expect(await stockOf(shop, productId)).toMatchObject({
      berlin: { onHand: '6', reserved: '6' },
      chicago: { onHand: '4', reserved: '4' },
      held: '10',
    })
  })

  it('never waits for each other in a circle, in whatever order products are asked for', async () => {
    const products = await Promise.all(Array.from({ length: 5 }, () => addProduct(shop, { stock: '1000' })))
    const checkouts = await Promise.all(Array.from({ length: 30 }, () => addCheckout(shop)))
    await Promise.all(
      checkouts.map((checkoutId, index) => {
        const order = index % 2 === 0 ? products : [...products].reverse()
        return reserve(checkoutId, Object.fromEntries(order.map((productId) => [productId, '2'])))
      }),
    )
    await Promise.all(checkouts.map(release))
    for (const productId of products)
      expect(await stockOf(shop, productId)).toMatchObject({ berlin: { reserved: '0' } })
  })

  it('holds all or nothing', async () => {
    const [plenty, scarce] = [await addProduct(shop), await addProduct(shop, { stock: '1' })]
    const before = [await stockOf(shop, plenty), await stockOf(shop, scarce)]
    const refused = await answerOf(reserve(await addCheckout(shop), { [plenty]: '5', [scarce]: '2' }))
    expect(refused).toMatchObject({ code: 'NOT_ENOUGH_STOCK', params: { available: '1' } })
    expect([await stockOf(shop, plenty), await stockOf(shop, scarce)]).toEqual(before)
  })

  it('says what is left in the unit that was asked for, beside what other lines of the product take', async () => {
    const productId = await addProduct(shop, { stock: { berlin: '30', chicago: '20' } })
    const [box, half] = [
      { code: 'box', conversion: '12', precision: 0 },
      { code: 'pallet', conversion: '48', precision: 1 },
    ]
    const ask = async (...items: [quantity: string, unit: typeof box][]) => {
      const checkoutId = await addCheckout(shop)
      const expiresAt = minutesAfter(shop.clock.now(), 30)
      return answerOf(
        transaction(system(), (ctx) =>
          reserveStock(ctx, {
            checkoutId,
            countryCode: 'DE',
            expiresAt,
            items: items.map(([quantity, unit]) => ({ productId, sku: 'X', quantity, unit })),
          }),
        ),
      )
    }
    expect(await ask(['60', box])).toMatchObject({ params: { sku: 'X', available: '4', unit: 'box' } })
    expect(await ask(['48', box], ['5', piece])).toMatchObject({ params: { available: '3', unit: 'box' } })
    expect(await ask(['5', piece], ['48', box])).toMatchObject({ params: { available: '2', unit: 'piece' } })
    expect(await ask(['96', half])).toMatchObject({ params: { available: '1', unit: 'pallet' } })
    expect(await ask(['28.8', half], ['60', box])).toMatchObject({ params: { available: '0', unit: 'pallet' } })
    expect(await stockOf(shop, productId)).toMatchObject({ held: '0' })
  })

  it('sends from the country of destination, and splits when nobody has all of it', async () => {
    const productId = await addProduct(shop, { stock: { berlin: '5', chicago: '5' } })
    await reserve(await addCheckout(shop), { [productId]: '3' }, 'US')
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { reserved: '0' }, chicago: { reserved: '3' } })
    await reserve(await addCheckout(shop), { [productId]: '6' }, 'US')
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { reserved: '4' }, chicago: { reserved: '5' } })
  })

  it('asks no warehouse that is closed', async () => {
    const productId = await addProduct(shop, { stock: { berlin: '5' } })
    const closed = database.db.updateTable('warehouses').where('code', '=', 'berlin')
    await closed.set({ active: false }).execute()
    expect(await codeOf(reserve(await addCheckout(shop), { [productId]: '1' }))).toBe('NOT_ENOUGH_STOCK')
    await closed.set({ active: true }).execute()
  })

  it('owes what may be ordered back, even where no warehouse ever had it', async () => {
    const productId = await addProduct(shop, { backorder: true, stock: {} })
    const checkoutId = await addCheckout(shop)
    await reserve(checkoutId, { [productId]: '3' }, 'US')
    expect(await stockOf(shop, productId)).toMatchObject({ chicago: { onHand: '0', reserved: '3' }, held: '3' })
    await release(checkoutId)
    expect(await stockOf(shop, productId)).toMatchObject({ chicago: { onHand: '0', reserved: '0' }, held: '0' })
  })

  it('promises nothing of what is not counted', async () => {
    const productId = await addProduct(shop, { manageInventory: false, stock: '0' })
    await reserve(await addCheckout(shop), { [productId]: '5' })
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { reserved: '0' }, held: '0' })
  })

  it('does each step once, however often it is asked for', async () => {
    const productId = await addProduct(shop, { stock: '10' })
    const checkoutId = await addCheckout(shop)
    const orderId = await addOrder(shop)
    const twice = (work: () => Promise<unknown>) => Promise.all([work(), work(), work()])
    await twice(() => reserve(checkoutId, { [productId]: '4' }))
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { onHand: '10', reserved: '4' }, held: '4' })
    await twice(() => transaction(system(), (ctx) => commitStock(ctx, checkoutId, orderId)))
    await twice(() => release(checkoutId)) // too late: it belongs to the order
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { reserved: '4' }, held: '0', committed: '4' })
    await twice(() => transaction(system(), (ctx) => shipStock(ctx, orderId)))
    await twice(() => transaction(system(), (ctx) => releaseOrderStock(ctx, orderId)))
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { onHand: '6', reserved: '0' }, shipped: '4' })
  })

  it('gives back what was promised to an order that is cancelled', async () => {
    const productId = await addProduct(shop, { stock: '10' })
    const [checkoutId, orderId] = [await addCheckout(shop), await addOrder(shop)]
    await reserve(checkoutId, { [productId]: '4' })
    await transaction(system(), (ctx) => commitStock(ctx, checkoutId, orderId))
    await transaction(system(), (ctx) => releaseOrderStock(ctx, orderId))
    expect(await stockOf(shop, productId)).toMatchObject({ berlin: { onHand: '10', reserved: '0' }, committed: '0' })
  })

  it('tells once for each product, and only when the amount changed', async () => {
    const [one, two] = [await addProduct(shop), await addProduct(shop)]
    await database.db.deleteFrom('outboxEvents').execute()
    const told = async () =>
      (
        await database.db
          .selectFrom('outboxEvents')
          .select(['topic', 'entity', 'entityId', 'payload'])
          .where('entityId', 'in', [one, two])
          .orderBy('seq')
          .execute()
      ).map((event) => [event.topic, event.entity, event.entityId, event.payload])
    const checkoutId = await addCheckout(shop)
    await reserve(checkoutId, { [one]: '1', [two]: '1' })
    const news = [one, two].map((productId) => ['inventory.changed', 'product', productId, { productIds: [productId] }])
    expect((await told()).sort()).toEqual([...news].sort())
    await reserve(checkoutId, { [one]: '1', [two]: '1' })
    expect(await told()).toHaveLength(2)
    await release(checkoutId)
    await release(checkoutId)
    expect(await told()).toHaveLength(4)
  })

  it('needs at most six statements beside begin and commit for twenty items', async () => {
    const products = await Promise.all(Array.from({ length: 20 }, () => addProduct(shop)))
    const ctx = system()
    const checkoutId = await addCheckout(shop)
    await transaction(ctx, (inside) =>
      reserveStock(inside, {
        checkoutId,
        countryCode: 'DE',
        expiresAt: minutesAfter(shop.clock.now(), 30),
        items: products.map((productId) => ({ productId, sku: 'X', quantity: '1', unit: piece })),
      }),
    )
    expect(ctx.statements.count).toBeLessThanOrEqual(8)
  })

  it('keeps reserved equal to what is held and committed, whatever happens in whatever order', async () => {
    const productId = await addProduct(shop, { stock: { berlin: '20', chicago: '10' } })
    const steps = fc.array(
      fc.record({
        who: fc.integer({ min: 0, max: 3 }),
        what: fc.constantFrom('reserve', 'release', 'commit', 'ship', 'cancel'),
        quantity: fc.integer({ min: 1, max: 15 }),
        country: fc.constantFrom('DE', 'US'),
      }),
      { minLength: 3, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const people = await Promise.all(
          Array.from({ length: 4 }, async () => ({
            checkoutId: await addCheckout(shop),
            orderId: await addOrder(shop),
          })),
        )
        for (const { who, what, quantity, country } of list) {
          const { checkoutId, orderId } = people[who]!
          if (what === 'reserve') await codeOf(reserve(checkoutId, { [productId]: String(quantity) }, country))
          if (what === 'release') await release(checkoutId)
          if (what === 'commit') await transaction(system(), (ctx) => commitStock(ctx, checkoutId, orderId))
          if (what === 'ship') await transaction(system(), (ctx) => shipStock(ctx, orderId))
          if (what === 'cancel') await transaction(system(), (ctx) => releaseOrderStock(ctx, orderId))
        }
        const stock = await stockOf(shop, productId)
        const reserved = Number(stock.berlin!.reserved) + Number(stock.chicago!.reserved)
        const onHand = Number(stock.berlin!.onHand) + Number(stock.chicago!.onHand)
        expect(reserved).toBe(Number(stock.held) + Number(stock.committed))
        expect(onHand + Number(stock.shipped)).toBe(30)
        for (const level of [stock.berlin!, stock.chicago!])
          expect(Number(level.reserved)).toBeLessThanOrEqual(Number(level.onHand))
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })
})
