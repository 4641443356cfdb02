import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { sql } from '../../kernel/db.ts'
import { still } from '../../testing/stillness.ts'

const SHIP = '/ship/v1/shipments'
const service = 'FEDEX_PRIORITY'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  await setStock(shop, shop.furniture.drill, '500')
  await clerk.change('warehouse', shop.warehouseIds.berlin, { phone: '+49 30 1234567' })
})
afterAll(() => shop.close())

/** A shipment of drills that waits to leave from Berlin. */
async function packed(quantity = '2', rest: Record<string, unknown> = {}) {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill({ sku: skus.drill, quantity }))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { lines } = (await clerk.read('order', order!.id, 'lines.id')) as { lines: { id: string }[] }
  const warehouseId = shop.warehouseIds.berlin
  const id = await clerk.make('shipment', { orderId: order!.id, carrier: 'fedex', warehouseId, ...rest })
  await clerk.make('shipmentLine', { shipmentId: id, orderLineId: lines[0]!.id, quantity })
  return { id, orderId: order!.id }
}
interface Parcel {
  id: string
  state: string
  trackingNumber: string | null
  problem: string | null
  reference: string
}
const read = async (id: string) =>
  (await clerk.read(
    'shipment',
    id,
    ...['state', 'parcels.id', 'parcels.state', 'parcels.trackingNumber', 'parcels.problem', 'parcels.reference'],
    ...[
      'parcels.cost',
      'parcels.weightKg',
      'parcels.trackingUrl',
      'pickups.state',
      'pickups.problem',
      'trackingNumber',
    ],
  )) as {
    state: string
    trackingNumber: string | null
    parcels: Parcel[]
    pickups: { state: string; problem: string | null }[]
  }
const states = async (id: string) => (await read(id)).parcels.map(({ state }) => state)
const inTheBooks = () => shop.fedex.book.state().parcels.length
const quiet = <Result>(attempt: () => Promise<Result>) =>
  still(shop.database, attempt, ['shipments', 'shipment_parcels', 'shipment_pickups'])
const buy = (id: string, rest: Record<string, unknown> = {}) =>
  clerk.act('shipment.buyLabels', { id, service, ...rest })

