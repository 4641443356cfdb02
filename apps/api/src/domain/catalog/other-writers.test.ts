import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import { startRelay, type Relay } from '../../kernel/relay.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { silentLog } from '../../testing/context.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { randomIds } from '../../kernel/ids.ts'

let shop: OpenShop
let relay: Relay
/** Somebody with a password of the database and nothing of ours: an ERP, an import, a person at psql. */
let writer: pg.Client
let stranger: Caller

beforeAll(async () => {
  // (strangers' answers, which production gives again for half a second, are not kept here)
  shop = await openShop()
  await shop.drain()
  writer = new pg.Client({ connectionString: shop.databaseUrl })
  await writer.connect()
  stranger = shop.caller()
  relay = startRelay({
    database: shop.built.database,
    url: shop.databaseUrl,
    consumers: shop.built.consumers,
    context: shop.built.systemContext,
    log: silentLog,
    // who is not called does not look: what is shown is shown because the database called
    pollMs: 600_000,
  })
})
afterAll(async () => {
  await relay.stop()
  await writer.end()
  await shop.close()
})

interface Seen {
  name: string
  price: { amount: string } | null
  availability: { status: string }
  brand: { name: string } | null
  attributes: { label: string; value: string }[]
  breadcrumbs: { name: string }[]
  unitPrices: { label: string }[]
}
const selection =
  'name price { amount } availability { status } brand { name } attributes { label value } breadcrumbs { name } unitPrices { label }'
const look = async (sku: string, caller = stranger) =>
  (await caller.ask<Seen>('productFind', { sku }, selection)).value ?? undefined

/** How long each change took to be shown, in milliseconds. */
const waits: number[] = []

