import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let home: Caller
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  home = shop.caller()
  const person = { email: 'ada@example.com', password: 'a door of oak and brass', firstName: 'Ada', lastName: 'Byron' }
  await granted(home.act('customerUserRegister', { ...person, company: 'Byron Ltd' }, 'token'))
  await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
})
afterAll(() => shop.close())

/** An order of so many drills and some cable, of the company's. */
async function ordered(quantity = '3'): Promise<string> {
  const buyer = new Buyer(shop, home)
  await granted(buyer.add(skus.cable, '2.5'))
  const placement = await buyer.atTheTill({ sku: skus.drill, quantity })
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return order!.id
}
const drills = async () => {
  const level = await shop.database.db
    .selectFrom('inventoryLevels')
    .select(['onHand', 'reserved'])
    .where('productId', '=', shop.furniture.drill)
    .executeTakeFirstOrThrow()
  return { onHand: Number(level.onHand), reserved: Number(level.reserved) }
}
/** The lines by what is in them. */
const positions = async (id: string) => {
  const row = await clerk.read('order', id, 'lines.sku', 'lines.position')
  const lines = row['lines'] as { sku: string; position: number }[]
  return Object.fromEntries(lines.map(({ sku, position }) => [sku, position])) as Record<string, number>
}
const topicsOf = async (id: string) =>
  (await shop.database.db.selectFrom('outboxEvents').select('topic').where('entityId', '=', id).execute()).map(
    ({ topic }) => topic,
  )

describe('the confirmation of an order', () => {
  it('says line by line what will be delivered, and the shopper reads it', async () => {
    const id = await ordered('3')
    const at = await positions(id)
    const lines = [
      {
        position: at[skus.drill],
        quantity: '2',
        deliveries: [{ quantity: '2', on: '2026-12-01' }],
        note: 'One is broken',
      },
      { position: at[skus.cable] },
    ]
    await clerk.act('order.confirm', { id, externalSystem: 'sap', externalNumber: '0000012345', lines })
    const shown = await granted(
      home.send<Record<string, unknown>>(
        `{ order(id: "${id}") { externalNumber confirmation confirmedAt lines { sku confirmation confirmedQuantity confirmationNote deliveries { quantity on } } } }`,
      ),
    )
    expect(shown).toMatchObject({
      externalNumber: '0000012345',
      confirmation: 'changed',
      lines: expect.arrayContaining([
        {
          sku: skus.drill,
          confirmation: 'changed',
          confirmedQuantity: '2',
          confirmationNote: 'One is broken',
          deliveries: [{ quantity: '2', on: '2026-12-01' }],
        },
        { sku: skus.cable, confirmation: 'accepted', confirmedQuantity: '2.5', confirmationNote: null, deliveries: [] },
      ]) as unknown,
    })
    expect(await topicsOf(id)).toContain('order.confirmed')
    const input = { id: { external: { system: 'sap', id: '0000012345' } }, lines: [] }
    expect(await shop.built.engine.records.inputOf('order.confirm', input, clerk.ctx)).toMatchObject({ id })
    // the last word counts
    await clerk.act('order.confirm', {
      id,
      externalSystem: 'sap',
      externalNumber: '0000012345',
      lines: lines.map(({ position }) => ({ position })),
    })
    expect(await clerk.read('order', id, 'confirmation')).toMatchObject({ confirmation: 'accepted' })
  })

  it('says prices as the order does: one without tax is the agreed one if it is so to the cent', async () => {
    const id = await ordered('1')
    const { db } = shop.database
    // as in a shop whose prices include tax
    await db.updateTable('orders').set({ pricesIncludeTax: true }).where('id', '=', id).execute()
    await db.updateTable('orderLines').set({ unitPrice: '119.00', taxRate: '0.19' }).where('orderId', '=', id).execute()
    const at = await positions(id)
    const priced = async (unitPrice: string) => {
      await clerk.act('order.confirm', { id, lines: [{ position: at[skus.drill], unitPrice, netPrice: true }] })
      const { lines } = (await clerk.read('order', id, 'lines.sku', 'lines.confirmation', 'lines.confirmedPrice')) as {
        lines: { sku: string; confirmation: string; confirmedPrice: { amount: string } | null }[]
      }
      const line = lines.find(({ sku }) => sku === skus.drill)!
      return [line.confirmation, line.confirmedPrice?.amount]
    }
    expect(await priced('100')).toEqual(['accepted', undefined])
    expect(await priced('99.996')).toEqual(['accepted', undefined])
    expect(await priced('110')).toEqual(['changed', '130.90'])
  })

  it('refuses lines that are none, and the number of another order, and changes nothing', async () => {
    const [one, other] = [await ordered('1'), await ordered('1')]
    await clerk.act('order.confirm', { id: one, externalSystem: 'sap', externalNumber: '77', lines: [] })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('order.confirm', { id: other, lines: [{ position: 9 }] }))).toBe('FIELD_INVALID')
      expect(
        await codeOf(clerk.act('order.confirm', { id: other, externalSystem: 'sap', externalNumber: '77', lines: [] })),
      ).toBe('DOCUMENT_STANDS')
    })
  })

  it('ends with the shipment of what was confirmed, and frees the stock of the rest', async () => {
    const before = await drills()
    const id = await ordered('3')
    const at = await positions(id)
    await clerk.act('order.confirm', {
      id,
      lines: [
        { position: at[skus.drill], quantity: '2' },
        { position: at[skus.cable], rejected: true },
      ],
    })
    await clerk.act('shipment.enter', {
      orderId: id,
      number: '0080000001',
      carrier: 'DHL',
      trackingNumber: '0034',
      shippedAt: '2026-11-24T08:00:00Z',
      lines: [{ position: at[skus.drill], quantity: '2' }],
    })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'shipped' })
    expect(await drills()).toEqual({ onHand: before.onHand - 2, reserved: before.reserved })
  })
})

