import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

let shop: OpenShop
let partner: Partner

beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop, { account: { contactEmail: 'edi@partner.test' } })
})

afterAll(async () => {
  await shop.close()
})

const brands = (prefix: string, many: number, mark = '') =>
  Array.from({ length: many }, (_, at) => ({
    code: `${prefix}${at}`,
    name: `Brand ${at}${mark}`,
    slug: `${prefix}${at}`,
  }))

const names = async (prefix: string) =>
  (
    await shop.built.database.db
      .selectFrom('brands')
      .select(['code', 'name'])
      .where('code', 'like', `${prefix}%`)
      .orderBy('code')
      .execute()
  ).map(({ code, name }) => `${code} ${name}`)

let files = 0
/** Reads a file by a connector of its own, or by one that is there; answers its run. */
async function read(
  rows: string | readonly object[],
  members: object | string = {},
  name = `file-${++files}.jsonl`,
): Promise<{ run: Run; connector: string }> {
  const connector =
    typeof members === 'string'
      ? members
      : await partner.connector({ entity: 'brand', fileMask: name.replace(/^[^.]*/, '*'), ...members })
  await active(connector, true)
  await partner.put(`inbound/${name}`, rows)
  await shop.drain()
  await active(connector, false)
  return { run: (await partner.runs(connector)).at(-1)!, connector }
}

/** Switched off, it does not read what is for the next one. */
const active = (connector: string, on: boolean) =>
  shop.built.database.db.updateTable('connectors').set({ active: on }).where('id', '=', connector).execute()

describe('a file in inbound/', () => {
  it('is read as soon as it is complete, applied and archived, and its run says what it did', async () => {
    const { run } = await read(brands('a', 1_203), {}, 'brands.jsonl')
    expect(run).toMatchObject({
      state: 'done',
      read: 1_203,
      created: 1_203,
      refused: 0,
      trigger: 'arrival',
      secondsLeft: 0,
      fileName: 'brands.jsonl',
    })
    expect(run.place).toMatch(/^archive\/\d{4}\/\d\d\/\d{8}-\d{6}-\w{6}_brands\.jsonl$/)
    expect(await partner.list('inbound')).toEqual([])
    expect((await partner.text(run.place!)).split('\n')).toHaveLength(1_204)
  })

  it('loses no good record to a bad one, which is told by line, column and advice: at the door, beside the file and by mail', async () => {
    const rows = brands('bad', 600)
    rows[123] = { ...rows[123]!, slug: 'No slug!' }
    const { run } = await read(rows)
    expect(run).toMatchObject({ state: 'done', created: 599, refused: 1 })
    expect(await partner.problems(run.id)).toMatchObject([
      { record: 124, line: 124, column: 'slug', code: 'FIELD_INVALID', advice: expect.stringMatching(/./) as string },
    ])
    const report = await partner.text(`${run.place!}.errors.csv`)
    expect(report.split('\r\n')[0]).toBe('\uFEFFrecord,line,column,value,code,reason,advice')
    expect(report).toContain('124,124,slug,')
    const mail = shop.mails().find(({ subject }) => subject.includes('1 of 600 records'))!
    expect(mail.to).toContain('edi@partner.test')
    expect(mail.text).toContain('line 124: slug')
  })

  it('may name what comes later in it: such records wait, and are not refused', async () => {
    const many = 30
    // each of the first below the next one
    const rows = Array.from({ length: many }, (_, at) => ({
      code: `w${at}`,
      name: { en: `W ${at}` },
      slug: `w${at}`,
      ...(at < 25 ? { parent: { code: `w${at + 1}` } } : {}),
    }))
    const { run } = await read(rows, { entity: 'category' })
    expect(run).toMatchObject({ state: 'done', created: many, refused: 0, postponed: 0 })
  })

  it('waits for rows that other files bring, and says so; what never comes is refused in the end', async () => {
    const price = { code: 'late', name: { en: 'Late' }, slug: 'late', parent: { code: 'comes-later' } }
    const { run, connector } = await read([price], { entity: 'category', waitMinutes: 10 })
    expect(run).toMatchObject({ state: 'waiting', postponed: 1, refused: 0 })
    expect(run.problem).toContain('not there yet')
    await read([{ code: 'comes-later', name: { en: 'L' }, slug: 'comes-later' }], { entity: 'category' })
    await active(connector, true)
    shop.clock.advance({ minutes: 2 })
    await shop.drain()
    await active(connector, false)
    expect(await partner.run(run.id)).toMatchObject({ state: 'done', created: 1, refused: 0, postponed: 0 })

    await read([{ ...price, code: 'never', slug: 'never', parent: { code: 'nobody' } }], connector)
    await active(connector, true)
    shop.clock.advance({ minutes: 11 })
    await shop.drain()
    await active(connector, false)
    const last = (await partner.runs(connector)).at(-1)!
    expect(last).toMatchObject({ state: 'done', created: 0, refused: 1 })
    expect(await partner.problems(last.id)).toMatchObject([{ code: 'REFERENCE_NOT_FOUND', line: 1 }])
  })
})

