import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeHere, startExchangeCommand } from '../../../testing/exchange-command.ts'
import { createPartner, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'
import type { Exchanging } from './index.ts'

// `npm run exchange -- …` as somebody types it, beside a worker that does what it asks for. Each of its ways to end is tried as a process of its
// own; the rest are calls of what that process calls.

let shop: OpenShop
let partner: Partner
let folder: string
let worker: Exchanging | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-command-'))
  shop = await openShop({ env: { FILES_DIR: join(folder, 'files') } })
  partner = await createPartner(shop, { module: 'files' })
})
afterAll(async () => {
  await worker?.stop()
  await shop.close()
  await rm(folder, { recursive: true, force: true })
})

const environment = () => ({
  DATABASE_URL: shop.databaseUrl,
  PORTICO_DATA_DIR: folder,
  FILES_DIR: join(folder, 'files'),
})
const start = (...args: string[]) => startExchangeCommand(args, environment())
async function typeByItself(...args: string[]) {
  const command = start(...args)
  const code = await command.ended
  return { code, said: command.said(), complained: command.complained() }
}
const type = (...args: string[]) => exchangeHere(args, environment())
/** What is wrong changes nothing. */
const refused = (...args: string[]) =>
  still(shop.database, () => type(...args), ['brands', 'exchange_runs', 'connectors', 'integrations'])
const goToWork = async () => {
  const { log } = await shop.built.systemContext()
  worker = shop.built.exchange.start({ context: shop.built.systemContext, log, url: shop.databaseUrl, pollMs: 100 })
}
const rest = async () => {
  await worker?.stop()
  worker = undefined
}
const until = async (truth: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + 60_000
  while (!(await truth())) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((wait) => setTimeout(wait, 50))
  }
}
const csv = (prefix: string, from: number, to: number) =>
  [
    'code,name,slug',
    ...Array.from({ length: to - from }, (_, at) => `${prefix}${from + at},Brand ${from + at},${prefix}${from + at}`),
  ].join('\n')
const file = async (name: string, text: string) => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const countOf = async (prefix: string) => {
  const { rows } = await shop.built.database.pool.query<{ n: number }>(
    'select count(*)::int n from brands where code like $1',
    [`${prefix}%`],
  )
  return rows[0]!.n
}
const lastRun = async (connector: string) => (await partner.runs(connector)).at(-1)!

