import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner, linesModule, type Partner, type Run } from '../../../testing/partner.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'

// Records that wait for others, and what is said of the same rows in the meantime; keys and serials of those that were not done.

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop({ modules: [linesModule] })
})
afterAll(() => shop.close())

let partners = 0
interface Place {
  partner: Partner
  connector: string
  bring(rows: readonly object[]): Promise<Run>
}
async function place(members: object = {}): Promise<Place> {
  const partner = await createPartner(shop)
  partners += 1
  const connector = await partner.connector({ entity: 'category', fileMask: '*', waitMinutes: 60, ...members })
  let files = 0
  return {
    partner,
    connector,
    bring: async (rows) => {
      await partner.put(`inbound/${(files += 1)}.jsonl`, rows)
      await shop.drain()
      return (await partner.runs(connector)).at(-1)!
    },
  }
}
const category = (code: string, name: string, more: object = {}) => ({
  code,
  name: { en: name },
  slug: code,
  ...more,
})
const under = (parent: string) => ({ parent: { code: parent } })
const nameOf = async (code: string) => {
  const { rows } = await shop.built.database.pool.query<{ name: string; parent: string | null }>(
    `select c.name ->> 'en' as name, p.code as parent from categories c left join categories p on p.id = c.parent_id where c.code = $1`,
    [code],
  )
  return rows[0]
}
const later = async (minutes: number) => {
  shop.clock.advance({ minutes })
  await shop.drain()
}

describe('a record that waits for a row of another file', () => {
  it('says nothing any more of what a later file has said, and everything else once that row is there', async () => {
    const { partner, bring } = await place()
    await bring([category('wa', 'First')])
    const waits = await bring([category('wa', 'Older', { ...under('wa-parent'), position: 7 })])
    expect(waits).toMatchObject({ state: 'waiting', postponed: 1 })
    expect(await bring([category('wa', 'Newer')])).toMatchObject({ state: 'done', changed: 1 })
    await bring([category('wa-parent', 'Parent')])
    await later(2)
    expect(await partner.run(waits.id)).toMatchObject({ state: 'done', postponed: 0, refused: 0 })
    expect(await nameOf('wa')).toEqual({ name: 'Newer', parent: 'wa-parent' })
    const { rows } = await shop.built.database.pool.query(`select position from categories where code = 'wa'`)
    expect(rows).toEqual([{ position: 7 }])
  })

  it('waits no more where a later file has said all that it says', async () => {
    const { partner, bring } = await place()
    const waits = await bring([category('wb', 'Older', under('wb-gone'))])
    await bring([category('wb-parent', 'Parent')])
    await bring([category('wb', 'Newer', under('wb-parent'))])
    await later(2)
    expect(await partner.run(waits.id)).toMatchObject({ state: 'done', read: 1, same: 1, refused: 0, postponed: 0 })
    expect(await nameOf('wb')).toEqual({ name: 'Newer', parent: 'wb-parent' })
  })

  it('does not come back after a later record of its own file', async () => {
    const { bring } = await place({ waitMinutes: 0 })
    const run = await bring([
      category('wc', 'Older', under('wc-parent')),
      category('wc', 'Newer'),
      category('wc-parent', 'Parent'),
    ])
    expect(run).toMatchObject({ state: 'done', refused: 0 })
    expect(await nameOf('wc')).toEqual({ name: 'Newer', parent: 'wc-parent' })
  })

  it('does not bring back what a later file has deleted', async () => {
    const { partner, bring } = await place()
    const waits = await bring([category('wd', 'Older', under('wd-parent'))])
    await bring([category('wd', 'Made')])
    const gone = { $deeds: [{ entity: 'category', mode: 'delete', given: { code: 'wd' } }] }
    expect(await bring([gone])).toMatchObject({ state: 'done', deleted: 1 })
    await bring([category('wd-parent', 'Parent')])
    await later(2)
    expect(await partner.run(waits.id)).toMatchObject({ state: 'done', created: 0 })
    expect(await nameOf('wd')).toBeUndefined()
  })
})

describe('a record with a key of its own', () => {
  it('that was done stays known, though a copy of it is refused', async () => {
    const { partner, bring } = await place({ waitMinutes: 0 })
    const one = { $key: 'DOC 1', ...category('ka', 'Once') }
    expect(await bring([one])).toMatchObject({ state: 'done', created: 1 })
    // what cannot be read of it is objected to before anybody asks for its key
    const spoilt = {
      $key: 'DOC 1',
      $objections: [{ code: 'FIELD_INVALID', params: { field: 'x', problem: 'is spoilt' } }],
    }
    expect(await bring([spoilt])).toMatchObject({ state: 'done', refused: 1 })
    await shop.built.database.pool.query(`update categories set name = '{"en": "Ours"}' where code = 'ka'`)
    expect(await bring([one, category('kb', 'Beside')])).toMatchObject({
      state: 'done',
      created: 1,
      changed: 0,
      same: 1,
    })
    expect(await nameOf('ka')).toMatchObject({ name: 'Ours' })
    expect(partner.username).toBeTypeOf('string')
  })

  it('and a serial does not make older ones stale where it was refused itself', async () => {
    const { bring } = await place({ waitMinutes: 0 })
    const of = (value: string, more: object) => ({ $serial: value, $about: 'category sa', ...more })
    expect(await bring([of('5', { code: 'sa', slug: 'not so' })])).toMatchObject({ state: 'done', refused: 1 })
    expect(await bring([of('4', category('sa', 'Four'))])).toMatchObject({ state: 'done', created: 1 })
    expect(await bring([of('3', category('sa', 'Three'))])).toMatchObject({ state: 'done', changed: 0, same: 1 })
    expect(await nameOf('sa')).toMatchObject({ name: 'Four' })
  })
})
