import pg from 'pg'
import { copyRows } from '../copy.ts'
import { batchTables, productBatch } from './products.ts'
import { demandSeed, furnish, type Surroundings } from './surroundings.ts'

export interface GenerateOptions {
  /** How many listed products there shall be of this seed; every second one brings four variants besides. */
  products: number
  /** Another number, other products beside those of the first (1 … 4095). */
  seed?: number
  /** A line for whoever waits, every two seconds. */
  progress(line: string): void
}

/** What a run did. */
export interface Generated {
  /** Listed products added now; 0 when they were there already. */
  products: number
  rows: number
  seconds: number
}

const batchSize = 1_000
const lockKey = 7_041_976_003

/**
 * Fills a seeded database with generated products up to `products`, by COPY, in memory that does not grow. Every batch is committed, so a run that
 * was ended is taken up by the next one, and a run for more adds what is missing. The read model has to be rebuilt afterwards. The same products for the
 * same seed, however many runs it took.
 */
export async function generate(
  databaseUrl: string,
  { products, seed = 1, progress }: GenerateOptions,
): Promise<Generated> {
  if (!Number.isInteger(seed) || seed < 1 || seed > 4_095)
    throw new RangeError(`the seed must be a whole number from 1 to 4095, not ${seed}`)
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'portico-generate' })
  await client.connect()
  try {
    await demandSeed(client)
    // the read model is built anew afterwards: news of millions of rows would only be in the way
    await client.query('set portico.news = off')
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const began = performance.now()
    const there = await countOf(client, seed)
    const around = there < products ? await furniture(client, seed) : undefined
    const rows = around ? await fill(client, { seed, from: there, until: products, around, progress }) : 0
    const seconds = (performance.now() - began) / 1_000
    if (!around) progress(`${there} generated products are there already`)
    return { products: Math.max(0, products - there), rows, seconds }
  } finally {
    await client.end()
  }
}

async function fill(
  client: pg.Client,
  task: { seed: number; from: number; until: number; around: Surroundings; progress: (line: string) => void },
): Promise<number> {
  const { seed, from, until, around, progress } = task
  const unchecked = await canSkipChecks(client)
  const began = performance.now()
  let rows = 0
  let told = began
  for (let at = from; at < until; at += batchSize) {
    const end = Math.min(until, at + batchSize)
    const batch = productBatch(seed, at, end, around)
    await client.query('begin')
    // a lost batch is made again by the next run
    await client.query('set local synchronous_commit = off')
    // what is generated refers to what is there; checking it row by row takes longer than writing it
    if (unchecked) await client.query('set local session_replication_role = replica')
    for (const table of batchTables) rows += await copyRows(client, table, batch[table])
    await client.query('commit')
    if (performance.now() - told < 2_000 && end < until) continue
    told = performance.now()
    progress(pace(end - from, until - from, rows, (told - began) / 1_000))
  }
  progress('reading the new tables for the planner')
  await client.query(
    'analyze products, product_units, product_categories, product_images, inventory_levels, prices, categories, brands',
  )
  return rows
}

/** How many products of the seed are there without a gap: each batch is committed as a whole, in order. */
async function countOf(client: pg.Client, seed: number): Promise<number> {
  const { rows } = await client.query<{ sku: string | null }>(
    `select max(sku) as sku from products where sku like $1 and length(sku) = $2`,
    [`G${seed}-%`, `G${seed}-`.length + 8],
  )
  const last = rows[0]?.sku
  return last ? Number(last.slice(-8)) + 1 : 0
}

/** The brands and categories of the seed, written unless a run before did. */
async function furniture(client: pg.Client, seed: number): Promise<Surroundings> {
  const { rows, around } = furnish(seed)
  const known = await client.query('select from brands where id = $1', [rows.brands[0]?.id])
  if (known.rowCount) return around
  await client.query('begin')
  await copyRows(client, 'brands', rows.brands)
  await copyRows(client, 'categories', rows.categories)
  await client.query('commit')
  return around
}

async function canSkipChecks(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    `select rolsuper as super from pg_roles where rolname = current_user`,
  )
  return rows[0]?.super ?? false
}

function pace(done: number, all: number, rows: number, seconds: number): string {
  const left = Math.round((seconds / done) * (all - done))
  const time = left >= 120 ? `${Math.round(left / 60)} min` : `${left} s`
  return `generated ${done} of ${all} products, ${Math.round(rows / seconds)} rows/s, ${time} left`
}