describe('the command', () => {
  it('tells how it is written to whoever writes it otherwise', async () => {
    for (const args of [[], ['dance'], ['status', '--loud'], ['constructor']]) {
      const { code, complained } = await refused(...args)
      expect([args, code]).toEqual([args, 2])
      expect(complained).toContain('usage: npm run exchange -- status [--watch]')
      expect(complained).not.toContain('    at ')
    }
    const alone = await still(shop.database, () => typeByItself('dance'), ['exchange_runs'])
    expect([alone.code, alone.said]).toEqual([2, ''])
    expect(alone.complained).toMatch(/^usage: npm run exchange -- status \[--watch\]/)
    expect(await refused('status', '--last', '0')).toMatchObject({
      code: 2,
      complained: expect.stringContaining('--last is how many runs are shown'),
    })
  }, 120_000)

  it('says what to do where there is no database', async () => {
    const nowhere = startExchangeCommand(['status'], { ...environment(), DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' })
    expect(await nowhere.ended).toBe(1)
    expect(nowhere.complained()).toContain('The database does not answer')
    const none = await exchangeHere(['status'], { PORTICO_DATA_DIR: join(folder, 'nothing') })
    expect([none.code, none.complained]).toEqual([1, expect.stringContaining('start the shop first (npm start)')])
  }, 60_000)

  it('has nothing to show at first', async () => {
    expect(await type('status')).toEqual({ code: 0, said: 'Nothing has been exchanged yet.\n', complained: '' })
  }, 60_000)
})

describe('import', () => {
  let connector: string
  beforeAll(async () => {
    connector = await partner.connector({ code: 'brands', entity: 'brand', format: 'csv', fileMask: 'never-*' })
  })

  it('is refused what it cannot read', async () => {
    const path = await file('there.csv', csv('cmd-x', 0, 1))
    const out = await partner.connector({ code: 'brands-out', entity: 'brand', format: 'csv', direction: 'out' })
    expect(out).toBeTypeOf('string')
    const wrong = [
      [['import', join(folder, 'not-there.csv'), 'brands'], 'There is no file'],
      [
        ['import', path, 'nobodys'],
        `No connector is called nobodys. There are:\n  ${partner.username}/brands\n  ${partner.username}/brands-out`,
      ],
      [['import', path], 'Name a connector.'],
      [['import', path, 'brands-out'], 'brands-out writes files'],
      [['export', 'brands'], 'brands reads files'],
    ] as const
    for (const [args, words] of wrong) {
      const { code, complained } = await refused(...args)
      expect([args[0], code, complained]).toEqual([args[0], 2, expect.stringContaining(words)])
    }
  }, 120_000)

  it('says after a while that nobody works', async () => {
    const path = await file('lonely.csv', csv('cmd-l', 0, 2))
    const { code, complained } = await exchangeHere(['import', path, 'brands'], environment(), 1_000)
    expect([code, complained]).toEqual([1, expect.stringContaining('Nobody has begun it')])
    const { id } = await lastRun(connector)
    expect((await type('cancel', id)).said).toBe(
      `${id} is cancelled; what it has applied stays. \`resume\` has it go on behind that.\n`,
    )
  }, 90_000)

  it('tries a file out, then reads it for good, and tells what it did and what was wrong', async () => {
    await goToWork()
    // what was cancelled lies there until somebody has it go on
    const before = await partner.list('tmp')
    const path = await file('good.csv', `${csv('cmd-a', 0, 3)}\ncmd-a3,Brand 3,No slug!`)
    const trial = await still(shop.database, () => type('import', path, 'brands', '--trial'), ['brands'])
    expect(trial).toMatchObject({ code: 0, complained: '' })
    expect(trial.said).toContain('done (dry run) · 4 of 4 read · 3 created, 0 changed, 0 deleted, 0 same · 1 refused')
    expect(trial.said).toContain('line 5, slug, "No slug!": ')
    const done = await typeByItself('import', path, `${partner.username}/brands`)
    expect([done.code, done.complained]).toEqual([0, ''])
    expect(done.said).toContain('done · 4 of 4 read · 3 created')
    expect(await countOf('cmd-a')).toBe(3)
    const run = await lastRun(connector)
    expect(run).toMatchObject({ state: 'done', trigger: 'person', fileName: 'good.csv' })
    expect(run.place).toMatch(/^archive\//)
    expect(await partner.list('tmp')).toEqual(before)
  }, 120_000)

  it('ends badly where the file as a whole is refused', async () => {
    const path = await file('empty.csv', '')
    const { code, said, complained } = await type('import', path, 'brands')
    expect([code, complained]).toEqual([1, expect.stringContaining('Nothing more is done with it.')])
    expect(said).toContain('refused')
  }, 60_000)
})

describe('run', () => {
  it('reads what waits, and says when nothing does', async () => {
    const connector = await partner.connector({
      code: 'by-hand',
      entity: 'brand',
      format: 'csv',
      fileMask: 'hand-*',
      onArrival: false,
    })
    const nothing = await refused('run', 'by-hand')
    expect([nothing.code, nothing.said]).toEqual([1, ''])
    expect(nothing.complained).not.toContain('    at ')
    await partner.put('inbound/hand-1.csv', csv('cmd-h', 0, 2))
    const trial = await type('run', 'by-hand', '--trial')
    expect([trial.code, trial.said]).toEqual([0, expect.stringContaining('done (dry run) · 2 of 2 read')])
    expect(await countOf('cmd-h')).toBe(0)
    const done = await type('run', 'by-hand')
    expect([done.code, done.said]).toEqual([0, expect.stringContaining('done · 2 of 2 read · 2 created')])
    expect(await countOf('cmd-h')).toBe(2)
    expect(await lastRun(connector)).toMatchObject({ state: 'done', trigger: 'person' })
  }, 120_000)
})

describe('export', () => {
  it('writes into outbound/, and a copy where one wants it; then what changed, or all of it', async () => {
    const filter = { path: 'code', op: 'starts', value: 'cmd-a' }
    await partner.connector({
      code: 'delta',
      direction: 'out',
      entity: 'brand',
      format: 'csv',
      changesOnly: true,
      filter,
      fileName: 'delta_{run}.csv',
    })
    const copy = join(folder, 'copy.csv')
    const first = await type('export', 'delta', '--to', copy)
    expect([first.code, first.complained]).toEqual([0, ''])
    expect(first.said).toContain('done · 3 written')
    const [, place] = new RegExp(`${partner.username}: (outbound/\\S+)`).exec(first.said)!
    expect(await readFile(copy, 'utf8')).toBe(await partner.text(place!))
    expect((await readFile(copy, 'utf8')).match(/cmd-a\d/g)).toContain('cmd-a2')
    const none = await type('export', 'delta')
    expect([none.code, none.said]).toEqual([0, expect.stringContaining('There was nothing to write.')])
    const all = await type('export', 'delta', '--full')
    expect([all.code, all.said]).toEqual([0, expect.stringContaining('done · 3 written')])
    expect(await partner.list('outbound')).toHaveLength(2)
  }, 120_000)
})

describe('cancel, resume and confirm', () => {
  it('stop a run and have it go on, by its id or the end of it; in another state they are refused', async () => {
    await rest()
    const connector = await partner.connector({
      code: 'steered',
      entity: 'brand',
      format: 'csv',
      fileMask: 'steer-*',
      onArrival: false,
    })
    await partner.put('inbound/steer-1.csv', csv('cmd-s', 0, 2))
    const { one } = await partner.act('connectors', connector, 'run')
    for (const [name, words] of [
      ['zzzz', 'Name a run by its id'],
      ['00000000-0000-0000-0000-000000000000', 'There is no run'],
    ] as const)
      expect(await refused('cancel', name)).toMatchObject({ code: 2, complained: expect.stringContaining(words) })
    expect(await refused('resume', one.id)).toMatchObject({ code: 1 })
    expect(await refused('confirm', one.id)).toMatchObject({ code: 1 })
    expect(await type('cancel', one.id.slice(-12))).toMatchObject({ code: 0 })
    expect(await partner.run(one.id)).toMatchObject({ state: 'cancelled' })
    expect(await refused('cancel', one.id)).toMatchObject({ code: 1 })
    expect(await countOf('cmd-s')).toBe(0)
    const resumed = await type('resume', one.id)
    expect([resumed.code, resumed.said]).toEqual([0, `${one.id} goes on as soon as a worker is free.\n`])
    await goToWork()
    await until(async () => (await partner.run(one.id)).state === 'done')
    expect(await countOf('cmd-s')).toBe(2)
  }, 180_000)

  it('let a run that is held delete what its file does not name', async () => {
    const scope = { path: 'code', op: 'starts', value: 'cmd-c' }
    await partner.connector({
      code: 'whole',
      entity: 'brand',
      format: 'csv',
      fileMask: 'w-*',
      mode: 'replaceAll',
      scope,
    })
    expect((await type('import', await file('whole-1.csv', csv('cmd-c', 0, 5)), 'whole')).code).toBe(0)
    const held = await type('import', await file('whole-2.csv', csv('cmd-c', 0, 2)), 'whole')
    expect(held.code).toBe(0)
    expect(held.said).toContain('3 of 5 rows are not named and would be deleted')
    const [, id] = /npm run exchange -- confirm (\S+)/.exec(held.said)!
    expect(await countOf('cmd-c')).toBe(5)
    const status = await type('status', '--last', '3')
    expect(status.said).toContain(`${id}  `)
    expect(status.said).toContain('held · 2 of 2 read')
    expect(await type('confirm', id!)).toMatchObject({ code: 0, said: expect.stringContaining('is confirmed') })
    await until(async () => (await partner.run(id!)).state === 'done')
    expect(await countOf('cmd-c')).toBe(2)
    expect(await refused('confirm', id!)).toMatchObject({ code: 1 })
  }, 180_000)
})

describe('status --watch', () => {
  it('shows what goes on as it goes on, until somebody has had enough', async () => {
    await partner.act('integrations', partner.integrationId, 'pause', { reason: 'We move house.' })
    const watching = start('status', '--watch', '--last', '1')
    try {
      await until(() => watching.said().includes(`${partner.username} is paused: We move house.`))
      await partner.act('integrations', partner.integrationId, 'resume')
      await partner.put('inbound/hand-9.csv', csv('cmd-w', 0, 4))
      const shown = watching.said().length
      expect((await type('run', 'by-hand')).code).toBe(0)
      await until(() => /hand-9\.csv\n {4}done · 4 of 4 read · 4 created/.test(watching.said().slice(shown)))
    } finally {
      watching.child.kill('SIGINT')
    }
    expect(await watching.ended).toBe(130)
    expect(watching.complained()).toBe('You watch no more; what is under way goes on.\n')
  }, 120_000)
})
