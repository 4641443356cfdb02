import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// What a file says of the same row more than once: the last word counts, however its records are applied.

let shop: OpenShop
let lines: Partner
let csv: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  lines = await createPartner(shop)
  csv = await createPartner(shop, { module: 'files' })
})
afterAll(() => shop.close())

const rowsOf = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await shop.built.database.pool.query<Row>(text, values)).rows

let files = 0
async function bring(partner: Partner, content: string | readonly object[], members: object): Promise<Run> {
  const name = `order-${(files += 1)}.x`
  const format = partner === csv ? { format: 'csv' } : {}
  const connector = await partner.connector({ fileMask: name, ...format, ...members })
  await partner.put(`inbound/${name}`, content)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}

describe('records of one file about the same row', () => {
  const price = (sku: string, amount: string) => ({
    action: 'priceList.setPrices',
    input: {
      series: 'order',
      websiteId: { code: shop.website.code },
      precedence: 1,
      productId: { sku },
      unitId: { code: 'piece' },
      currency: 'EUR',
      sole: true,
      tiers: [{ quantity: '1', amount }],
    },
  })

  it('leave the prices of the last of them, where each of them sets several', async () => {
    const skus = ['priced-1', 'priced-2', 'priced-3']
    const products = skus.map((sku) => ({ sku, slug: sku, name: { en: sku }, primaryUnit: { code: 'piece' } }))
    await bring(lines, products, { entity: 'product' })
    const [one = '', two = '', three = ''] = skus
    const run = await bring(
      lines,
      [{ $deeds: [price(one, '10'), price(two, '20')] }, { $deeds: [price(two, '25'), price(three, '30')] }],
      { entity: null },
    )
    expect(run).toMatchObject({ state: 'done', refused: 0, read: 2 })
    const prices = await rowsOf<{ sku: string; amount: string }>(
      `select p.sku, pr.amount from prices pr join price_lists l on l.id = pr.price_list_id join products p on p.id = pr.product_id
       where l.code like 'order%' and p.sku = any($1) order by p.sku`,
      [skus],
    )
    expect(prices.map(({ sku, amount }) => [sku, Number(amount)])).toEqual([
      [one, 10],
      [two, 25],
      [three, 30],
    ])
  })

  it('of different deeds are done in the order in which they stand', async () => {
    const members = { entity: 'brand', deletes: true, maxDeletedPercent: '100' }
    await bring(csv, 'code,name,slug\nord-a,First,ord-a\nother-a,A,other-a\nother-b,B,other-b\n', members)
    const file = [
      'code,name,slug,:deed',
      'ord-b,B,ord-b,upsert',
      'ord-a,,,delete',
      'ord-a,Again,ord-a,upsert',
      'ord-c,C,ord-c,create',
      'ord-c,,,delete',
      'ord-b,B once more,ord-b,update',
    ]
    expect(await bring(csv, file.join('\n'), members)).toMatchObject({ state: 'done', refused: 0, read: 6, deleted: 2 })
    expect(await rowsOf(`select code, name from brands where code like 'ord-%' order by code`)).toEqual([
      { code: 'ord-a', name: 'Again' },
      { code: 'ord-b', name: 'B once more' },
    ])
  })

  it('that call it by its key and by its number outside are done in that order, too', async () => {
    const members = { entity: 'brand', deletes: true, maxDeletedPercent: '100' }
    await bring(csv, 'code,name,slug,external:erp\nout-a,First,out-a,B-1\nout-b,First,out-b,B-2\n', members)
    const file = [
      'code,name,slug,external:erp,:deed',
      'out-z,Z,out-z,,upsert',
      ',,,B-1,delete',
      'out-a,Again,out-a,,upsert',
    ]
    expect(await bring(csv, file.join('\n'), members)).toMatchObject({ state: 'done', refused: 0, deleted: 1 })
    expect(await rowsOf(`select code, name from brands where code like 'out-%' order by code`)).toEqual([
      { code: 'out-a', name: 'Again' },
      { code: 'out-b', name: 'First' },
      { code: 'out-z', name: 'Z' },
    ])
  })

  it('count once where they only say it twice, and the last word stands', async () => {
    const file = 'code,name,slug\ndup,One,dup\ndup-2,Other,dup-2\ndup,Two,dup\ndup,Three,dup\n'
    expect(await bring(csv, file, { entity: 'brand' })).toMatchObject({ state: 'done', created: 2, changed: 2 })
    expect(await rowsOf(`select code, name from brands where code like 'dup%' order by code`)).toEqual([
      { code: 'dup', name: 'Three' },
      { code: 'dup-2', name: 'Other' },
    ])
  })
})

it('lines with gaps and whole ones in turn are applied by a few transactions, not by one each', async () => {
  const [warehouse] = await rowsOf<{ code: string }>('select code from warehouses order by code limit 1')
  const file = [
    `sku,slug,name.en,primaryUnit.code,inventoryLevels[${warehouse!.code}].onHand`,
    ...Array.from({ length: 400 }, (_, at) => `gap-${at},gap-${at},Gap ${at},piece,${at % 2 ? '' : at}`),
  ]
  const run = await bring(csv, file.join('\n'), { entity: 'product' })
  expect(run).toMatchObject({ state: 'done', read: 400, refused: 0, created: 600 })
  const [made] = await rowsOf<{ transactions: number; levels: number }>(
    `select count(distinct p.xmin::text)::int as transactions, count(l.id)::int as levels
     from products p left join inventory_levels l on l.product_id = p.id where p.sku like 'gap-%'`,
  )
  expect(made).toEqual({ transactions: 1, levels: 200 })
})

it('records of a megabyte are applied a few at a time: a part is bounded by its size, too', async () => {
  const from = { code: { column: 'code', value: 'x'.repeat(900_000) } }
  const rows = Array.from({ length: 30 }, (_, at) => {
    const code = `big-${at}`
    const parent = at < 12 ? { parent: { code: 'big-29' } } : {}
    const given = { code, slug: code, name: { en: 'Big' }, ...parent }
    return { $deeds: [{ entity: 'category', mode: 'upsert', given, from }] }
  })
  const run = await bring(lines, rows, { entity: 'category' })
  expect(run).toMatchObject({ state: 'done', created: 30, refused: 0 })
  const [made] = await rowsOf<{ transactions: number }>(
    `select count(distinct xmin::text)::int as transactions from categories where code like 'big-%'`,
  )
  // those that waited for the last one, too
  expect(made!.transactions).toBeGreaterThanOrEqual(5)
}, 60_000)
