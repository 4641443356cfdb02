import { afterAll, beforeAll, expect, it } from 'vitest'
import { startObjectStorage } from '../../../testing/file-stores.ts'
import { createPartner, linesModule } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

const stumbling = { broken: false }
/** Fails for no reason that lies in the file, once it is looked through. */
const stumbles: ExchangeModule = {
  ...linesModule,
  formats: linesModule.formats!.map((format) => ({
    ...format,
    async *decode(bytes, asked) {
      let records = 0
      for await (const record of format.decode(bytes, asked)) {
        if (stumbling.broken && (records += 1) > 1) throw new Error('a fault of the house')
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
  const rows = Array.from({ length: 1_500 }, (_, at) => brand(`again${at}`))
  await partner.put('inbound/again.jsonl', rows)
  await partner.act('integrations', partner.integrationId, 'pause')
  await shop.drain()
  await partner.act('integrations', partner.integrationId, 'resume')
  // it has been looked through already when the house begins to fail
  const [run] = await partner.runs(reads)
  stumbling.broken = true
  await shop.drain()
  for (const minutes of [2, 6, 16]) {
    shop.clock.advance({ minutes })
    await shop.drain()
  }
  stumbling.broken = false
  expect(await partner.run(run!.id)).toMatchObject({ state: 'failed', created: 0 })
  await shop.built.database.pool.query(
    `update exchange_runs set failures = 5, next_attempt_at = now() - interval '1 year' where id = $1`,
    [run!.id],
  )
  stumbling.broken = true
  await shop.drain()
  stumbling.broken = false
  const laidOut = await partner.run(run!.id)
  expect(laidOut.place).toMatch(/^error\//)
  await partner.act('exchangeRuns', run!.id, 'resume')
  await shop.drain()
  expect(await partner.run(run!.id)).toMatchObject({ state: 'done', created: 1_500 })
})
