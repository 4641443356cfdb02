import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller } from '../../../testing/caller.ts'
import { createPartner, linesModule } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

const stumbling = { broken: true }
/** A format whose decoder fails, for no reason that lies in the file. */
const stumbles: ExchangeModule = {
  ...linesModule,
  code: 'stumbles',
  formats: linesModule.formats!.map((format) => ({
    ...format,
    decode: (bytes, asked) => {
      if (stumbling.broken) throw new Error('a fault of the house')
      return format.decode(bytes, asked)
    },
  })),
}

let shop: OpenShop
let folder: string
/** A disk of its own, small enough to be filled. */
let isDisk: boolean
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-full-'))
  isDisk = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0
  if (!isDisk) process.stdout.write('no disk can be mounted on this machine: a full one is not tried here\n')
  shop = await openShop({ modules: [linesModule, stumbles], env: { FILES_DIR: folder } })
})
afterAll(async () => {
  await shop.close()
  if (isDisk) spawnSync('umount', ['-l', folder])
  await rm(folder, { recursive: true, force: true })
})

const later = async (time: { minutes?: number; days?: number }) => {
  shop.clock.advance(time)
  await shop.drain()
}
const brands = (prefix: string, many: number) =>
  Array.from({ length: many }, (_, at) => ({ code: `${prefix}${at}`, name: `Brand ${at}`, slug: `${prefix}${at}` }))
const runOf = (id: string) =>
  shop.built.database.db.selectFrom('exchangeRuns').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const countOf = async (prefix: string) =>
  Number(
    (
      await shop.built.database.pool.query<{ n: string }>('select count(*) n from brands where code like $1', [
        `${prefix}%`,
      ])
    ).rows[0]!.n,
  )

describe('a disk that is full', () => {
  it('fails the run that writes, says so, and leaves no half file; once there is room it is written, once', async ({
    skip,
  }) => {
    if (!isDisk) return skip()
    const partner = await createPartner(shop, { integration: { alertEmail: 'it@full.test' } })
    const writes = await partner.connector({
      direction: 'out',
      entity: 'brand',
      filter: { path: 'code', op: 'starts', value: 'full' },
      fileName: 'brands.jsonl',
    })
    await shop.built.database.pool.query(
      `insert into brands (id, code, name, slug) select gen_random_uuid(), 'full' || n, repeat('x', 100), 'full' || n from generate_series(1, 1500) n`,
    )
    const ballast = join(folder, 'ballast')
    await writeFile(ballast, randomBytes(4_400_000)).catch(() => undefined)
    await partner.act('connectors', writes, 'run')
    await shop.drain()
    const [failed] = await partner.runs(writes)
    expect(failed).toMatchObject({ state: 'failed', written: 0 })
    expect(failed!.problem).toContain('disk is full')
    expect(shop.mails().some(({ to, text }) => to.includes('it@full.test') && text.includes('disk is full'))).toBe(true)
    await unlink(ballast)
    expect(await partner.list('outbound')).toEqual([])
    await later({ minutes: 6 })
    expect(await partner.run(failed!.id)).toMatchObject({ state: 'done', written: 1_500 })
    expect(await partner.list('outbound')).toEqual(['outbound/brands.jsonl'])
    expect((await partner.text('outbound/brands.jsonl')).trim().split('\n')).toHaveLength(1_500)
  })
})

