import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let home: Caller
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  home = shop.caller()
  const person = { email: 'ada@example.com', password: 'a door of oak and brass', firstName: 'Ada', lastName: 'Byron' }
  await granted(home.act('customerUserRegister', { ...person, company: 'Byron Ltd' }, 'token'))
  const { db } = shop.database
  const company = db.selectFrom('customers').select('id').where('name', '=', 'Byron Ltd')
  customerId = (await company.executeTakeFirstOrThrow()).id
})
afterAll(() => shop.close())

/** A draft of an invoice over 141.61 EUR. */
const invoice = () =>
  clerk.make('invoice', {
    organizationId: clerk.organizationId,
    customerId,
    currency: 'EUR',
    subtotal: '141.61',
    taxTotal: '0',
    total: '141.61',
  })

describe('a blocked customer', () => {
  const block = (given: object) =>
    clerk.change('customer', customerId, {
      orderBlock: null,
      deliveryBlock: null,
      billingBlock: null,
      centralOrderBlock: null,
      ...given,
    })

  it('is refused at the checkout, and may go on once the block is gone', async () => {
    const buyer = new Buyer(shop, home)
    const checkout = await buyer.ready({ quantity: '1' })
    await block({ orderBlock: '01' })
    await still(shop.database, async () => {
      expect((await buyer.place(checkout.totals!.total)).error?.code).toBe('CUSTOMER_BLOCKED')
      expect((await home.act('checkoutStart', null, 'id')).error?.code).toBe('CUSTOMER_BLOCKED')
    })
    await block({ centralOrderBlock: '02' })
    await still(shop.database, async () => {
      expect((await buyer.place(checkout.totals!.total)).error?.code).toBe('CUSTOMER_BLOCKED')
    })
    await block({})
    expect(await granted(buyer.place(checkout.totals!.total))).toMatchObject({ status: 'awaitingPayment' })
    await granted(buyer.step('Reopen'))
  })

  it('who owes more than their credit places no orders until they have paid', async () => {
    const buyer = new Buyer(shop, home)
    const checkout = await buyer.start()
    const invoiceId = await invoice()
    const line = {
      position: 1,
      sku: 'X',
      name: 'X',
      unitCode: 'piece',
      quantity: '1',
      currency: 'EUR',
      unitPrice: '141.61',
      rowTotal: '141.61',
    }
    await clerk.make('invoiceLine', { invoiceId, ...line })
    await clerk.act('invoice.issue', { id: invoiceId })
    await clerk.change('customer', customerId, { creditLimit: { amount: '100', currency: 'EUR' } })
    await still(shop.database, async () => {
      expect((await home.act('checkoutStart', null, 'id')).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
      expect((await buyer.place(checkout.totals!.total)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
    await clerk.make('invoicePayment', {
      invoiceId,
      reference: 'T-1',
      currency: 'EUR',
      amount: '50',
      paidOn: '2026-11-26',
    })
    expect(await granted(home.act('checkoutStart', null, 'id'))).toMatchObject({ id: buyer.checkoutId })
    await clerk.change('customer', customerId, { creditLimit: null })
  })

  it('is sent nothing and billed nothing by the house', async () => {
    const buyer = new Buyer(shop, home)
    const placement = await buyer.atTheTill()
    await buyer.pays(placement)
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const shipmentId = await clerk.make('shipment', { orderId: order!.id, carrier: 'dhl' })
    const { lines } = (await clerk.read('order', order!.id, 'lines.position')) as { lines: { id: string }[] }
    await clerk.make('shipmentLine', { shipmentId, orderLineId: lines[0]!.id, quantity: '1' })
    const invoiceId = await invoice()
    await block({ deliveryBlock: 'Y1', billingBlock: '08' })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('shipment.ship', { id: shipmentId }))).toBe('CUSTOMER_BLOCKED')
      expect(await codeOf(clerk.act('invoice.issue', { id: invoiceId }))).toBe('CUSTOMER_BLOCKED')
    })
    await block({})
  })
})

describe('partners of a customer', () => {
  it('lend it their addresses', async () => {
    const partnerId = await clerk.make('customer', {
      code: 'SHIP-1',
      name: 'Byron Lager',
      organizationId: clerk.organizationId,
    })
    const addressId = await clerk.make('customerAddress', { ...munich, customerId: partnerId, city: 'Freising' })
    const cities = async () =>
      (await granted(home.ask<{ city: string }[]>('customerAddressMine', null, 'city'))).map(({ city }) => city)
    expect(await cities()).not.toContain('Freising')
    await clerk.make('customerPartner', { customerId, partnerId, role: 'shipTo' })
    expect(await cities()).toContain('Freising')
    const buyer = new Buyer(shop, home)
    await granted(buyer.add())
    await buyer.start()
    expect(await granted(buyer.step('SetShippingAddress', { customerAddressId: addressId }))).toMatchObject({
      shippingAddress: { city: 'Freising' },
    })
  })
})
