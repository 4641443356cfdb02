import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type OpenTestDatabase } from '../../testing/context.ts'
import { actOn, currentCart } from '../../testing/fixtures/carts.ts'
import { addBuyer, addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct } from '../../testing/fixtures/products.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { closeCart, priceCart } from './index.ts'

let database: OpenTestDatabase
let shop: Shop
beforeAll(async () => {
  database = await openTestDatabase()
  shop = await createShop(database)
})
afterAll(() => database.close())

const euros = (amount: string) => ({ amount, currency: 'EUR' })

describe('what a cart comes to', () => {
  it('is taxed for the address, the shipping with it, and by the website’s country before there is one', async () => {
    const ctx = shop.visitor()
    const cart = await actOn(ctx, 'cart.addLine', { productId: await addProduct(shop), quantity: '3' })
    await actOn(ctx, 'cart.addLine', { productId: await addProduct(shop, { taxCode: 'reduced' }), quantity: '1' })
    const priced = async (address: { countryCode: string; region?: string; postalCode: string } | null) =>
      (await priceCart(ctx, cart.id, { address, shipping: euros('5.90') })).answer.totals
    expect(await priced(null)).toEqual({
      discount: euros('0.00'),
      discounts: [],
      shippingDiscount: null,
      surcharge: null,
      subtotal: euros('40.00'),
      shipping: euros('5.90'),
      tax: euros('7.52'),
      taxes: [
        { name: 'VAT 19 %', rate: '0.19', amount: euros('6.82') },
        { name: 'VAT 7 %', rate: '0.07', amount: euros('0.70') },
      ],
      total: euros('53.42'),
    })
    expect(await priced({ countryCode: 'US', region: 'CA', postalCode: '94105' })).toMatchObject({
      taxes: [{ name: 'Sales tax', rate: '0.0725', amount: euros('2.61') }],
      total: euros('48.51'),
    })
    expect(await priced({ countryCode: 'US', region: 'OR', postalCode: '97201' })).toMatchObject({
      tax: euros('0.00'),
      taxes: [],
      total: euros('45.90'),
    })
  })

  it('has no tax for a company that is exempt', async () => {
    const buyer = await addBuyer(shop, await addCustomer(shop, { taxExempt: true }))
    const cart = await actOn(buyer, 'cart.addLine', { productId: await addProduct(shop), quantity: '1' })
    expect(cart.totals).toMatchObject({ tax: euros('0.00'), total: euros('10.00') })
  })

  it('contains its tax where prices include it', async () => {
    const other = await openTestDatabase()
    try {
      const gross = await createShop(other, { pricesIncludeTax: true })
      const productId = await addProduct(gross, { prices: { piece: { 1: '119.00' } } })
      const cart = await actOn(gross.visitor(), 'cart.addLine', { productId, quantity: '2' })
      expect(cart).toMatchObject({
        pricesIncludeTax: true,
        totals: { subtotal: euros('238.00'), tax: euros('38.00'), total: euros('238.00') },
      })
    } finally {
      await other.close()
    }
  })

  it('is told line by line as an order keeps it, with the taxes of the lines', async () => {
    const ctx = shop.visitor()
    const productId = await addProduct(shop, {
      sku: 'CABLE',
      units: { metre: { precision: 2 }, box: { conversion: '50' } },
      prices: { metre: { 0.01: '1.1111' }, box: { 1: '49.95' } },
      stock: '1000',
    })
    const cart = await actOn(ctx, 'cart.addLine', { productId, quantity: '2.25' })
    await actOn(ctx, 'cart.addLine', { productId, unit: 'box', quantity: '2' })
    const { lines, obstacles } = await priceCart(ctx, cart.id)
    expect(obstacles).toEqual([])
    expect(
      lines.map((line) => [
        line.sku,
        line.quantity,
        line.unitCode,
        line.primaryQuantity,
        line.unitPrice.amount,
        line.rowTotal.amount,
        line.taxRate,
        line.taxAmount.amount,
      ]),
    ).toEqual([
      ['CABLE', '2.25', 'metre', '2.25', '1.1111', '2.50', '0.19', '0.48'],
      ['CABLE', '2', 'box', '100', '49.95', '99.90', '0.19', '18.98'],
    ])
  })

  it('begins anew after it became an order', async () => {
    const ctx = shop.visitor()
    const productId = await addProduct(shop)
    const bought = await actOn(ctx, 'cart.addLine', { productId, quantity: '1' })
    await closeCart(ctx, bought.id)
    expect(await currentCart(ctx)).toBeNull()
    expect((await actOn(ctx, 'cart.addLine', { productId, quantity: '1' })).id).not.toBe(bought.id)
  })
})
