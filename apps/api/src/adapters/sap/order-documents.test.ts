import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import type { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addProduct, setStock } from '../../testing/fixtures/products.ts'
import type { Partner } from '../../testing/partner.ts'
import { arrivals, connectSap, type Arrival } from '../../testing/sap.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { belongings } from '../../testing/stillness.ts'

let shop: OpenShop
let sap: Partner
let clerk: Clerk
let comes: ReturnType<typeof arrivals>
let boxed: string
beforeAll(async () => {
  shop = await openShop()
  ;({ sap, clerk } = await connectSap(shop, { plants: { '1000': 'berlin', '2000': 'chicago' } }))
  comes = arrivals(shop, sap)
  boxed = await addProduct(shop, {
    sku: 'BOXED',
    units: { piece: {}, box: { conversion: '12' } },
    prices: { piece: { 1: '10.00' }, box: { 1: '120.00' } },
    stock: '1000',
  })
  await setStock(shop, shop.furniture.drill, '1000')
})
afterAll(() => shop.close())

const done = { state: 'done', refused: 0, problems: [] }

/** An order that came by telephone. */
async function ordered(...lines: { sku: string; quantity: string; unit?: string }[]) {
  const input = { websiteId: shop.website.id, email: 'ada@example.com', shippingAddress: munich }
  const { id } = await clerk.act('order.enter', { ...input, paymentMethod: 'elsewhere', lines })
  await shop.drain()
  const { number } = await clerk.read('order', id as string, 'number')
  return { id: id as string, number: number as string }
}

const idoc = (type: string, message: string, segments: string) =>
  `<${type}><IDOC BEGIN="1"><EDI_DC40 SEGMENT="1"><MANDT>400</MANDT><DOCNUM>1</DOCNUM><DIRECT>1</DIRECT><IDOCTYP>${type}</IDOCTYP>
  <MESTYP>${message}</MESTYP><SNDPRN>PS1CLNT400</SNDPRN></EDI_DC40>${segments}</IDOC></${type}>`
const segment = (name: string, fields: Record<string, string>, ...children: string[]) =>
  `<${name} SEGMENT="1">${Object.entries(fields)
    .map(([field, value]) => `<${field}>${value}</${field}>`)
    .join('')}${children.join('')}</${name}>`

const confirmed = (number: string, items: string[], currency = 'EUR') =>
  idoc(
    'ORDERS05',
    'ORDRSP',
    segment('E1EDK01', { CURCY: currency }) + segment('E1EDK02', { QUALF: '001', BELNR: number }) + items.join(''),
  )
const item = (fields: Record<string, string>, ...schedule: string[]) =>
  segment('E1EDP01', { POSEX: '000010', ...fields }, ...schedule.map((WMENG) => segment('E1EDP20', { WMENG })))

const delivered = (delivery: string, items: string[]) =>
  idoc(
    'DELVRY07',
    'DESADV',
    segment(
      'E1EDL20',
      { VBELN: delivery },
      segment('E1EDT13', { QUALF: '006', NTANF: '20261125', NTEND: '20261125' }),
      ...items,
    ),
  )
const leaving = (number: string, fields: Record<string, string>, position = '000010') =>
  segment(
    'E1EDL24',
    { POSNR: position, WERKS: '1000', ...fields },
    segment('E1EDL41', { QUALI: '001', BSTNR: number, POSEX: position }),
  )

const line = async (id: string) => {
  const row = await clerk.read(
    'order',
    id,
    'state',
    'lines.confirmation',
    'lines.confirmedQuantity',
    'lines.confirmedPrice',
    'lines.deliveries',
  )
  return (row['lines'] as Record<string, unknown>[])[0]!
}
const onHand = async (productId: string) =>
  Number(
    (
      await shop.database.db
        .selectFrom('inventoryLevels')
        .select('onHand')
        .where('productId', '=', productId)
        .where('warehouseId', '=', shop.warehouseIds.berlin)
        .executeTakeFirstOrThrow()
    ).onHand,
  )

/** A file that must be refused at a place, and move nothing of orders, shipments, stock and bills. */
async function refused(file: Promise<Arrival> | (() => Promise<Arrival>), problem: object): Promise<void> {
  const kept = async () => {
    const all = await belongings(shop.database, ['shipments', 'shipment_lines', 'stock_movements', 'invoices'])
    return Object.entries(all).filter(([table]) => !['outbox_events', '_private_jobs'].includes(table))
  }
  const before = await kept()
  const run = await (typeof file === 'function' ? file() : file)
  expect(run.problems).toMatchObject([problem])
  expect(await kept()).toEqual(before)
  const [told] = (await sap.list('outbound')).filter((path) => path.endsWith(`_${String(run['fileName'])}`))
  expect(await sap.text(told!)).toContain('<STATUS>51<')
}

