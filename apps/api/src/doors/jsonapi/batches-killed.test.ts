import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { startWorker } from '../../testing/worker-process.ts'

let shop: OpenShop
let dataDir: string
const started: ChildProcess[] = []

beforeAll(async () => {
  shop = await openShop()
  dataDir = await mkdtemp(join(tmpdir(), 'portico-killed-'))
})

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await shop.close()
  await rm(dataDir, { recursive: true })
})

async function start(): Promise<ChildProcess> {
  const child = await startWorker(shop, dataDir)
  started.push(child)
  return child
}

const jobOf = (id: string) =>
  shop.built.database.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

async function until(truth: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

it('a batch whose worker is killed is finished by the next one: every record once, none half', async () => {
  const erp = await shop.client()
  const many = 20_000
  const rows = Array.from({ length: many }, (_, at) =>
    JSON.stringify({ code: `k${at}`, name: `Brand ${at}`, slug: `k${at}`, external: { system: 'erp', id: `${at}` } }),
  )
  const answer = await erp.fetch('/admin/api/batches?type=brands&mode=create', {
    method: 'POST',
    body: rows.join('\n'),
    headers: { 'content-type': 'application/jsonl' },
  })
  expect(answer.status).toBe(202)
  const { id } = ((await answer.json()) as { data: { id: string } }).data

  const first = await start()
  await until(async () => (await jobOf(id)).done > 2_000)
  first.kill('SIGKILL')
  const left = await jobOf(id)
  expect(left).toMatchObject({ state: 'running' })
  expect(left.done).toBeLessThan(many)

  const second = await start()
  await until(async () => (await jobOf(id)).state === 'done')
  expect(await jobOf(id)).toMatchObject({ done: many, created: many, refused: 0, secondsLeft: 0 })
  const { rows: counts } = await shop.built.database.pool.query<{ brands: number; names: number; deeds: number }>(`
    select (select count(*) from brands b join external_references x on x.row_id = b.id::text) as brands,
      (select count(*) from external_references) as names,
      (select count(*) from audit_entries where entity = 'brand' and deed = 'create') as deeds`)
  expect(counts[0]).toEqual({ brands: many, names: many, deeds: many })
  const parts = await shop.built.database.db.selectFrom('jobParts').selectAll().execute()
  expect(parts).toEqual([])
  second.kill('SIGTERM')
}, 300_000)
