import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../apps/api/src/testing/database.ts'
import { seed } from '../main.ts'
import { bulkId } from './chance.ts'
import { generate } from './generate.ts'

const quiet = () => undefined
let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.url, { progress: quiet })
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

async function one<Value>(text: string): Promise<Value> {
  const { rows } = await client.query<{ value: Value }>(text)
  return rows[0]!.value
}

/** All that hangs on the products of a seed, as one md5. */
const mark = (number: number) =>
  one<string>(
    `with p as (select * from products where sku like 'G${number}-%'),
     rows as (
       select to_jsonb(p)::text as row from p
       union all select to_jsonb(u)::text from product_units u join p on p.id = u.product_id
       union all select to_jsonb(x)::text from prices x join p on p.id = x.product_id
     ) select md5(string_agg(regexp_replace(row, '"(created|updated)_at": "[^"]*"', '', 'g'), '' order by row)) as value from rows`,
  )

describe('generate', () => {
  it('adds products, half of them with four variants, with units, places, pictures, stock and prices', async () => {
    const lines: string[] = []
    const made = await generate(database.url, { products: 40, progress: (line) => lines.push(line) })
    expect(made).toMatchObject({ products: 40 })
    expect(lines[0]).toMatch(/^generated 40 of 40 products, \d+ rows\/s, 0 s left$/)
    expect(await one(`select count(*)::int as value from products where sku like 'G1-%' and parent_id is null`)).toBe(
      40,
    )
    expect(
      await one(`select count(*)::int as value from products where sku like 'G1-%' and parent_id is not null`),
    ).toBe(80)
    expect(
      await one(
        `select count(*)::int as value from products p where sku like 'G1-%' and (
           not exists (select from product_units u where u.product_id = p.id and u.unit_id = p.primary_unit_id and weight_kg > 0)
           or not exists (select from product_images i where i.product_id = p.id)
           or (type = 'simple' and (select count(distinct currency) from prices where product_id = p.id and quantity = 1) <> 2)
           or (type = 'simple' and (select count(*) from inventory_levels where product_id = p.id) <> 2)
           or (parent_id is null and not exists (select from product_categories c where c.product_id = p.id and main)))`,
      ),
    ).toBe(0)
  })

  it('tells nobody, as the seed does not: the read model is built anew afterwards', async () => {
    expect(await one('select count(*)::int as value from outbox_events')).toBe(0)
  })

  it('refers to nothing that is not there, although PostgreSQL was told not to look', async () => {
    const keys = await client.query<{ check: string }>(
      `select format('select count(*)::int as value from %s r where %I is not null and not exists (select from %s t where t.id = r.%I)',
         c.conrelid::regclass, a.attname, c.confrelid::regclass, a.attname) as check
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.conrelid::regclass::text in ('products', 'product_units', 'product_categories', 'product_images', 'inventory_levels', 'prices', 'categories')`,
    )
    expect(keys.rows.length).toBeGreaterThan(8)
    for (const { check } of keys.rows) expect(await one(check), check).toBe(0)
  })

  it('adds nothing when it has been done, and only what is missing when more are wanted', async () => {
    const before = await mark(1)
    expect(await generate(database.url, { products: 40, progress: quiet })).toMatchObject({ products: 0, rows: 0 })
    expect(await mark(1)).toBe(before)
    expect(await generate(database.url, { products: 55, progress: quiet })).toMatchObject({ products: 15 })
    expect(await one(`select count(*)::int as value from products where sku like 'G1-%' and parent_id is null`)).toBe(
      55,
    )
  })

  it('makes the same products in one run as in two, and others for another seed', async () => {
    const inTwo = await mark(1)
    const other = await createTestDatabase()
    try {
      await seed(other.url, { progress: quiet })
      await generate(other.url, { products: 55, progress: quiet })
      const first = client
      client = new pg.Client({ connectionString: other.url })
      await client.connect()
      const inOne = await mark(1)
      await client.end()
      client = first
      expect(inOne).toBe(inTwo)
    } finally {
      await other.drop()
    }
    await generate(database.url, { products: 4, seed: 2, progress: quiet })
    expect(
      await one(
        `select count(*)::int as value from products a join products b on b.sku = replace(a.sku, 'G1-', 'G2-') where a.sku like 'G1-%' and a.name = b.name`,
      ),
    ).toBe(0)
  })

  it('refuses a database without the company that it hangs on, and a seed out of range', async () => {
    const empty = await createTestDatabase()
    try {
      await expect(generate(empty.url, { products: 5, progress: quiet })).rejects.toThrow('run the seed first')
      await expect(generate(database.url, { products: 5, seed: 5_000, progress: quiet })).rejects.toThrow(
        'from 1 to 4095',
      )
    } finally {
      await empty.drop()
    }
  })
})

describe('bulkId', () => {
  it('gives a valid uuid v7 that grows with its number and is no other', () => {
    const ids = [0, 1, 7, 8_000_000].flatMap((number) =>
      [0, 1, 500].map((part) => bulkId('product', 4_095, number, part)),
    )
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set([...ids, bulkId('unit', 4_095, 0)]).size).toBe(ids.length + 1)
  })
})