describe('a delivery', () => {
  it('counts in the unit that it is told in, and takes the stock of as many', async () => {
    const { id, number } = await ordered({ sku: 'BOXED', quantity: '30' })
    const before = await onHand(boxed)
    const file = delivered('0080000101', [leaving(number, { LFIMG: '2.000', VRKME: 'CT' })])
    expect(await comes('DELVRY07', file)).toMatchObject(done)
    expect(await clerk.read('order', id, 'state', 'shipments.lines.quantity')).toMatchObject({
      state: 'processing',
      shipments: [{ lines: [{ quantity: '24' }] }],
    })
    expect(await onHand(boxed)).toBe(before - 24)
  })

  it('stands beside others in its file, and beside those of other orders in its IDoc', async () => {
    const orders = [
      await ordered({ sku: skus.drill, quantity: '2' }),
      await ordered({ sku: skus.drill, quantity: '3' }),
      await ordered({ sku: skus.drill, quantity: '4' }),
    ]
    const before = await onHand(shop.furniture.drill)
    const [one, two, three] = orders.map(({ number }, at) =>
      leaving(number, { LFIMG: `${at + 2}.000`, VRKME: 'PCE' }).replace('<POSNR>000010', `<POSNR>0000${at + 1}0`),
    )
    const file = delivered('0080000105', [two!, three!]) + delivered('0080000106', [one!])
    expect(await comes('DELVRY07', file.replace('</DELVRY07><DELVRY07>', ''))).toMatchObject({ ...done, read: 2 })
    const states = await Promise.all(orders.map(({ id }) => clerk.read('order', id, 'state')))
    expect(states.map(({ state }) => state)).toEqual(['shipped', 'shipped', 'shipped'])
    expect(await onHand(shop.furniture.drill)).toBe(before - 9)
  })

  it('is refused in a unit that the product has not: five boxes are not five pieces', async () => {
    const { number } = await ordered({ sku: skus.drill, quantity: '12' })
    const file = delivered('0080000102', [leaving(number, { LFIMG: '5.000', VRKME: 'CT' })])
    await refused(() => comes('DELVRY07', file), { code: 'FIELD_INVALID', column: 'E1EDL24/VRKME', value: 'CT' })
  })

  it('is refused where it counts one item of an order in two units', async () => {
    const { number } = await ordered({ sku: 'BOXED', quantity: '30' })
    const file = delivered('0080000103', [
      leaving(number, { LFIMG: '1.000', VRKME: 'CT' }),
      leaving(number, { LFIMG: '1.000', VRKME: 'PCE' }),
    ])
    await refused(() => comes('DELVRY07', file), { code: 'FIELD_INVALID', column: 'E1EDL24/VRKME', value: 'PCE' })
  })

  it('leaves each plant by a shipment of its own, whatever order its items are told in', async () => {
    await setStock(shop, boxed, '100', 'chicago')
    const { id, number } = await ordered({ sku: skus.drill, quantity: '2' }, { sku: 'BOXED', quantity: '3' })
    const items = [
      leaving(number, { LFIMG: '2.000', VRKME: 'PCE' }),
      leaving(number, { LFIMG: '3.000', VRKME: 'PCE', WERKS: '2000' }, '000020'),
    ]
    expect(await comes('DELVRY07', delivered('0080000104', items.toReversed()))).toMatchObject(done)
    expect(await comes('DELVRY07', delivered('0080000104', items))).toMatchObject(done)
    const { shipments } = (await clerk.read('order', id, 'shipments.number', 'shipments.warehouse.code')) as {
      shipments: { number: string; warehouse: { code: string } }[]
    }
    expect(shipments.map(({ number, warehouse }) => `${number} ${warehouse.code}`).sort()).toEqual([
      '0080000104 berlin',
      '0080000104-2 chicago',
    ])
  })
})

