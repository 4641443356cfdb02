import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../testing/jsonapi.ts'
import { openPim, pimProduct, type Pim } from '../../testing/pim.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let pim: Pim
beforeAll(async () => {
  shop = await openShop()
  pim = await openPim(shop, { pageSize: 2 })
})
afterEach(() => {
  pim.faults.clear()
  pim.journal.clear()
})
afterAll(async () => {
  await pim.close()
  await shop.close()
})

const asked = (path: string) => pim.journal.list().filter((call) => call.path.startsWith(`/v1/${path}`))
const count = async () =>
  (
    await shop.built.database.pool.query<Record<string, string>>(`select
      (select count(*) from products) as products, (select count(*) from connectors where cursor is not null) as cursors`)
  ).rows[0]

describe('trouble on the way', () => {
  it('that is short is waited out within the call: 500, 429 with a short Retry-After, a lost connection, a slow page', async () => {
    pim.store.put('products', pimProduct('T-1'))
    pim.faults.add(
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, retryAfterSeconds: 1 },
      { kind: 'slow', delayMs: 300 },
    )
    expect(await pim.run('products')).toMatchObject({ state: 'done', read: 1, created: 2, attempts: 1 })
    pim.faults.add({ kind: 'reset' })
    expect(await pim.run('products')).toMatchObject({ state: 'done', read: 0, attempts: 1 })
    expect(asked('products').map(({ status }) => status)).toEqual([500, 429, 200, 200])
  })

  it('is tried again no sooner than the PIM asks; somebody is told', async () => {
    pim.store.put('products', pimProduct('T-2'))
    const cursor = await pim.cursorOf('products')
    pim.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 600 })
    const run = await pim.run('products')
    const due = new Date(shop.clock.now().getTime() + 600_000).toISOString()
    expect(run).toMatchObject({
      state: 'failed',
      attempts: 1,
      nextAttemptAt: due,
      problem: 'The PIM answered 429 to /v1/products.',
    })
    expect(shop.mails().at(-1)).toMatchObject({
      to: 'it@example.com',
      subject: expect.stringContaining('tried again') as string,
      text: expect.stringContaining('answered 429') as string,
    })
    expect(await pim.cursorOf('products')).toEqual(cursor)
    shop.clock.advance({ minutes: 9 })
    await shop.drain()
    expect(await pim.runOf(run.id)).toMatchObject({ state: 'failed', attempts: 1 })
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    expect(await pim.runOf(run.id)).toMatchObject({ state: 'done', attempts: 2, created: 2, problem: null })
    expect(await pim.integration()).toMatchObject({ state: 'running', failuresInRow: 0 })
  })

  it('that goes on pauses the integration, and a person has it go on where it stopped', async () => {
    for (const at of [3, 4, 5]) pim.store.put('products', pimProduct(`T-${at}`))
    // the first page comes, the second does not
    pim.faults.add({ kind: 'slow', delayMs: 1, path: '/v1/products' }, { kind: 'status', status: 503, times: 30 })
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'failed', read: 2, created: 4 })
    for (const minutes of [2, 6]) {
      shop.clock.advance({ minutes })
      await shop.drain()
    }
    expect(await pim.integration()).toMatchObject({
      state: 'paused',
      failuresInRow: 3,
      pauseReason: expect.stringContaining('3 times in a row, at last so: The PIM answered 503') as string,
    })
    expect(shop.mails().at(-1)!.subject).toContain('is paused')
    expect(await pim.act('connectors', pim.connectors.products, 'run')).toMatchObject({ status: 409 })
    pim.faults.clear()
    pim.journal.clear()
    shop.clock.advance({ minutes: 20 })
    await shop.drain()
    expect(asked('products')).toEqual([])
    await pim.act('integrations', pim.integrationId, 'resume')
    await shop.drain()
    expect(await pim.runOf(run.id)).toMatchObject({ state: 'done', read: 3, created: 6 })
    expect(asked('products')).toHaveLength(1)
  })

  it('that comes again after the run got on begins the plan anew', async () => {
    const admin = await shop.client()
    const attributes = { pauseAfter: 50 }
    await send(admin, `/admin/api/integrations/${pim.integrationId}`, {
      method: 'PATCH',
      body: { data: { type: 'integrations', id: pim.integrationId, attributes } },
    })
    for (let at = 0; at < 14; at += 1) pim.store.put('products', pimProduct(`A-${at}`))
    const troubled = () =>
      pim.faults.add(
        { kind: 'slow', delayMs: 1, path: '/v1/products' },
        { kind: 'status', status: 429, retryAfterSeconds: 30 },
      )
    troubled()
    const { id } = await pim.run('products')
    // one page each time, more often than the plan has attempts
    for (let attempts = 1; attempts <= 6; attempts += 1) {
      const nextAttemptAt = new Date(shop.clock.now().getTime() + 60_000).toISOString()
      expect(await pim.runOf(id)).toMatchObject({
        state: 'failed',
        read: 2 * attempts,
        attempts,
        failures: 1,
        nextAttemptAt,
      })
      if (attempts < 6) troubled()
      shop.clock.advance({ minutes: 1 })
      await shop.drain()
    }
    expect(await pim.runOf(id)).toMatchObject({ state: 'done', read: 14, attempts: 7, failures: 0 })
    // without getting on, the pauses grow
    pim.store.put('products', pimProduct('A-14'))
    pim.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 30, times: 2 })
    const stuck = await pim.run('products')
    shop.clock.advance({ minutes: 1 })
    await shop.drain()
    const nextAttemptAt = new Date(shop.clock.now().getTime() + 300_000).toISOString()
    expect(await pim.runOf(stuck.id)).toMatchObject({ state: 'failed', attempts: 2, failures: 2, nextAttemptAt })
    shop.clock.advance({ minutes: 5 })
    await shop.drain()
    expect(await pim.runOf(stuck.id)).toMatchObject({ state: 'done', attempts: 3, failures: 0 })
  })

  it('by refused credentials pauses it at once, without knocking again; nothing is changed', async () => {
    pim.store.put('products', pimProduct('T-6'))
    const before = await count()
    pim.apiKey = 'a new key'
    const run = await pim.run('products')
    expect(run).toMatchObject({ state: 'failed', attempts: 1 })
    expect(asked('products')).toHaveLength(1)
    expect(await pim.integration()).toMatchObject({
      state: 'paused',
      pauseReason: expect.stringContaining('refused the API key') as string,
    })
    expect(shop.mails().at(-1)!.text).toContain('setCredentials')
    expect(await count()).toEqual(before)
    await pim.act('integrations', pim.integrationId, 'setCredentials', { credentials: { apiKey: 'a new key' } })
    await pim.act('integrations', pim.integrationId, 'resume')
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    expect(await pim.runOf(run.id)).toMatchObject({ state: 'done', created: 2 })
  })
})

