import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../kernel/context.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { addBuyer, addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { createCatalog, rebuildReadModel } from './index.ts'

const catalog = createCatalog()
let database: OpenTestDatabase
let shop: Shop

beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

const rebuild = () => rebuildReadModel(database, () => undefined, shop.clock.now())
const listed = async (ctx: Ctx, input: object = {}) => {
  const { items } = await catalog.questions!['product.search']!({ first: 100, ...input }, ctx, { items: { price: {} } })
  return new Map(items.map((item) => [item.sku, item.price?.amount ?? null]))
}
const page = (ctx: Ctx, sku: string) => catalog.questions!['product.find']!({ sku }, ctx, {})

describe('the prices of a shopper', () => {
  let wide: string
  let trade: Ctx
  let special: Ctx

  beforeEach(async () => {
    const suffix = Math.random().toString(36).slice(2, 8)
    await database.db.deleteFrom('priceLists').where('code', '!=', 'everybody').execute()
    await database.db.deleteFrom('products').execute()
    const one = await addProduct(shop, { sku: 'ONE', prices: { piece: { 1: '10.00', 10: '9.00' } } })
    await addProduct(shop, { sku: 'TWO', prices: { piece: { 1: '20.00' } } })
    await addProduct(shop, { sku: 'FREE', prices: {} })
    wide = await addProduct(shop, { sku: 'WIDE', type: 'configurable', prices: {} })
    const small = await addProduct(shop, { sku: 'WIDE-S', parentId: wide, prices: { piece: { 1: '30.00' } } })
    await addProduct(shop, { sku: 'WIDE-L', parentId: wide, prices: { piece: { 1: '25.00' } } })
    const tradeList = await addPriceList(shop, `trade-${suffix}`, { customerGroupId: shop.groupId })
    await setPrices(shop, tradeList, one, 'piece', { 1: '8.00' })
    trade = await addBuyer(shop, await addCustomer(shop, { groupId: shop.groupId }))
    const customer = await addCustomer(shop, { groupId: shop.groupId })
    const own = await addPriceList(shop, `own-${suffix}`, { customerId: customer })
    await setPrices(shop, own, small, 'piece', { 1: '27.00' })
    special = await addBuyer(shop, customer)
    await rebuild()
  })

  it('come from the website for strangers and visitors', async () => {
    const expected = new Map([
      ['ONE', '10.00'],
      ['TWO', '20.00'],
      ['FREE', null],
      ['WIDE', '25.00'],
    ])
    expect(await listed(shop.stranger())).toEqual(expected)
    expect(await listed(shop.visitor())).toEqual(expected)
  })

  it('come from the first list of the customer, the group and the website that prices the article', async () => {
    expect(await listed(trade)).toEqual(
      new Map([
        ['ONE', '8.00'],
        ['TWO', '20.00'],
        ['FREE', null],
        ['WIDE', '25.00'],
      ]),
    )
    expect(await listed(special)).toEqual(
      new Map([
        ['ONE', '8.00'],
        ['TWO', '20.00'],
        ['FREE', null],
        ['WIDE', '25.00'],
      ]),
    )
    const variants = (await page(special, 'WIDE'))!.variants!.map(({ sku, price }) => [sku, price?.amount])
    expect(variants).toEqual([
      ['WIDE-L', '25.00'],
      ['WIDE-S', '27.00'],
    ])
  })

  it('bring all tiers of that list and none of another', async () => {
    const tiers = async (ctx: Ctx) =>
      (await page(ctx, 'ONE'))!.unitPrices![0]!.tiers.map((tier) => [tier.quantity, tier.price.amount])
    expect(await tiers(shop.stranger())).toEqual([
      ['1', '10.00'],
      ['10', '9.00'],
    ])
    expect(await tiers(trade)).toEqual([['1', '8.00']])
  })

  it('say “from” where variants differ, and are nothing where nothing is priced', async () => {
    expect(await page(shop.stranger(), 'WIDE')).toMatchObject({
      price: { amount: '25.00', currency: 'EUR' },
      priceFrom: true,
    })
    expect(await page(shop.stranger(), 'FREE')).toMatchObject({ price: null, priceFrom: false, unitPrices: [] })
    expect(await listed({ ...shop.stranger(), currency: 'USD' })).toEqual(
      new Map([
        ['ONE', null],
        ['TWO', null],
        ['FREE', null],
        ['WIDE', null],
      ]),
    )
  })

  it('sort and narrow the listing of this shopper', async () => {
    expect([...(await listed(trade, { sort: 'priceAscending', maxPrice: '9' })).keys()]).toEqual(['ONE'])
    expect([...(await listed(shop.stranger(), { maxPrice: '9' })).keys()]).toEqual([])
  })

  it('begin and end with the validity of their list, to the moment, without anybody telling', async () => {
    const from = new Date('2026-06-01T12:00:00Z')
    const until = new Date('2026-06-01T13:00:00Z')
    const sale = await addPriceList(
      shop,
      `sale-${Math.random()}`,
      { priority: 5 },
      { validFrom: from, validUntil: until },
    )
    const [{ id }] = (await database.db.selectFrom('products').select('id').where('sku', '=', 'TWO').execute()) as [
      { id: string },
    ]
    await setPrices(shop, sale, id, 'piece', { 1: '15.00' })
    await rebuild()
    const at = async (moment: string, ctx: Ctx) =>
      (await listed({ ...ctx, clock: { now: () => new Date(moment) } })).get('TWO')
    for (const ctx of [shop.stranger(), trade]) {
      expect(await at('2026-06-01T11:59:59.999Z', ctx)).toBe('20.00')
      expect(await at('2026-06-01T12:00:00.000Z', ctx)).toBe('15.00')
      expect(await at('2026-06-01T13:00:00.000Z', ctx)).toBe('20.00')
    }
  })

  it('finds a variant by its own number, at the address of its product', async () => {
    expect(await page(shop.stranger(), 'WIDE-S')).toMatchObject({
      sku: 'WIDE-S',
      type: 'simple',
      url: '/product/wide?variant=WIDE-S',
      price: { amount: '30.00' },
      availability: { status: 'inStock', quantity: '100' },
    })
    expect(await page(shop.stranger(), 'NOBODY')).toBeNull()
  })
})