describe('the same once more', () => {
  it('tells the same file, the same content under another name and another content under the same name apart', async () => {
    const first = await read(brands('s', 3), {}, 'same.jsonl')
    const again = await read(brands('s', 3), first.connector, 'same.jsonl')
    expect(again.run).toMatchObject({ state: 'done', read: 3, same: 3, changed: 0, created: 0 })
    expect(again.run.problem).toContain('same.jsonl')
    const renamed = await read(brands('s', 3), first.connector, 'other.jsonl')
    expect(renamed.run).toMatchObject({ state: 'done', same: 3, fileName: 'other.jsonl' })
    expect(renamed.run.problem).toContain('as same.jsonl')
    const news = await read(brands('s', 3, ' new'), first.connector, 'same.jsonl')
    expect(news.run).toMatchObject({ state: 'done', changed: 3, problem: null })
    // said a second time after something else was said, it is news
    const back = await read(brands('s', 3), first.connector, 'same.jsonl')
    expect(back.run).toMatchObject({ state: 'done', changed: 3 })
    expect(await names('s')).toEqual(['s0 Brand 0', 's1 Brand 1', 's2 Brand 2'])
  })

  it('does a record of the same key once, whatever file it comes in, and skips what is stale', async () => {
    const row = (name: string, key: string, serial: string) => ({
      code: 'keyed',
      name,
      slug: 'keyed',
      $key: key,
      $serial: serial,
      $about: 'brand keyed',
    })
    const { connector } = await read([row('first', 'doc 1', '100')])
    const second = await read([row('repeated', 'doc 1', '100'), row('news', 'doc 3', '300')], connector)
    expect(second.run).toMatchObject({ state: 'done', same: 1, changed: 1 })
    const stale = await read([row('stale', 'doc 2', '99')], connector)
    expect(stale.run).toMatchObject({ state: 'done', same: 1, changed: 0 })
    expect(await names('keyed')).toEqual(['keyed news'])
  })

  it('takes a refused record again under its key, once it is corrected', async () => {
    const { run, connector } = await read([{ code: 'k2', name: 'K', slug: 'NOT GOOD', $key: 'k2' }])
    expect(run).toMatchObject({ refused: 1 })
    expect((await read([{ code: 'k2', name: 'K', slug: 'k2', $key: 'k2' }], connector)).run).toMatchObject({
      created: 1,
    })
  })
})

describe('records of several deeds', () => {
  it('are done wholly or not at all', async () => {
    const record = (code: string, slug = code) => ({
      $deeds: [
        { entity: 'brand', mode: 'upsert', given: { code: `${code}-1`, name: 'One', slug: `${slug}-1` } },
        { entity: 'brand', mode: 'upsert', given: { code: `${code}-2`, name: 'Two', slug } },
      ],
    })
    const { run } = await read([record('m1'), record('m2', 'No slug!'), record('m3')])
    expect(run).toMatchObject({ state: 'done', read: 3, created: 4, refused: 1 })
    expect(await names('m')).toEqual(['m1-1 One', 'm1-2 Two', 'm3-1 One', 'm3-2 Two'])
  })
})

describe('a file as a whole', () => {
  it('is refused when it holds nothing, goes to error/, and its sender is told', async () => {
    const { run } = await read('', {}, 'nothing.jsonl')
    expect(run).toMatchObject({ state: 'refused', read: 0 })
    expect(run.problem).toContain('holds nothing')
    expect(run.place).toMatch(/^error\/.*_nothing\.jsonl$/)
    expect(await partner.text(`${run.place!}.errors.csv`)).toContain('REFUSED')
    expect(shop.mails().map(({ subject }) => subject)).toContain('nothing.jsonl was refused')
  })

  it('is refused where too many of its records would be, and nothing of it is applied', async () => {
    const rows = [...brands('t', 8), { code: 't8' }, { code: 't9' }]
    const { run } = await read(rows, { maxRefusedPercent: '15' })
    expect(run).toMatchObject({ state: 'refused', read: 10, refused: 2 })
    expect(run.problem).toContain('2 of 10')
    expect(await names('t')).toEqual([])
    const allowed = await read(rows, { maxRefusedPercent: '25' })
    expect(allowed.run).toMatchObject({ state: 'done', created: 8, refused: 2, read: 10 })
  })

  it('is tried out without a trace but its run and what is wrong with it', async () => {
    const connector = await partner.connector({ entity: 'brand', fileMask: 'dry*', onArrival: false })
    await partner.put('inbound/dry.jsonl', [...brands('dry', 2), { code: 'dry2' }])
    const answer = await partner.act('connectors', connector, 'run', { trial: true })
    expect(answer.status).toBe(200)
    await shop.drain()
    const run = await partner.run(answer.one.id)
    expect(run).toMatchObject({ state: 'done', dryRun: true, read: 3, created: 2, refused: 1, trigger: 'person' })
    expect(await partner.problems(run.id)).toMatchObject([{ record: 3 }, { record: 3 }])
    expect(await names('dry')).toEqual([])
    expect(await partner.list('inbound')).toEqual(['inbound/dry.jsonl'])
    await partner.act('connectors', connector, 'run')
    await shop.drain()
    expect((await partner.runs(connector)).at(-1)).toMatchObject({ state: 'done', created: 2, refused: 1 })
    expect(await partner.act('connectors', connector, 'run')).toMatchObject({ status: 409 })
  })
})

