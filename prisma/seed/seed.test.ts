import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../apps/api/src/testing/database.ts'
import { demoSignIns, seed } from './main.ts'

const now = new Date('2026-11-23T12:00:00Z')
let mediaDir: string
let database: TestDatabase
let client: pg.Client

async function open(url: string): Promise<pg.Client> {
  const opened = new pg.Client({ connectionString: url })
  await opened.connect()
  return opened
}

/** One md5 for all rows of every seeded table, without the columns that say when they were written. */
async function fingerprint(of: pg.Client): Promise<Record<string, string>> {
  const tables = await of.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     where c.table_schema = 'public' and c.column_name = 'created_at' order by 1`,
  )
  const marks: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const { rows } = await of.query<{ mark: string | null }>(
      `select md5(string_agg(row, '' order by row)) as mark
       from (select (to_jsonb(t) - 'created_at' - 'updated_at')::text as row from "${name}" t) r`,
    )
    if (rows[0]?.mark) marks[name] = rows[0].mark
  }
  return marks
}

const count = async (text: string): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(`select count(*) from (${text}) found`)
  return Number(rows[0]?.count)
}

beforeAll(async () => {
  mediaDir = await mkdtemp(join(tmpdir(), 'portico-seed-media-'))
  database = await createTestDatabase()
  await seed(database.url, { progress: () => undefined, mediaDir, now })
  client = await open(database.url)
})

afterAll(async () => {
  await client.end()
  await database.drop()
  await rm(mediaDir, { recursive: true, force: true })
})

describe('seed', () => {
  it('leaves a database that has data as it is, pictures too', async () => {
    const before = await fingerprint(client)
    const lines: string[] = []
    const loaded = await seed(database.url, { progress: (line) => lines.push(line), mediaDir })
    expect(loaded).toBe(false)
    expect(lines).toEqual(['the database has data already, and keeps it'])
    expect(await fingerprint(client)).toEqual(before)
  })

  it('writes the same rows into another database', async () => {
    const other = await createTestDatabase()
    const second = await open(other.url).catch(async (error: unknown) => {
      await other.drop()
      throw error
    })
    try {
      await seed(other.url, { progress: () => undefined, now })
      expect(await fingerprint(second)).toEqual(await fingerprint(client))
    } finally {
      await second.end()
      await other.drop()
    }
  })

  it('gives every article a price in both currencies and lists, a category, a picture and weight and size in every unit', async () => {
    expect(await count(`select from products where type = 'simple'`)).toBeGreaterThan(330)
    expect(
      await count(
        `select from products p cross join price_lists l cross join unnest(l.currencies) currency where p.type = 'simple'
         and not exists (select from prices where product_id = p.id and price_list_id = l.id and prices.currency = currency and quantity = 1 and unit_id = p.primary_unit_id)`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select from product_units u join products p on p.id = u.product_id where sell and (weight_kg is null or weight_kg <= 0 or length_cm is null or width_cm is null or height_cm is null)`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select from products p where not exists (select from product_units u where u.product_id = p.id and u.unit_id = p.primary_unit_id and conversion = 1)`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select from products p where parent_id is null and not exists (select from product_categories c where c.product_id = p.id and main)`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select from products p where not exists (select from product_images i where i.product_id = p.id and 'main' = any (roles))`,
      ),
    ).toBe(0)
  })

  it('draws every picture that a product or category names', async () => {
    const drawn = new Set(await readdir(join(mediaDir, 'originals')))
    const keys = await client.query<{ key: string }>(
      `select key from product_images union select image_key from categories`,
    )
    expect(keys.rows.filter(({ key }) => !drawn.has(`${key}.svg`))).toEqual([])
  })

  it('says every localized text in English and in German', async () => {
    const columns = await client.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and data_type = 'jsonb' and column_name in ('name', 'label', 'label_plural', 'symbol', 'description', 'short_description', 'meta_title', 'meta_description', 'alt')`,
    )
    expect(columns.rows.length).toBeGreaterThan(10)
    for (const { table, column } of columns.rows)
      expect(
        await count(
          `select from ${table} where ${column} is not null and (coalesce(${column} ->> 'en', '') = '' or coalesce(${column} ->> 'de', '') = '')`,
        ),
        `${table}.${column}`,
      ).toBe(0)
  })

  it('made historic orders whose sums agree with their lines, their taxes, their ledger and the stock', async () => {
    expect(await count(`select from orders`)).toBeGreaterThanOrEqual(8)
    expect(
      await count(
        `select from orders o where total <> subtotal + shipping_total + tax_total
         or subtotal <> (select sum(row_total) from order_lines where order_id = o.id)
         or tax_total <> coalesce((select sum((t -> 'amount' ->> 'amount')::numeric) from jsonb_array_elements(taxes) t), 0)
         or total <> (select sum(e.amount) from payments p join payment_events e on e.payment_id = p.id where p.order_id = o.id and e.kind = 'captured')`,
      ),
    ).toBe(0)
    expect(await count(`select from order_lines where row_total <> round(unit_price * quantity, 2)`)).toBe(0)
    expect(await count(`select from orders where tax_total > 0 and currency = 'EUR'`)).toBeGreaterThan(0)
    expect(
      await count(
        `select from inventory_levels l where reserved <> coalesce((select sum(quantity) from reservations r
         where r.product_id = l.product_id and r.warehouse_id = l.warehouse_id and r.state in ('held', 'committed')), 0) or on_hand < reserved`,
      ),
    ).toBe(0)
    expect(
      await count(
        `select from orders where state in ('shipped', 'completed') and not exists (select from shipments where order_id = orders.id)`,
      ),
    ).toBe(0)
  })

  it('gave what has happened ids that grow with time, before all that comes', async () => {
    for (const [table, at] of [
      ['orders', 'placed_at'],
      ['payment_events', 'occurred_at'],
      ['shipments', 'shipped_at'],
      ['invoices', 'issued_at'],
    ])
      expect(
        await count(
          `select from ${table} one join ${table} other on one.id < other.id and one.${at} > other.${at} + interval '1 day'`,
        ),
        table,
      ).toBe(0)
    // a uuid v7 of March 2026
    expect(await count(`select from orders where id > '019d0000-0000-7000-8000-000000000000'`)).toBe(0)
  })

  it('names people who can sign in', async () => {
    const { rows } = await client.query<{ email: string }>(
      `select email from customer_users where active and confirmed and password_hash like '$argon2id$%'`,
    )
    const known = new Set(rows.map(({ email }) => email))
    expect(demoSignIns.length).toBeGreaterThanOrEqual(4)
    expect(demoSignIns.filter(({ email }) => !known.has(email))).toEqual([])
  })
})
