import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// What happens to a shipment while its carrier is being asked, and while the carrier is away.

const SHIP = '/ship/v1/shipments'
const PICKUP = '/pickup/v1/pickups'

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
async function packed(ordered = '1', quantity = ordered) {
  const buyer = new Buyer(shop)
  await buyer.pays(await buyer.atTheTill({ sku: skus.drill, quantity: ordered }))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { lines } = (await clerk.read('order', order!.id, 'lines.id')) as { lines: { id: string }[] }
  const warehouseId = shop.warehouseIds.berlin
  const id = await clerk.make('shipment', { orderId: order!.id, carrier: 'fedex', warehouseId })
  await clerk.make('shipmentLine', { shipmentId: id, orderLineId: lines[0]!.id, quantity })
  return { id, orderId: order!.id }
}
interface Bought {
  id: string
  state: string
  problem: string | null
  trackingNumber: string
  trackingUrl: string
}
const fields = ['id', 'state', 'problem', 'trackingNumber', 'trackingUrl'].map((field) => `parcels.${field}`)
const read = async (id: string) =>
  (await clerk.read(
    'shipment',
    id,
    ...[...fields, 'pickups.state', 'pickups.problem', 'state', 'trackingNumber', 'trackingUrl', 'packages'],
  )) as { state: string; parcels: Bought[]; pickups: { state: string; problem: string | null }[] }

const buy = (id: string) => clerk.act('shipment.buyLabels', { id, service: 'FEDEX_PRIORITY' })
const book = (id: string) => {
  const on = shop.clock.now().toISOString().slice(0, 10)
  return clerk.act('shipment.bookPickup', { id, on, readyAt: '14:00', closesAt: '18:00' })
}
/** Somebody does something at the moment in which the carrier is asked. */
const meanwhile = (path: string, run: () => Promise<unknown>) =>
  shop.fedex.faults.add({
    ...{ kind: 'deed', exactly: path, phase: 'after' },
    run: async () => {
      await run()
      await shop.drain()
    },
  })

describe('a shipment that is cancelled while its carrier is asked', () => {
  it('gives its labels back, hands none out, and tells whoever bought them', async () => {
    for (const cancelled of ['shipment', 'order']) {
      const { id, orderId } = await packed()
      meanwhile(SHIP, () => clerk.act(`${cancelled}.cancel`, { id: cancelled === 'order' ? orderId : id }))
      expect(await codeOf(buy(id))).toBe('TRANSITION_NOT_ALLOWED')
      const [parcel] = (await read(id)).parcels
      expect(parcel!.state).toBe('bought')
      const label = shop.built.engine.ask('shipmentParcel.label', { id: parcel!.id }, clerk.ctx, { content: {} })
      expect(await codeOf(label)).toBe('LABELS_MISSING')
      await shop.drain()
      expect(await read(id)).toMatchObject({ state: 'cancelled', parcels: [{ state: 'cancelled' }] })
      expect(shop.fedex.book.find(parcel!.trackingNumber)?.scans.at(-1)?.code).toBe('CA')
    }
  })

  it('has nobody come, and is fetched no more', async () => {
    const { id } = await packed()
    await buy(id)
    meanwhile(PICKUP, () => clerk.act('shipment.cancel', { id }))
    expect(await codeOf(book(id))).toBe('TRANSITION_NOT_ALLOWED')
    await shop.drain()
    expect(await read(id)).toMatchObject({ parcels: [{ state: 'cancelled' }], pickups: [{ state: 'cancelled' }] })
    expect(shop.fedex.book.state().pickups.at(-1)).toMatchObject({ cancelled: true })
    const { pickups } = shop.fedex.book.state()
    expect(await codeOf(book(id))).toBe('TRANSITION_NOT_ALLOWED')
    expect(shop.fedex.book.state().pickups).toHaveLength(pickups.length)
  })
})

describe('a shipment that leaves while its labels are bought', () => {
  it('is found by their number', async () => {
    const { id } = await packed()
    meanwhile(SHIP, () => clerk.act('shipment.ship', { id, untracked: true }))
    await buy(id)
    const shipment = await read(id)
    const { trackingNumber, trackingUrl } = shipment.parcels[0]!
    expect(shipment).toMatchObject({ state: 'shipped', trackingNumber, trackingUrl, packages: 1 })
  })

  it('keeps the number that was told when it left', async () => {
    const { id } = await packed()
    meanwhile(SHIP, () => clerk.act('shipment.ship', { id, trackingNumber: 'BY-HAND-1' }))
    await buy(id)
    expect(await read(id)).toMatchObject({ state: 'shipped', trackingNumber: 'BY-HAND-1', trackingUrl: null })
  })
})

