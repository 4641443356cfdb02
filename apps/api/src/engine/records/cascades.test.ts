import { model } from '@portico/schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refuse } from '../../kernel/errors.ts'
import type { ApiClient } from '../../testing/client.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import type { Change } from '../verbs.ts'
import { FilterCost } from './filter-cost.ts'
import { Guards } from './guards.ts'
import { Writer } from './write.ts'

let shop: OpenShop
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
})
afterAll(() => shop.close())

const tables = ['products', 'product_units', 'prices', 'price_lists', 'audit_entries']
const productOf = async (sku: string) => {
  const { id } = await shop.database.db
    .selectFrom('products')
    .select('id')
    .where('sku', '=', sku)
    .executeTakeFirstOrThrow()
  return id
}

/** A product with its units, as an ERP adds it. */
async function add(sku: string): Promise<string> {
  const { id } = await shop.database.db.selectFrom('units').select('id').orderBy('code').executeTakeFirstOrThrow()
  const post = (path: string, type: string, attributes: object) =>
    erp.fetch(`/admin/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.api+json' },
      body: JSON.stringify({ data: { type, ...attributes } }),
    })
  const made = await post('products', 'products', {
    attributes: { sku, name: { en: sku }, slug: sku.toLowerCase() },
    relationships: { primaryUnit: { data: { type: 'units', id } } },
  })
  expect(made.status, await made.clone().text()).toBe(201)
  const product = ((await made.json()) as { data: { id: string } }).data.id
  const unit = await post('productUnits', 'productUnits', {
    attributes: { precision: 0 },
    relationships: { product: { data: { type: 'products', id: product } }, unit: { data: { type: 'units', id } } },
  })
  expect([201, 409], await unit.clone().text()).toContain(unit.status)
  return product
}

it('a guard of rows that would go with another one is asked, and what it refuses keeps both', async () => {
  const { db } = shop.database
  const list = await db
    .selectFrom('prices')
    .innerJoin('priceLists', 'priceLists.id', 'prices.priceListId')
    .select('priceLists.id')
    .executeTakeFirstOrThrow()
  const asked: Change[] = []
  const guards = new Guards(
    new Map([
      [
        'price',
        [
          (change) => {
            asked.push(change)
            return Promise.reject(refuse('STILL_REFERENCED', { entity: 'price', by: 'a contract' }))
          },
        ],
      ],
    ]),
    new Map(),
  )
  const writer = new Writer(model, guards, new FilterCost(model, 1_000_000))
  const ctx = await shop.built.systemContext()
  await still(
    shop.database,
    async () => {
      const refused = writer.remove(model.entities.get('priceList')!, list.id, ctx)
      await expect(refused).rejects.toMatchObject({ code: 'STILL_REFERENCED', params: { by: 'a contract' } })
    },
    tables,
  )
  expect(asked[0]).toMatchObject({ deed: 'delete', along: 'priceList' })
})

it('the unit that stock is counted in stays as long as its product does, and goes with it', async () => {
  const id = await add('CASCADE-1')
  const unit = await shop.database.db
    .selectFrom('productUnits')
    .select('id')
    .where('productId', '=', id)
    .executeTakeFirstOrThrow()
  await still(
    shop.database,
    async () => {
      const alone = await erp.fetch(`/admin/api/productUnits/${unit.id}`, { method: 'DELETE' })
      expect(await alone.text()).toContain('STILL_REFERENCED')
    },
    tables,
  )
  expect((await erp.fetch(`/admin/api/products/${id}`, { method: 'DELETE' })).status).toBe(204)
  await expect(productOf('CASCADE-1')).rejects.toThrow()
  await add('CASCADE-2')
  const batch = await erp.fetch('/admin/api/batches?type=products&mode=delete', {
    method: 'POST',
    headers: { 'content-type': 'application/jsonl' },
    body: JSON.stringify({ sku: 'CASCADE-2' }),
  })
  expect(batch.status).toBe(202)
  await shop.drain()
  await expect(productOf('CASCADE-2')).rejects.toThrow()
})
