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

/** Everything that shoppers read, without the ids of chains, which a rebuild may give anew. */
async function shown(): Promise<unknown[]> {
  const tables = ['products', 'category_products', 'texts', 'details', 'words', 'prices']
  return Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ all: string }>`
        select string_agg(r::text, E'\n' order by r::text) as all from read_model.${sql.raw(table)} r`.execute(
        database.db,
      )
      return [table, rows[0]?.all]
    }),
  )
}

const nothingYet = async () => {
  await sql`truncate read_model.products, read_model.category_products, read_model.texts, read_model.details, read_model.words, read_model.prices`.execute(
    database.db,
  )
  await sql`update read_model.state set complete_at = null`.execute(database.db)
}

it('is the same by many small batches side by side, for the first time and again, and by two rebuilds at once', async () => {
  for (let more = 0; more < 12; more += 1) await addProduct(shop)
  await nothingYet()
  await rebuildReadModel(database)
  const whole = await shown()
  expect(JSON.stringify(whole)).toContain('"details","(')
  await nothingYet()
  const told: string[] = []
  await rebuildReadModel(database, (line) => told.push(line), new Date(), 2)
  expect(await shown()).toEqual(whole)
  expect(told.at(-1)).toMatch(/^read model: (\d+) of \1 products/)
  await Promise.all([rebuildReadModel(database, () => undefined, new Date(), 2), rebuildReadModel(database)])
  expect(await shown()).toEqual(whole)
})

it('has the index of searches afterwards, and keeps it where shoppers may be searching', async () => {
  const index = async () =>
    (
      await sql<{ oid: number | null }>`select to_regclass('read_model.texts_found')::oid::int as oid`.execute(
        database.db,
      )
    ).rows[0]?.oid
  const before = await index()
  expect(before).toEqual(expect.any(Number))
  await rebuildReadModel(database)
  expect(await index()).toBe(before)
  await nothingYet()
  await rebuildReadModel(database)
  expect(await index()).toEqual(expect.any(Number))
})

it('ends with what a batch failed of, and the next rebuild finds nothing in its way', async () => {
  const last = await addProduct(shop)
  await sql`create function read_model.broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`.execute(
    database.db,
  )
  await sql`create trigger broken before insert on read_model.details for each row when (new.product_id = ${sql.lit(last)})
    execute function read_model.broken()`.execute(database.db)
  await expect(rebuildReadModel(database, () => undefined, new Date(), 2)).rejects.toThrow('broken')
  await sql`drop function read_model.broken() cascade`.execute(database.db)
  await rebuildReadModel(database, () => undefined, new Date(), 2)
  const { rows } = await sql`select from read_model.details where product_id = ${last}`.execute(database.db)
  expect(rows).not.toHaveLength(0)
})