describe('buying labels', () => {
  it('buys one for each parcel, keeps what they cost and how they are found, and ships by their number', async () => {
    const { id } = await packed()
    const parcels = [{ weightKg: '2.5', lengthCm: '40', widthCm: '30', heightCm: '20' }, { weightKg: '3' }]
    await buy(id, { parcels })
    const shipment = await read(id)
    expect(shipment.parcels).toMatchObject([
      { state: 'bought', weightKg: '2.5', cost: { currency: 'EUR' } },
      { state: 'bought', weightKg: '3', cost: null },
    ])
    const [first] = shipment.parcels
    expect(shipment.trackingNumber).toBeNull()
    await clerk.act('shipment.ship', { id })
    expect(await read(id)).toMatchObject({ state: 'shipped', trackingNumber: first!.trackingNumber })
    expect(shop.fedex.book.find(first!.trackingNumber!)?.references[0]?.value).toBe(first!.reference)
  })

  it('packs by the carrier’s rules where nobody says how the parcels stand there', async () => {
    const { id } = await packed('3')
    await buy(id)
    expect(await states(id)).toEqual(['bought'])
  })

  it('hands the label out at the back office, and in no list', async () => {
    const { id } = await packed()
    await buy(id, { format: 'zpl' })
    const [parcel] = (await read(id)).parcels
    const client = await shop.client([{ entity: 'shipmentParcel', deed: 'read', level: 'all' }])
    const asked = await client.fetch(`/admin/api/shipmentParcels/${parcel!.id}/questions/label`)
    expect(asked.status).toBe(200)
    const { attributes } = ((await asked.json()) as { data: { attributes: Record<string, string> } }).data
    expect(attributes).toMatchObject({ name: `${parcel!.trackingNumber}.zpl`, mediaType: 'application/octet-stream' })
    expect(Buffer.from(attributes['content']!, 'base64').toString()).toContain(parcel!.trackingNumber)
    const list = await (await client.fetch('/admin/api/shipmentParcels')).text()
    expect(list).toContain(parcel!.trackingNumber)
    expect(list).not.toContain(attributes['content'])
  })

  it('refuses what cannot be labelled, before anybody is asked', async () => {
    const books = inTheBooks()
    const { id } = await packed()
    const own = await packed('1', { carrier: 'ourVan' })
    const nowhere = await packed('1', { warehouseId: null })
    await quiet(async () => {
      expect(await codeOf(buy(own.id))).toBe('LABELS_NOT_OFFERED')
      expect(await codeOf(buy(nowhere.id))).toBe('FIELD_REQUIRED')
      expect(await codeOf(clerk.act('shipment.buyLabels', { id }))).toBe('FIELD_REQUIRED')
      expect(await codeOf(buy(id, { format: 'gif' }))).toBe('FIELD_INVALID')
      expect(await codeOf(clerk.act('shipment.cancelLabels', { id }))).toBe('LABELS_MISSING')
    })
    await clerk.act('shipment.cancel', { id })
    await quiet(async () => expect(await codeOf(buy(id))).toBe('TRANSITION_NOT_ALLOWED'))
    expect(inTheBooks()).toBe(books)
  })

  it('refuses a second purchase, and to forget what was bought', async () => {
    const { id } = await packed()
    await buy(id)
    const books = inTheBooks()
    await quiet(async () => {
      expect(await codeOf(buy(id))).toBe('LABELS_BOUGHT')
      expect(await codeOf(clerk.remove('shipment', id))).toBe('LABELS_BOUGHT')
    })
    expect(inTheBooks()).toBe(books)
  })

  it('refuses another carrier while its labels stand, and takes one once they are given back', async () => {
    const { id, orderId } = await packed()
    await buy(id)
    const { number } = await clerk.read('shipment', id, 'number')
    const told = { orderId, number, carrier: 'dhl', lines: [{ position: 1, quantity: '2' }] }
    await quiet(async () => {
      expect(await codeOf(clerk.change('shipment', id, { carrier: 'dhl' }))).toBe('LABELS_BOUGHT')
      expect(await codeOf(clerk.act('shipment.enter', told))).toBe('LABELS_BOUGHT')
    })
    await clerk.change('shipment', id, { carrier: 'fedex', trackingUrl: 'https://example.com/' })
    await clerk.act('shipment.cancelLabels', { id })
    await clerk.change('shipment', id, { carrier: 'dhl' })
    expect(await clerk.read('shipment', id, 'carrier')).toMatchObject({ carrier: 'dhl' })
  })

  it('tells what the carrier says No to, keeps it with the attempt, and buys when it is mended', async () => {
    const { id } = await packed()
    const books = inTheBooks()
    expect(await codeOf(buy(id, { service: 'FEDEX_GROUND' }))).toBe('CARRIER_REFUSED')
    expect(await codeOf(buy(id, { parcels: [{ weightKg: '900' }] }))).toBe('CARRIER_REFUSED')
    const { parcels } = await read(id)
    expect(parcels.map(({ state }) => state)).toEqual(['refused'])
    expect(parcels[0]!.problem).toContain('MAXIMUM.WEIGHT.EXCEEDED')
    expect(inTheBooks()).toBe(books)
    await buy(id)
    expect((await states(id)).sort()).toEqual(['bought', 'refused'])
  })

  it('buys once when it is asked twice at the same time', async () => {
    const { id } = await packed()
    const books = inTheBooks()
    const codes = await Promise.all([codeOf(buy(id)), codeOf(buy(id))])
    expect(codes.filter((code) => code === 'nothing was refused')).toHaveLength(1)
    expect(inTheBooks()).toBe(books + 1)
  })
})

describe('a purchase whose answer is lost', () => {
  const lost = () => shop.fedex.faults.add({ kind: 'reset', phase: 'after', path: SHIP })

  it('is uncertain, is not made again, and is settled by the number in the carrier’s books', async () => {
    const { id } = await packed()
    const books = inTheBooks()
    lost()
    expect(await codeOf(buy(id))).toBe('LABELS_UNCERTAIN')
    const [attempt] = (await read(id)).parcels
    expect(attempt).toMatchObject({ state: 'uncertain', trackingNumber: null })
    expect(attempt!.problem).toContain(attempt!.reference)
    await quiet(async () => {
      expect(await codeOf(buy(id))).toBe('LABELS_UNCERTAIN')
      expect(await codeOf(clerk.act('shipment.cancelLabels', { id, trackingNumber: '794600000000' }))).toBe(
        'FIELD_INVALID',
      )
    })
    // what the operator finds there under the reference
    const there = shop.fedex.book.state().parcels.find(({ references }) => references[0]?.value === attempt!.reference)
    await clerk.act('shipment.cancelLabels', { id, trackingNumber: there!.trackingNumber })
    expect(there!.scans.at(-1)!.code).toBe('CA')
    await buy(id)
    expect((await states(id)).sort()).toEqual(['bought', 'cancelled'])
    expect(inTheBooks()).toBe(books + 2)
  })

  it('is over at once where the carrier was surely not reached', async () => {
    const { id } = await packed()
    shop.fedex.faults.add({ kind: 'status', status: 429, path: SHIP, times: 9 })
    expect(await codeOf(buy(id))).toBe('CARRIER_UNAVAILABLE')
    shop.fedex.faults.clear()
    expect(await states(id)).toEqual(['refused'])
    await buy(id)
    expect((await states(id)).sort()).toEqual(['bought', 'refused'])
  })

  it('is uncertain also where the process died: the schedule finds it', async () => {
    const { id } = await packed()
    await shop.database.db
      .insertInto('shipmentParcels')
      .values({
        id: '01900000-0000-7000-8000-00000000dead',
        shipmentId: id,
        position: 1,
        carrier: 'fedex',
        reference: 'L-DEAD',
        createdAt: shop.clock.now(),
      })
      .execute()
    expect(await codeOf(buy(id))).toBe('CONFLICT')
    shop.clock.advance({ minutes: 11 })
    const job = shop.built.jobs.find(({ name }) => name === 'shipping.trackParcels')!
    await job.run({} as never, await shop.built.systemContext())
    expect(await states(id)).toEqual(['uncertain'])
  })
})

