import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { rebuildReadModel } from '../catalog/index.ts'

const everything = `id sku type slug url name shortDescription description metaTitle featured isNew gtin mpn priceFrom
  price { amount } unitPrices { unit tiers { quantity price { amount } } } images { key } image { key } availability { status }
  attributes { code } variantOptions { code } variants { sku } brand { slug } category { slug productCount }
  breadcrumbs { slug productCount } minimumQuantity maximumQuantity`

interface Line {
  product: { sku: string; unitPrices: object[]; category: object | null; breadcrumbs: object[]; variants: object[] }
}

let shop: OpenShop
let others: string[]
beforeAll(async () => {
  shop = await openShop()
  others = ['A-1', 'A-2', 'A-3']
  const ids = [shop.furniture.drill]
  for (const sku of others) ids.push(await addProduct(shop, { sku }))
  const { db } = shop.database
  const categoryId = randomIds.next()
  await db
    .insertInto('categories')
    .values({ id: categoryId, code: 'tools', slug: 'tools', name: { en: 'Tools' } })
    .execute()
  await db
    .insertInto('productCategories')
    .values(ids.map((productId) => ({ id: randomIds.next(), productId, categoryId, main: true })))
    .execute()
  await rebuildReadModel(shop.built.database, () => undefined)
})
afterAll(() => shop.close())

let buyer: Buyer
beforeEach(() => {
  buyer = new Buyer(shop)
})

const linesOf = async (fields: string) =>
  (await granted(buyer.caller.ask<{ lines: Line[] }>('cartCurrent', null, `lines { product { ${fields} } }`))).lines

/** How many statements asking so takes, once the shop has warmed up. */
async function statementsFor(fields: string): Promise<number> {
  await linesOf(fields)
  const before = shop.statements()
  await linesOf(fields)
  return shop.statements() - before
}

it('answers all of the products of a cart in as many statements for four of them as for one', async () => {
  await granted(buyer.add())
  const [little, one] = [await statementsFor('sku name url'), await statementsFor(everything)]
  for (const sku of others) await granted(buyer.add(sku))
  expect(await statementsFor(everything)).toBe(one)
  // the products, and whether the category tree is still the same
  expect(one - little).toBeLessThanOrEqual(2)
  const lines = await linesOf(everything)
  expect(lines.map(({ product }) => product.sku)).toEqual([skus.drill, ...others])
  for (const { product } of lines)
    expect(product).toMatchObject({
      category: { slug: 'tools', productCount: 4 },
      breadcrumbs: [{ slug: 'tools', productCount: 4 }],
      unitPrices: [{ unit: 'piece' }],
    })
})

it('answers what is left of a product that is sold no more, in the cart and in the checkout', async () => {
  await granted(buyer.add('A-1'))
  await granted(buyer.add('A-2'))
  await shop.database.db.updateTable('products').set({ status: 'disabled' }).where('sku', '=', 'A-1').execute()
  await rebuildReadModel(shop.built.database, () => undefined)
  const [gone, there] = await linesOf(everything)
  expect(gone!.product).toMatchObject({
    sku: 'A-1',
    name: 'Product A-1',
    category: null,
    unitPrices: [],
    variants: [],
    breadcrumbs: [],
  })
  expect(there!.product.unitPrices).toHaveLength(1)
  const started = await granted(
    buyer.caller.act<{ lines: Line[] }>('checkoutStart', null, `lines { product { ${everything} } }`),
  )
  expect(started.lines.map(({ product }) => product)).toEqual([gone!.product, there!.product])
})
