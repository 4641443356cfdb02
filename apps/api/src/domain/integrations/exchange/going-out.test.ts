import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

// What goes out: nothing is lost, nothing goes twice, and nothing keeps the others waiting.

let shop: OpenShop
const [lines] = linesModule.formats!
/** How the other side behaves: rows that cannot be written, those that were pushed, and who holds a long export. */
const other = {
  poison: '',
  pushed: [] as string[][],
  failsAfter: Infinity,
  held: undefined as Promise<void> | undefined,
}
const oddModule: ExchangeModule = {
  ...linesModule,
  code: 'odd',
  formats: [
    {
      ...lines!,
      reads: () => ({ wanted: { id: {}, code: {}, name: {} }, outside: [] }),
      async *encode(rows, { connector }) {
        for await (const row of rows) {
          if (other.poison && row['code'] === other.poison) throw new Error('this row cannot be written')
          if (connector.settings['long']) await other.held
          yield Buffer.from(`${JSON.stringify(row)}\n`)
        }
      },
    },
  ],
  wanted: () => ({ code: {} }),
  push: (rows) => {
    if (other.pushed.length >= other.failsAfter) throw new Error('connect ECONNREFUSED')
    other.pushed.push(rows.map(({ code }) => String(code)))
    return Promise.resolve()
  },
}

beforeAll(async () => {
  shop = await openShop({ modules: [oddModule] })
})
afterAll(() => shop.close())

const partnerWith = (integration: object = {}, account: object = {}) =>
  createPartner(shop, { module: 'odd', integration: { alertEmail: 'it@house.test', ...integration }, account })
const brand = async (code: string) => {
  const id = crypto.randomUUID()
  await shop.database.db.insertInto('brands').values({ id, code, name: code, slug: code }).execute()
  return id
}
const starts = (value: string) => ({ path: 'code', op: 'starts', value })
const byNews = (prefix: string) => ({
  direction: 'out',
  entity: 'brand',
  topic: 'brand.created',
  filter: starts(prefix),
  fileName: '{code}.jsonl',
})
const outbound = async (partner: Partner) =>
  (await partner.list('outbound')).map((path) => path.slice('outbound/'.length)).sort()