it('a PIM that forgets each cursor as soon as it has told it fails the run, and has it go round no further', async () => {
  const page = pim.store.page.bind(pim.store)
  pim.store.page = (kind, cursor, ...more) => {
    if (cursor !== undefined) pim.store.forgetHistory()
    return page(kind, cursor, ...more)
  }
  const run = await pim.run('products')
  pim.store.page = page
  expect(run).toMatchObject({ state: 'failed' })
  expect(run.problem).toContain('does not know the cursor')
  expect(asked('products').length).toBeLessThan(8)
  shop.clock.advance({ minutes: 2 })
  await shop.drain()
  // as soon as it knows its cursors again, all is called for once more by the next run
  await pim.act('exchangeRuns', run.id, 'cancel')
  expect(await pim.run('products')).toMatchObject({ state: 'done', refused: 0 })
})

describe('who wins', () => {
  it('is the house where the connector says so: what people changed stays, the rest is written', async () => {
    const admin = await shop.client()
    const change = async (type: string, id: string, attributes: object) =>
      send(admin, `/admin/api/${type}/${id}`, { method: 'PATCH', body: { data: { type, id, attributes } } })
    await change('connectors', pim.connectors.categories, { conflict: 'houseWins' })
    pim.store.put('categories', { code: 'saws', label: { en_US: 'Saws', de_DE: 'Sägen' }, order: 1 })
    await pim.run('categories')
    const { many } = await send(admin, '/admin/api/categories?filter[code]=saws')
    await change('categories', many[0]!.id, { name: { en: 'Our saws', de: 'Sägen' } })
    pim.store.put('categories', { code: 'saws', label: { en_US: 'Their saws', de_DE: 'Sägen' }, order: 7 })
    expect(await pim.run('categories')).toMatchObject({ state: 'done', changed: 1 })
    const now = (await send(admin, `/admin/api/categories/${many[0]!.id}`)).one.attributes
    expect(now).toMatchObject({ name: { en: 'Our saws' }, position: 7 })
  })
})

describe('a connector', () => {
  const connect = async (attributes: object, by = shop.client()) =>
    send(await by, '/admin/api/connectors', {
      method: 'POST',
      body: {
        data: {
          type: 'connectors',
          attributes: { code: 'x', name: 'x', direction: 'in', format: 'call', messageType: 'products', ...attributes },
          relationships: { integration: { data: { type: 'integrations', id: pim.integrationId } } },
        },
      },
    })
  const connectors = async () => (await shop.built.database.db.selectFrom('connectors').select('id').execute()).length

  it('says which of the streams it is', async () => {
    const before = await connectors()
    for (const messageType of [null, 'prices'])
      expect((await connect({ messageType })).errors).toMatchObject([{ code: 'FIELD_INVALID' }])
    expect(await connectors()).toBe(before)
  })

  it('is not made by who may not write what it brings', async () => {
    const before = await connectors()
    const clerk = shop.client([
      { entity: 'connector', deed: '*', level: 'all' },
      { entity: 'integration', deed: '*', level: 'all' },
      { entity: 'product', deed: '*', level: 'all' },
    ])
    expect((await connect({}, clerk)).errors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await connectors()).toBe(before)
  })
})
