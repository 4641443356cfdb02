import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ShippingOption, ShippingOptions } from '../../kernel/contract.ts'
import { money } from '../../kernel/money.ts'
import { Buyer, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
})
afterAll(() => shop.close())
afterEach(() => shop.fedex.faults.clear())

const fields = `options { id price { amount } pickup validUntil parcels shipments
  pickupPlace { name street postalCode city countryCode openingHours } } notices { code }`

async function at(lines: readonly [sku: string, quantity: string][], address = munich): Promise<Buyer> {
  const buyer = new Buyer(shop)
  for (const [sku, quantity] of lines) await granted(buyer.add(sku, quantity))
  await buyer.start()
  await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
  await granted(buyer.step('SetShippingAddress', { address }))
  return buyer
}
const answerFor = (buyer: Buyer) =>
  granted(buyer.caller.ask<ShippingOptions>('checkoutShippingOptions', { checkoutId: buyer.checkoutId }, fields))
const optionOf = async (buyer: Buyer, id: string): Promise<ShippingOption | undefined> =>
  (await answerFor(buyer)).options.find((option) => option.id === id)
const priceOf = async (buyer: Buyer, id: string) => (await optionOf(buyer, id))?.price.amount

const method = (code: string, given: object) =>
  clerk.make('shippingMethod', {
    ...{ websiteId: shop.website.id, code, kind: 'flatRate', label: { en: code }, countries: ['DE'] },
    ...{ currency: 'EUR', price: { amount: '0', currency: 'EUR' }, ...given },
  })
const euros = (amount: string) => ({ amount, currency: 'EUR' })

describe('the shop’s own delivery', () => {
  it('costs by the item, and what is sold by the metre is one', async () => {
    await method('by-item', { charge: 'item', price: euros('2.50') })
    const buyer = await at([
      [skus.drill, '3'],
      [skus.cable, '7.5'],
    ])
    expect(await priceOf(buyer, 'flatRate:by-item')).toBe('10.00')
  })

  it('costs by weight as its table says, and is not there for what is heavier than that', async () => {
    await method('by-weight', {
      charge: 'weight',
      weightPrices: [
        { upToKg: '31.5', price: '19.90' },
        { upToKg: '4.8', price: '7.90' },
      ],
    })
    expect(await priceOf(await at([[skus.drill, '2']]), 'flatRate:by-weight')).toBe('7.90')
    expect(await priceOf(await at([[skus.drill, '3']]), 'flatRate:by-weight')).toBe('19.90')
    await clerk.change('inventoryLevel', await levelOf(shop.furniture.drill, 'berlin'), { onHand: '100' })
    expect(await priceOf(await at([[skus.drill, '14']]), 'flatRate:by-weight')).toBeUndefined()
  })

  it('is fetched at a place with its opening hours, which the order keeps', async () => {
    const warehouseId = shop.warehouseIds.berlin
    const openingHours = { en: 'Mon–Fri 8–18', de: 'Mo–Fr 8–18 Uhr' }
    await method('shop-berlin', { kind: 'pickup', warehouseId, openingHours })
    const buyer = await at([[skus.drill, '1']])
    const place = {
      ...{ name: 'Berlin', street: 'Kanalstr. 1', postalCode: '10115', city: 'Berlin', countryCode: 'DE' },
      openingHours: 'Mon–Fri 8–18',
    }
    expect(await optionOf(buyer, 'pickup:shop-berlin')).toMatchObject({ pickup: true, pickupPlace: place })
    const chosen = await granted(
      buyer.step<{ shippingOption: ShippingOption }>(
        'SetShippingMethod',
        { optionId: 'pickup:shop-berlin' },
        'shippingOption { pickupPlace { name city openingHours } }',
      ),
    )
    expect(chosen.shippingOption.pickupPlace).toEqual({
      ...{ name: 'Berlin', city: 'Berlin', openingHours: 'Mon–Fri 8–18' },
    })
  })

  it('that is kept for the worst comes in only where the carrier has nothing, and stands when the carrier is back', async () => {
    await method('in-need', { price: euros('12.00'), fallback: true })
    const buyer = await at([[skus.drill, '1']])
    expect(await priceOf(buyer, 'flatRate:in-need')).toBeUndefined()
    shop.fedex.faults.add({ kind: 'status', status: 503, path: '/rate', times: 50 })
    const other = await at([[skus.drill, '4']])
    const answer = await answerFor(other)
    expect(answer.notices.map(({ code }) => code)).toEqual(['CARRIER_UNAVAILABLE'])
    expect(answer.options.some(({ id }) => id.startsWith('fedex:'))).toBe(false)
    expect(await priceOf(other, 'flatRate:in-need')).toBe('12.00')
    await granted(other.step('SetShippingMethod', { optionId: 'flatRate:in-need' }))
    shop.fedex.faults.clear()
    await granted(other.step('SetBillingAddress', { sameAsShipping: true }))
    expect((await granted(other.checkout())).ready).toBe(true)
  })

  it('is refused where it contradicts itself, and nothing is written', async () => {
    await still(
      shop.database,
      async () => {
        expect(await codeOf(method('no-table', { charge: 'weight' }))).toBe('FIELD_REQUIRED')
        expect(
          await codeOf(
            method('double', {
              charge: 'weight',
              weightPrices: [
                { upToKg: '1', price: '1' },
                { upToKg: '1.0', price: '2' },
              ],
            }),
          ),
        ).toBe('FIELD_INVALID')
        expect(await codeOf(method('no-pickup', { warehouseId: shop.warehouseIds.berlin }))).toBe('FIELD_INVALID')
      },
      ['shipping_methods'],
    )
  })
})

