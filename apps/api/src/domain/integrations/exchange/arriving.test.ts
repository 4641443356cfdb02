import { appendFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import type { ExchangeModule } from '../port.ts'

/** What happens each time that a file's first record has been read; the number of the time is told. */
let meanwhile: ((time: number) => Promise<void>) | undefined
let times = 0
const interrupted: ExchangeModule = {
  ...linesModule,
  formats: linesModule.formats!.map((format) => ({
    ...format,
    async *decode(bytes, asked) {
      let first = true
      for await (const record of format.decode(bytes, asked)) {
        yield record
        if (first) await meanwhile?.((times += 1))
        first = false
      }
    },
  })),
}

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [interrupted] })
})
afterAll(() => shop.close())

const brand = (code: string) => ({ code, name: `Brand ${code}`, slug: code })
const known = async (prefix: string) =>
  (await shop.built.database.db.selectFrom('brands').select('code').where('code', 'like', `${prefix}%`).execute()).map(
    ({ code }) => code,
  )
const later = async (time: { minutes: number }) => {
  shop.clock.advance(time)
  await shop.drain()
}
const states = async (partner: Partner, connector: string) => (await partner.runs(connector)).map(({ state }) => state)
const patch = async (type: string, id: string, attributes: object) =>
  expect(
    (
      await send(await shop.client(), `/admin/api/${type}/${id}`, {
        method: 'PATCH',
        body: { data: { type, id, attributes } },
      })
    ).status,
  ).toBe(200)
const place = (partner: Partner, path: string) => join(shop.dataDir, 'files', partner.username, path)

/** It has lain there for years. */
const age = (partner: Partner, path: string) => utimes(place(partner, path), 0, 1_600_000_000)

/** A connector that reads when it is asked, and a run of it whose file nobody has taken yet. */
async function asked(partner: Partner, name: string, rows: readonly object[]) {
  const connector = await partner.connector({ entity: 'brand', fileMask: `${name}*`, onArrival: false })
  await partner.put(`inbound/${name}.jsonl`, rows)
  const { one } = await partner.act('connectors', connector, 'run')
  const run = await shop.built.database.db
    .selectFrom('exchangeRuns')
    .selectAll()
    .where('id', '=', one.id)
    .executeTakeFirstOrThrow()
  expect(run).toMatchObject({ state: 'waiting', source: `inbound/${name}.jsonl` })
  return { connector, run }
}

