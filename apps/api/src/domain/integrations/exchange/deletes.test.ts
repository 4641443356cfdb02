import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../testing/jsonapi.ts'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// What a file may have deleted: never more than its connector allows, and never more than somebody confirmed.

let shop: OpenShop
let partner: Partner
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
  partner = await createPartner(shop, { module: 'files' })
})
afterAll(() => shop.close())

type Brand = { code: string; name: string; slug: string }
const brand = (code: string, name = code): Brand => ({ code, name, slug: code })
const brands = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => brand(`${prefix}${from + at}`))
const codes = async (prefix: string) => {
  const { rows } = await shop.built.database.pool.query<{ code: string }>(
    'select code from brands where code like $1 order by code',
    [`${prefix}%`],
  )
  return rows.map(({ code }) => code)
}
const change = async (type: string, id: string, attributes: object) => {
  const sent = await send(await shop.client(), `/admin/api/${type}/${id}`, {
    method: 'PATCH',
    body: { data: { type, id, attributes } },
  })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
}
/** A connector of a prefix of codes, that reads nothing but by its own masks. */
const reader = (prefix: string, members: object = {}) =>
  partner.connector({
    entity: 'brand',
    format: 'jsonl',
    fileMask: `${prefix}-*.jsonl`,
    scope: { path: 'code', op: 'starts', value: prefix },
    ...members,
  })