describe('what a carrier cannot take', () => {
  it('has a refusal of its own for each reason, and nothing moves', async () => {
    const weightOf = (weightKg: string | null) =>
      shop.database.db
        .updateTable('productUnits')
        .set({ weightKg })
        .where('productId', '=', shop.furniture.cable)
        .execute()
    await weightOf(null)
    const weightless = await at([[skus.cable, '5']])
    expect((await answerFor(weightless)).notices.map(({ code }) => code)).toEqual(['CARRIER_WEIGHT_UNKNOWN'])
    await still(shop.database, async () => {
      const refused = await weightless.step('SetShippingMethod', { optionId: 'fedex:FEDEX_PRIORITY' })
      expect(refused.error).toMatchObject({ code: 'SHIPPING_WEIGHT_UNKNOWN' })
    })
    await weightOf('0.08')
    const nowhere = await at([[skus.drill, '1']], { ...munich, postalCode: '05123' })
    await still(shop.database, async () => {
      const refused = await nowhere.step('SetShippingMethod', { optionId: 'fedex:FEDEX_PRIORITY' })
      expect(refused.error).toMatchObject({ code: 'SHIPPING_ADDRESS_NOT_SERVED' })
    })
  })
})

describe('a carrier’s quote', () => {
  it('comes from the warehouses that would send the goods, summed, and stands until a moment', async () => {
    await clerk.change('inventoryLevel', await levelOf(shop.furniture.drill, 'berlin'), { onHand: '2' })
    const whole = await at([[skus.drill, '2']])
    const one = (await answerFor(whole)).options.find(({ id }) => id.startsWith('fedex:'))
    expect(one).toMatchObject({ shipments: 1, parcels: 1 })
    expect(new Date(one!.validUntil!).getTime()).toBeGreaterThan(shop.clock.now().getTime())
    // the cable lies in Berlin only, 40 drills in Leipzig only
    const leipzig = await clerk.make('warehouse', {
      ...{
        code: 'leipzig',
        name: 'Leipzig',
        street: 'Am Tor 1',
        city: 'Leipzig',
        postalCode: '04109',
        countryCode: 'DE',
      },
      // a holiday on the Tuesday, and two days to make things ready
      ...{ cutOff: '10:00', timeZone: 'Europe/Berlin', holidays: ['2026-06-02'], handlingDays: 1 },
    })
    await clerk.make('inventoryLevel', { productId: shop.furniture.drill, warehouseId: leipzig, onHand: '50' })
    const lines: [string, string][] = [
      [skus.drill, '40'],
      [skus.cable, '10'],
    ]
    const split = await at(lines)
    shop.fedex.journal.clear()
    const { options } = await answerFor(split)
    const sent = shop.fedex.journal
      .list()
      .filter(({ path }) => path.startsWith('/rate'))
      .map(({ body }) => (body as { requestedShipment: Sent }).requestedShipment)
    expect(sent.map(({ shipper, shipDateStamp }) => [shipper.address.postalCode, shipDateStamp]).sort()).toEqual([
      // it is 11 o’clock in Leipzig, so handling begins on the third
      ['04109', '2026-06-04'],
      ['10115', '2026-06-01'],
    ])
    const both = options.find(({ id }) => id === 'fedex:FEDEX_PRIORITY')
    expect(both).toMatchObject({ shipments: 2 })
    const alone = async (line: [string, string]) => priceOf(await at([line]), 'fedex:FEDEX_PRIORITY')
    const [drills, cable] = [await alone(lines[0]!), await alone(lines[1]!)]
    expect(money(drills!, 'EUR').plus(money(cable!, 'EUR')).toDecimalString()).toBe(both!.price.amount)
    await clerk.change('warehouse', leipzig, { active: false })
  })

  it('goes abroad with the number, the origin and the value of each product', async () => {
    await clerk.change('product', shop.furniture.drill, { hsCode: '8467.21', countryOfOrigin: 'CZ' })
    // it lies in Berlin only
    const buyer = await at([[skus.drill, '2']], miami)
    shop.fedex.journal.clear()
    expect((await answerFor(buyer)).options.some(({ id }) => id.startsWith('fedex:'))).toBe(true)
    const call = shop.fedex.journal.list().find(({ path }) => path.startsWith('/rate'))
    expect((call!.body as { requestedShipment: object }).requestedShipment).toMatchObject({
      customsClearanceDetail: {
        commodities: [
          {
            ...{ harmonizedCode: '8467.21', countryOfManufacture: 'CZ', quantity: 2, quantityUnits: 'PCS' },
            weight: { units: 'KG', value: 4.8 },
            customsValue: { currency: 'EUR' },
          },
        ],
      },
    })
  })

  it('is refused at placing once its time is over', async () => {
    const levels = await levelOf(shop.furniture.drill, 'berlin')
    await clerk.change('inventoryLevel', levels, { onHand: '50' })
    const buyer = await at([[skus.drill, '1']])
    const { id } = (await answerFor(buyer)).options.find((option) => option.id.startsWith('fedex:'))!
    await granted(buyer.step('SetShippingMethod', { optionId: id }))
    const { ready, totals } = await granted(buyer.step('SetBillingAddress', { sameAsShipping: true }))
    expect(ready).toBe(true)
    shop.clock.advance({ hours: 5 })
    await still(shop.database, async () => {
      expect((await buyer.place(totals!.total)).error).toMatchObject({
        code: 'CHECKOUT_INCOMPLETE',
        params: { missing: 'SHIPPING_METHOD_OUTDATED' },
      })
    })
    await granted(buyer.step('SetShippingMethod', { optionId: id }))
    expect((await granted(buyer.checkout())).ready).toBe(true)
  })
})

interface Sent {
  shipper: { address: { postalCode: string } }
  shipDateStamp: string
}

async function levelOf(productId: string, warehouse: 'berlin'): Promise<string> {
  const warehouseId = shop.warehouseIds[warehouse]
  const found = await shop.database.db
    .selectFrom('inventoryLevels')
    .select('id')
    .where('productId', '=', productId)
    .where('warehouseId', '=', warehouseId)
    .executeTakeFirst()
  return found?.id ?? clerk.make('inventoryLevel', { productId, warehouseId, onHand: '0' })
}
