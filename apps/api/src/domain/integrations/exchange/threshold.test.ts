import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// A file that is refused whole where too much of it is wrong is tried out first, part by part, each without those before it: what is right by them is no mistake.

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop)
})
afterAll(() => shop.close())

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await shop.built.database.pool.query<Row>(text, values)).rows
/** So many that what follows stands in another part. */
const aPart = (prefix: string) =>
  Array.from({ length: 1_000 }, (_, at) => ({ code: `${prefix}${at}`, name: `Brand ${at}`, slug: `${prefix}${at}` }))
let files = 0
async function read(rows: readonly object[]): Promise<Run> {
  const mask = `t${(files += 1)}.jsonl`
  const connector = await partner.connector({ entity: 'brand', fileMask: mask, maxRefusedPercent: '0' })
  await partner.put(`inbound/${mask}`, rows)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}

it('what is unique may be given free by an earlier part', async () => {
  await query(`insert into brands (id, code, name, slug) values (gen_random_uuid(), 'free', 'Free', 'wanted')`)
  const run = await read([
    { code: 'free', name: 'Free', slug: 'let-go' },
    ...aPart('uni'),
    { code: 'taker', name: 'Taker', slug: 'wanted' },
  ])
  expect(run).toMatchObject({ state: 'done', read: 1_002, refused: 0, created: 1_001, changed: 1 })
  expect(await query(`select code from brands where slug = 'wanted'`)).toEqual([{ code: 'taker' }])
}, 120_000)

it('what is wrong is wrong wherever it stands: nothing of the file is applied', async () => {
  const run = await read([...aPart('bad'), { code: 'worse', name: 'Worse', slug: 'Not so!' }])
  expect(run).toMatchObject({ state: 'refused', read: 1_001, refused: 1 })
  expect(await query(`select code from brands where code like 'bad%'`)).toEqual([])
}, 120_000)
