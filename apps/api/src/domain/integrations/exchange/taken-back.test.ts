import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

// What a run has taken in hand and did not finish: changes that were to go out, a page that was applied in part.

const stumbling = { broken: false }
const stumbles: ExchangeModule = {
  ...linesModule,
  code: 'stumbles',
  formats: linesModule.formats!.map((format) => ({
    ...format,
    async *encode(rows, asked) {
      if (stumbling.broken) throw new Error('a fault of the house')
      yield* format.encode(rows, asked)
    },
  })),
}
const remote = { pages: [] as object[][], asked: 0 }
const pages: ExchangeModule = {
  code: 'pages',
  name: 'A system that is asked page by page',
  settings: { type: 'object' },
  fetch: (cursor) => {
    remote.asked += 1
    const at = (cursor as { page: number } | undefined)?.page ?? 0
    const records = (remote.pages[at] ?? []).map((given, line) => ({
      at: { line },
      deeds: [{ entity: 'category', mode: 'upsert' as const, given: given as Record<string, unknown> }],
    }))
    return Promise.resolve({ records, cursor: { page: at + 1 }, more: at + 1 < remote.pages.length })
  },
}

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule, stumbles, pages] })
})
afterAll(() => shop.close())

const query = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await shop.built.database.pool.query<Row>(text, values)).rows

describe('changes that a run took and did not write', () => {
  let partner: Partner
  let connector: string
  const fetched = new Set<string>()
  const written = async () => {
    const fresh = (await partner.list('outbound')).filter((path) => !fetched.has(path))
    for (const path of fresh) fetched.add(path)
    const texts = await Promise.all(fresh.map((path) => partner.text(path)))
    const ids = texts.flatMap((text) =>
      text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    )
    const rows = await query<{ code: string }>('select code from brands where id = any($1::uuid[])', [ids])
    return rows.map(({ code }) => code)
  }
  const rename = async (code: string, name: string) => {
    await query('update brands set name = $2 where code = $1', [code, name])
    await shop.drain()
  }
  const run = async (input: object = {}) => {
    const { one } = await partner.act('connectors', connector, 'run', input)
    await shop.drain()
    return partner.run(one.id)
  }
  beforeAll(async () => {
    partner = await createPartner(shop, { module: 'stumbles', integration: { pauseAfter: 100 } })
    for (const code of ['tb1', 'tb2', 'tb3'])
      await query('insert into brands (id, code, name, slug) values (gen_random_uuid(), $1, $1, $1)', [code])
    connector = await partner.connector({
      direction: 'out',
      entity: 'brand',
      filter: { path: 'code', op: 'starts', value: 'tb' },
      changesOnly: true,
      fileName: 'brands_{run}.jsonl',
    })
    await shop.drain()
    expect(await run()).toMatchObject({ state: 'done', written: 3 })
    await written()
  })

  it.each([
    ['changes only', {}, []],
    ['everything', { full: true }, ['tb1', 'tb2', 'tb3']],
  ])(
    'are written by the next one, where it was to write %s and was cancelled',
    async (what, input, after) => {
      await rename('tb1', `New for ${what}`)
      stumbling.broken = true
      const failed = await run(input)
      expect(failed).toMatchObject({ state: 'failed', written: 0 })
      expect((await partner.act('exchangeRuns', failed.id, 'cancel')).status).toBe(200)
      stumbling.broken = false
      await rename('tb2', `New as well for ${what}`)
      // a look at it takes nothing away
      expect(await run({ trial: true })).toMatchObject({ state: 'done', dryRun: true })
      expect(await run()).toMatchObject({ state: 'done', written: 2 })
      expect(await written()).toEqual(expect.arrayContaining(['tb1', 'tb2']))
      // taken up again, the cancelled one has nothing left, or writes all once more as it was told to
      await partner.act('exchangeRuns', failed.id, 'resume')
      await shop.drain()
      expect(await partner.run(failed.id)).toMatchObject({ state: 'done', written: after.length })
      expect(await run()).toMatchObject({ state: 'done', written: 0 })
      expect((await written()).sort()).toEqual(after)
    },
    120_000,
  )
})

describe('a page that was applied in part', () => {
  it('is gone on with where it ended: nothing is counted, told or laid aside twice', async () => {
    const partner = await createPartner(shop, { module: 'pages', integration: { pauseAfter: 100 } })
    const connector = await partner.connector({ format: 'call', entity: 'category', account: null })
    const category = (at: number) => ({ code: `pg${at}`, slug: `pg${at}`, name: { en: `Page ${at}` } })
    remote.pages = [
      [
        { ...category(0), parent: { code: 'pg1201' } },
        { ...category(1), slug: 'No slug!' },
        ...Array.from({ length: 1_200 }, (_, at) => category(at + 2)),
      ],
      [category(2_000)],
    ]
    // the database gives up in the second part of the page
    await query(`create function stumble() returns trigger language plpgsql as $$
      begin if new.code = 'pg1100' then raise exception 'not now' using errcode = '40001'; end if; return new; end $$`)
    await query('create trigger stumble before insert on categories for each row execute function stumble()')
    const { one } = await partner.act('connectors', connector, 'run')
    await shop.drain()
    expect(await partner.run(one.id)).toMatchObject({ state: 'failed', read: 1_000, created: 998, refused: 1 })
    await query('drop trigger stumble on categories')
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    expect(await partner.run(one.id)).toMatchObject({
      state: 'done',
      read: 1_203,
      created: 1_202,
      refused: 1,
      same: 0,
      postponed: 0,
    })
    expect(await partner.problems(one.id)).toMatchObject([{ record: 2 }])
    const [row] = await query(
      `select p.code from categories c join categories p on p.id = c.parent_id where c.code = 'pg0'`,
    )
    expect(row).toEqual({ code: 'pg1201' })
  }, 120_000)
})