describe('a file that is complete', () => {
  it('is taken when it is seen, though nobody can read it yet: its successor under the same name is another file', async () => {
    const partner = await createPartner(shop)
    const reads = await partner.connector({ entity: 'brand' })
    await partner.act('integrations', partner.integrationId, 'pause')
    await partner.put('inbound/daily.jsonl', [brand('seen1')])
    await shop.drain()
    expect(await partner.list('inbound')).toEqual([])
    await partner.put('inbound/daily.jsonl', [brand('seen2')])
    await shop.drain()
    expect(await states(partner, reads)).toEqual(['waiting', 'waiting'])
    await partner.act('integrations', partner.integrationId, 'resume')
    await shop.drain()
    expect(await states(partner, reads)).toEqual(['done', 'done'])
    expect(await known('seen')).toEqual(['seen1', 'seen2'])
  })

  it('waits while its connector is switched off, however long, and is read once it is on again', async () => {
    const partner = await createPartner(shop, { account: { contactEmail: 'off@partner.test' } })
    const reads = await partner.connector({ entity: 'brand', fileMask: 'brands*' })
    await patch('connectors', reads, { active: false })
    await partner.put('inbound/brands.jsonl', [brand('off')])
    await age(partner, 'inbound/brands.jsonl')
    await shop.drain()
    expect(await partner.list('inbound')).toEqual(['inbound/brands.jsonl'])
    expect(shop.mails().filter(({ to }) => to.includes('off@partner.test'))).toEqual([])
    await patch('connectors', reads, { active: true })
    await shop.drain()
    expect(await states(partner, reads)).toEqual(['done'])
    expect(await known('off')).toEqual(['off'])
  })

  it('is read under a name as long as any can be, and archived with what was wrong with it', async () => {
    const partner = await createPartner(shop)
    const reads = await partner.connector({ entity: 'brand' })
    const name = `${'ü'.repeat(122)}.jsonl`
    expect(Buffer.byteLength(name)).toBe(250)
    await partner.put(`inbound/${name}`, [brand('long'), { code: 'long2', slug: 'No slug' }])
    await shop.drain()
    const [run] = await partner.runs(reads)
    expect(run).toMatchObject({ state: 'done', created: 1, refused: 1, fileName: name })
    expect(run!.place).toMatch(/^archive\/.*_ü{97}\.jsonl$/)
    expect(await partner.text(`${run!.place!}.errors.csv`)).toContain('FIELD_')
  })

  it('below a folder of inbound/ is no one’s: it goes to error/, and its sender is told', async () => {
    const partner = await createPartner(shop, { account: { contactEmail: 'below@partner.test' } })
    const reads = await partner.connector({ entity: 'brand' })
    await partner.put('inbound/2026/11/brands.jsonl', [brand('below')])
    await age(partner, 'inbound/2026/11/brands.jsonl')
    await shop.drain()
    expect(await partner.list('inbound/2026/11')).toEqual([])
    const away = await shop.built.database.db
      .selectFrom('exchangeRuns')
      .selectAll()
      .where('accountId', '=', partner.accountId)
      .execute()
    expect(away).toMatchObject([{ state: 'refused', connectorId: null }])
    expect(away[0]!.problem).toContain('inbound/2026/11/brands.jsonl lies in a folder')
    expect(await partner.text(away[0]!.place!)).toContain('below')
    expect(shop.mails().filter(({ to }) => to.includes('below@partner.test'))).toHaveLength(1)
    expect(await partner.runs(reads)).toEqual([])
  })
})

