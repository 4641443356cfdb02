import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPim, pimProduct, type Pim } from '../../testing/pim.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { settingsOf, startProcess } from '../../testing/worker-process.ts'

const secretKey = Buffer.alloc(32, 7).toString('base64')
let shop: OpenShop
let pim: Pim
let folder: string
const workers: Worker[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-pim-killed-'))
  shop = await openShop({ env: { PORTICO_SECRET_KEY: secretKey } })
  pim = await openPim(shop, { pageSize: 20 })
})
afterAll(async () => {
  for (const worker of workers) await worker.end('SIGKILL')
  await pim.close()
  await shop.close()
  await rm(folder, { recursive: true })
})

interface Worker {
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** A worker as it runs in production: started again where it dies by itself, as on a machine that is too busy to start it. */
async function startWorker(): Promise<Worker> {
  let wanted = true
  let child: ChildProcess
  const start = async () => {
    child = await spawnWorker()
    child.once('exit', () => wanted && void start())
  }
  await start()
  const worker: Worker = {
    end: async (signal) => {
      wanted = false
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
  workers.push(worker)
  return worker
}

const spawnWorker = (): Promise<ChildProcess> =>
  startProcess('worker', { ...settingsOf(shop, folder), PORTICO_SECRET_KEY: secretKey })

async function until(truth: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 280_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((wait) => setTimeout(wait, 10))
  }
}

it('a call whose worker is killed is gone on with by the next one, behind the last page that was applied', async () => {
  const many = 300
  for (let at = 0; at < many; at += 1) pim.store.put('products', pimProduct(`K-${at}`))
  // pages take their time, so that it dies in the middle of one
  pim.faults.add({ kind: 'slow', delayMs: 100, path: '/v1/products', times: 1_000 })
  const { one } = await pim.act('connectors', pim.connectors.products, 'run')
  const worker = await startWorker()
  await until(async () => Number((await pim.runOf(one.id)).read) >= 60)
  await worker.end('SIGKILL')
  const left = await pim.runOf(one.id)
  expect(left.state).toBe('running')
  expect(Number(left.read)).toBeLessThan(many)
  expect(await pim.cursorOf('products')).toEqual(expect.any(String))
  pim.journal.clear()

  const last = await startWorker()
  await until(async () => (await pim.runOf(one.id)).state === 'done')
  await last.end('SIGTERM')
  expect(await pim.runOf(one.id)).toMatchObject({ read: many, created: 2 * many, changed: 0, refused: 0 })
  // the pages before are not asked for again
  const pages = pim.journal.list().filter(({ path }) => path.startsWith('/v1/products'))
  expect(pages[0]!.path).toContain('cursor=')
  expect(pages.length).toBe(Math.ceil((many - Number(left.read)) / 20))
}, 600_000)
