import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { createPartner, type Partner } from '../../testing/partner.ts'
import { sql } from '../../kernel/db.ts'
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

async function start(): Promise<ChildProcess> {
  const child = await startWorker(shop, folder)
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

/** So many materials, each an IDoc of its own. */
const materials = (many: number) =>
  `<MATMAS05>${Array.from(
    { length: many },
    (
      _,
      at,
    ) => `<IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><MANDT>400</MANDT><DOCNUM>${at + 1}</DOCNUM><DIRECT>1</DIRECT><IDOCTYP>MATMAS05</IDOCTYP>
    <MESTYP>MATMAS</MESTYP><SNDPRN>PS1CLNT400</SNDPRN></EDI_DC40><E1MARAM SEGMENT="1"><MSGFN>005</MSGFN><MATNR>M${at}</MATNR><MEINS>PCE</MEINS>
    <E1MAKTM SEGMENT="1"><SPRAS_ISO>EN</SPRAS_ISO><MAKTX>Material ${at}</MAKTX></E1MAKTM></E1MARAM></IDOC>`,
  ).join('')}</MATMAS05>`

/** What the partner sees, as its middleware would: names only. */
function outbound(): string[] {
  try {
    return readdirSync(join(folder, 'files', sap.username, 'outbound'))
  } catch {
    return []
  }
}
const placeOf = (name: string) => join(folder, 'files', sap.username, 'outbound', name)

async function until(truth: () => boolean | Promise<boolean>, ms = 120_000, everyMs = 5): Promise<void> {
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

/** As many orders more that are like one, with its lines and addresses. */
async function multiplied(number: string, times: number): Promise<void> {
  const copies = (table: string, own: string) => `
    insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('id', md5(t.id::text || n)::uuid) || ${own})).*
    from ${table} t join orders o on o.id = ${table === 'orders' ? 't.id' : 't.order_id'}, generate_series(1, ${times}) n
    where o.number = '${number}'`
  const { pool } = shop.built.database
  await pool.query(copies('orders', `jsonb_build_object('number', t.number || '-' || n)`))
  for (const table of ['order_lines', 'order_addresses'])
    await pool.query(copies(table, `jsonb_build_object('order_id', md5(o.id::text || n)::uuid)`))
}

/** Moments of an export, each with the lock that stops whoever comes to it. */
const moments = { heard: 7001, begun: 7002, made: 7003, moved: 7004 }

/** Before a run is written down; before it begins; before it is written down that its file is whole; after the file was moved, before that is written down. */
const holdAtMoments = `
  create function hold_at_moment() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(case
      when tg_op = 'INSERT' then ${moments.heard}
      when new.state = 'running' and old.state = 'waiting' then ${moments.begun}
      when new.file_name is not null and old.file_name is null then ${moments.made}
      when new.state = 'done' and old.state = 'running' then ${moments.moved}
      end);
    return new;
  end $$;
  create trigger hold_at_moment before insert or update on exchange_runs for each row execute function hold_at_moment()`

/** Holds a lock until it is released; who waited for it by then, and is dead, is ended. */
async function hold(lock: number): Promise<() => Promise<void>> {
  const client = await shop.built.database.pool.connect()
  await client.query('select pg_advisory_lock($1)', [lock])
  return async () => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1 and not granted`,
      [lock],
    )
    await client.query('select pg_advisory_unlock($1)', [lock])
    client.release()
  }
}
const waiting = async (lock: number): Promise<number> =>
  (
    await shop.built.database.pool.query(
      `select from pg_locks where locktype = 'advisory' and objid = $1 and not granted`,
      [lock],
    )
  ).rowCount ?? 0

/** The middle one: whoever else is on the machine takes their turns, and a single one says nothing. */
const middle = (took: readonly number[]): number | undefined =>
  took.toSorted((one, other) => one - other)[Math.floor((took.length - 1) / 2)]

describe('an order that is placed', () => {
  it('stands in outbound/ within two seconds of its commit, whole at first sight, under its own name only', async () => {
    const worker = await start()
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
      expect(all(top(idoc!), 'E1EDS01')).toHaveLength(4)
    }
    worker.kill('SIGTERM')
    await ended(worker)
    process.stdout.write(`an order stands in outbound/ after ${took.join(', ')} ms\n`)
    expect(middle(took)).toBeLessThan(2_000)
    expect([...seen].filter((name) => !/^ORDERS_[\w-]+\.xml$/.test(name))).toEqual([])
  }, 240_000)

  it('does so too while thousands of materials come in from the same partner', async () => {
    const incoming = await sap.connector({ format: 'idoc', messageType: 'MATMAS05', fileMask: 'MATMAS_*' })
    const coming = async () => (await sap.runs(incoming))[0]
    const worker = await start()
    const warm = await ordered()
    await until(() => outbound().includes(`ORDERS_${warm.number}.xml`))
    await sap.put('inbound/MATMAS_many.xml', materials(6_000))
    await until(async () => (await coming())?.state === 'running', 120_000, 20)
    const took: number[] = []
    while (took.length < 5) {
      const { number, at } = await ordered()
      await until(() => outbound().includes(`ORDERS_${number}.xml`))
      const ms = Math.round(performance.now() - at)
      if ((await coming())?.state !== 'running') break
      took.push(ms)
    }
    process.stdout.write(`while materials come in, an order stands in outbound/ after ${took.join(', ')} ms\n`)
    expect(took.length).toBeGreaterThan(1)
    expect(middle(took)).toBeLessThan(2_000)
    await until(async () => (await coming())?.state !== 'running', 240_000, 50)
    expect(await coming()).toMatchObject({ state: 'done', read: 6_000, refused: 0 })
    worker.kill('SIGTERM')
    await ended(worker)
    // SAP collects what became of the materials
    for (const name of outbound()) if (name.includes('ALEAUD_')) rmSync(placeOf(name))
  }, 500_000)

  it('does so too while all orders there ever were are written to the same partner', async () => {
    const worker = await start()
    const { number: model } = await ordered()
    await until(() => outbound().includes(`ORDERS_${model}.xml`))
    await multiplied(model, 3_000)
    const { one } = await sap.act('connectors', connector, 'run', { full: true })
    const written = async () => (await sap.run(one.id)).state
    await until(async () => (await written()) === 'running', 120_000, 20)
    const took: number[] = []
    while (took.length < 5) {
      const { number, at } = await ordered()
      await until(() => outbound().includes(`ORDERS_${number}.xml`))
      const ms = Math.round(performance.now() - at)
      if ((await written()) !== 'running') break
      took.push(ms)
    }
    process.stdout.write(`while all orders are written, an order stands in outbound/ after ${took.join(', ')} ms\n`)
    expect(took.length).toBeGreaterThan(1)
    expect(middle(took)).toBeLessThan(2_000)
    await until(async () => (await written()) !== 'running', 240_000, 50)
    expect(await sap.run(one.id)).toMatchObject({ state: 'done' })
    worker.kill('SIGTERM')
    await ended(worker)
  }, 500_000)

  it('is written once and not lost, at whatever moment the worker is killed, and not again once it was collected', async () => {
    const before = (await runs()).length
    const mine = async () => (await runs()).slice(before)
    await sql.raw(holdAtMoments).execute(shop.database.db)
    const names: string[] = []
    let collected: string | undefined
    for (const [moment, lock] of Object.entries(moments)) {
      const name = `ORDERS_${(await ordered()).number}.xml`
      names.push(name)
      const release = await hold(lock)
      const worker = await start()
      await until(async () => (await waiting(lock)) > 0, 120_000, 20)
      worker.kill('SIGKILL')
      await ended(worker)
      // SAP collects what the dead worker had no time to write down
      const there = outbound().filter((one) => names.includes(one))
      expect(there).toHaveLength(moment === 'moved' ? 1 : 0)
      if (there[0]) {
        rmSync(placeOf(there[0]))
        collected = there[0]
      }
      await release()
    }
    const last = await start()
    await until(async () => {
      const now = await mine()
      return now.length === names.length && now.every(({ state }) => state === 'done')
    })
    last.kill('SIGTERM')
    await ended(last)
    expect(
      outbound()
        .filter((name) => names.includes(name))
        .sort(),
    ).toEqual(names.filter((name) => name !== collected).sort())
    // none beside them either: no second name for the same order
    expect((await mine()).map(({ fileName }) => fileName).sort()).toEqual([...names].sort())
    expect(outbound().filter((name) => !/^ORDERS_[\w-]+\.xml$/.test(name))).toEqual([])
    expect(await sap.list('.work')).toEqual([])
  }, 400_000)
})
