import { model } from '@portico/schema'
import { actionRows, actsByFile } from '@portico/schema/projections/files'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { createPartner, type Partner, type Run } from '../../testing/partner.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Actions of which a file says one in each record: what a system without IDocs says of movements, orders, shipments and invoices.

let shop: OpenShop
let partner: Partner
let clerk: Clerk
let home: Caller
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  partner = await createPartner(shop, { module: 'files' })
  home = shop.caller()
  const person = { email: 'ada@example.com', password: 'a door of oak and brass', firstName: 'Ada', lastName: 'Byron' }
  await granted(home.act('customerUserRegister', { ...person, company: 'Byron Ltd' }, 'token'))
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
})
afterAll(() => shop.close())

let files = 0
async function bring(content: string, members: object): Promise<Run> {
  const name = `actions-${(files += 1)}.x`
  const connector = await partner.connector({ format: 'csv', fileMask: name, ...members })
  await partner.put(`inbound/${name}`, content)
  await shop.drain()
  return (await partner.runs(connector)).at(-1)!
}
const rowsOf = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await shop.built.database.pool.query<Row>(text, values)).rows
async function ordered(quantity: string): Promise<{ id: string; number: string }> {
  const buyer = new Buyer(shop, home)
  await granted(buyer.add(skus.cable, '2.5'))
  const placement = await buyer.atTheTill({ sku: skus.drill, quantity })
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return { id: order!.id, number: order!.number! }
}
const positions = async (id: string) => {
  const { lines } = (await clerk.read('order', id, 'lines.sku', 'lines.position')) as {
    lines: { sku: string; position: number }[]
  }
  return Object.fromEntries(lines.map(({ sku, position }) => [sku, position])) as Record<string, number>
}

describe('inventoryLevel.adjust by CSV', () => {
  const members = { entity: 'inventoryLevel', settings: { action: 'adjust' }, sameContent: 'read' }
  const drill = async () => {
    const [level] = await rowsOf<{ onHand: string; warehouse: string }>(
      `select l.on_hand as "onHand", w.code as warehouse from inventory_levels l join warehouses w on w.id = l.warehouse_id where l.product_id = $1`,
      [shop.furniture.drill],
    )
    return { warehouse: level!.warehouse, onHand: Number(level!.onHand) }
  }

  it('posts each movement once, whoever brings the file again, and tells what is wrong by line and column', async () => {
    const before = await drill()
    const file = [
      'product.sku,warehouse.code,change,reason,reference',
      `${skus.drill},${before.warehouse},-3,damaged,M-1`,
      `${skus.drill},${before.warehouse},5,received,M-2`,
      `${skus.drill},${before.warehouse},-99999,lost,M-3`,
      `${skus.drill},nowhere,1,received,M-4`,
      `${skus.drill},${before.warehouse},1,stolen,M-5`,
    ].join('\n')
    for (let times = 0; times < 2; times += 1) {
      const run = await bring(file, members)
      expect(run).toMatchObject({ state: 'done', read: 5, refused: 3 })
      expect(await partner.problems(run.id)).toMatchObject([
        { line: 4, code: 'NOT_ENOUGH_STOCK' },
        { line: 5, code: 'REFERENCE_NOT_FOUND' },
        { line: 6, column: 'reason', value: 'stolen', code: 'FIELD_INVALID' },
      ])
      expect((await drill()).onHand).toBe(before.onHand + 2)
    }
    expect(await rowsOf(`select reference from stock_movements where reference like 'M-%' order by 1`)).toEqual([
      { reference: 'M-1' },
      { reference: 'M-2' },
    ])
  })

  it('reads a foreign file by a profile, as rows are read', async () => {
    const before = await drill()
    const profile = await partner.profile({
      code: 'movements',
      delimiter: ';',
      decimalSign: 'comma',
      columns: [
        { field: 'product.sku', column: 'MATNR' },
        { field: 'warehouse.code', constant: before.warehouse },
        { field: 'change', column: 'MENGE' },
        { field: 'reason', column: 'BWART', values: { '101': 'received', '551': 'damaged' }, otherValues: 'refuse' },
        { field: 'reference', column: 'BELEG' },
      ],
    })
    const run = await bring(`MATNR;MENGE;BWART;BELEG\n${skus.drill};1,000;101;P-1\n`, { ...members, profile })
    expect(run).toMatchObject({ state: 'done', read: 1, refused: 0, changed: 1 })
    expect((await drill()).onHand).toBe(before.onHand + 1)
  })
})

