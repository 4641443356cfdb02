import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { startWorker } from '../../testing/worker-process.ts'
import { bytes, fixtureSettings, gathered } from './fixtures/asked.ts'
import { layouts } from './idoc/layout.ts'
import { readIdocs } from './idoc/read-idocs.ts'
import { all, first, top } from './idoc/segment.ts'

let shop: OpenShop
let sap: Partner
let connector: string
let folder: string
const started: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-orders-'))
  shop = await openShop({ env: { FILES_DIR: join(folder, 'files') } })
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
  sap = await createPartner(shop, {
    module: 'sap',
    integration: { settings: { ...fixtureSettings, website: shop.website.code } },
  })
  connector = await sap.connector({
    direction: 'out',
    format: 'idoc',
    entity: 'order',
    messageType: 'ORDERS05',
    topic: 'order.placed',
    fileName: 'ORDERS_{number}.xml',
  })
})
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await shop.close()
  await rm(folder, { recursive: true, force: true })
})

function start(): ChildProcess {
  const child = startWorker(shop, folder)
  started.push(child)
  return child
}
const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

/** Somebody buys. Answers the order's number and the moment after its commit. */
async function ordered(): Promise<{ number: string; at: number }> {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill())
  const { order } = await granted(buyer.complete())
  return { number: (order as unknown as { number: string }).number, at: performance.now() }
}

/** What the partner sees, as its middleware would: names only. */
function outbound(): string[] {
  try {
    return readdirSync(join(folder, 'files', sap.username, 'outbound'))
  } catch {
    return []
  }
}
const placeOf = (name: string) => join(folder, 'files', sap.username, 'outbound', name)

async function until(truth: () => boolean | Promise<boolean>, ms = 120_000, everyMs = 2): Promise<void> {
  for (const deadline = Date.now() + ms; !(await truth()); await new Promise((wait) => setTimeout(wait, everyMs)))
    if (Date.now() > deadline) throw new Error('waited in vain')
}
const runs = () =>
  shop.built.database.db
    .selectFrom('exchangeRuns')
    .select(['id', 'state', 'fileName', 'written'])
    .where('connectorId', '=', connector)
    .orderBy('createdAt')
    .execute()

describe('an order that is placed', () => {
  it('stands in outbound/ within two seconds of its commit, whole at first sight, under its own name only', async () => {
    const worker = start()
    const warm = await ordered()
    await until(() => outbound().includes(`ORDERS_${warm.number}.xml`))
    const took: number[] = []
    const seen = new Set<string>()
    for (let times = 0; times < 5; times += 1) {
      const { number, at } = await ordered()
      const name = `ORDERS_${number}.xml`
      await until(() => {
        for (const one of outbound()) seen.add(one)
        return seen.has(name)
      })
      took.push(Math.round(performance.now() - at))
      // read at once, as a partner would that looks all the time
      const [idoc, ...more] = await gathered(
        readIdocs(bytes(readFileSync(placeOf(name))), { layouts: layouts(), encoding: 'utf-8' }),
      )
      expect(more).toEqual([])
      expect(first(top(idoc!), 'E1EDK01')!.fields['BELNR']).toBe(number)
      expect(all(top(idoc!), 'E1EDS01')).toHaveLength(2)
    }
    worker.kill('SIGTERM')
    await ended(worker)
    process.stdout.write(`an order stands in outbound/ after ${took.join(', ')} ms\n`)
    expect(Math.max(...took)).toBeLessThan(2_000)
    expect([...seen].filter((name) => !/^ORDERS_[\w-]+\.xml$/.test(name))).toEqual([])
  }, 240_000)

  it('is written once and not lost, at whatever moment the worker is killed, and not again once it was collected', async () => {
    const before = (await runs()).length
    const numbers: string[] = []
    for (let times = 0; times < 8; times += 1) numbers.push((await ordered()).number)
    const expected = numbers.map((number) => `ORDERS_${number}.xml`)
    const mine = async () => (await runs()).slice(before)
    const written = () => expected.filter((name) => outbound().includes(name)).length
    const collected: string[] = []

    const moments: Record<string, () => boolean | Promise<boolean>> = {
      'the news was heard': async () => (await mine()).length > 0,
      'a run has begun': async () => (await mine()).some(({ state }) => state === 'running'),
      'a file is whole and not yet moved': async () =>
        (await mine()).some(({ state, fileName }) => state === 'running' && fileName !== null),
      'a file was moved': () => written() > 0,
    }
    for (const reached of Object.values(moments)) {
      const worker = start()
      await until(reached, 120_000, 0)
      worker.kill('SIGKILL')
      await ended(worker)
      // the partner collects what it sees, also what the dead worker had no time to write down
      for (const name of expected.filter((one) => outbound().includes(one) && !collected.includes(one)).slice(0, 1)) {
        rmSync(placeOf(name))
        collected.push(name)
      }
    }
    // and by chance
    for (const ms of [30, 5]) {
      const worker = start()
      const count = (await mine()).filter(({ state }) => state === 'done').length
      await until(async () => (await mine()).filter(({ state }) => state === 'done').length > count || count >= 7)
      await new Promise((wait) => setTimeout(wait, ms))
      worker.kill('SIGKILL')
      await ended(worker)
    }
    const last = start()
    await until(async () => {
      const now = await mine()
      return now.length === expected.length && now.every(({ state }) => state === 'done')
    })
    last.kill('SIGTERM')
    await ended(last)
    expect(collected.length).toBeGreaterThan(0)
    expect(
      outbound()
        .filter((name) => numbers.some((number) => name.includes(number)))
        .sort(),
    ).toEqual(expected.filter((name) => !collected.includes(name)).sort())
    expect((await mine()).map(({ fileName }) => fileName).sort()).toEqual([...expected].sort())
    expect(await sap.list('.work')).toEqual([])
  }, 400_000)
})
