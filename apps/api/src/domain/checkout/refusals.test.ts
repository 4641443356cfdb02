import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf } from '../../testing/books.ts'
import { Buyer, checkoutFields, miami, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { deliveries, skus } from '../../testing/fixtures/furniture.ts'
import { setPrices, setStock } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const unknown = '01a20000-0000-7000-8000-000000000000'

describe('placing is refused, and nothing moves,', () => {
  it('while steps lack something', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    const refused = await still(shop.database, () => buyer.place(euros('141.61')))
    expect(refused.error).toMatchObject({ code: 'CHECKOUT_INCOMPLETE', status: 422 })
    expect(refused.error?.params?.missing).toBe(
      'EMAIL_MISSING, SHIPPING_ADDRESS_MISSING, SHIPPING_METHOD_MISSING, BILLING_ADDRESS_MISSING',
    )
  })

  it('when the total is not the one that the shopper saw', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const refused = await still(shop.database, () => buyer.place(euros('1.00')))
    expect(refused.error).toMatchObject({
      code: 'PRICE_CHANGED',
      status: 409,
      path: 'expectedTotal',
      params: { total: totals!.total.amount },
    })
    const dollars = await still(shop.database, () => buyer.place({ ...totals!.total, currency: 'USD' }))
    expect(dollars.error?.code).toBe('PRICE_CHANGED')
  })

  it('when a price changed between cart and payment, until the shopper agrees to the new one', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '129.00' })
    const refused = await still(shop.database, () => buyer.place(totals!.total))
    expect(refused.error?.code).toBe('PRICE_CHANGED')
    const now = await granted(buyer.checkout())
    expect((await granted(buyer.place(now.totals!.total))).status).toBe('awaitingPayment')
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '119.00' })
  })

  it('when it was sold out between cart and payment', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await setStock(shop, shop.furniture.drill, '0')
    const refused = await still(shop.database, () => buyer.place(totals!.total))
    expect(refused.error).toMatchObject({ code: 'NOT_ENOUGH_STOCK', status: 409, params: { sku: skus.drill } })
    await setStock(shop, shop.furniture.drill, '100')
  })

  it('when the product is no longer sold', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const set = (status: 'enabled' | 'disabled') =>
      shop.database.db.updateTable('products').set({ status }).where('id', '=', shop.furniture.drill).execute()
    await set('disabled')
    const refused = await still(shop.database, () => buyer.place(totals!.total))
    expect(refused.error).toMatchObject({ code: 'PRODUCT_UNAVAILABLE', params: { sku: skus.drill } })
    await set('enabled')
  })

  it('when the cart has been emptied', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(buyer.caller.act('cartClear', null, 'id'))
    const refused = await still(shop.database, () => buyer.place(totals!.total))
    expect(refused.error?.code).toBe('CART_EMPTY')
  })
})

