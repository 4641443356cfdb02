import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

// What a label declares to customs, for orders with a coupon, of which not all leaves at once.

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop({ pricesIncludeTax: true })
  clerk = await Clerk.of(shop)
  await clerk.change('warehouse', shop.warehouseIds.berlin, { phone: '+49 30 1234567' })
  await clerk.change('product', shop.furniture.drill, { hsCode: '8467.21', countryOfOrigin: 'CZ' })
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '50' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
  for (const countryCode of ['CH', 'US']) {
    const vat = { code: countryCode, name: 'VAT', countryCode, rate: '0.19' }
    await clerk.make('taxRule', { ...vat, productTaxCodeId: shop.taxCodeIds.standard })
  }
  await addPromotion(shop, { code: 'TENTH', kind: 'percentOff', percent: '10' }, { code: 'TENTH' })
  await addPromotion(shop, { code: 'GIFT', kind: 'percentOff', percent: '100' }, { code: 'GIFT' })
})
afterAll(() => shop.close())

const zurich = { ...munich, city: 'Zürich', postalCode: '8001', countryCode: 'CH' }

/** What FedEx is told of three drills that leave for Zurich, of four that were ordered: with a tenth off, or by another coupon. */
async function declared(coupon = 'TENTH'): Promise<object> {
  const { id: orderId } = await clerk.act('order.enter', {
    websiteId: shop.website.id,
    email: 'ada@example.com',
    phone: '+41 44 668 18 00',
    shippingAddress: zurich,
    lines: [{ sku: skus.drill, quantity: '4' }],
    couponCodes: [coupon],
  })
  const { lines } = (await clerk.read('order', orderId as string, 'lines.id')) as { lines: { id: string }[] }
  const warehouseId = shop.warehouseIds.berlin
  const shipmentId = await clerk.make('shipment', { orderId, carrier: 'fedex', warehouseId })
  await clerk.make('shipmentLine', { shipmentId, orderLineId: lines[0]!.id, quantity: '3' })
  await clerk.act('shipment.buyLabels', { id: shipmentId, service: 'FEDEX_REGIONAL_ECONOMY' })
  const call = shop.fedex.journal.list().findLast(({ path }) => path === '/ship/v1/shipments')
  return (call!.body as { requestedShipment: { customsClearanceDetail: object } }).requestedShipment
    .customsClearanceDetail
}

/** What FedEx is told of as many drills when a shopper at the checkout asks what their delivery to Miami costs. */
async function quoted(coupon: string, quantity = '4'): Promise<object> {
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.drill, quantity))
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('ApplyCoupon', { code: coupon }))
  await granted(buyer.step('SetShippingAddress', { address: miami }))
  shop.fedex.journal.clear()
  await granted(buyer.options())
  const call = shop.fedex.journal.list().findLast(({ path }) => path.startsWith('/rate'))
  return (call!.body as { requestedShipment: { customsClearanceDetail: object } }).requestedShipment
    .customsClearanceDetail
}
const euros = (amount: number) => ({ amount, currency: 'EUR' })

it('is what was paid for the goods that are in it: less the discount, and less the tax that the price has in it', async () => {
  // 4 × 119.00 less 47.60, of which 68.40 is tax
  expect(await declared()).toMatchObject({
    totalCustomsValue: euros(270),
    commodities: [{ quantity: 3, customsValue: euros(270) }],
  })
})

it('is what goods are worth that were free: the row before discounts, less the tax that the price has in it', async () => {
  expect(await declared('GIFT')).toMatchObject({
    totalCustomsValue: euros(300),
    commodities: [{ quantity: 3, customsValue: euros(300) }],
  })
})

it('is the same in the quote of a checkout: less discount and tax, and of what is free its row', async () => {
  // 4 × 119.00 less 47.60, of which 68.40 is tax: three quarters of it are what three of four are declared as
  expect(await quoted('TENTH')).toMatchObject({ commodities: [{ quantity: 4, customsValue: euros(360) }] })
  expect(await quoted('GIFT')).toMatchObject({ commodities: [{ quantity: 4, customsValue: euros(400) }] })
})

it('is less the discount alone where prices are without tax', async () => {
  await shop.database.db.updateTable('websites').set({ pricesIncludeTax: false }).execute()
  expect(await declared()).toMatchObject({
    totalCustomsValue: euros(321.3),
    commodities: [{ quantity: 3, customsValue: euros(321.3) }],
  })
})

it('is the row before discounts where goods were free and prices are without tax', async () => {
  expect(await declared('GIFT')).toMatchObject({
    totalCustomsValue: euros(357),
    commodities: [{ quantity: 3, customsValue: euros(357) }],
  })
})

it('is so in the quote of a checkout as well', async () => {
  expect(await quoted('TENTH')).toMatchObject({ commodities: [{ customsValue: euros(428.4) }] })
  expect(await quoted('GIFT')).toMatchObject({ commodities: [{ customsValue: euros(476) }] })
})