/** Sends statements, and waits until the door shows what they did. */
async function shown(
  statements: string,
  values: unknown[],
  sku: string,
  seen: (product?: Seen) => boolean,
  caller = stranger,
) {
  if (values.length > 0) await writer.query(statements, values)
  else await writer.query(statements)
  const written = performance.now()
  while (!seen(await look(sku, caller))) {
    if (performance.now() - written > 10_000)
      throw new Error(`not shown within 10 seconds: ${statements}; ${JSON.stringify(await look(sku, caller))}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  if (values.length > 0) waits.push(performance.now() - written)
}

describe('what plain SQL writes', () => {
  it('is shown: a price, a new tier, and a price that is taken away', async () => {
    const sku = 'SQL-PRICE'
    const id = await addProduct(shop, { sku })
    await shown('select 1', [], sku, (product) => product?.price?.amount === '10.00')
    await shown('update prices set amount = 7.77 where product_id = $1', [id], sku, (p) => p?.price?.amount === '7.77')
    await shown('delete from prices where product_id = $1', [id], sku, (p) => p !== undefined && p.price === null)
  })

  it('is shown: a name, being withdrawn, and being deleted', async () => {
    const sku = 'SQL-NAME'
    const id = await addProduct(shop, { sku })
    await shown(
      `update products set name = '{"en": "Renamed by SQL"}' where id = $1`,
      [id],
      sku,
      (p) => p?.name === 'Renamed by SQL',
    )
    await shown(`update products set status = 'disabled' where id = $1`, [id], sku, (p) => p === undefined)
    await shown(`update products set status = 'enabled' where id = $1`, [id], sku, (p) => p !== undefined)
    await shown('delete from products where id = $1', [id], sku, (p) => p === undefined)
  })

  it('is shown: stock, and a warehouse that is closed', async () => {
    const sku = 'SQL-STOCK'
    const id = await addProduct(shop, { sku })
    const status = (wanted: string) => (p?: Seen) => p?.availability.status === wanted
    await shown('update inventory_levels set on_hand = 0 where product_id = $1', [id], sku, status('outOfStock'))
    await shown('update inventory_levels set on_hand = 9 where product_id = $1', [id], sku, status('inStock'))
    await shown(`update warehouses set active = false where code = 'berlin'`, [], sku, status('outOfStock'))
    await shown(`update warehouses set active = true where code = 'berlin'`, [], sku, status('inStock'))
    await shown('delete from inventory_levels where product_id = $1', [id], sku, status('outOfStock'))
  })

  it('is shown: categories, brands, units and attributes, also when they go', async () => {
    const sku = 'SQL-AROUND'
    const id = await addProduct(shop, { sku, attributeValues: { grip: 'soft' } })
    const [category, brand, attribute] = [randomIds.next(), randomIds.next(), randomIds.next()]
    await shown(
      `begin;
       insert into categories (id, code, slug, name) values ('${category}', 'sql', 'sql', '{"en": "From SQL"}');
       insert into product_categories (id, product_id, category_id, main) values ('${randomIds.next()}', '${id}', '${category}', true);
       insert into brands (id, code, slug, name) values ('${brand}', 'sql', 'sql', 'By SQL');
       update products set brand_id = '${brand}' where id = '${id}';
       insert into attributes (id, code, type, label, visible) values ('${attribute}', 'grip', 'text', '{"en": "Grip"}', true);
       commit`,
      [],
      sku,
      (p) => p?.breadcrumbs[0]?.name === 'From SQL' && p.brand?.name === 'By SQL' && p.attributes[0]?.label === 'Grip',
    )
    await shown(
      `update categories set name = '{"en": "Renamed"}' where id = $1`,
      [category],
      sku,
      (p) => p?.breadcrumbs[0]?.name === 'Renamed',
    )
    await shown(`update brands set name = 'Other' where id = $1`, [brand], sku, (p) => p?.brand?.name === 'Other')
    await shown(
      `update units set label = '{"en": "item"}' where code = 'piece'`,
      [],
      sku,
      (p) => p?.unitPrices[0]?.label === 'item',
    )
    await shown(
      `update attributes set code = 'handle' where id = $1`,
      [attribute],
      sku,
      (p) => p?.attributes.length === 0,
    )
    await shown(
      `update attributes set code = 'grip' where id = $1`,
      [attribute],
      sku,
      (p) => p?.attributes.length === 1,
    )
    await shown('delete from attributes where id = $1', [attribute], sku, (p) => p?.attributes.length === 0)
    await shown('delete from categories where id = $1', [category], sku, (p) => p?.breadcrumbs.length === 0)
  })

  it('is shown: a price list for everybody, switched off, and the table of prices written anew', async () => {
    const sku = 'SQL-LIST'
    const id = await addProduct(shop, { sku })
    const [list, unit] = [randomIds.next(), shop.unitIds.piece]
    await shown(
      `insert into price_lists (id, code, name, currencies) values ('${list}', 'sale', 'Sale', '{EUR}');
       insert into price_list_assignments (id, code, price_list_id, website_id, priority)
         values ('${randomIds.next()}', 'sale', '${list}', '${shop.website.id}', 99);
       insert into prices (id, price_list_id, product_id, unit_id, quantity, currency, amount)
         values ('${randomIds.next()}', '${list}', '${id}', '${unit}', 1, 'EUR', 3.21)`,
      [],
      sku,
      (p) => p?.price?.amount === '3.21',
    )
    await shown('update price_lists set active = false where id = $1', [list], sku, (p) => p?.price?.amount === '10.00')
    await shown(
      `begin; create temp table kept as select * from prices where price_list_id <> '${list}'; truncate prices;
       insert into prices select (jsonb_populate_record(k, '{"amount": 5}')).* from kept k where product_id = '${id}'; commit`,
      [],
      sku,
      (p) => p?.price?.amount === '5.00',
    )
    expect((await granted(stranger.ask<Seen>('productFind', { sku: 'DRILL-18' }, selection))).price).toBeNull()
  })

  it('is shown to whom it concerns: who comes into a group, who leaves it, and what the company above them gets', async () => {
    const sku = 'SQL-GROUP'
    const id = await addProduct(shop, { sku })
    const [list, above, unit] = [randomIds.next(), randomIds.next(), shop.unitIds.piece]
    await writer.query(
      `insert into price_lists (id, code, name, currencies) values ('${list}', 'trade', 'Trade', '{EUR}');
       insert into price_list_assignments (id, code, price_list_id, website_id, customer_group_id)
         values ('${randomIds.next()}', 'trade', '${list}', '${shop.website.id}', '${shop.groupId}');
       insert into prices (id, price_list_id, product_id, unit_id, quantity, currency, amount)
         values ('${randomIds.next()}', '${list}', '${id}', '${unit}', 1, 'EUR', 8)`,
    )
    const buyer = shop.caller()
    const person = { email: 'sql@example.com', password: 'a door of oak and brass', firstName: 'S', lastName: 'Q' }
    await granted(buyer.act('customerUserRegister', person, 'token'))
    const { rows } = await writer.query<{ id: string }>(
      `select customer_id as id from customer_users where email = 'sql@example.com'`,
    )
    const customer = rows[0]!.id
    const amount = (wanted: string) => (p?: Seen) => p?.price?.amount === wanted
    await shown('select 1', [], sku, amount('10.00'), buyer)
    const join = 'update customers set group_id = $2 where id = $1'
    await shown(join, [customer, shop.groupId], sku, amount('8.00'), buyer)
    await shown(join, [customer, null], sku, amount('10.00'), buyer)
    await shown(
      `insert into customers (id, code, name, organization_id, group_id) values ('${above}', 'above', 'Above', '${shop.website.organizationId}', '${shop.groupId}');
       update customers set parent_id = '${above}' where id = '${customer}'`,
      [],
      sku,
      amount('8.00'),
      buyer,
    )
    await shown('delete from price_lists where id = $1', [list], sku, amount('10.00'), buyer)
  })

  // each by itself is at the mercy of whoever else is on the machine
  it('is shown within a second, as a rule', () => {
    const sorted = waits.toSorted((one, other) => one - other)
    expect(sorted.length).toBeGreaterThan(15)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(1_000)
  })

  it('tells once for what a statement changed, and nothing for what it left as it was', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => addProduct(shop)))
    const told = async () => {
      const { rows } = await writer.query<{ topic: string; id: string }>(
        'select topic, entity_id as id from outbox_events where seq > $1 order by entity_id',
        [before],
      )
      return rows.map(({ topic, id }) => [topic, id])
    }
    const last = async () =>
      (await writer.query<{ seq: string }>('select max(seq) as seq from outbox_events')).rows[0]!.seq
    let before = await last()
    await writer.query('update prices set amount = amount, updated_at = updated_at where product_id = any ($1)', [ids])
    expect(await told()).toEqual([])
    await writer.query('begin')
    await writer.query('update prices set amount = 8 where product_id = any ($1)', [ids])
    await writer.query('update prices set amount = 9 where product_id = any ($1)', [ids.slice(1)])
    await writer.query('commit')
    expect(await told()).toEqual([...ids].sort().map((id) => ['product.pricesChanged', id]))
    before = await last()
    await writer.query(`begin; set local portico.news = off; update prices set amount = 7; commit`)
    expect(await told()).toEqual([])
  })
})