describe('steps are refused, and nothing moves,', () => {
  it('where a country is not served, a region is missing or a postal code cannot be', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    const to = (address: object) => still(shop.database, () => buyer.step('SetShippingAddress', { address }))
    expect((await to({ ...munich, countryCode: 'FR', postalCode: '75001' })).error).toMatchObject({
      code: 'COUNTRY_NOT_SERVED',
      path: 'address.countryCode',
    })
    expect((await to({ ...miami, region: null })).error).toMatchObject({
      code: 'FIELD_REQUIRED',
      path: 'address.region',
    })
    expect((await to({ ...munich, postalCode: '803' })).error).toMatchObject({
      code: 'FIELD_INVALID',
      path: 'address.postalCode',
    })
    const nothing = await still(shop.database, () => buyer.step('SetShippingAddress', {}))
    expect(nothing.error).toMatchObject({ code: 'FIELD_REQUIRED' })
  })

  it('for a way of delivery before there is an address, and for one that is not offered', async () => {
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await buyer.start()
    expect((await buyer.options()).error).toMatchObject({ code: 'CHECKOUT_INCOMPLETE' })
    await granted(buyer.step('SetShippingAddress', { address: munich }))
    const refused = await still(shop.database, () => buyer.step('SetShippingMethod', { optionId: deliveries.flatUs }))
    expect(refused.error).toMatchObject({ code: 'SHIPPING_METHOD_UNAVAILABLE', path: 'optionId' })
  })

  it('without anything in the cart, or without a token', async () => {
    const buyer = new Buyer(shop)
    const stranger = await still(shop.database, () => buyer.caller.act('checkoutStart', null, 'id'))
    expect(stranger.error).toMatchObject({ code: 'SESSION_REQUIRED', status: 401 })
    await granted(buyer.add())
    await granted(buyer.caller.act('cartClear', null, 'id'))
    const empty = await still(shop.database, () => buyer.caller.act('checkoutStart', null, 'id'))
    expect(empty.error?.code).toBe('CART_EMPTY')
  })

  it('while the payment is under way', async () => {
    const buyer = new Buyer(shop)
    await buyer.atTheTill()
    for (const [step, input] of [
      ['SetContact', { email: 'eve@example.com' }],
      ['SetShippingAddress', { address: munich }],
      ['SetBillingAddress', { sameAsShipping: true }],
      ['SetShippingMethod', { optionId: deliveries.pickup }],
    ] as const) {
      const refused = await still(shop.database, () => buyer.step(step, input))
      expect([step, refused.error?.code]).toEqual([step, 'PAYMENT_PENDING'])
    }
    expect((await still(shop.database, () => buyer.add())).error?.code).toBe('PAYMENT_PENDING')
  })
})

it('asks for the way of delivery again when the address or the goods change', async () => {
  const buyer = new Buyer(shop)
  await buyer.ready()
  const moved = await granted(
    buyer.step('SetShippingAddress', { address: { ...munich, postalCode: '10115', city: 'Berlin' } }),
  )
  const lacks = (checkout: typeof moved) => checkout.steps!.flatMap((step) => step.lacks.map(({ code }) => code))
  expect(lacks(moved)).toEqual(['SHIPPING_METHOD_OUTDATED', 'PAYMENT_MISSING'])
  expect((await buyer.place(moved.totals!.total)).error?.params?.missing).toBe('SHIPPING_METHOD_OUTDATED')
  const chosen = await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
  expect(chosen.ready).toBe(true)
  await granted(buyer.add(skus.cable, '2.5'))
  expect(lacks(await granted(buyer.checkout()))).toEqual(['SHIPPING_METHOD_OUTDATED', 'PAYMENT_MISSING'])
})

it('shows somebody else’s checkout, cart line and order as if there were none', async () => {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  await buyer.pays(placement)
  const { order } = await granted(buyer.complete())
  const open = new Buyer(shop)
  const { lines } = await granted(open.add())
  await open.start()
  const eve = new Buyer(shop)
  await granted(eve.add(skus.cable, '1'))
  for (const id of [buyer.checkoutId, open.checkoutId, unknown]) {
    eve.checkoutId = id
    await still(shop.database, async () => {
      expect((await eve.checkout()).value).toBeNull()
      for (const attempt of [
        eve.step('SetContact', { email: 'eve@example.com' }),
        eve.step('SetShippingAddress', { address: munich }),
        eve.step('SetShippingMethod', { optionId: deliveries.pickup }),
        eve.step('SetBillingAddress', { sameAsShipping: true }),
        eve.options(),
        eve.place(euros('1')),
        eve.complete(),
        eve.step('Reopen'),
      ])
        expect((await attempt).error).toMatchObject({ code: 'CHECKOUT_NOT_FOUND', status: 404 })
    })
  }
  for (const id of [order!.id, unknown])
    expect((await eve.caller.send('query ($id: ID!) { order(id: $id) { id } }', { id })).value).toBeNull()
  for (const lineId of [lines![0]!.id, unknown]) {
    const change = () => eve.caller.act('cartChangeLine', { lineId, quantity: '5' }, 'id')
    expect((await still(shop.database, change)).error).toMatchObject({ code: 'NOT_FOUND', status: 404 })
  }
  expect((await booksOf(shop.database, open.checkoutId)).checkout.email).toBeNull()
  const none = await eve.caller.ask('checkoutCurrent', {}, checkoutFields)
  expect(none).toMatchObject({ value: null, errors: [] })
})
