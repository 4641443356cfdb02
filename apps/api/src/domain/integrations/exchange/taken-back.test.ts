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
  })

  it.each([
    ['changes only', {}],
    ['everything', { full: true }],
  ])(
    'are written by the next one, where it was to write %s and was cancelled',
    async (what, input) => {
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
    },
    120_000,
  )
})
