import { columnName, model, type Entity, type Field, type FieldKind } from '@portico/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { randomIds } from '../../kernel/ids.ts'
import { granted } from '../../testing/caller.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// The read model's SQL (prisma/sql/33…35) names the fields that it shows. Whoever adds one to the model is told here where it is missing.

let shop: OpenShop
const ids = { single: '', parent: '', variant: '', category: randomIds.next(), brand: randomIds.next() }

beforeAll(async () => {
  shop = await openShop()
  const { db } = shop.database
  ids.single = await addProduct(shop, { sku: 'SINGLE' })
  ids.parent = await addProduct(shop, { sku: 'PARENT', type: 'configurable', prices: {}, stock: {} })
  ids.variant = await addProduct(shop, { sku: 'VARIANT', parentId: ids.parent })
  await db
    .insertInto('categories')
    .values({ id: ids.category, code: 'c', slug: 'c', name: { en: 'sample name' } })
    .execute()
  await db.insertInto('brands').values({ id: ids.brand, code: 'b', slug: 'b', name: 'sample name' }).execute()
  await db.updateTable('products').set({ brandId: ids.brand }).execute()
  for (const productId of [ids.single, ids.parent, ids.variant]) {
    await db
      .insertInto('productCategories')
      .values({ id: randomIds.next(), productId, categoryId: ids.category })
      .execute()
    const picture = { alt: { en: 'sample alt' }, width: 7, height: 7 }
    await db
      .insertInto('productImages')
      .values({ id: randomIds.next(), productId, key: `k-${productId}`, ...picture })
      .execute()
  }
  for (const name of ['product', 'category', 'brand', 'productImage']) await fillUp(entity(name))
  await shop.drain()
})
afterAll(() => shop.close())

const entity = (name: string): Entity => model.entities.get(name)!
const shown = ({ fields }: Entity): [string, Field][] =>
  Object.entries(fields).filter(([, { show }]) => show?.includes('storefront'))

/** Something in SQL that is not null, for a field of every kind. */
const sample = {
  id: () => sql`gen_random_uuid()`,
  text: (name) => sql`${`sample ${name}`}`,
  longText: (name) => sql`${`sample ${name}`}`,
  secret: (name) => sql`${`sample ${name}`}`,
  localized: (name) => sql`jsonb_build_object('en', ${`sample ${name}`}::text)`,
  textList: (name) => sql`array[${`sample ${name}`}::text]`,
  choice: (_, { values }) => sql`${values?.[0]}`,
  boolean: () => sql`true`,
  integer: () => sql`7`,
  decimal: () => sql`7`,
  quantity: () => sql`7`,
  money: () => sql`7`,
  date: () => sql`date '2020-01-01'`,
  instant: () => sql`timestamptz '2020-01-01'`,
  json: () => sql`'{}'::jsonb`,
} satisfies Record<FieldKind, (name: string, field: Field) => ReturnType<typeof sql>>

/** Gives every row a value wherever the storefront may look and there is none. */
async function fillUp(filled: Entity): Promise<void> {
  const columns = shown(filled).map(([name, field]) => {
    const column = sql.ref(columnName(name))
    return sql`${column} = coalesce(${column}, ${sample[field.kind](name, field)})`
  })
  await sql`update ${sql.table(filled.table)} set ${sql.join(columns)}`.execute(shop.database.db)
}

const fieldsOf = (name: string) =>
  shown(entity(name))
    .map(([field, { kind }]) => (kind === 'money' ? `${field} { amount }` : field))
    .join(' ')

/** Everything that a product answer may hold of the four entities. */
const product = () =>
  `${fieldsOf('product')} brand { ${fieldsOf('brand')} } images { ${fieldsOf('productImage')} } image { ${fieldsOf('productImage')} }
   category { ${fieldsOf('category')} } breadcrumbs { ${fieldsOf('category')} }`

type Answer = Record<string, unknown>

/** The names of what is missing in an answer, as 'brand.logoKey'. */
function missing(of: string, answer: unknown, path = ''): string[] {
  if (Array.isArray(answer)) {
    if (answer.length === 0) return [path]
    return answer.flatMap((one) => missing(of, one, path))
  }
  const holder = (answer ?? {}) as Answer
  const own = shown(entity(of)).flatMap(([name, { kind }]) => {
    const value = holder[name]
    const wrong = kind === 'localized' && value !== `sample ${name}` && !(of === 'product' && name === 'name')
    return value === null || value === undefined || wrong ? [`${path}${name}`] : []
  })
  if (of !== 'product') return own
  return [
    ...own,
    ...missing('brand', holder['brand'], `${path}brand.`),
    ...missing('productImage', holder['images'], `${path}images.`),
    ...missing('productImage', holder['image'], `${path}image.`),
    ...missing('category', holder['category'], `${path}category.`),
    ...missing('category', holder['breadcrumbs'], `${path}breadcrumbs.`),
  ]
}

describe('every field that the model shows to the storefront', () => {
  it('is answered of a product, of its variants, and of what is around it', async () => {
    for (const sku of ['SINGLE', 'PARENT', 'VARIANT']) {
      const found = await granted(
        shop.caller().ask<Answer>('productFind', { sku }, `${product()} variants { ${product()} }`),
      )
      expect(missing('product', found), sku).toEqual([])
      const variants = found['variants'] as Answer[]
      expect(variants).toHaveLength(sku === 'PARENT' ? 1 : 0)
      for (const variant of variants) expect(missing('product', variant), `variant of ${sku}`).toEqual([])
    }
  })

  it('is answered of the products in a list, asked for alone and with all others', async () => {
    const listed = async (selection: string) => {
      const page = shop
        .caller()
        .ask<{ items: Answer[] }>('productSearch', { query: 'SINGLE', first: 1 }, `items { ${selection} }`)
      return (await granted(page)).items[0]!
    }
    expect(missing('product', await listed(product()))).toEqual([])
    const lacking = []
    for (const [name] of shown(entity('product'))) if ((await listed(name))[name] === null) lacking.push(name)
    for (const [member, of] of [
      ['brand', 'brand'],
      ['image', 'productImage'],
      ['category', 'category'],
    ] as const)
      for (const [name] of shown(entity(of))) {
        const holder = (await listed(`${member} { ${name} }`))[member] as Answer | null
        if ((holder?.[name] ?? null) === null) lacking.push(`${member}.${name}`)
      }
    expect(lacking).toEqual([])
  })

  it('is answered of a category', async () => {
    const tree = await granted(shop.caller().send<Answer[]>(`{ categoryTree { ${fieldsOf('category')} } }`))
    expect(tree.map((category) => missing('category', category))).toEqual([[]])
  })
})
