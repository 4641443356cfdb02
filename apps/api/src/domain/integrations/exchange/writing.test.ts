import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExchangeModule } from '../port.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let partner: Partner
/** What a system that is called has, what it was told, and whether it is out of order. */
const remote = { pages: [] as object[][], pushed: [] as string[][], broken: false, asked: [] as unknown[] }

const callsModule: ExchangeModule = {
  code: 'calls',
  name: 'A system that is called',
  settings: { type: 'object', properties: { url: { type: 'string' } }, required: ['url'], additionalProperties: false },
  credentials: { type: 'object', properties: { key: { type: 'string' } }, required: ['key'] },
  check: ({ credentials }) =>
    Promise.resolve([{ ok: credentials['key'] === 'right', what: 'sign in', detail: 'The key is tried.' }]),
  fetch: (cursor, { credentials }) => {
    remote.asked.push({ cursor, key: credentials['key'] })
    if (remote.broken) throw new Error('connect ECONNREFUSED')
    const at = (cursor as { page: number } | undefined)?.page ?? 0
    const records = (remote.pages[at] ?? []).map((given, line) => ({
      at: { line },
      deeds: [{ entity: 'brand', mode: 'upsert' as const, given: given as Record<string, unknown> }],
    }))
    const next = Math.min(at + 1, remote.pages.length)
    return Promise.resolve({ records, cursor: { page: next }, more: next < remote.pages.length })
  },
  push: (rows) => {
    remote.pushed.push(rows.map(({ id }) => String(id)))
    return Promise.resolve()
  },
}

beforeAll(async () => {
  shop = await openShop({ modules: [linesModule, callsModule] })
  partner = await createPartner(shop, { integration: { alertEmail: 'it@house.test', pauseAfter: 2 } })
})

afterAll(async () => {
  await shop.close()
})

const brand = (code: string, name = code) =>
  shop.built.database.db.insertInto('brands').values({ id: crypto.randomUUID(), code, name, slug: code }).execute()
const outbound = async () => (await partner.list('outbound')).map((path) => path.slice('outbound/'.length))
const starts = (value: string) => ({ path: 'code', op: 'starts', value })

describe('rows go out', () => {
  it('all at first, then what changed since, and no file where nothing did', async () => {
    await brand('out-1')
    await brand('out-2')
    const connector = await partner.connector({
      direction: 'out',
      entity: 'brand',
      filter: starts('out-'),
      changesOnly: true,
      fileName: 'brands_{now}.jsonl',
    })
    const run = async (input = {}) => {
      const { one } = await partner.act('connectors', connector, 'run', input)
      await shop.drain()
      shop.clock.advance({ seconds: 1 })
      return partner.run(one.id)
    }
    const all = await run()
    expect(all).toMatchObject({ state: 'done', written: 2, trigger: 'person' })
    expect(await outbound()).toEqual([all.fileName])
    expect((await partner.text(all.place!)).trim().split('\n')).toHaveLength(2)
    expect(await run()).toMatchObject({ state: 'done', written: 0, place: null })
    await shop.built.database.db.updateTable('brands').set({ name: 'Other' }).where('code', '=', 'out-2').execute()
    await shop.drain()
    expect(await run()).toMatchObject({ state: 'done', written: 1 })
    expect(await run({ full: true })).toMatchObject({ state: 'done', written: 2 })
    expect(await run({ trial: true })).toMatchObject({ state: 'done', dryRun: true, place: null })
    expect(await outbound()).toHaveLength(3)
    expect(await partner.list('.work')).toEqual([])
  })

  it('at once by news, in a file of its own for each, and only such as the filter leaves', async () => {
    const before = await outbound()
    const connector = await partner.connector({
      direction: 'out',
      entity: 'brand',
      topic: 'brand.created',
      filter: starts('news-'),
      fileName: 'brand_{id}.jsonl',
    })
    await brand('news-1')
    await brand('other-1')
    await brand('news-2')
    await shop.drain()
    await shop.drain()
    const runs = await partner.runs(connector)
    expect(runs).toHaveLength(2)
    expect(runs).toMatchObject([
      { state: 'done', written: 1, trigger: 'news' },
      { state: 'done', written: 1 },
    ])
    const made = (await outbound()).filter((name) => !before.includes(name))
    expect(made.every((name) => /^brand_[0-9a-f-]{36}\.jsonl$/.test(name))).toBe(true)
    expect(made).toHaveLength(2)
  })

  it('by their schedule, once for each time', async () => {
    const connector = await partner.connector({ direction: 'out', entity: 'brand', schedule: '*/5 * * * *' })
    const { db } = shop.built.database
    const at = async () =>
      (await db.selectFrom('connectors').select('nextRunAt').where('id', '=', connector).executeTakeFirstOrThrow())
        .nextRunAt!
    expect((await at()).getTime()).toBeGreaterThan(shop.clock.now().getTime())
    shop.clock.advance({ minutes: 6 })
    const schedule = shop.built.jobs.find(({ name }) => name === 'exchange.schedule')!
    for (let times = 0; times < 2; times += 1) await schedule.run({} as never, await shop.built.systemContext())
    await shop.drain()
    expect(await partner.runs(connector)).toMatchObject([{ state: 'done', trigger: 'schedule' }])
    expect((await at()).getTime()).toBeGreaterThan(shop.clock.now().getTime())
  })
})