describe('a file that fails again and again', () => {
  it('lies in error/ in the end, its house is told, and whoever resumes the run has it read there', async () => {
    const partner = await createPartner(shop, {
      module: 'stumbles',
      integration: { pauseAfter: 100, alertEmail: 'it@fails.test' },
      account: { contactEmail: 'edi@fails.test' },
    })
    const reads = await partner.connector({ entity: 'brand', fileMask: '*' })
    await partner.put('inbound/fails.jsonl', brands('fails', 3))
    await shop.drain()
    const [run] = await partner.runs(reads)
    expect(run).toMatchObject({ state: 'failed', read: 0 })
    for (const minutes of [2, 6, 16, 61, 241]) await later({ minutes })
    // so much later the token of whoever set it up is no good any more
    const { token } = await shop.client()
    const graphql = new Caller(`${shop.url}/admin/graphql`, token)
    const given = await runOf(run!.id)
    expect(given).toMatchObject({ state: 'failed', nextAttemptAt: null, attempts: 6 })
    expect(given.place).toMatch(/^error\/.*_fails\.jsonl$/)
    expect(await partner.list('inbound')).toEqual([])
    expect(await partner.list('.work')).toEqual([])
    // its sender sees why, beside it and by mail
    expect(await partner.text(`${given.place!}.errors.csv`)).toContain(',FAILED,Something failed in the house')
    const [told] = shop.mails().filter(({ to }) => to.includes('edi@fails.test'))
    expect(told).toMatchObject({ subject: 'fails.jsonl has failed' })
    expect(told!.text).toContain('was not read to its end')
    expect(
      shop
        .mails()
        .filter(({ to }) => to.includes('it@fails.test'))
        .map(({ subject }) => subject),
    ).toEqual([expect.stringContaining('is tried again'), expect.stringContaining('has failed')])
    expect(await countOf('fails')).toBe(0)
    stumbling.broken = false
    await graphql.act('exchangeRunResume', { id: run!.id }, 'state')
    await shop.drain()
    const done = await runOf(run!.id)
    expect(done).toMatchObject({ state: 'done', created: 3 })
    expect(done.place).toMatch(/^archive\//)
    expect(await partner.list(given.place!.replace(/\/[^/]*$/, ''))).toEqual([])
  })
})

describe('what a file does to those behind it', () => {
  it('a file that fails at each attempt is one failure: its integration is not paused', async () => {
    const partner = await createPartner(shop, { module: 'stumbles', integration: { pauseAfter: 2 } })
    const reads = await partner.connector({ entity: 'brand', fileMask: '*' })
    const { pool } = shop.built.database
    const integration = async () =>
      (
        await pool.query<{ state: string; failures: number }>(
          'select state, failures_in_row as failures from integrations where id = $1',
          [partner.integrationId],
        )
      ).rows[0]
    stumbling.broken = true
    await partner.put('inbound/poison.jsonl', brands('poison', 1))
    await shop.drain()
    for (const minutes of [2, 6, 16]) await later({ minutes })
    expect((await partner.runs(reads))[0]).toMatchObject({ state: 'failed', attempts: 4 })
    expect(await integration()).toEqual({ state: 'running', failures: 1 })
    // it is the second file that says that more is wrong than one file
    await partner.put('inbound/poison-2.jsonl', brands('poison', 1))
    await shop.drain()
    expect(await integration()).toEqual({ state: 'paused', failures: 2 })
    stumbling.broken = false
  })

  it('a file over which worker after worker dies has failed for good, and the next one is read', async () => {
    const partner = await createPartner(shop)
    const reads = await partner.connector({ entity: 'brand', fileMask: '*' })
    await partner.act('integrations', partner.integrationId, 'pause')
    await partner.put('inbound/deadly.jsonl', brands('deadly', 1))
    await shop.drain()
    const [run] = await partner.runs(reads)
    // what five workers have left that were killed one after the other
    await shop.built.database.pool.query(
      `update exchange_runs set state = 'running', attempts = 5, failures = 5 where id = $1`,
      [run!.id],
    )
    await partner.act('integrations', partner.integrationId, 'resume')
    await partner.put('inbound/good.jsonl', brands('good', 1))
    await shop.drain()
    const failed = await runOf(run!.id)
    expect(failed).toMatchObject({ state: 'failed', nextAttemptAt: null })
    expect(failed.problem).toContain('died, again and again')
    expect(failed.place).toMatch(/^error\//)
    expect((await partner.runs(reads)).map(({ state }) => state)).toEqual(['failed', 'done'])
    expect(await countOf('deadly')).toBe(0)
    expect(await countOf('good')).toBe(1)
  })

  it('a run that goes on with its file in error/ tells there what is wrong with it', async () => {
    const partner = await createPartner(shop, { module: 'stumbles', integration: { pauseAfter: 100 } })
    const reads = await partner.connector({ entity: 'brand', fileMask: '*', maxRefusedPercent: '10' })
    stumbling.broken = true
    await partner.put('inbound/sums.jsonl', [{ code: 'sums', name: 'Sums', slug: 'No slug' }])
    await shop.drain()
    for (const minutes of [2, 6, 16, 61, 241]) await later({ minutes })
    stumbling.broken = false
    const { rows } = await shop.built.database.pool.query<{ id: string; place: string }>(
      'select id, place from exchange_runs where connector_id = $1',
      [reads],
    )
    const { token } = await shop.client()
    await new Caller(`${shop.url}/admin/graphql`, token).act('exchangeRunResume', { id: rows[0]!.id }, 'state')
    await shop.drain()
    expect(await runOf(rows[0]!.id)).toMatchObject({ state: 'refused', place: rows[0]!.place })
    expect(await partner.text(`${rows[0]!.place}.errors.csv`)).toContain('1,1,slug,')
  })
})

describe('a run that is under way', () => {
  it('tells how far it has come, is cancelled between two parts by GraphQL, and goes on there', async () => {
    const { token } = await shop.client()
    const graphql = new Caller(`${shop.url}/admin/graphql`, token)
    const partner = await createPartner(shop)
    const reads = await partner.connector({ entity: 'brand', fileMask: '*' })
    const many = 6_000
    await partner.put('inbound/long.jsonl', brands('long', many))
    const exchanging = shop.built.exchange.start({
      context: shop.built.systemContext,
      log: (await shop.built.systemContext()).log,
      url: shop.databaseUrl,
      pollMs: 50,
    })
    try {
      let run = (await partner.runs(reads))[0]
      for (let tries = 0; tries < 1_000 && !(run && Number(run['read']) > 0); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        run = (await partner.runs(reads))[0]
      }
      expect(run).toMatchObject({ state: 'running' })
      expect(Number(run!['perSecond'])).toBeGreaterThan(0)
      expect(Number(run!['secondsLeft'])).toBeGreaterThan(0)
      const cancelled = await graphql.act<{ state: string }>('exchangeRunCancel', { id: run!.id }, 'state')
      expect(cancelled.value).toEqual({ state: 'cancelled' })
    } finally {
      await exchanging.stop()
    }
    const [stopped] = await partner.runs(reads)
    const read = Number(stopped!['read'])
    expect(stopped).toMatchObject({ state: 'cancelled', created: read })
    expect(read).toBeLessThan(many)
    expect(await countOf('long')).toBe(read)
    const again = await graphql.act('exchangeRunCancel', { id: stopped!.id }, 'state')
    expect(again.error?.code).toBe('TRANSITION_NOT_ALLOWED')
    const resumed = await graphql.act<{ state: string }>('exchangeRunResume', { id: stopped!.id }, 'state')
    expect(resumed.value).toEqual({ state: 'waiting' })
    await shop.drain()
    expect(await partner.run(stopped!.id)).toMatchObject({
      state: 'done',
      read: many,
      created: many,
      same: 0,
      changed: 0,
    })
  }, 60_000)
})