describe('a shipment of another system', () => {
  it('is entered once, whole, and its tracking is brought up to date when it is told again', async () => {
    const id = await ordered('2')
    const at = await positions(id)
    const before = await drills()
    const told = (given: object = {}) =>
      clerk.act('shipment.enter', {
        orderId: id,
        number: '0080000002',
        carrier: 'DHL',
        lines: [{ position: at[skus.drill], quantity: '1' }],
        ...given,
      })
    const { id: shipmentId } = await told()
    expect(await clerk.read('shipment', shipmentId as string, 'state')).toMatchObject({ state: 'pending' })
    await told({ shippedAt: '2026-11-24T08:00:00Z', trackingNumber: 'A' })
    await told({ shippedAt: '2026-11-24T08:00:00Z', trackingNumber: 'B' })
    expect(
      await clerk.read('shipment', shipmentId as string, 'state', 'trackingNumber', 'lines.quantity'),
    ).toMatchObject({
      state: 'shipped',
      trackingNumber: 'B',
      lines: [{ quantity: '1' }],
    })
    expect(await drills()).toEqual({ onHand: before.onHand - 1, reserved: before.reserved - 1 })
    await still(shop.database, async () => {
      const more = { number: '0080000003', lines: [{ position: at[skus.drill], quantity: '2' }] }
      expect(await codeOf(told(more))).toBe('SHIPMENT_EXCEEDS')
      expect(await codeOf(told({ number: '0080000004', lines: [] }))).toBe('SHIPMENT_EMPTY')
    })
  })

  it('holds what was said last as long as it has not left: ten were asked for, eight go', async () => {
    const id = await ordered('10')
    const at = await positions(id)
    const before = await drills()
    const told = (drillsIn: string, given: object = {}) =>
      clerk.act('shipment.enter', {
        orderId: id,
        number: '0080000010',
        carrier: 'DHL',
        lines: [{ position: at[skus.drill], quantity: drillsIn }],
        ...given,
      })
    const { id: shipmentId } = await told('10', { packages: 2 })
    const cable = { position: at[skus.cable], quantity: '2.5' }
    await told('10', { lines: [{ position: at[skus.drill], quantity: '10' }, cable] })
    const left = { shippedAt: '2026-11-24T08:00:00Z' }
    await told('8', { ...left, packages: 1 })
    const read = () => clerk.read('shipment', shipmentId as string, 'state', 'packages', 'lines.quantity')
    expect(await read()).toMatchObject({ state: 'shipped', packages: 1, lines: [{ quantity: '8' }] })
    expect(await drills()).toEqual({ onHand: before.onHand - 8, reserved: before.reserved - 8 })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'processing' })
    // it is on its way: told once more nothing moves, and another quantity would be another shipment
    await told('8', left)
    await still(shop.database, async () => {
      expect(await codeOf(told('7', left))).toBe('DOCUMENT_STANDS')
      expect(await codeOf(told('11', left))).toBe('SHIPMENT_EXCEEDS')
    })
    // what stayed behind goes with the next one
    await told('2', { ...left, number: '0080000011', lines: [{ position: at[skus.drill], quantity: '2' }, cable] })
    expect(await clerk.read('order', id, 'state')).toMatchObject({ state: 'shipped' })
    expect(await drills()).toEqual({ onHand: before.onHand - 10, reserved: before.reserved - 10 })
  })

  it('is left as it was where what is said of it while it waits is refused', async () => {
    const id = await ordered('2')
    const at = await positions(id)
    const enter = (lines: object[]) =>
      clerk.act('shipment.enter', { orderId: id, number: '0080000012', carrier: 'DHL', lines })
    await enter([{ position: at[skus.drill], quantity: '2' }])
    await still(shop.database, async () => {
      expect(await codeOf(enter([{ position: at[skus.drill], quantity: '3' }]))).toBe('SHIPMENT_EXCEEDS')
      expect(await codeOf(enter([]))).toBe('SHIPMENT_EMPTY')
    })
  })
})

