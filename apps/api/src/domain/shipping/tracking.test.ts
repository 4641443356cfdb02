import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

const TRACK = '/track/v1/trackingnumbers'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  await setStock(shop, shop.furniture.drill, '500')
  await clerk.change('warehouse', shop.warehouseIds.berlin, { phone: '+49 30 1234567' })
})
afterAll(() => shop.close())

const asks = async () => {
  const job = shop.built.jobs.find(({ name }) => name === 'shipping.trackParcels')!
  await job.run({} as never, await shop.built.systemContext())
  await shop.drain()
  await shop.drain()
}
const calls = () => shop.fedex.journal.list().filter(({ path }) => path === TRACK).length

/** A drill that is bought, and packed for FedEx. */
async function packed() {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill({ sku: skus.drill }))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { lines, number } = (await clerk.read('order', order!.id, 'lines.id', 'number')) as {
    lines: { id: string }[]
    number: string
  }
  const warehouseId = shop.warehouseIds.berlin
  const id = await clerk.make('shipment', { orderId: order!.id, carrier: 'fedex', warehouseId })
  await clerk.make('shipmentLine', { shipmentId: id, orderLineId: lines[0]!.id, quantity: '1' })
  return { id, orderId: order!.id, number, buyer }
}
async function shipped(parcels = 1) {
  const one = await packed()
  const weights = Array.from({ length: parcels }, () => ({ weightKg: '2' }))
  await clerk.act('shipment.buyLabels', { id: one.id, service: 'FEDEX_PRIORITY', parcels: weights })
  await clerk.act('shipment.ship', { id: one.id })
  return { ...one, numbers: (await read(one.id)).parcels.map(({ trackingNumber }) => trackingNumber) }
}
interface Parcel {
  id: string
  state: string
  status: string | null
  trackingNumber: string
  problem: string | null
  trackAt: Date | null
  events: { status: string }[]
}
const fields = ['id', 'state', 'status', 'trackingNumber', 'problem', 'trackAt', 'events.status', 'events.text']
const read = async (id: string) =>
  (await clerk.read('shipment', id, 'state', 'deliveredAt', ...fields.map((field) => `parcels.${field}`))) as {
    state: string
    deliveredAt: Date | null
    parcels: Parcel[]
  }
const moves = (number: string, ...codes: ('PU' | 'IT' | 'OD' | 'DE' | 'DL')[]) => {
  for (const code of codes) {
    shop.clock.advance({ minutes: 10 })
    shop.fedex.book.scan(
      number,
      code,
      code === 'DE' ? { exception: { code: '08', description: 'Nobody was there' } } : {},
    )
  }
}