describe('order.confirm', () => {
  it('by CSV takes lines that follow each other for one order, and by JSON lines an object', async () => {
    const [one, other, third] = [await ordered('3'), await ordered('4'), await ordered('5')]
    const [at, theirs] = [await positions(one.id), await positions(other.id)]
    const promised = '"[{""quantity"":""2"",""on"":""2026-12-01""}]"'
    const file = [
      'number,externalSystem,externalNumber,lines[].position,lines[].quantity,lines[].rejected,lines[].deliveries,lines[].note',
      `${one.number},erp,A-1,${at[skus.drill]},2,,${promised},One is broken`,
      `${one.number},erp,A-1,${at[skus.cable]},,true,,`,
      `${other.number},erp,A-2,${theirs[skus.drill]},4,,,`,
      `no-such-order,erp,A-3,1,1,,,`,
      `${third.number},erp,A-4,77,1,,,`,
    ].join('\n')
    const run = await bring(file, { entity: 'order', settings: { action: 'confirm' } })
    expect(run).toMatchObject({ state: 'done', read: 4, refused: 2, changed: 2 })
    expect(await partner.problems(run.id)).toMatchObject([
      { line: 5, column: 'number', value: 'no-such-order', code: 'REFERENCE_NOT_FOUND' },
      { line: 6, column: 'lines[].position', value: '77', code: 'FIELD_INVALID' },
    ])
    const read = [
      'externalNumber',
      'confirmation',
      'lines.sku',
      'lines.confirmation',
      'lines.confirmedQuantity',
    ] as const
    expect(await clerk.read('order', one.id, ...read)).toMatchObject({
      externalNumber: 'A-1',
      lines: expect.arrayContaining([
        expect.objectContaining({ sku: skus.drill, confirmation: 'changed', confirmedQuantity: '2' }),
        expect.objectContaining({ sku: skus.cable, confirmation: 'rejected' }),
      ]) as unknown,
    })
    expect(await clerk.read('order', other.id, 'externalNumber')).toMatchObject({ externalNumber: 'A-2' })
    const named = { external: { system: 'erp', id: 'A-2' }, lines: [{ position: theirs[skus.drill], quantity: '3' }] }
    const again = await bring(`${JSON.stringify(named)}\n`, {
      entity: 'order',
      settings: { action: 'confirm' },
      format: 'jsonl',
    })
    expect(again).toMatchObject({ state: 'done', read: 1, refused: 0 })
    expect(await clerk.read('order', other.id, ...read)).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ sku: skus.drill, confirmation: 'changed', confirmedQuantity: '3' }),
      ]) as unknown,
    })
  })
})