describe('an invoice of another system', () => {
  const told = (orderId: string, given: object = {}) =>
    clerk.act('invoice.enter', {
      number: '0090000001',
      kind: 'invoice',
      organizationId: clerk.organizationId,
      orderId,
      currency: 'EUR',
      subtotal: '119.00',
      taxTotal: '22.61',
      total: '141.61',
      issuedOn: '2026-11-25',
      dueOn: '2026-12-25',
      lines: [
        { position: 1, orderPosition: 1, sku: 'X', name: 'Drill', quantity: '1', unitPrice: '119', rowTotal: '119.00' },
      ],
      ...given,
    })

  it('stands at once, is shown to its customer, is paid with what the order was paid with, and is entered once', async () => {
    const id = await ordered('1')
    const { id: invoiceId } = await told(id)
    expect((await told(id)).id).toBe(invoiceId)
    const shown = await granted(
      home.send<{ items: unknown[] }>(
        '{ invoices(first: 5) { items { number state total { amount } order { id } lines { name unitCode } } } }',
      ),
    )
    expect(shown.items).toMatchObject([
      { number: '0090000001', state: 'issued', total: { amount: '141.61' }, order: { id }, lines: [{ name: 'Drill' }] },
    ])
    // the order was paid by card: nobody is asked for it again, but for what is above
    const { amount: captured } = (
      (await clerk.read('order', id, 'payments.captured'))['payments'] as { captured: { amount: string } }[]
    )[0]!.captured
    const paid = Math.min(Number(captured), 141.61)
    expect(await clerk.read('invoice', invoiceId as string, 'paid', 'open', 'payments.method')).toMatchObject({
      paid: { amount: paid.toFixed(2) },
      open: { amount: (141.61 - paid).toFixed(2) },
      payments: [{ method: 'Visa •••• 4242' }],
    })
    const rest = (Number(captured) - paid).toFixed(2)
    const { id: second } = await told(id, { number: '0090000009' })
    expect(await clerk.read('invoice', second as string, 'paid')).toMatchObject({ paid: { amount: rest } })
    await still(shop.database, async () => {
      expect(await codeOf(told(id, { total: '999' }))).toBe('DOCUMENT_STANDS')
      expect(await codeOf(told(id, { number: '0090000002', subtotal: '1' }))).toBe('INVOICE_INCOMPLETE')
    })
  })
})

describe('what whoever sees to an order must hear of', () => {
  it('is told where an address, a number or a note of it changes, and nothing else', async () => {
    const id = await ordered('1')
    const amended = async () => (await topicsOf(id)).filter((topic) => topic === 'order.amended').length
    await clerk.change('order', id, { internalNote: 'nobody’s business' })
    expect(await amended()).toBe(0)
    await clerk.change('order', id, { poNumber: 'PO 2' })
    const { addresses } = (await clerk.read('order', id, 'addresses.kind')) as { addresses: { id: string }[] }
    await clerk.change('orderAddress', addresses[0]!.id, { street: 'Gewerbering 4' })
    expect(await amended()).toBe(2)
  })
})