describe('giving labels back', () => {
  it('is done for a shipment or an order that is cancelled, by itself and as often as it takes', async () => {
    const { id, orderId } = await packed()
    await buy(id)
    const [parcel] = (await read(id)).parcels
    shop.fedex.faults.add({ kind: 'status', status: 500, path: `${SHIP}/cancel`, times: 9 })
    await clerk.act('order.cancel', { id: orderId })
    await shop.drain()
    expect(await states(id)).toEqual(['bought'])
    shop.fedex.faults.clear()
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(shop.database.db)
    await shop.drain()
    expect(await states(id)).toEqual(['cancelled'])
    expect(shop.fedex.book.find(parcel!.trackingNumber!)?.scans.at(-1)?.code).toBe('CA')
  })

  it('is refused once FedEx has them, and once the shipment has left', async () => {
    const { id } = await packed()
    await buy(id)
    const [parcel] = (await read(id)).parcels
    shop.fedex.book.scan(parcel!.trackingNumber!, 'PU')
    await quiet(async () => expect(await codeOf(clerk.act('shipment.cancelLabels', { id }))).toBe('CARRIER_REFUSED'))
    await clerk.act('shipment.ship', { id })
    await quiet(async () =>
      expect(await codeOf(clerk.act('shipment.cancelLabels', { id }))).toBe('TRANSITION_NOT_ALLOWED'),
    )
  })
})

describe('pickups', () => {
  const asked = { on: '2026-11-26', readyAt: '14:00', closesAt: '18:00' }
  const book = (id: string, rest: object = {}) => clerk.act('shipment.bookPickup', { id, ...asked, ...rest })

  it('are booked for what is labelled, once, and cancelled', async () => {
    const { id } = await packed()
    await quiet(async () => {
      expect(await codeOf(book(id))).toBe('LABELS_MISSING')
      expect(await codeOf(book(id, { closesAt: '13:00' }))).toBe('FIELD_INVALID')
      expect(await codeOf(clerk.act('shipment.cancelPickup', { id }))).toBe('PICKUP_MISSING')
    })
    await buy(id)
    const on = shop.clock.now().toISOString().slice(0, 10)
    await book(id, { on })
    await quiet(async () => expect(await codeOf(book(id, { on }))).toBe('PICKUP_BOOKED'))
    await clerk.act('shipment.cancelPickup', { id })
    expect((await read(id)).pickups).toMatchObject([{ state: 'cancelled' }])
    expect(shop.fedex.book.state().pickups.at(-1)).toMatchObject({ cancelled: true })
  })

  it('are refused for a day that is over where the warehouse is, without asking the carrier', async () => {
    const { id } = await packed()
    await buy(id)
    const asked = () => shop.fedex.journal.list().filter(({ path }) => path.startsWith('/pickup/')).length
    const before = asked()
    const yesterday = new Date(shop.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10)
    await quiet(async () => expect(await codeOf(book(id, { on: yesterday }))).toBe('FIELD_INVALID'))
    expect((await read(id)).pickups).toEqual([])
    expect(asked()).toBe(before)
  })

  it('are refused in the carrier’s words, and uncertain where its answer is lost', async () => {
    const { id } = await packed()
    await buy(id)
    expect(await codeOf(book(id, { on: '2099-01-01' }))).toBe('CARRIER_REFUSED')
    const on = shop.clock.now().toISOString().slice(0, 10)
    shop.fedex.faults.add({ kind: 'reset', phase: 'after', path: '/pickup/v1/pickups' })
    expect(await codeOf(book(id, { on }))).toBe('PICKUP_UNCERTAIN')
    await quiet(async () => expect(await codeOf(book(id, { on }))).toBe('PICKUP_UNCERTAIN'))
    await clerk.act('shipment.cancelPickup', { id })
    expect((await read(id)).pickups.map(({ state }) => state).sort()).toEqual(['cancelled', 'refused'])
  })
})
