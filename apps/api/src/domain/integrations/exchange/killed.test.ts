import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPartner, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { startWorker } from '../../../testing/worker-process.ts'

let shop: OpenShop
let partner: Partner
let folder: string
const started: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-killed-'))
  shop = await openShop({ env: { FILES_DIR: join(folder, 'files') } })
  partner = await createPartner(shop, { module: 'files' })
})

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await shop.close()
  await rm(folder, { recursive: true })
})

async function start(): Promise<ChildProcess> {
  const child = await startWorker(shop, folder)
  started.push(child)
  return child
}

async function until(truth: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

const many = 12_000
const runOf = async (connectorId: string) =>
  shop.built.database.db
    .selectFrom('exchangeRuns')
    .selectAll()
    .where('connectorId', '=', connectorId)
    .executeTakeFirst()

it('a file whose worker is killed, twice, is finished by the next one: every record once, none lost, archived once', async () => {
  const reads = await partner.connector({ entity: 'brand', format: 'csv', fileMask: 'brands.csv' })
  const rows = Array.from({ length: many }, (_, at) => `k${at},Brand ${at},k${at}`)
  // the last one is bad: it is told once
  await partner.put('inbound/brands.csv', ['code,name,slug', ...rows, 'bad,Bad,No slug!'].join('\n'))

  for (const from of [1_000, 5_000]) {
    const worker = await start()
    await until(async () => ((await runOf(reads))?.read ?? 0) > from)
    worker.kill('SIGKILL')
    const left = (await runOf(reads))!
    expect(left.state).toBe('running')
    expect(left.read).toBeLessThan(many)
  }
  const last = await start()
  await until(async () => (await runOf(reads))?.state === 'done')
  last.kill('SIGTERM')
  expect(await runOf(reads)).toMatchObject({ read: many + 1, created: many, refused: 1, changed: 0, same: 0 })
  const { rows: counts } = await shop.built.database.pool.query<{ brands: number; problems: number; parked: number }>(`
    select (select count(*) from brands where code ~ '^k[0-9]+$') as brands,
      (select count(*) from exchange_problems) as problems, (select count(*) from exchange_parked) as parked`)
  expect(counts[0]).toEqual({ brands: many, problems: 1, parked: 0 })
  const { place } = (await runOf(reads))!
  expect(await partner.list(place!.slice(0, place!.lastIndexOf('/')))).toEqual([place, `${place}.errors.csv`])
  expect(await partner.list('inbound')).toEqual([])
  expect(await partner.list('.work')).toEqual([])
}, 300_000)