describe('a system that is called', () => {
  let called: Partner
  let connector: string

  beforeAll(async () => {
    called = await createPartner(shop, {
      module: 'calls',
      integration: { settings: { url: 'https://pim.test' }, alertEmail: 'it@house.test', pauseAfter: 2 },
    })
    connector = await called.connector({ format: 'call', entity: 'brand', account: null })
  })

  it('is checked: without credentials, with wrong ones, and with those that fit; nobody can read them', async () => {
    const check = async () => (await called.act('integrations', called.integrationId, 'check')).one.attributes
    expect(await check()).toMatchObject({ ok: false })
    expect(
      await called.act('integrations', called.integrationId, 'setCredentials', { credentials: { k: 1 } }),
    ).toMatchObject({ status: 400 })
    for (const [key, ok] of [
      ['wrong', false],
      ['right', true],
    ] as const) {
      await called.act('integrations', called.integrationId, 'setCredentials', { credentials: { key } })
      expect(await check()).toMatchObject({ ok })
    }
    const row = await shop.built.database.db
      .selectFrom('integrations')
      .select('credentials')
      .where('id', '=', called.integrationId)
      .executeTakeFirstOrThrow()
    expect(row.credentials).not.toContain('right')
    const { rows } = await shop.built.database.pool.query<{ told: string }>(
      `select string_agg(after::text, '') as told from audit_entries where deed = 'setCredentials'`,
    )
    expect(rows[0]!.told).not.toContain('right')
  })

  it('tells what is new behind a cursor, page by page', async () => {
    const page = (from: number) => [from, from + 1].map((at) => ({ code: `pim-${at}`, name: 'P', slug: `pim-${at}` }))
    remote.pages = [page(0), page(2)]
    const call = async (input = {}) => {
      const { one } = await called.act('connectors', connector, 'run', input)
      await shop.drain()
      return called.run(one.id)
    }
    expect(await call()).toMatchObject({ state: 'done', read: 4, created: 4 })
    remote.pages.push(page(4))
    expect(await call()).toMatchObject({ state: 'done', read: 2, created: 2 })
    expect(remote.asked.at(-1)).toEqual({ cursor: { page: 2 }, key: 'right' })
    expect(await call({ full: true })).toMatchObject({ state: 'done', read: 6, same: 6 })
  })

  it('that does not answer is tried again by a plan, and paused where it keeps failing; somebody is told', async () => {
    remote.broken = true
    const { one } = await called.act('connectors', connector, 'run')
    await shop.drain()
    expect(await called.run(one.id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      problem: expect.any(String) as string,
    })
    expect(shop.mails().at(-1)).toMatchObject({
      to: 'it@house.test',
      subject: expect.stringContaining('tried again') as string,
    })
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    expect(await called.run(one.id)).toMatchObject({ state: 'failed', attempts: 2 })
    expect(shop.mails().at(-1)!.subject).toContain('is paused')
    expect(await called.act('connectors', connector, 'run')).toMatchObject({ status: 409 })
    remote.broken = false
    shop.clock.advance({ minutes: 10 })
    await shop.drain()
    expect(await called.run(one.id)).toMatchObject({ state: 'failed', attempts: 2 })
    expect(await called.act('integrations', called.integrationId, 'resume')).toMatchObject({ status: 200 })
    await shop.drain()
    expect(await called.run(one.id)).toMatchObject({ state: 'done' })
  })

  it('is given rows by calls', async () => {
    await brand('push-1')
    const out = await called.connector({
      format: 'call',
      direction: 'out',
      entity: 'brand',
      filter: starts('push-'),
      account: null,
    })
    const { one } = await called.act('connectors', out, 'run')
    await shop.drain()
    expect(await called.run(one.id)).toMatchObject({ state: 'done', written: 1 })
    expect(remote.pushed).toHaveLength(1)
  })
})

describe('a connector that nobody could serve', () => {
  it.each([
    ['an unknown format', { format: 'punched cards' }, 'format'],
    ['an unknown entity', { entity: 'unicorn' }, 'entity'],
    ['a schedule that is none', { entity: 'brand', schedule: 'every day' }, 'schedule'],
    ['a schedule by seconds', { entity: 'brand', schedule: '* * * * * *' }, 'schedule'],
    ['a mask with folders', { entity: 'brand', fileMask: 'a/*.csv' }, 'fileMask'],
    [
      'a filter of no field',
      { entity: 'brand', direction: 'out', filter: { path: 'colour', op: 'eq', value: 1 } },
      'colour',
    ],
    ['news of something else', { entity: 'brand', direction: 'out', topic: 'order.placed' }, 'topic'],
    ['writes that are not offered', { entity: 'auditEntry' }, 'mode'],
  ])('is refused: %s', async (_, members, field) => {
    const count = async () => (await shop.built.database.db.selectFrom('connectors').select('id').execute()).length
    const before = await count()
    const [error] = (await partner.refused(members))!
    expect(JSON.stringify(error)).toContain(field)
    expect(await count()).toBe(before)
  })

  it('is not for people to have a file do what they may not do themselves', async () => {
    const clerk = await shop.client([
      { entity: 'connector', deed: '*', level: 'all' },
      { entity: 'integration', deed: '*', level: 'all' },
      { entity: 'fileAccount', deed: '*', level: 'all' },
    ])
    const [error] = (await partner.refused({ entity: 'promotion' }, clerk))!
    expect(error).toMatchObject({ code: 'FORBIDDEN' })
  })
})