const patch = async (type: string, id: string, attributes: object) => {
  const answer = await send(await shop.client(), `/admin/api/${type}/${id}`, {
    method: 'PATCH',
    body: { data: { type, id, attributes } },
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
/** News are heard in one round, and written in the next. */
const settle = async () => {
  await shop.drain()
  await shop.drain()
}

describe('while a connector is switched off', () => {
  it('news wait for it, and go out once it is on again, each once; the same for its integration', async () => {
    const partner = await partnerWith()
    const connector = await partner.connector(byNews('off-'))
    for (const [type, id, code] of [
      ['connectors', connector, 'off-1'],
      ['integrations', partner.integrationId, 'off-2'],
    ] as const) {
      await patch(type, id, { active: false })
      await brand(code)
      await settle()
      expect(await outbound(partner)).not.toContain(`${code}.jsonl`)
      expect((await partner.runs(connector)).at(-1)).toMatchObject({ state: 'waiting', trigger: 'news' })
      await patch(type, id, { active: true })
      await settle()
      expect(await outbound(partner)).toContain(`${code}.jsonl`)
    }
    expect(await partner.runs(connector)).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  it('what changes is written by its next run', async () => {
    const partner = await partnerWith()
    const id = await brand('chg-1')
    await brand('chg-2')
    const connector = await partner.connector({
      direction: 'out',
      entity: 'brand',
      filter: starts('chg-'),
      changesOnly: true,
      fileName: '{now}.jsonl',
    })
    const run = async () => {
      const { one } = await partner.act('connectors', connector, 'run')
      await shop.drain()
      shop.clock.advance({ seconds: 1 })
      return partner.run(one.id)
    }
    await settle()
    expect(await run()).toMatchObject({ state: 'done', written: 2 })
    await patch('connectors', connector, { active: false })
    await patch('brands', id, { name: 'Changed meanwhile' })
    await settle()
    await patch('connectors', connector, { active: true })
    expect(await run()).toMatchObject({ state: 'done', written: 1 })
  })
})

describe('a connector that writes rows by news', () => {
  it('does not write all of them once more when it is told to run, but those that are named, or all where that is said', async () => {
    const partner = await partnerWith()
    const connector = await partner.connector(byNews('again-'))
    const id = await brand('again-1')
    await brand('again-2')
    await settle()
    expect(await outbound(partner)).toEqual(['again-1.jsonl', 'again-2.jsonl'])
    const refused = await partner.act('connectors', connector, 'run')
    expect([refused.status, refused.errors?.[0]?.code]).toEqual([409, 'EXCHANGE_WOULD_WRITE_ALL'])
    await shop.drain()
    expect(await partner.runs(connector)).toHaveLength(2)
    const named = await partner.act('connectors', connector, 'run', { rowIds: [id, id] })
    await shop.drain()
    expect(await partner.run(named.one.id)).toMatchObject({ state: 'done', written: 1, trigger: 'person' })
    const full = await partner.act('connectors', connector, 'run', { full: true })
    await shop.drain()
    expect(await partner.run(full.one.id)).toMatchObject({ state: 'done', written: 2 })
    const wrong = await partner.act('connectors', connector, 'run', { rowIds: ['again-1'] })
    expect(wrong.errors).toMatchObject([{ code: 'FIELD_INVALID' }])
  })

  it('does not wait for a long export of the same integration', async () => {
    const partner = await partnerWith()
    await brand('long-1')
    const long = await partner.connector({
      direction: 'out',
      entity: 'brand',
      filter: starts('long-'),
      fileName: 'all.jsonl',
      settings: { long: true },
    })
    const connector = await partner.connector(byNews('quick-'))
    let letGo = () => {}
    other.held = new Promise((resolve) => (letGo = resolve))
    await partner.act('connectors', long, 'run')
    const writing = shop.drain()
    try {
      await vi.waitFor(async () => expect(await partner.runs(long)).toMatchObject([{ state: 'running' }]), 5_000)
      await brand('quick-1')
      await shop.drain()
      expect(await partner.runs(connector)).toMatchObject([{ state: 'done' }])
      expect(await partner.runs(long)).toMatchObject([{ state: 'running' }])
      expect(await outbound(partner)).toEqual(['quick-1.jsonl'])
    } finally {
      letGo()
      await writing
    }
    expect(await outbound(partner)).toEqual(['all.jsonl', 'quick-1.jsonl'])
  })

  it('pauses nothing else where one row cannot be written, however often that is tried', async () => {
    const partner = await partnerWith({ pauseAfter: 3 })
    const connector = await partner.connector(byNews('poison-'))
    other.poison = 'poison-1'
    await brand('poison-1')
    for (const minutes of [2, 6, 16, 61]) {
      await settle()
      shop.clock.advance({ minutes })
    }
    await settle()
    const { db } = shop.database
    const runs = await db
      .selectFrom('exchangeRuns')
      .select(['state', 'attempts'])
      .where('connectorId', '=', connector)
      .execute()
    expect(runs).toEqual([{ state: 'failed', attempts: 5 }])
    await brand('poison-2')
    await settle()
    other.poison = ''
    expect(await outbound(partner)).toEqual(['poison-2.jsonl'])
    const [row] = await db.selectFrom('integrations').select('state').where('id', '=', partner.integrationId).execute()
    expect(row).toEqual({ state: 'running' })
  })
})

it('rows that are pushed by calls go on behind the last one, though others are gone by then', async () => {
  const partner = await partnerWith({ pauseAfter: 100 })
  const codes = Array.from({ length: 120 }, (_, at) => `push-${String(at).padStart(3, '0')}`)
  for (const code of codes) await brand(code)
  const sorted = (
    await shop.database.db
      .selectFrom('brands')
      .select(['id', 'code'])
      .where('code', 'in', codes)
      .orderBy('id')
      .execute()
  ).map(({ code }) => code)
  const connector = await partner.connector({
    format: 'call',
    direction: 'out',
    entity: 'brand',
    filter: starts('push-'),
    account: null,
  })
  other.failsAfter = 1
  const { one } = await partner.act('connectors', connector, 'run')
  await shop.drain()
  expect(await partner.run(one.id)).toMatchObject({ state: 'failed', written: 50 })
  await shop.database.db.deleteFrom('brands').where('code', 'in', sorted.slice(0, 10)).execute()
  other.failsAfter = Infinity
  shop.clock.advance({ minutes: 2 })
  await shop.drain()
  expect(await partner.run(one.id)).toMatchObject({ state: 'done', written: 120 })
  expect(other.pushed.flat()).toEqual(sorted)
})

it('rows that are pushed by their changes are all at first, and then those that changed', async () => {
  const partner = await partnerWith()
  other.pushed = []
  const id = await brand('delta-1')
  await brand('delta-2')
  const members = { format: 'call', direction: 'out', entity: 'brand', filter: starts('delta-'), account: null }
  const connector = await partner.connector({ ...members, changesOnly: true })
  const run = async () => {
    const { one } = await partner.act('connectors', connector, 'run')
    await shop.drain()
    return partner.run(one.id)
  }
  await shop.drain()
  expect(await run()).toMatchObject({ state: 'done', written: 2 })
  await patch('brands', id, { name: 'Changed' })
  await shop.drain()
  expect(await run()).toMatchObject({ state: 'done', written: 1 })
  expect(other.pushed.at(-1)).toEqual(['delta-1'])
})
