import { afterAll, beforeAll, expect, it } from 'vitest'
import { startObjectStorage } from '../../../testing/file-stores.ts'
import { createPartner, linesModule } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

const stumbling = { broken: false, passes: 0 }
/** Fails for no reason that lies in the file, once it was looked through and some of it was read. */
const stumbles: ExchangeModule = {
  ...linesModule,
  formats: linesModule.formats!.map((format) => ({
    ...format,
    async *decode(bytes, asked) {
      const pass = (stumbling.passes += 1)
      let records = 0
      for await (const record of format.decode(bytes, asked)) {
        records += 1
        if (stumbling.broken && pass > 1 && records > 2_500) throw new Error('a fault of the house')
        yield record
      }
    },
  })),
}

let server: Awaited<ReturnType<typeof startObjectStorage>>
let shop: OpenShop
beforeAll(async () => {
  server = await startObjectStorage()
  const { bucket, endpoint, credentials } = server.settings
  shop = await openShop({
    modules: [stumbles],
    env: {
      FILES_S3_BUCKET: bucket,
      FILES_S3_ENDPOINT: endpoint,
      FILES_S3_PATH_STYLE: 'on',
      FILES_S3_ACCESS_KEY_ID: credentials.accessKeyId,
      FILES_S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  })
})
afterAll(async () => {
  await shop.close()
  await server.close()
})

const brand = (code: string) => ({ code, name: `Brand ${code}`, slug: code })
const known = async (prefix: string) =>
  (
    await shop.built.database.db
      .selectFrom('brands')
      .select('code')
      .where('code', 'like', `${prefix}%`)
      .orderBy('code')
      .execute()
  ).map(({ code }) => code)

it('a process that died between copy and removal leaves the file at both places: it is read once', async () => {
  const partner = await createPartner(shop)
  const reads = await partner.connector({ entity: 'brand', onArrival: false })
  await partner.put('inbound/twice.jsonl', [brand('twice')])
  const { one } = await partner.act('connectors', reads, 'run')
  const { place } = await partner.run(one.id)
  await partner.put(place!, [brand('twice')])
  await shop.drain()
  expect(await partner.run(one.id)).toMatchObject({ state: 'done', created: 1 })
  expect(await partner.list('inbound')).toEqual([])
  expect(await known('twice')).toEqual(['twice'])
})

it('and what was put there since is another file, which stays', async () => {
  const partner = await createPartner(shop)
  const reads = await partner.connector({ entity: 'brand', onArrival: false })
  await partner.put('inbound/next.jsonl', [brand('next1')])
  const { one } = await partner.act('connectors', reads, 'run')
  await partner.put((await partner.run(one.id)).place!, [brand('next1')])
  await partner.put('inbound/next.jsonl', [brand('next2')])
  await shop.drain()
  expect(await partner.run(one.id)).toMatchObject({ state: 'done', created: 1 })
  expect(await partner.list('inbound')).toEqual(['inbound/next.jsonl'])
  await partner.act('connectors', reads, 'run')
  await shop.drain()
  expect(await known('next')).toEqual(['next1', 'next2'])
})

it('a run that goes on with its file in error/ knows it again there', async () => {
  const partner = await createPartner(shop, { integration: { pauseAfter: 100 } })
  const reads = await partner.connector({ entity: 'brand' })
  const rows = Array.from({ length: 3_000 }, (_, at) => brand(`again${at}`))
  Object.assign(stumbling, { broken: true, passes: 0 })
  await partner.put('inbound/again.jsonl', rows)
  await shop.drain()
  const [failed] = await partner.runs(reads)
  expect(failed).toMatchObject({ state: 'failed' })
  expect(failed!['created']).toBeGreaterThan(0)
  // it has been tried as often as it may be
  await shop.built.database.pool.query(
    `update exchange_runs set failures = 5, next_attempt_at = next_attempt_at - interval '1 hour' where id = $1`,
    [failed!.id],
  )
  await shop.drain()
  expect((await partner.run(failed!.id)).place).toMatch(/^error\//)
  stumbling.broken = false
  await partner.act('exchangeRuns', failed!.id, 'resume')
  await shop.drain()
  expect(await partner.run(failed!.id)).toMatchObject({ state: 'done', created: 3_000, same: 0, problem: null })
})
