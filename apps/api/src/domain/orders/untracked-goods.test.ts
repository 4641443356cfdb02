import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, miami } from '../../testing/buyer.ts'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Goods by a carrier whose parcels have numbers leave with one, or by somebody's word.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
})
afterAll(() => shop.close())

/** An order with a shipment of it that is packed; by FedEx unless told otherwise. */
async function packed(carrier = 'fedex') {
  const order = await orders.ordered('1')
  const id = await orders.packed(order)
  await clerk.change('shipment', id, { carrier })
  return { order, id }
}
const ship = (id: string, more: object = {}) => codeOf(clerk.act('shipment.ship', { id, ...more }))
const mailOf = async (orderId: string) => {
  await shop.drain()
  await shop.drain()
  return shop.mails().find(({ subject, text }) => subject.startsWith('On its way') && text.includes(orderId))?.text
}

describe('a shipment by a carrier that sells labels here', () => {
  it('stays where no label was bought and no number is said; its money and its stock stay, too', async () => {
    const { id } = await packed()
    await still(shop.database, async () => expect(await ship(id)).toBe('SHIPMENT_UNTRACKED'), ['shipments'])
    const erp = await shop.client()
    const { errors } = await send(erp, `/admin/api/shipments/${id}/actions/ship`, {
      ...{ method: 'POST', body: { data: { type: 'shipmentShip', attributes: {} } } },
    })
    expect(errors![0]).toMatchObject({
      ...{ status: '409', detail: 'This shipment goes by FedEx, and has no number by which it is found.' },
    })
    expect(errors![0]!.meta.advice).toContain('`untracked: true`')
    expect(errors![0]!.meta.advice).toContain('cancelLabels first')
  })

  it('leaves with the number of a label that was bought elsewhere, and its mail says whose number that is', async () => {
    const { order, id } = await packed()
    expect(await ship(id, { trackingNumber: '794600000002' })).toBe('nothing was refused')
    expect(await clerk.read('shipment', id, 'trackingNumber')).toMatchObject({ trackingNumber: '794600000002' })
    expect(await mailOf(order.id)).toContain(
      'Parcel: FedEx 794600000002\nhttps://www.fedex.com/fedextrack/?trknbr=794600000002',
    )
  })

  it('leaves with the number that it has, and by somebody’s word without one', async () => {
    const numbered = await packed()
    await clerk.change('shipment', numbered.id, { trackingNumber: '794600000003' })
    expect(await ship(numbered.id)).toBe('nothing was refused')
    const bare = await packed()
    expect(await ship(bare.id, { untracked: true })).toBe('nothing was refused')
    expect(await mailOf(bare.order.id)).not.toContain('Parcel')
  })
})

describe('a shipment by anybody else', () => {
  it('leaves without a number, as before', async () => {
    const { id } = await packed('the neighbour')
    expect(await ship(id)).toBe('nothing was refused')
  })
})

describe('what mails say of a delivery', () => {
  it('is the way that the buyer chose, and the state in an address of a country that has them', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready({ address: miami, optionId: 'flatRate:standard-us' }).catch(() => undefined)
    const { value } = await buyer.options()
    const chosen = value!.options[0]!
    const { totals } = (await buyer.step('SetShippingMethod', { optionId: chosen.id })).value!
    const placement = (await buyer.place(totals!.total)).value!
    await buyer.pays(placement)
    const order = await orders.complete(buyer, placement.payment!.clientSecret.split('_secret_')[0]!)
    const confirmation = shop.mails().find(({ text }) => text.includes(`/order/${order.id}`))!
    expect(confirmation.text).toContain('Miami, FL 33101\nUnited States')
    const id = await orders.packed(order)
    const [carrier, service] = chosen.id.split(':')
    await clerk.change('shipment', id, { carrier, service })
    expect(await ship(id, { trackingNumber: '794600000004' })).toBe('nothing was refused')
    expect(await mailOf(order.id)).toContain(`Parcel: ${chosen.label} 794600000004`)
  })
})