describe('a file that speaks for a whole scope', () => {
  const scope = { path: 'code', op: 'starts', value: 'scope' }

  it('has the rest deleted, and is held before it would delete more than it may', async () => {
    const { connector } = await read(brands('scope', 10), { mode: 'replaceAll', scope })
    expect(await names('scope')).toHaveLength(10)
    const few = await read(brands('scope', 9), connector)
    expect(few.run).toMatchObject({ state: 'done', same: 9, deleted: 1 })
    const half = await read(brands('scope', 4), connector)
    expect(half.run).toMatchObject({ state: 'held', deleted: 0 })
    expect(half.run.problem).toContain('5 of 9')
    expect(await names('scope')).toHaveLength(9)
    expect(await partner.act('exchangeRuns', half.run.id, 'confirm')).toMatchObject({ status: 200 })
    await active(connector, true)
    await shop.drain()
    await active(connector, false)
    expect(await partner.run(half.run.id)).toMatchObject({ state: 'done', deleted: 5 })
    expect(await names('scope')).toHaveLength(4)
  })

  it('deletes no row that a refused record names', async () => {
    const { connector } = await read(brands('scope-r', 3), {
      mode: 'replaceAll',
      scope: { ...scope, value: 'scope-r' },
    })
    const { run } = await read([...brands('scope-r', 2), { code: 'scope-r2', slug: 'Not so' }], connector)
    expect(run).toMatchObject({ state: 'done', refused: 1, deleted: 0 })
    expect(await names('scope-r')).toHaveLength(3)
  })
})

describe('people', () => {
  it('stop a run and have it go on', async () => {
    const connector = await partner.connector({ entity: 'brand', fileMask: 'stop*', onArrival: false })
    await partner.put('inbound/stop.jsonl', brands('stop', 3))
    const { one } = await partner.act('connectors', connector, 'run')
    expect(await partner.act('exchangeRuns', one.id, 'cancel')).toMatchObject({ status: 200 })
    await shop.drain()
    expect(await partner.run(one.id)).toMatchObject({ state: 'cancelled', read: 0 })
    expect(await partner.act('exchangeRuns', one.id, 'confirm')).toMatchObject({ status: 409 })
    await partner.act('exchangeRuns', one.id, 'resume')
    await shop.drain()
    expect(await partner.run(one.id)).toMatchObject({ state: 'done', created: 3 })
  })

  it('have the house win over what a file says, where they changed it since', async () => {
    const { connector } = await read(brands('house', 2), { conflict: 'houseWins' })
    await shop.built.database.db.updateTable('brands').set({ name: 'Ours' }).where('code', '=', 'house0').execute()
    const { run } = await read(brands('house', 2, ' theirs'), connector)
    expect(run).toMatchObject({ state: 'done', changed: 1, same: 1 })
    expect(await names('house')).toEqual(['house0 Ours', 'house1 Brand 1 theirs'])
  })
})

describe('what no run will ever read', () => {
  it('goes to error/ after a while, and its sender is told', async () => {
    const lonely = await createPartner(shop, {
      account: { completion: 'doneFile', contactEmail: 'late@partner.test' },
    })
    const connector = await lonely.connector({ entity: 'brand', fileMask: 'brands*' })
    await lonely.put('inbound/brands-1.jsonl', brands('done', 1))
    await lonely.put('inbound/brands-1.jsonl.done', '')
    await lonely.put('inbound/brands-2.jsonl', brands('done', 1))
    await lonely.put('inbound/brands-3.jsonl.done', '')
    await lonely.put('inbound/poem.txt', 'x')
    await lonely.put('inbound/poem.txt.done', '')
    await shop.drain()
    expect(await lonely.runs(connector)).toMatchObject([{ state: 'done', created: 1 }])
    expect(await lonely.list('inbound')).toEqual(
      ['brands-2.jsonl', 'brands-3.jsonl.done', 'poem.txt', 'poem.txt.done'].map((name) => `inbound/${name}`),
    )
    // files are as old as they are, and the shop's clock stands in the past
    shop.clock.advance({ days: 400 })
    await shop.drain()
    expect(await lonely.list('inbound')).toEqual(['inbound/brands-2.jsonl'])
    const subjects = shop.mails().flatMap(({ to, subject }) => (to.includes('late@partner.test') ? [subject] : []))
    expect(subjects.sort()).toEqual(['brands-3.jsonl.done was refused', 'poem.txt was refused'])
  })
})
