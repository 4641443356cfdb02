import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

// Where files that go out lie: how much of them, under which names, and whose they are.

let shop: OpenShop
const namedModule: ExchangeModule = {
  ...linesModule,
  code: 'named',
  formats: [{ ...linesModule.formats![0]!, reads: () => ({ wanted: { id: {}, code: {}, name: {} }, outside: [] }) }],
}
beforeAll(async () => {
  shop = await openShop({ modules: [namedModule] })
})
afterAll(() => shop.close())

const partnerWith = (account: object = {}) =>
  createPartner(shop, { module: 'named', integration: { alertEmail: 'it@house.test' }, account })
const brand = (code: string, name = code) =>
  shop.database.db.insertInto('brands').values({ id: crypto.randomUUID(), code, name, slug: code }).execute()
const byNews = (prefix: string) => ({
  direction: 'out',
  entity: 'brand',
  topic: 'brand.created',
  filter: { path: 'code', op: 'starts', value: prefix },
  fileName: '{code}.jsonl',
})
const outbound = async (partner: Partner) =>
  (await partner.list('outbound')).map((path) => path.slice('outbound/'.length)).sort()
/** News are heard in one round, and written in the next. */
const settle = async () => {
  await shop.drain()
  await shop.drain()
}

describe('an outbound/ that nobody fetches', () => {
  it('takes no more than the quota: what comes then waits, somebody is told once, and it is written when there is room', async () => {
    const partner = await partnerWith({ quotaBytes: '250' })
    const connector = await partner.connector(byNews('room-'))
    for (const code of ['room-1', 'room-2', 'room-3', 'room-4', 'room-5', 'room-6']) {
      await brand(code)
      await settle()
    }
    const lying = await outbound(partner)
    expect(lying.length).toBeGreaterThan(0)
    const runs = await partner.runs(connector)
    const waiting = runs.filter(({ state }) => state === 'waiting')
    expect(waiting.length).toBeGreaterThan(1)
    expect(waiting.length + lying.length).toBe(6)
    expect(waiting[0]!.problem).toContain('nobody fetches it')
    expect(shop.mails().filter(({ text }) => text.includes('nobody fetches it'))).toHaveLength(1)
    // nor once more as long as nobody fetches them
    for (const minutes of [16, 16, 16]) {
      shop.clock.advance({ minutes })
      await settle()
    }
    expect(shop.mails().filter(({ text }) => text.includes('nobody fetches it'))).toHaveLength(1)
    expect(await partner.list('.work')).toEqual([])
    const fetched: string[] = []
    for (let rounds = 0; rounds < 6; rounds += 1) {
      for (const name of await outbound(partner)) {
        fetched.push(name)
        await shop.built.files.remove(partner.username, `outbound/${name}`)
      }
      shop.clock.advance({ minutes: 16 })
      await settle()
    }
    expect(fetched.sort()).toEqual([1, 2, 3, 4, 5, 6].map((at) => `room-${at}.jsonl`))
  })
})

it('a name that is too long for a file system is shortened, by bytes', async () => {
  const partner = await partnerWith()
  const connector = await partner.connector({ ...byNews('long-name'), fileName: '{name}.jsonl' })
  const name = 'ü'.repeat(120)
  await brand('long-name', name)
  await settle()
  expect(await partner.runs(connector)).toMatchObject([{ state: 'done', written: 1 }])
  expect(await outbound(partner)).toEqual([expect.stringMatching(/^ü{90,100}\.jsonl$/)])
})

it('the name of an account that was deleted is nobody else’s as long as its files lie there', async () => {
  const partner = await partnerWith()
  await partner.put('archive/secret.csv', 'of the former')
  const erp = await shop.client()
  const made = (username: string) =>
    send(erp, '/admin/api/fileAccounts', {
      method: 'POST',
      body: {
        data: {
          type: 'fileAccounts',
          attributes: { username, name: 'Another' },
          relationships: { organization: { data: { type: 'organizations', id: shop.website.organizationId } } },
        },
      },
    })
  expect((await send(erp, `/admin/api/fileAccounts/${partner.accountId}`, { method: 'DELETE' })).status).toBe(204)
  expect((await made(partner.username)).errors).toMatchObject([
    { code: 'FIELD_INVALID', detail: expect.stringContaining('still lie in the store') as string },
  ])
  expect(
    await shop.database.db.selectFrom('fileAccounts').select('id').where('username', '=', partner.username).execute(),
  ).toEqual([])
  await shop.built.files.remove(partner.username, 'archive/secret.csv')
  expect((await made(partner.username)).status).toBe(201)
})