describe('a run whose file is not taken yet', () => {
  it('keeps the name for no other once it is cancelled, and has its own file when it goes on', async () => {
    const partner = await createPartner(shop)
    const { connector, run } = await asked(partner, 'dead', [brand('dead1')])
    await partner.act('exchangeRuns', run.id, 'cancel')
    await shop.drain()
    expect(await partner.list('inbound')).toEqual([])
    await partner.put('inbound/dead.jsonl', [brand('dead2')])
    await partner.act('connectors', connector, 'run')
    await shop.drain()
    expect(await states(partner, connector)).toEqual(['cancelled', 'done'])
    expect(await known('dead')).toEqual(['dead2'])
    await partner.act('exchangeRuns', run.id, 'resume')
    await shop.drain()
    expect((await known('dead')).sort()).toEqual(['dead1', 'dead2'])
  })

  it('ends when its sender takes the file back; the name is free for the next one', async () => {
    const partner = await createPartner(shop)
    const { connector, run } = await asked(partner, 'back', [brand('back1')])
    await shop.built.files.remove(partner.username, 'inbound/back.jsonl')
    await shop.drain()
    expect(await partner.run(run.id)).toMatchObject({ state: 'cancelled', read: 0 })
    expect((await partner.run(run.id)).problem).toContain('taken out of inbound/')
    await partner.put('inbound/back.jsonl', [brand('back2')])
    await partner.act('connectors', connector, 'run')
    await shop.drain()
    expect(await states(partner, connector)).toEqual(['cancelled', 'done'])
    expect(await known('back')).toEqual(['back2'])
  })

  it('takes it once, where a process died between the move and its note: the successor is no part of it', async () => {
    const partner = await createPartner(shop)
    const { connector, run } = await asked(partner, 'moved', [brand('moved1')])
    // the move was made, and then the process died
    await shop.built.files.move(partner.username, run.source!, run.place!)
    await partner.put('inbound/moved.jsonl', [brand('moved2')])
    await shop.drain()
    expect(await partner.run(run.id)).toMatchObject({ state: 'done', created: 1 })
    expect(await known('moved')).toEqual(['moved1'])
    await partner.act('connectors', connector, 'run')
    await shop.drain()
    expect((await known('moved')).sort()).toEqual(['moved1', 'moved2'])
  })

  it('takes it also of a partner who was switched off since; what that one brought besides stays where it is', async () => {
    const partner = await createPartner(shop)
    const { run } = await asked(partner, 'barred', [brand('barred')])
    await partner.connector({ entity: 'brand', fileMask: 'other*' })
    await patch('fileAccounts', partner.accountId, { active: false })
    await partner.put('inbound/other.jsonl', [brand('other')])
    await shop.drain()
    expect(await partner.run(run.id)).toMatchObject({ state: 'done', created: 1 })
    expect(await partner.list('inbound')).toEqual(['inbound/other.jsonl'])
  })

  it('ends with its connector, and its file goes where its sender sees it', async () => {
    const partner = await createPartner(shop, { account: { contactEmail: 'gone@partner.test' } })
    const reads = await partner.connector({ entity: 'brand' })
    await partner.act('integrations', partner.integrationId, 'pause')
    await partner.put('inbound/gone.jsonl', [brand('gone')])
    await shop.drain()
    const [run] = await partner.runs(reads)
    expect(run).toMatchObject({ state: 'waiting' })
    await send(await shop.client(), `/admin/api/connectors/${reads}`, { method: 'DELETE' })
    await shop.drain()
    const ended = await partner.run(run!.id)
    expect(ended).toMatchObject({ state: 'cancelled' })
    expect(ended.problem).toContain('connector was deleted')
    expect(ended.place).toMatch(/^error\//)
    expect(await partner.text(ended.place!)).toContain('gone')
    expect(await partner.list('.work')).toEqual([])
    expect(shop.mails().filter(({ to }) => to.includes('gone@partner.test'))).toHaveLength(1)
  })
})

describe('what nobody reads', () => {
  it('goes where its run says, where a process died before the move', async () => {
    const partner = await createPartner(shop)
    await partner.connector({ entity: 'brand', fileMask: 'brands*' })
    await partner.put('inbound/poem.txt', 'x')
    await age(partner, 'inbound/poem.txt')
    await shop.drain()
    const runs = () =>
      shop.built.database.db.selectFrom('exchangeRuns').selectAll().where('accountId', '=', partner.accountId).execute()
    const [away] = await runs()
    await shop.built.files.move(partner.username, away!.place!, 'inbound/poem.txt')
    await shop.drain()
    expect(await runs()).toHaveLength(1)
    expect(await partner.text(away!.place!)).toBe('x')
    expect(await partner.list('inbound')).toEqual([])
  })
})

describe('a file that its writer has not closed', () => {
  const reading = async (when: number) => {
    const partner = await createPartner(shop)
    const reads = await partner.connector({ entity: 'brand' })
    times = 0
    meanwhile = async (time) => {
      if (time !== when) return
      const [run] = await partner.runs(reads)
      await appendFile(place(partner, run!.place!), `${JSON.stringify(brand(`open${when}late`))}\n`)
      await utimes(place(partner, run!.place!), new Date(), new Date(Date.now() + 5_000))
    }
    await partner.put(`inbound/open.jsonl`, [brand(`open${when}a`), brand(`open${when}b`)])
    await shop.drain()
    return { partner, reads }
  }

  it('is looked through again later, as nothing of it was applied', async () => {
    const { partner, reads } = await reading(1)
    const [failed] = await partner.runs(reads)
    expect(failed).toMatchObject({ state: 'failed', read: 0 })
    expect(failed!.problem).toContain('written to while it was looked through')
    expect(await known('open1')).toEqual([])
    await later({ minutes: 2 })
    expect(await partner.run(failed!.id)).toMatchObject({ state: 'done', created: 3 })
  })

  it('fails, and lies in error/, where that shows only when it is read', async () => {
    const { partner, reads } = await reading(2)
    const [failed] = await partner.runs(reads)
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed!.problem).toContain('written to while it was read')
    expect(failed!.place).toMatch(/^error\//)
    await later({ minutes: 20 })
    expect(await partner.run(failed!.id)).toMatchObject({ state: 'failed' })
  })
})
