import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { randomIds } from '../../kernel/ids.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { addPriceList, createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { waitsForLock } from '../../testing/waiting.ts'
import { rebuildReadModel } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
  await addProduct(shop)
  await rebuildReadModel(database)
})
afterAll(() => database.close())

/** Rebuilds while a consumer has done `change` and not finished; answers what went wrong, if anything did. */
async function rebuiltBeside(change: ReturnType<typeof sql>): Promise<unknown> {
  let rebuilt: Promise<unknown> | undefined
  await database.db.transaction().execute(async (consumer) => {
    await change.execute(consumer)
    rebuilt = rebuildReadModel(database).catch((error: unknown) => error)
    await waitsForLock(database)
  })
  return rebuilt
}

it('is rebuilt while a consumer arranges price lists anew', async () => {
  await addPriceList(shop, 'season', { priority: 9 }, { validUntil: new Date(Date.now() + 86_400_000) })
  expect(await rebuiltBeside(sql`select read_model.chains_changed(now())`)).toBeUndefined()
  const { rows } = await sql`select from read_model.website_chains`.execute(database.db)
  // one for now, one for when the season ends
  expect(rows).toHaveLength(2)
})

it('is rebuilt while a consumer puts a new category in', async () => {
  const id = randomIds.next()
  const category = { id, code: 'tools', slug: 'tools', name: { en: 'Tools' } }
  await database.db.insertInto('categories').values(category).execute()
  expect(await rebuiltBeside(sql`select read_model.category_changed(array[${id}]::uuid[])`)).toBeUndefined()
  const { rows } = await sql`select from read_model.categories where category_id = ${id}`.execute(database.db)
  expect(rows).toHaveLength(1)
})

it('takes no name that says nothing, and stands one that an older release has left', async () => {
  const productId = await addProduct(shop)
  const silence = () => sql`update products set name = '{}' where id = ${productId}`.execute(database.db)
  await expect(silence()).rejects.toMatchObject({ code: '23514', constraint: 'products_name_said' })
  await sql`alter table products drop constraint products_name_said`.execute(database.db)
  await silence()
  await rebuildReadModel(database)
  const { rows } = await sql<{ name: string; sku: string }>`
    select distinct detail::json ->> 'name' as name, sku from read_model.details where product_id = ${productId}`.execute(
    database.db,
  )
  expect(rows).toEqual([{ name: rows[0]?.sku, sku: rows[0]?.sku }])
})
