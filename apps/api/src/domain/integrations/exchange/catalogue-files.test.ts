import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop)
})
afterAll(() => shop.close())

let files = 0
/** Has a file read, or tried out, by a connector of its own. */
async function read(rows: readonly object[], members: object, trial = false): Promise<Run> {
  const name = `file-${++files}`
  const connector = await partner.connector({ fileMask: `${name}.jsonl`, onArrival: false, ...members })
  await partner.put(`inbound/${name}.jsonl`, rows)
  await partner.act('connectors', connector, 'run', { trial })
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
const rowsOf = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await shop.built.database.pool.query<Row>(text, values)).rows

const category = (code: string, parent?: string) => ({
  code,
  name: { en: code },
  slug: code,
  ...(parent ? { parent: { code: parent } } : {}),
})

describe('rows of the catalogue that one file brings together', () => {
  it('make no circle of categories, in whatever order they say it', async () => {
    await read([category('ring-a'), category('ring-b'), category('ring-c')], { entity: 'category' })
    const run = await read([category('ring-a', 'ring-b'), category('ring-b', 'ring-c'), category('ring-c', 'ring-a')], {
      entity: 'category',
    })
    expect(run).toMatchObject({ state: 'done', changed: 2, refused: 1 })
    expect(await partner.problems(run.id)).toMatchObject([{ record: 3, code: 'CATEGORY_CIRCLE' }])
    expect(
      await rowsOf(
        `select c.code, p.code as parent from categories c left join categories p on p.id = c.parent_id where c.code like 'ring-%' order by 1`,
      ),
    ).toEqual([
      { code: 'ring-a', parent: 'ring-b' },
      { code: 'ring-b', parent: 'ring-c' },
      { code: 'ring-c', parent: null },
    ])
  })

  it('give a product one main category, the last that is said; a unit that stock is counted in stays', async () => {
    const { sku } = (
      await rowsOf<{ sku: string }>('select sku from products where id = $1', [shop.furniture.drill])
    )[0]!
    const place = (code: string) => ({ product: { sku }, category: { code }, main: true })
    const run = await read([place('ring-a'), place('ring-b'), place('ring-c')], { entity: 'productCategory' })
    expect(run).toMatchObject({ state: 'done', created: 3, refused: 0 })
    expect(
      await rowsOf(
        `select c.code from product_categories pc join categories c on c.id = pc.category_id where pc.product_id = $1 and pc.main`,
        [shop.furniture.drill],
      ),
    ).toEqual([{ code: 'ring-c' }])
    const [unit] = await rowsOf<{ code: string }>(
      'select u.code from products p join units u on u.id = p.primary_unit_id where p.id = $1',
      [shop.furniture.drill],
    )
    const going = await read([{ product: { sku }, unit }], { entity: 'productUnit', mode: 'delete' })
    expect(going).toMatchObject({ refused: 1, deleted: 0 })
    expect(await partner.problems(going.id)).toMatchObject([{ code: 'STILL_REFERENCED' }])
  })

  it('are news of a product once, however many of its rows they are', async () => {
    const [unit] = await rowsOf<{ code: string }>(
      'select u.code from products p join units u on u.id = p.primary_unit_id where p.id = $1',
      [shop.furniture.drill],
    )
    const record = (at: number) => ({
      $deeds: [
        {
          entity: 'product',
          mode: 'upsert',
          given: { sku: `NEWS-${at}`, name: { en: `News ${at}` }, slug: `news-${at}`, primaryUnit: unit },
        },
        { entity: 'productUnit', mode: 'upsert', given: { product: { sku: `NEWS-${at}` }, unit, weightKg: '1.5' } },
      ],
    })
    const run = await read(
      Array.from({ length: 700 }, (_, at) => record(at)),
      {},
    )
    expect(run).toMatchObject({ state: 'done', created: 1_400, refused: 0 })
    const told = await rowsOf<{ ids: number; different: number }>(
      `select count(*) as ids, count(distinct told.product) as different
       from outbox_events e, jsonb_array_elements_text(e.payload -> 'productIds') told (product)
       where e.topic = 'product.changed' and told.product in (select p.id::text from products p where p.sku like 'NEWS-%')`,
    )
    expect(told).toEqual([{ ids: 700, different: 700 }])
  })
})

describe('the audit log', () => {
  it('tells of a part who did it, by which run and file, and which rows it wrote', async () => {
    const rows = [category('audit-a'), category('audit-b')]
    const run = await read(rows, { entity: 'category' })
    const same = await read([...rows, category('audit-c')], { entity: 'category' })
    const entries = (id: string) =>
      rowsOf<{ after: { created?: string[]; file: string } }>(
        `select by, principal, door, entity, deed, after from audit_entries where request_id = $1`,
        [id],
      )
    const ids = async (codes: string[]) =>
      (await rowsOf<{ id: string }>('select id from categories where code = any($1) order by id', [codes])).map(
        ({ id }) => id,
      )
    const [first, ...none] = await entries(run.id)
    expect(none).toEqual([])
    expect(first).toMatchObject({
      by: 'fileAccount',
      principal: partner.username,
      door: 'exchange',
      entity: 'category',
      deed: 'import',
      after: { file: run['fileName'], records: [1, 2] },
    })
    expect(first!.after.created!.sort()).toEqual(await ids(['audit-a', 'audit-b']))
    expect((await entries(same.id)).map(({ after }) => after.created)).toEqual([await ids(['audit-c'])])
    const tried = await read([category('audit-d')], { entity: 'category' }, true)
    expect(await entries(tried.id)).toEqual([])
  })
})

describe('a dry run', () => {
  it('knows the rows that earlier parts of its file would bring, and misses those that nobody brings', async () => {
    const many = 1_300
    const rows = Array.from({ length: many }, (_, at) =>
      category(`dry-${at}`, at >= 1_000 ? `dry-${at - 1_000}` : undefined),
    )
    const run = await read(
      [...rows, category('dry-lost', 'nobody'), category('dry-early', 'dry-late'), category('dry-late')],
      { entity: 'category' },
      true,
    )
    expect(run).toMatchObject({ state: 'done', dryRun: true, read: many + 3, created: many + 2, refused: 1 })
    expect(await partner.problems(run.id)).toMatchObject([{ record: many + 1, code: 'REFERENCE_NOT_FOUND' }])
    expect(await rowsOf(`select from categories where code like 'dry-%'`)).toEqual([])
  })

  it('says how many rows of its scope a file would delete', async () => {
    const members = { entity: 'category', mode: 'replaceAll', scope: { path: 'code', op: 'starts', value: 'whole-' } }
    await read(
      ['a', 'b', 'c', 'd'].map((code) => category(`whole-${code}`)),
      members,
    )
    const run = await read([category('whole-a'), category('whole-e')], members, true)
    expect(run).toMatchObject({ state: 'done', dryRun: true, same: 1, created: 1, deleted: 3 })
    expect(run.problem).toBe('3 of 4 rows are not named and would be deleted, once somebody has confirmed it.')
    expect(await rowsOf(`select from categories where code like 'whole-%'`)).toHaveLength(4)
  })
})
