import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addProduct } from '../../../testing/fixtures/products.ts'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// What files have said counts in the order in which they came, and what they named is named, also where nothing was done with it.

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
})
afterAll(() => shop.close())

const category = (code: string, name = code, more: object = {}) => ({ code, name: { en: name }, slug: code, ...more })
const under = (parent: string) => ({ parent: { code: parent } })
const codes = async (prefix: string) => {
  const { rows } = await shop.built.database.pool.query<{ code: string }>(
    'select code from categories where code like $1 order by code',
    [`${prefix}%`],
  )
  return rows.map(({ code }) => code)
}
const nameOf = async (code: string) => {
  const { rows } = await shop.built.database.pool.query<{ name: string }>(
    `select name ->> 'en' as name from categories where code = $1`,
    [code],
  )
  return rows[0]?.name
}
let files = 0
const bring = async (partner: Partner, connector: string, name: string, rows: readonly object[]): Promise<Run> => {
  await partner.put(`inbound/${name}-${(files += 1)}.jsonl`, rows)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
const reader = (partner: Partner, name: string, members: object = {}) =>
  partner.connector({ entity: 'category', fileMask: `${name}-*`, sameContent: 'read', ...members })
const whole = (prefix: string) => ({
  mode: 'replaceAll',
  scope: { path: 'code', op: 'starts', value: prefix },
  waitMinutes: 60,
})
const later = async (minutes: number) => {
  shop.clock.advance({ minutes })
  await shop.drain()
}
const twelve = (prefix: string) => Array.from({ length: 12 }, (_, at) => category(`${prefix}${at}`))

describe('a file that speaks for a whole scope deletes nothing that it names', () => {
  it('though another file has said all of that since', async () => {
    const partner = await createPartner(shop)
    const full = await reader(partner, 'full', whole('ra'))
    const some = await reader(partner, 'some')
    await bring(partner, full, 'full', twelve('ra'))
    const rows = twelve('ra').map((row) => (row.code === 'ra5' ? { ...row, ...under('rx') } : row))
    const waits = await bring(partner, full, 'full', rows)
    expect(waits).toMatchObject({ state: 'waiting', postponed: 1 })
    await bring(partner, some, 'some', [category('rx')])
    await bring(partner, some, 'some', [category('ra5', 'Newer', under('rx'))])
    await later(2)
    expect(await partner.run(waits.id)).toMatchObject({ state: 'done', deleted: 0 })
    expect(await codes('ra')).toHaveLength(12)
  })

  it('though it was told before, under the same key', async () => {
    const partner = await createPartner(shop)
    const full = await reader(partner, 'full', whole('kk'))
    const keyed = twelve('kk').map((row) => ({ ...row, $key: `K ${row.code}` }))
    await bring(partner, await reader(partner, 'some'), 'some', [keyed[5]!])
    expect(await bring(partner, full, 'full', keyed)).toMatchObject({ state: 'done', deleted: 0, same: 1 })
    expect(await codes('kk')).toHaveLength(12)
  })

  it('and tells the house where it is held', async () => {
    const alertEmail = 'held@house.test'
    const partner = await createPartner(shop, { integration: { alertEmail } })
    const full = await reader(partner, 'full', whole('hh'))
    await bring(partner, full, 'full', twelve('hh'))
    expect(await bring(partner, full, 'full', [category('hh1')])).toMatchObject({ state: 'held' })
    await shop.drain()
    const mails = shop.mails().filter(({ to }) => to === alertEmail)
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('is held until somebody confirms it')])
    expect(mails[0]!.text).toContain('11 of 12 rows')
  })
})

describe('what was said later stands', () => {
  it.each([
    ['people make', () => Promise.resolve()],
    ['another file brings', (partner: Partner) => partner.put('inbound/other-1.jsonl', [category('other')])],
  ])('also where an action waited for a row that %s', async (who, bringOther) => {
    const sku = `WAITED ${who}`
    const partner = await createPartner(shop, { module: 'files' })
    await reader(partner, 'other', { format: 'jsonl' })
    const members = { entity: 'priceList', format: 'csv', settings: { action: 'setPrices' }, waitMinutes: 60 }
    const connector = await partner.connector({ ...members, fileMask: 'prices-*' })
    const price = async (at: number, amount: string) => {
      const header = 'series,website.code,product.sku,unit.code,currency,tiers[].quantity,tiers[].amount'
      await partner.put(
        `inbound/prices-${at}.csv`,
        Buffer.from(`${header}\nwaiting,${shop.website.code},${sku},piece,EUR,1,${amount}\n`),
      )
      await shop.drain()
      return (await partner.runs(connector)).at(-1)!
    }
    expect(await price(1, '10')).toMatchObject({ state: 'waiting', postponed: 1 })
    shop.clock.advance({ seconds: 1 })
    const productId = await addProduct(shop, { sku, prices: {} })
    await bringOther(partner)
    await shop.drain()
    expect(await price(2, '12')).toMatchObject({ state: 'done' })
    await later(2)
    expect((await partner.runs(connector)).map(({ state }) => state)).toEqual(['done', 'done'])
    const { rows } = await shop.database.pool.query<{ amount: string }>(
      'select trim_scale(amount)::text as amount from prices where product_id = $1',
      [productId],
    )
    expect(rows).toEqual([{ amount: '12' }])
  })

  it('where a file is broken off once: it is tried again before the next one of its connector is read', async () => {
    const partner = await createPartner(shop)
    const connector = await reader(partner, 'once')
    await shop.database.pool.query(`
      create table broken_off (run_id uuid primary key);
      create function break_off() returns trigger language plpgsql as $$
      begin
        if new.changed + new.created > 0 and new.connector_id = '${connector}' and not exists (select from broken_off) then
          raise exception 'the store is away';
        end if;
        return new;
      end $$;
      create trigger break_off before update on exchange_runs for each row execute function break_off()`)
    await partner.put('inbound/once-1.jsonl', [category('once', 'One')])
    await partner.put('inbound/once-2.jsonl', [category('once', 'Two')])
    await shop.drain()
    expect((await partner.runs(connector)).map(({ state }) => state)).toEqual(['failed', 'waiting'])
    await shop.database.pool.query('insert into broken_off values (gen_random_uuid())')
    await later(2)
    expect((await partner.runs(connector)).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(await nameOf('once')).toBe('Two')
  })

  it('an older word of the same file where the newer one was refused', async () => {
    const partner = await createPartner(shop)
    const connector = await reader(partner, 'part', { waitMinutes: 0 })
    const about = (serial: string, row: object) => ({ $serial: serial, $about: 'category pa', ...row })
    const run = await bring(partner, connector, 'part', [
      about('5', { code: 'pa', slug: 'not so' }),
      about('4', category('pa', 'Four')),
      about('3', category('pa', 'Three')),
    ])
    expect(run).toMatchObject({ state: 'done', refused: 1, created: 1, same: 1 })
    expect(await nameOf('pa')).toBe('Four')
  })
})