describe('a shipment whose labels stand', () => {
  it('goes where they say with what they say, until they are given back', async () => {
    const { id, orderId } = await packed('2', '1')
    const { addresses, lines } = (await clerk.read('order', orderId, 'addresses.id', 'addresses.kind', 'lines.id')) as {
      addresses: { id: string; kind: string }[]
      lines: { id: string }[]
    }
    const { lines: inside, number } = (await clerk.read('shipment', id, 'lines.id', 'number')) as {
      lines: { id: string }[]
      number: string
    }
    const at = (kind: string) => addresses.find((one) => one.kind === kind)!.id
    const line = inside[0]!.id
    const enter = (quantity: string) => {
      const told = { orderId, number, carrier: 'fedex', lines: [{ position: 1, quantity }] }
      return clerk.act('shipment.enter', told)
    }
    await buy(id)
    await still(
      shop.database,
      async () => {
        expect(await codeOf(clerk.change('orderAddress', at('shipping'), { street: 'Elsewhere 2' }))).toBe(
          'LABELS_BOUGHT',
        )
        expect(await codeOf(clerk.change('shipmentLine', line, { quantity: '2' }))).toBe('LABELS_BOUGHT')
        expect(await codeOf(clerk.remove('shipmentLine', line))).toBe('LABELS_BOUGHT')
        const another = { shipmentId: id, orderLineId: lines[0]!.id, quantity: '1' }
        expect(await codeOf(clerk.make('shipmentLine', another))).toBe('LABELS_BOUGHT')
        expect(await codeOf(clerk.change('shipment', id, { warehouseId: null }))).toBe('LABELS_BOUGHT')
        expect(await codeOf(enter('2'))).toBe('LABELS_BOUGHT')
      },
      ['shipments', 'shipment_lines', 'order_addresses', 'shipment_parcels'],
    )
    // what labels do not say, and what is told again as it is
    await clerk.change('orderAddress', at('billing'), { street: 'Elsewhere 2' })
    await clerk.change('shipmentLine', line, { quantity: '1' })
    await clerk.change('shipment', id, { warehouseId: shop.warehouseIds.berlin })
    await enter('1')
    await clerk.act('shipment.cancelLabels', { id })
    await clerk.change('orderAddress', at('shipping'), { street: 'Elsewhere 2' })
    await clerk.change('shipmentLine', line, { quantity: '2' })
  })

  it('has them bought for where it goes at that moment', async () => {
    const { id, orderId } = await packed()
    const { addresses } = (await clerk.read('order', orderId, 'addresses.id', 'addresses.kind')) as {
      addresses: { id: string; kind: string }[]
    }
    let said = ''
    meanwhile(SHIP, async () => {
      const shipping = addresses.find(({ kind }) => kind === 'shipping')!.id
      said = await codeOf(clerk.change('orderAddress', shipping, { street: 'Elsewhere 2' }))
    })
    await buy(id)
    expect(said).toBe('LABELS_BOUGHT')
  })
})

describe('a shipment whose labels are given back', () => {
  it('is not fetched', async () => {
    const { id } = await packed()
    await buy(id)
    await book(id)
    await clerk.act('shipment.cancelLabels', { id })
    await shop.drain()
    expect(await read(id)).toMatchObject({ state: 'pending', pickups: [{ state: 'cancelled', problem: null }] })
    expect(shop.fedex.book.state().pickups.at(-1)).toMatchObject({ cancelled: true })
    await buy(id)
    await book(id)
    await shop.drain()
    expect((await read(id)).pickups.map(({ state }) => state).sort()).toEqual(['booked', 'cancelled'])
  })

  it('is not fetched by who was asked meanwhile', async () => {
    const { id } = await packed()
    await buy(id)
    meanwhile(PICKUP, () => clerk.act('shipment.cancelLabels', { id }))
    expect(await codeOf(book(id))).toBe('LABELS_MISSING')
    await shop.drain()
    expect(await read(id)).toMatchObject({ parcels: [{ state: 'cancelled' }], pickups: [{ state: 'cancelled' }] })
    expect(shop.fedex.book.state().pickups.at(-1)).toMatchObject({ cancelled: true })
  })

  it('says that somebody comes for as long as the carrier is away, and no more once it is called off', async () => {
    const { id } = await packed()
    await buy(id)
    await book(id)
    shop.fedex.faults.add({ kind: 'status', status: 500, path: `${PICKUP}/cancel`, times: 9 })
    await clerk.act('shipment.cancelLabels', { id })
    await shop.drain()
    const before = await read(id)
    expect(before).toMatchObject({ parcels: [{ state: 'cancelled', problem: null }], pickups: [{ state: 'booked' }] })
    expect(before.pickups[0]!.problem).toContain('Its labels are cancelled, and this is not')
    const client = await shop.client([{ entity: 'shipmentPickup', deed: 'read', level: 'all' }])
    const found = await (await client.fetch('/admin/api/shipmentPickups?filter[problem][contains]=cancelled')).json()
    expect((found as { data: unknown[] }).data).toHaveLength(1)
    shop.fedex.faults.clear()
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(shop.database.db)
    await shop.drain()
    expect((await read(id)).pickups).toMatchObject([{ state: 'cancelled', problem: null }])
  })
})

describe('what cannot be given back yet', () => {
  it('says so for as long as the carrier is away, and no more once it is done', async () => {
    const { id } = await packed()
    await buy(id)
    await book(id)
    shop.fedex.faults.add({ kind: 'status', status: 500, path: `${SHIP}/cancel`, times: 9 })
    await clerk.act('shipment.cancel', { id })
    await shop.drain()
    const [parcel] = (await read(id)).parcels
    expect(parcel!.state).toBe('bought')
    expect(parcel!.problem).toContain('cancelled, and this is not')
    expect(parcel!.problem).toContain('cancelLabels')
    const client = await shop.client([{ entity: 'shipmentParcel', deed: 'read', level: 'all' }])
    const listed = await (await client.fetch('/admin/api/shipmentParcels?filter[problem][contains]=cancelled')).text()
    expect(listed).toContain(parcel!.id)
    shop.fedex.faults.clear()
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(shop.database.db)
    await shop.drain()
    expect(await read(id)).toMatchObject({
      parcels: [{ state: 'cancelled', problem: null }],
      pickups: [{ state: 'cancelled' }],
    })
  })
})
