import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What the generated products name. */
export interface Surroundings {
  organizationId: string
  unitId: string
  warehouseId: string
  priceListId: string
}

const codes = { unit: 'piece', warehouse: 'main', priceList: 'standard' }

/** Rows of the demo company that products, prices and stock refer to. */
export async function surroundingsOf(client: pg.Client): Promise<Surroundings & typeof codes> {
  const { rows } = await client.query<Surroundings & typeof codes>(
    `select o.id as "organizationId", u.id as "unitId", u.code as unit, w.id as "warehouseId", w.code as warehouse, l.id as "priceListId", l.code as "priceList"
     from (select id from organizations order by id limit 1) o, (select id, code from units where code = 'piece') u,
       (select id, code from warehouses order by priority desc, code limit 1) w,
       (select l.id, l.code from price_lists l join price_list_assignments a on a.price_list_id = l.id
        where a.customer_id is null and a.customer_group_id is null and 'EUR' = any(l.currencies) order by l.code limit 1) l`,
  )
  if (!rows[0]) throw new Error('the demo company has no unit, warehouse or price list to fill')
  return rows[0]
}

const priceOf = (at: number): string => ((at % 9_000) / 100 + 1).toFixed(2)
const stockOf = (at: number): number => at % 500
const skuOf = (prefix: string, at: number): string => `${prefix}-${String(at).padStart(6, '0')}`

/** Products with a unit, a price and stock, a line each. */
export function* productLines(
  prefix: string,
  many: number,
  { unit, warehouse, priceList }: typeof codes,
): Generator<string> {
  yield `sku,name.en,name.de,slug,primaryUnit.code,units[${unit}].weightKg,prices[${priceList}|${unit}|EUR].amount,inventoryLevels[${warehouse}].onHand\n`
  for (let at = 0; at < many; at++) {
    const sku = skuOf(prefix, at)
    yield `${sku},Bench product ${at},Messobjekt ${at},${sku.toLowerCase()},${unit},1.5,${priceOf(at)},${stockOf(at)}\n`
  }
}

/** So many prices, from quantity 2 on, product by product, as price files are written. */
export function* priceLines(
  prefix: string,
  products: number,
  many: number,
  { unit, priceList }: typeof codes,
): Generator<string> {
  yield 'priceList.code,product.sku,unit.code,quantity,currency,amount\n'
  const each = Math.ceil(many / products)
  for (let at = 0; at < many; at++)
    yield `${priceList},${skuOf(prefix, Math.floor(at / each))},${unit},${2 + (at % each)},EUR,${priceOf(at)}\n`
}

/** Lines for COPY, table by table: the rows that the same file of products makes. */
function tablesOf(prefix: string, many: number, around: Surroundings) {
  const ids = Array.from({ length: many }, () => randomUUID())
  const rows = function* (line: (id: string, at: number) => string): Generator<string> {
    for (const [at, id] of ids.entries()) yield `${line(id, at)}\n`
  }
  const { unitId, warehouseId, priceListId } = around
  return [
    {
      into: 'products (id, sku, name, slug, primary_unit_id)',
      lines: rows((id, at) => {
        const sku = skuOf(prefix, at)
        return `${id}\t${sku}\t{"de": "Messobjekt ${at}", "en": "Bench product ${at}"}\t${sku.toLowerCase()}\t${unitId}`
      }),
    },
    {
      into: 'product_units (id, product_id, unit_id, weight_kg)',
      lines: rows((id) => `${randomUUID()}\t${id}\t${unitId}\t1.5`),
    },
    {
      into: 'prices (id, price_list_id, product_id, unit_id, quantity, currency, amount)',
      lines: rows((id, at) => `${randomUUID()}\t${priceListId}\t${id}\t${unitId}\t1\tEUR\t${priceOf(at)}`),
    },
    {
      into: 'inventory_levels (id, product_id, warehouse_id, on_hand)',
      lines: rows((id, at) => `${randomUUID()}\t${id}\t${warehouseId}\t${stockOf(at)}`),
    },
  ]
}

/** The rows of a file of products by COPY. Answers seconds. */
export const copyProducts = (client: pg.Client, prefix: string, many: number, around: Surroundings): Promise<number> =>
  copied(client, tablesOf(prefix, many, around))

/** The rows of a file of prices by COPY, of products that are there. Answers seconds. */
export async function copyPrices(
  client: pg.Client,
  prefix: string,
  { products, prices }: { products: number; prices: number },
  { unitId, priceListId }: Surroundings,
): Promise<number> {
  const { rows } = await client.query<{ id: string }>(`select id from products where sku like $1 order by sku`, [
    `${prefix}-%`,
  ])
  const each = Math.ceil(prices / products)
  function* lines(): Generator<string> {
    for (let at = 0; at < prices; at++)
      yield `${randomUUID()}\t${priceListId}\t${rows[Math.floor(at / each)]!.id}\t${unitId}\t${2 + (at % each)}\tEUR\t${priceOf(at)}\n`
  }
  return copied(client, [
    { into: 'prices (id, price_list_id, product_id, unit_id, quantity, currency, amount)', lines: lines() },
  ])
}

/**
 * COPY of the same rows into the same indexed tables, with the same triggers. It is rolled back, so that nobody has to work off its news while something else is
 * measured; the flush of a commit is what it saves. Answers seconds.
 */
async function copied(
  client: pg.Client,
  tables: readonly { into: string; lines: Generator<string> }[],
): Promise<number> {
  await client.query('begin')
  try {
    const began = performance.now()
    for (const { into, lines } of tables)
      await pipeline(Readable.from(lines, { objectMode: false }), client.query(copyFrom(`copy ${into} from stdin`)))
    return (performance.now() - began) / 1_000
  } finally {
    await client.query('rollback')
    for (const table of ['products', 'product_units', 'prices', 'inventory_levels'])
      await client.query(`vacuum (analyze) ${table}`)
  }
}

/** Takes all products of a prefix away, with what belongs to them. */
export async function dropProducts(client: pg.Client, prefix: string): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(
      `delete from products where id in (select id from products where sku like $1 limit 5000)`,
      [`${prefix}-%`],
    )
    if (!rowCount) return
  }
}

/** Waits until the shop shows all that was written. Answers seconds. */
export async function untilShown(client: pg.Client): Promise<number> {
  const began = performance.now()
  for (;;) {
    const { rows } = await client.query<{ behind: boolean }>(
      `select exists (select from outbox_deliveries where consumer like 'read-model.%' and done_at is null and dead_at is null)
         or exists (select from graphile_worker.jobs where task_identifier = 'read-model.project') as behind`,
    )
    if (!rows[0]!.behind) return (performance.now() - began) / 1_000
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