describe('parcels on their way', () => {
  it('are asked for until they have come; then the shipment is delivered, at the carrier’s time, and its buyer is told', async () => {
    const { id, orderId, number, numbers } = await shipped(2)
    moves(numbers[0]!, 'PU', 'OD')
    await asks()
    expect((await read(id)).parcels.map(({ status }) => status)).toEqual(['outForDelivery', 'announced'])
    moves(numbers[0]!, 'DL')
    const cameAt = shop.clock.now()
    shop.clock.advance({ hours: 2 })
    await asks()
    expect((await read(id)).parcels.map(({ state }) => state)).toEqual(['delivered', 'bought'])
    expect((await read(id)).state).toBe('shipped')
    moves(numbers[1]!, 'PU', 'OD', 'DL')
    const lastCameAt = shop.clock.now()
    shop.clock.advance({ hours: 2 })
    await asks()
    const { state, deliveredAt, parcels } = await read(id)
    expect(state).toBe('delivered')
    expect(deliveredAt).toEqual(lastCameAt)
    expect(parcels[0]!.events.map(({ status }) => status)).toEqual([
      'announced',
      'collected',
      'outForDelivery',
      'delivered',
    ])
    expect(cameAt < lastCameAt).toBe(true)
    expect(await clerk.read('order', orderId, 'state')).toMatchObject({ state: 'completed' })
    const mails = shop.mails().filter(({ subject }) => subject === `Delivered: your order ${number}`)
    expect(mails).toHaveLength(1)
  })

  it('keep each step once, however often it is told, and are left alone until their time', async () => {
    const { id, numbers } = await shipped()
    moves(numbers[0]!, 'PU')
    await asks()
    const before = calls()
    await asks()
    expect(calls()).toBe(before)
    shop.clock.advance({ hours: 13 })
    await asks()
    expect(calls()).toBe(before + 1)
    expect((await read(id)).parcels[0]!.events).toHaveLength(2)
  })

  it('tell what went wrong, once', async () => {
    const { id, numbers } = await shipped()
    moves(numbers[0]!, 'PU', 'DE')
    await asks()
    shop.clock.advance({ hours: 13 })
    await asks()
    const [parcel] = (await read(id)).parcels
    expect(parcel).toMatchObject({ status: 'exception', state: 'bought' })
    const told = await shop.database.db
      .selectFrom('outboxEvents')
      .select('topic')
      .where('entityId', '=', parcel!.id)
      .where('topic', '=', 'shipmentParcel.exception')
      .execute()
    expect(told).toHaveLength(1)
  })

  it('are asked for thirty at a time, and later where the carrier is away', async () => {
    await clerk.act('shipment.ship', { id: (await packed()).id, trackingNumber: '794600000001' })
    const { id } = await shipped(31)
    const before = calls()
    shop.fedex.faults.add({ kind: 'status', status: 500, path: TRACK, times: 9 })
    await asks()
    shop.fedex.faults.clear()
    const away = calls()
    expect(away).toBeGreaterThan(before)
    expect((await read(id)).parcels.every(({ status }) => status === null)).toBe(true)
    await asks()
    await asks()
    shop.clock.advance({ minutes: 31 })
    await asks()
    expect((await read(id)).parcels.every(({ status }) => status === 'announced')).toBe(true)
  })

  it('of whoever entered the shipment are asked for, too; what the carrier does not know is told', async () => {
    const known = await shipped()
    const { id } = await packed()
    await clerk.act('shipment.ship', { id, trackingNumber: known.numbers[0]! })
    const typo = await packed()
    await clerk.act('shipment.ship', { id: typo.id, trackingNumber: '794699999999' })
    await asks()
    expect((await read(id)).parcels[0]).toMatchObject({ status: 'announced', trackingNumber: known.numbers[0] })
    const [lost] = (await read(typo.id)).parcels
    expect(lost).toMatchObject({ status: null, state: 'bought' })
    expect(lost!.problem).toContain('cannot be found')
    await asks()
    expect((await read(typo.id)).parcels).toHaveLength(1)
  })

  it('are not those that had their numbers before', async () => {
    const { id, orderId, numbers } = await shipped()
    const longAgo = new Date(shop.clock.now().getTime() - 100 * 86_400_000)
    shop.fedex.book.wasUsed(numbers[0]!, longAgo)
    const entered = await packed()
    await clerk.act('shipment.ship', { id: entered.id, trackingNumber: numbers[0]! })
    moves(numbers[0]!, 'PU')
    await asks()
    for (const shipment of [id, entered.id]) {
      const { state, parcels } = await read(shipment)
      expect(state).toBe('shipped')
      expect(parcels[0]).toMatchObject({ state: 'bought', status: 'collected', problem: null })
      expect(parcels[0]!.events.map(({ status }) => status)).toEqual(['announced', 'collected'])
    }
    expect(await clerk.read('order', orderId, 'state')).not.toMatchObject({ state: 'completed' })
    await clerk.act('shipmentParcel.track', { id: (await read(id)).parcels[0]!.id })
    expect((await read(id)).parcels[0]).toMatchObject({ state: 'bought', status: 'collected' })
    moves(numbers[0]!, 'DL')
    shop.clock.advance({ hours: 2 })
    await asks()
    expect((await read(id)).state).toBe('delivered')
  })

  it('are given up after thirty days, for somebody to look after, who has them asked for again', async () => {
    const { id, numbers } = await shipped()
    moves(numbers[0]!, 'PU')
    shop.clock.advance({ days: 31 })
    await asks()
    const [parcel] = (await read(id)).parcels
    expect(parcel!.trackAt).toBeNull()
    expect(parcel!.problem).toContain('within 30 days')
    const before = calls()
    shop.clock.advance({ days: 1 })
    await asks()
    expect(calls()).toBe(before)
    const lost = async () => {
      const told = shop.database.db.selectFrom('outboxEvents').select('topic').where('entityId', '=', parcel!.id)
      return (await told.where('topic', '=', 'shipmentParcel.lost').execute()).length
    }
    await clerk.act('shipmentParcel.track', { id: parcel!.id })
    expect((await read(id)).parcels[0]).toMatchObject({ state: 'bought', problem: null })
    shop.clock.advance({ days: 29 })
    await asks()
    expect(calls()).toBe(before + 2)
    expect((await read(id)).parcels[0]!.trackAt).not.toBeNull()
    expect(await lost()).toBe(1)
    shop.clock.advance({ days: 2 })
    await asks()
    expect((await read(id)).parcels[0]).toMatchObject({ trackAt: null })
    expect(await lost()).toBe(2)
    await clerk.act('shipmentParcel.track', { id: parcel!.id })
    moves(numbers[0]!, 'DL')
    shop.clock.advance({ days: 1 })
    await asks()
    expect((await read(id)).state).toBe('delivered')
    await still(shop.database, async () =>
      expect(await codeOf(clerk.act('shipmentParcel.track', { id: parcel!.id }))).toBe('TRANSITION_NOT_ALLOWED'),
    )
  })

  it('that others told to have come have no next time any more', async () => {
    const { id, numbers } = await shipped()
    moves(numbers[0]!, 'PU')
    await asks()
    expect((await read(id)).parcels[0]!.trackAt).not.toBeNull()
    await clerk.act('shipment.deliver', { id })
    shop.clock.advance({ hours: 13 })
    await asks()
    expect((await read(id)).parcels[0]).toMatchObject({ trackAt: null, status: 'collected' })
  })

  it('are shown to whoever knows the order, and nothing of their labels', async () => {
    const { number, numbers, buyer, orderId } = await shipped()
    moves(numbers[0]!, 'PU')
    await asks()
    const tracked = await granted(
      shop
        .caller()
        .ask(
          'orderTrack',
          { number, email: 'ada@example.com' },
          `shipments { parcels { trackingNumber trackingUrl status events { code status localTime city text } } }`,
        ),
    )
    expect(tracked).toMatchObject({
      shipments: [
        {
          parcels: [
            {
              trackingNumber: numbers[0],
              trackingUrl: `https://www.fedex.com/fedextrack/?trknbr=${numbers[0]}`,
              status: 'collected',
              events: [{ status: 'announced' }, { code: 'PU', status: 'collected', city: 'BERLIN' }],
            },
          ],
        },
      ],
    })
    const own = await buyer.caller.send(
      `query($id: ID!) { order(id: $id) { shipments { parcels { trackingNumber status events { status localTime } } } } }`,
      { id: orderId },
    )
    expect(JSON.stringify(own)).toContain(numbers[0])
  })
})