let files = 0
const bring = async (connector: string, prefix: string, rows: readonly object[]): Promise<Run> => {
  await partner.put(`inbound/${prefix}-${(files += 1)}.jsonl`, rows)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
const confirm = async (run: Run): Promise<Run> => {
  expect((await partner.act('exchangeRuns', run.id, 'confirm')).status).toBe(200)
  await shop.drain()
  return partner.run(run.id)
}

describe('what a file says itself is to go', () => {
  const gone = (code: string) => ({ code, ':deed': 'delete' })

  it('stays where its connector does not say that files may, and is reported', async () => {
    const connector = await reader('leave')
    await bring(connector, 'leave', brands('leave', 0, 3))
    const run = await bring(connector, 'leave', [gone('leave0'), brand('leave3')])
    expect(run).toMatchObject({ state: 'done', created: 1, deleted: 0, refused: 1 })
    expect(await partner.problems(run.id)).toMatchObject([
      { code: 'FIELD_INVALID', column: ':deed', value: '"delete"' },
    ])
    expect(await codes('leave')).toEqual(['leave0', 'leave1', 'leave2', 'leave3'])
  })

  it('is held before anything is applied where it is more than the connector allows', async () => {
    const connector = await reader('word', { deletes: true, maxDeletedPercent: '20' })
    await bring(connector, 'word', brands('word', 0, 10))
    expect(await bring(connector, 'word', [gone('word0'), gone('word1')])).toMatchObject({ state: 'done', deleted: 2 })
    const held = await bring(connector, 'word', [brand('word9', 'Renamed'), gone('word2'), gone('word3')])
    expect(held).toMatchObject({ state: 'held', read: 0, deleted: 0 })
    expect(held.problem).toContain('2 records say that rows of brand are to go, of which there are 8')
    expect(await codes('word')).toHaveLength(8)
    // stopped and taken up again, it still wants a word
    await partner.act('exchangeRuns', held.id, 'cancel')
    await partner.act('exchangeRuns', held.id, 'resume')
    await shop.drain()
    expect(await partner.run(held.id)).toMatchObject({ state: 'held', deleted: 0 })
    expect(await confirm(held)).toMatchObject({ state: 'done', changed: 1, deleted: 2 })
    expect(await codes('word')).toHaveLength(6)
  })

  it('and what it does not name are confirmed each by itself', async () => {
    const connector = await reader('both', { mode: 'replaceAll', maxDeletedPercent: '10' })
    await bring(connector, 'both', brands('both', 0, 10))
    const held = await bring(connector, 'both', [gone('both0'), gone('both1'), ...brands('both', 2, 5)])
    expect(held).toMatchObject({ state: 'held', deleted: 0 })
    const again = await confirm(held)
    expect(again).toMatchObject({ state: 'held', deleted: 2 })
    expect(again.problem).toContain('5 of 10 rows are not named')
    expect(await codes('both')).toHaveLength(8)
    expect(await confirm(again)).toMatchObject({ state: 'done', deleted: 7 })
    expect(await codes('both')).toEqual(['both2', 'both3', 'both4'])
  })
})

describe('what a file does not name', () => {
  it('and cannot go is told by a number of its own for each row, however many they are', async () => {
    const connector = await reader('many', { mode: 'replaceAll', maxDeletedPercent: '100' })
    await bring(connector, 'many', brands('many', 0, 700))
    await shop.built.database.pool.query(`create function stays() returns trigger language plpgsql as $$
      begin if old.code like 'many%' then raise exception 'stays' using errcode = '23503'; end if; return old; end $$`)
    await shop.built.database.pool.query(
      'create trigger stays before delete on brands for each row execute function stays()',
    )
    const run = await bring(connector, 'many', brands('many', 0, 1))
    await shop.built.database.pool.query('drop trigger stays on brands')
    expect(run).toMatchObject({ state: 'done', deleted: 0, refused: 699 })
    const { rows } = await shop.built.database.pool.query(
      `select count(distinct record)::int as numbers from exchange_problems where run_id = $1`,
      [run.id],
    )
    expect(rows).toEqual([{ numbers: 699 }])
  }, 60_000)

  it('is measured by what was there before it, not by what it brings', async () => {
    const connector = await reader('thin', { mode: 'replaceAll' })
    await bring(connector, 'thin', brands('thin', 0, 10))
    const held = await bring(connector, 'thin', brands('thin', 10, 210))
    expect(held).toMatchObject({ state: 'held', created: 200, deleted: 0 })
    expect(held.problem).toContain('10 of 10 rows')
    expect(await codes('thin')).toHaveLength(210)
  })

  it('goes as it was shown: what is made or changed before somebody confirms it stays', async () => {
    const connector = await reader('shown', { mode: 'replaceAll' })
    await bring(connector, 'shown', brands('shown', 0, 6))
    const held = await bring(connector, 'shown', brands('shown', 0, 2))
    expect(held).toMatchObject({ state: 'held' })
    expect(held.problem).toContain('4 of 6')
    shop.clock.advance({ minutes: 1 })
    const client = await shop.client()
    const made = await send(client, '/admin/api/brands', {
      method: 'POST',
      body: { data: { type: 'brands', attributes: brand('shown9') } },
    })
    expect(made.status).toBe(201)
    const { rows } = await shop.built.database.pool.query<{ id: string }>(`select id from brands where code = 'shown5'`)
    await change('brands', rows[0]!.id, { name: 'Wanted after all' })
    expect(await confirm(held)).toMatchObject({ state: 'done', deleted: 3 })
    expect(await codes('shown')).toEqual(['shown0', 'shown1', 'shown5', 'shown9'])
  })

  it('is for the later of two files to say: the earlier one is not waited for any more', async () => {
    const connector = await reader('later', { mode: 'replaceAll' })
    await bring(connector, 'later', brands('later', 0, 6))
    const held = await bring(connector, 'later', brands('later', 0, 2))
    const newer = await bring(connector, 'later', [...brands('later', 0, 5), brand('later5', 'New')])
    expect(newer).toMatchObject({ state: 'done', deleted: 0 })
    expect(await partner.run(held.id)).toMatchObject({
      state: 'cancelled',
      problem: expect.stringContaining('later file'),
    })
    expect((await partner.act('exchangeRuns', held.id, 'confirm')).status).toBe(409)
    expect(await codes('later')).toHaveLength(6)
  })
})