describe('a confirmation', () => {
  it('is of nothing where every schedule line says zero, which ends no order; a reason for rejection does', async () => {
    const { id, number } = await ordered({ sku: skus.drill, quantity: '5' })
    const file = confirmed(number, [item({ MENGE: '5.000', MENEE: 'PCE' }, '0.000')])
    expect(await comes('ORDRSP', file)).toMatchObject(done)
    expect(await line(id)).toMatchObject({ confirmation: 'rejected', confirmedQuantity: '0', deliveries: [] })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'placed' })
    expect(
      await comes('ORDRSP', confirmed(number, [item({ MENGE: '5.000', MENEE: 'PCE', ABGRU: 'Z1' })])),
    ).toMatchObject(done)
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'cancelled' })
  })

  it('counts in its own unit, and is priced in its own: a box is twelve pieces', async () => {
    const { id, number } = await ordered({ sku: 'BOXED', quantity: '12' })
    const told = { MENGE: '1.000', MENEE: 'CT', VPREI: '120.00', PEINH: '1' }
    expect(await comes('ORDRSP', confirmed(number, [item(told, '1.000')]))).toMatchObject(done)
    expect(await line(id)).toMatchObject({
      confirmation: 'accepted',
      confirmedQuantity: '12',
      confirmedPrice: null,
      deliveries: [{ quantity: '12' }],
    })
    const dearer = { ...told, VPREI: '11.00', PMENE: 'PCE' }
    expect(await comes('ORDRSP', confirmed(number, [item(dearer)]))).toMatchObject(done)
    expect(await line(id)).toMatchObject({
      confirmation: 'changed',
      confirmedQuantity: '12',
      confirmedPrice: { amount: '11.00' },
    })
  })

  it('is refused in a unit that the product has not, in one that nobody mapped, and in another currency', async () => {
    const { number } = await ordered({ sku: skus.drill, quantity: '12' })
    const file = (fields: Record<string, string>, currency?: string) => () =>
      comes('ORDRSP', confirmed(number, [item({ MENGE: '1.000', ...fields })], currency))
    await refused(file({ MENEE: 'CT' }), { code: 'FIELD_INVALID', column: 'E1EDP01/MENEE', value: 'CT' })
    await refused(file({ MENEE: 'KI' }), { code: 'CODE_NOT_MAPPED', column: 'E1EDP01/MENEE', value: 'KI' })
    const usd = { MENEE: 'PCE', VPREI: '119.00' }
    await refused(file(usd, 'USD'), { code: 'FIELD_INVALID', column: 'E1EDK01/CURCY', value: 'USD' })
    await refused(file({ ...usd, CURCY: 'USD' }), { code: 'FIELD_INVALID', column: 'E1EDP01/CURCY', value: 'USD' })
  })
})

describe('an invoice', () => {
  const billed = (number: string, unit: Record<string, string>) =>
    idoc(
      'INVOIC02',
      'INVOIC',
      segment('E1EDK01', { BELNR: '0090000201', BSART: 'INVO', CURCY: 'EUR' }) +
        segment('E1EDKA1', { PARVW: 'RG', PARTN: '0000099999' }) +
        segment('E1EDK02', { QUALF: '001', BELNR: number }) +
        segment('E1EDP01', { POSEX: '000010', MENGE: '2.000', NETWR: '240.00', ...unit }),
    )

  it('that says no unit bills in the one that was ordered', async () => {
    const { organizationId } = shop.website
    await clerk.make('customer', { code: '0000099999', name: 'Guests', organizationId })
    const { number } = await ordered({ sku: 'BOXED', quantity: '2', unit: 'box' })
    expect(await comes('INVOIC02', billed(number, {}))).toMatchObject(done)
    const lines = await shop.database.db
      .selectFrom('invoiceLines')
      .innerJoin('invoices', 'invoices.id', 'invoiceLines.invoiceId')
      .select('invoiceLines.unitCode')
      .where('invoices.number', '=', '0090000201')
      .execute()
    expect(lines).toEqual([{ unitCode: 'box' }])
  })
})

describe('a document without what it is', () => {
  it.each([
    ['ORDRSP', 'ORDERS05', 'ORDRSP'],
    ['INVOIC02', 'INVOIC02', 'INVOIC'],
  ])('is refused, and told to SAP as not posted: %s', async (messageType, type, message) => {
    const file = idoc(type, message, segment('E1EDK02', { QUALF: '001', BELNR: '10-1' }))
    await refused(() => comes(messageType, file), { code: 'FIELD_REQUIRED', column: 'E1EDK01' })
  })
})

describe('an order that was entered under its number in SAP', () => {
  it('does not go back there, by the filter that the guide names; others do', async () => {
    await sap.connector({
      direction: 'out',
      format: 'idoc',
      entity: 'order',
      messageType: 'ORDERS05',
      topic: 'order.placed',
      filter: { path: 'externalNumber', op: 'exists', value: false },
      fileName: 'ORDERS_{number}.xml',
    })
    const lines = [{ sku: skus.drill, quantity: '1' }]
    const input = { websiteId: shop.website.id, email: 'ada@example.com', shippingAddress: munich, lines }
    const theirs = { externalSystem: 'sap', externalNumber: '0000077777' }
    await clerk.act('order.enter', { ...input, ...theirs, paymentMethod: 'elsewhere' })
    const { number } = await ordered(...lines)
    const written = (await sap.list('outbound')).filter((path) => path.includes('ORDERS_'))
    expect(written).toEqual([`outbound/ORDERS_${number}.xml`])
  })
})