describe('a document of several lines', () => {
  const header = 'number,order.number,carrier,shippedAt,lines[].position,lines[].quantity'
  const members = { entity: 'shipment', settings: { action: 'enter' } }
  const shipped = (prefix: string) =>
    rowsOf<{ number: string; lines: number }>(
      `select s.number, count(l.id)::int as lines from shipments s join shipment_lines l on l.shipment_id = s.id where s.number like $1 group by s.number order by 1`,
      [`${prefix}%`],
    )

  it('is done whole or not at all, where one of its lines cannot be read; the others are done', async () => {
    const [one, other] = [await ordered('3'), await ordered('3')]
    const [at, theirs] = [await positions(one.id), await positions(other.id)]
    const line = (document: string, of: string, position: number | undefined, quantity: string) =>
      `${document},${of},DHL,2026-11-23T10:00:00Z,${position},${quantity}`
    const broken = await bring(
      [
        header,
        line('WHOLE-1', one.number, at[skus.drill], '1'),
        line('WHOLE-1', one.number, at[skus.cable], 'x'),
        line('WHOLE-1', one.number, at[skus.cable], '1'),
        line('WHOLE-2', other.number, theirs[skus.drill], '1'),
        line('WHOLE-2', other.number, theirs[skus.cable], '1'),
      ].join('\n'),
      members,
    )
    expect(broken).toMatchObject({ state: 'done', refused: 2 })
    expect((await partner.problems(broken.id)).map(({ line, code }) => [line, code]).sort()).toEqual([
      [2, 'DOCUMENT_INCOMPLETE'],
      [3, 'FIELD_INVALID'],
    ])
    expect(await shipped('WHOLE-')).toEqual([{ number: 'WHOLE-2', lines: 2 }])
    const corrected = await bring(
      [header, line('WHOLE-1', one.number, at[skus.drill], '1'), line('WHOLE-1', one.number, at[skus.cable], '1')].join(
        '\n',
      ),
      members,
    )
    expect(corrected).toMatchObject({ state: 'done', refused: 0 })
    expect(await shipped('WHOLE-')).toEqual([
      { number: 'WHOLE-1', lines: 2 },
      { number: 'WHOLE-2', lines: 2 },
    ])
  })

  it('is not done beside a line of which nobody can tell whose it is', async () => {
    const [one, other] = [await ordered('3'), await ordered('3')]
    const [at, theirs] = [await positions(one.id), await positions(other.id)]
    const run = await bring(
      [
        header,
        `BESIDE-1,${one.number},DHL,2026-11-23T10:00:00Z,${at[skus.drill]},1`,
        'BESIDE-?,DHL',
        `BESIDE-2,${other.number},DHL,2026-11-23T10:00:00Z,${theirs[skus.drill]},1`,
      ].join('\n'),
      members,
    )
    expect(run).toMatchObject({ state: 'done', refused: 3 })
    expect(await shipped('BESIDE-')).toEqual([])
  })
})

describe('a connector of an action', () => {
  it('is made by who may do that everywhere, of what files have done, and does nothing else', async () => {
    const all = (entity: string, deed: string) => ({ entity, deed, level: 'all' as const })
    const setsUp = ['integration', 'connector', 'fileProfile', 'fileAccount'].map((entity) => all(entity, '*'))
    const may = (deed: string) => shop.client([...setsUp, all('order', deed)])
    const asked = { format: 'csv', entity: 'order', settings: { action: 'confirm' }, fileMask: 'never' }
    await still(
      shop.database,
      async () => {
        expect(await partner.refused(asked, await may('update'))).toMatchObject([{ code: 'FORBIDDEN' }])
        for (const wrong of [
          { settings: { action: 'dance' } },
          { settings: { action: 'cancel' } },
          { entity: 'fileAccount', settings: { action: 'setPassword' } },
          { entity: null },
          { direction: 'out' },
          { mode: 'replaceAll' },
        ])
          expect([wrong, (await partner.refused({ ...asked, ...wrong }))?.[0]?.code]).toEqual([wrong, 'FIELD_INVALID'])
      },
      ['connectors'],
    )
    expect(await partner.refused(asked, await may('confirm'))).toBeUndefined()
  })

  it('has a layout of each action that names each of its members once', () => {
    const laidOut = [...model.entities.values()].flatMap((entity) =>
      Object.keys(entity.actions).flatMap((name) =>
        actsByFile(entity, name) ? [{ entity, name, rows: actionRows(model, entity, name)! }] : [],
      ),
    )
    expect(laidOut.map(({ entity, name }) => `${entity.name}.${name}`)).toEqual(
      expect.arrayContaining(['order.confirm', 'invoice.enter', 'shipment.enter', 'inventoryLevel.adjust']),
    )
    for (const { entity, name, rows } of laidOut) {
      const { id: _, ...input } = entity.actions[name]!.input
      const twice = Object.keys(input).filter((member) => rows.key?.includes(member.replace(/Id$/, '')))
      expect([entity.name, name, twice]).toEqual([entity.name, name, []])
    }
  })
})
