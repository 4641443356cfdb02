import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CheckoutAnswer, OrderAnswer, PaymentOption, Totals } from '../../kernel/contract.ts'
import { randomIds } from '../../kernel/ids.ts'
import { Buyer, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries, skus } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
afterEach(async () => {
  const { db } = shop.database
  await db.deleteFrom('paymentRules').execute()
  await db
    .updateTable('websites')
    .set({ taxBasis: 'destination', taxRounding: 'perLine', shippingTaxCodeId: null, taxOriginId: null })
    .execute()
})

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const m = 'amount currency'
const fields = `id ready totals { subtotal { ${m} } shipping { ${m} } surcharge { ${m} } tax { ${m} } taxes { name amount { ${m} } } total { ${m} } }`
const seen = async (buyer: Buyer): Promise<Totals> =>
  (await granted(buyer.caller.ask<CheckoutAnswer>('checkoutCurrent', { checkoutId: buyer.checkoutId }, fields))).totals!
const site = (change: object) =>
  shop.database.db.updateTable('websites').set(change).where('id', '=', shop.website.id).execute()
const rule = (change: object) =>
  shop.database.db
    .insertInto('paymentRules')
    .values({
      ...{ id: randomIds.next(), code: 'card', name: 'Card', method: 'card', websiteId: shop.website.id },
      ...change,
    })
    .execute()

describe('a surcharge of the way to pay', () => {
  it('is said beside the way, is part of the total, taxed, and kept by the order', async () => {
    await rule({ surcharge: '1.50', surchargePercent: '2', currency: 'EUR' })
    const buyer = new Buyer(shop)
    await buyer.ready()
    // 1.50 + 2 % of 119.00 + 6.90
    const ways = await granted(
      buyer.caller.ask<PaymentOption[]>(
        'checkoutPaymentOptions',
        { checkoutId: buyer.checkoutId },
        `method surcharge { ${m} }`,
      ),
    )
    expect(ways).toEqual([{ method: 'card', surcharge: euros('4.02') }])
    const totals = await seen(buyer)
    expect(totals).toMatchObject({ surcharge: euros('4.02'), tax: euros('24.68'), total: euros('154.60') })
    await buyer.pays(await granted(buyer.place(totals.total)))
    const { order } = await granted(buyer.complete())
    const kept = await granted(
      buyer.caller.send<OrderAnswer>(`query ($id: ID!) { order(id: $id) { surchargeTotal { ${m} } total { ${m} } } }`, {
        id: order!.id,
      }),
    )
    expect(kept).toEqual({ surchargeTotal: euros('4.02'), total: euros('154.60') })
  })

  it('that came since the shopper saw the total is a total that has changed', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await rule({ surcharge: '1', currency: 'EUR' })
    await still(shop.database, async () => {
      expect((await buyer.place(totals!.total)).error).toMatchObject({
        code: 'PRICE_CHANGED',
        params: { total: '151.01' },
      })
    })
  })
})

describe('taxes', () => {
  it('are those of the place where goods are picked up, not of the address', async () => {
    const { db } = shop.database
    const abroad = randomIds.next()
    await db
      .insertInto('warehouses')
      .values({
        ...{
          id: abroad,
          code: 'sf',
          name: 'San Francisco',
          street: '1 Market St',
          city: 'San Francisco',
          active: false,
        },
        ...{ region: 'CA', postalCode: '94105', countryCode: 'US' },
      })
      .execute()
    await db.updateTable('shippingMethods').set({ warehouseId: abroad }).where('code', '=', 'berlin').execute()
    const buyer = new Buyer(shop)
    await buyer.ready({ address: munich, optionId: deliveries.pickup })
    expect((await seen(buyer)).taxes.map(({ name }) => name)).toEqual(['Sales tax'])
    await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
    expect((await seen(buyer)).taxes.map(({ name }) => name)).toEqual(['VAT 19 %'])
    await db.updateTable('shippingMethods').set({ warehouseId: null }).where('code', '=', 'berlin').execute()
    await granted(buyer.step('SetShippingMethod', { optionId: deliveries.pickup }))
    expect((await seen(buyer)).taxes.map(({ name }) => name)).toEqual(['VAT 19 %'])
  })

  it('go by the place that goods are sold from, where the website has it so', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    await granted(buyer.step('SetContact', { email: 'ada@example.com' }))
    await granted(buyer.step('SetShippingAddress', { address: miami }))
    expect((await seen(buyer)).taxes).toEqual([])
    await site({ taxBasis: 'origin' })
    expect((await seen(buyer)).taxes).toEqual([{ name: 'VAT 19 %', amount: euros('22.61') }])
  })

  it('are rounded per line or per order, and tax the delivery by its own code, as the website has it', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add(skus.cable, '1.01'))
    await buyer.ready({ quantity: '1' })
    // 4.55, 119.00 and 6.90 by 19 %: 0.8645, 22.61, 1.311; together 24.7855
    expect((await seen(buyer)).tax).toEqual(euros('24.78'))
    await site({ taxRounding: 'perOrder' })
    expect((await seen(buyer)).tax).toEqual(euros('24.79'))
    await site({ shippingTaxCodeId: shop.taxCodeIds.reduced })
    expect((await seen(buyer)).taxes).toEqual([
      { name: 'VAT 19 %', amount: euros('23.47') },
      { name: 'VAT 7 %', amount: euros('0.48') },
    ])
  })
})
