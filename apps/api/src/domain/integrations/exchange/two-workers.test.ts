import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'
import { laneName } from './lanes.ts'

/** Who reads a file for the second time (after it was looked through) stands still in the middle of it, until it is let go. */
const standing = { reads: 0, at: 3_000, reached: () => {}, letGo: () => {}, held: Promise.resolve() }
const slow: ExchangeModule = {
  ...linesModule,
  formats: linesModule.formats!.map((format) => ({
    ...format,
    async *decode(bytes, asked) {
      const read = (standing.reads += 1)
      let records = 0
      for await (const record of format.decode(bytes, asked)) {
        if (read === 2 && (records += 1) === standing.at) {
          standing.reached()
          await standing.held
        }
        yield record
      }
    },
  })),
}

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [slow] })
  partner = await createPartner(shop)
})
afterAll(() => shop.close())

const many = 5_000
const start = async () =>
  shop.built.exchange.start({
    context: shop.built.systemContext,
    log: (await shop.built.systemContext()).log,
    url: shop.databaseUrl,
    pollMs: 50,
  })

it('a worker that lost the lock of its lane cannot take another step once another one is at its run', async () => {
  const { pool } = shop.built.database
  const reached = new Promise<void>((resolve) => (standing.reached = resolve))
  standing.held = new Promise<void>((resolve) => (standing.letGo = resolve))
  const reads = await partner.connector({ entity: 'brand' })
  const rows = Array.from({ length: many }, (_, at) => ({ code: `t${at}`, name: `Brand ${at}`, slug: `t${at}` }))
  await partner.put('inbound/brands.jsonl', rows)
  const first = await start()
  let second: typeof first | undefined
  try {
    await reached
    const lane = laneName({ integrationId: partner.integrationId, way: 'in' })
    const { rows: ended } = await pool.query(
      `select pg_terminate_backend(pid) from pg_locks, hashtextextended($1, 0) h
       where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = h`,
      [lane],
    )
    expect(ended).toHaveLength(1)
    second = await start()
    for (let tries = 0; tries < 1_200; tries += 1) {
      if ((await partner.runs(reads))[0]?.state === 'done') break
      await new Promise((wait) => setTimeout(wait, 50))
    }
    const [done] = await partner.runs(reads)
    expect(done).toMatchObject({ state: 'done', attempts: 2, read: many, created: many, same: 0, changed: 0 })
    standing.letGo()
    await first.stop()
    // the former did nothing more, and its end is no failure of anybody
    expect(await partner.run(done!.id)).toMatchObject({ ...done })
    const { rows: integrations } = await pool.query('select failures_in_row from integrations where id = $1', [
      partner.integrationId,
    ])
    expect(integrations).toEqual([{ failures_in_row: 0 }])
  } finally {
    standing.letGo()
    await first.stop()
    await second?.stop()
  }
}, 120_000)
