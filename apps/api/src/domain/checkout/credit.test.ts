import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MoneyValue } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let paymentTermId: string
let companies = 0
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const websiteId = shop.website.id
  await clerk.make('paymentRule', { code: 'account', name: 'On account', method: 'onAccount', websiteId })
  paymentTermId = await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 })
  await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '9000.00' }, 'USD')
  await clerk.make('shippingMethod', {
    ...{ websiteId, code: 'post-usd', kind: 'flatRate', countries: ['DE'], label: { en: 'Post' }, currency: 'USD' },
    price: { amount: '8.00', currency: 'USD' },
  })
})
afterAll(() => shop.close())

/** Two people of a company that may owe so much. */
async function colleagues(creditLimit: string) {
  const buyers: Buyer[] = []
  const emails: string[] = []
  const company = `Company ${(companies += 1)}`
  for (const name of ['ada', 'bob']) {
    const buyer = new Buyer(shop)
    const email = `${name}-${companies}@company.example`
    const person = { email, password: 'a fine password 1', firstName: name, lastName: 'Byron', company }
    await granted(buyer.caller.act('customerUserRegister', person, 'token'))
    buyers.push(buyer)
    emails.push(email)
  }
  const { db } = shop.database
  const users = await db.selectFrom('customerUsers').select('customerId').where('email', 'in', emails).execute()
  const { customerId } = users[0]!
  await db.updateTable('customerUsers').set({ customerId }).where('email', 'in', emails).execute()
  await clerk.change('customer', customerId, {
    paymentTermId,
    creditLimit: { amount: creditLimit, currency: 'EUR' },
    creditCurrency: 'EUR',
  })
  return { buyers, customerId }
}

/** At the till with one drill, on account. Answers the total. */
async function atTheTill(buyer: Buyer): Promise<MoneyValue> {
  const { totals } = await buyer.ready({ quantity: '1' })
  await granted(buyer.step('SetPaymentMethod', { method: 'onAccount' }))
  return totals!.total
}

describe('credit of a customer', () => {
  it('is used by orders that no invoice tells of yet, and by their invoices afterwards, once', async () => {
    const { buyers, customerId } = await colleagues('250')
    const [buyer] = buyers as [Buyer]
    const total = await atTheTill(buyer)
    expect(Number(total.amount)).toBeGreaterThan(125)
    const { order } = await granted(buyer.place(total))
    await shop.drain()
    const again = await atTheTill(buyer)
    await still(shop.database, async () => {
      expect((await buyer.place(again)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
    const billing = { organizationId: clerk.organizationId, customerId, orderId: order!.id, currency: 'EUR' }
    const invoiceId = await clerk.make('invoice', {
      ...billing,
      subtotal: total.amount,
      taxTotal: '0',
      total: total.amount,
    })
    const line = { position: 1, sku: 'X', name: 'X', unitCode: 'piece', quantity: '1', currency: 'EUR' }
    await clerk.make('invoiceLine', { invoiceId, ...line, unitPrice: total.amount, rowTotal: total.amount })
    await clerk.act('invoice.issue', { id: invoiceId })
    // billed, it is owed once still
    await clerk.change('customer', customerId, {
      creditLimit: { amount: (Number(total.amount) * 2).toFixed(2), currency: 'EUR' },
    })
    expect(await granted(buyer.place(again))).toMatchObject({ status: 'completed' })
  })

  it('is not used by what will not be delivered, nor by orders that were completed and billed elsewhere', async () => {
    const { buyers } = await colleagues('250')
    const [buyer] = buyers as [Buyer]
    const { order } = await granted(buyer.place(await atTheTill(buyer)))
    const id = order!.id
    const total = await atTheTill(buyer)
    expect((await buyer.place(total)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    await clerk.act('order.confirm', { id, lines: [{ position: 1, rejected: true }] })
    const second = await granted(buyer.place(total))
    const third = await atTheTill(buyer)
    expect((await buyer.place(third)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    const { id: orderId } = second.order!
    const { lines } = (await clerk.read('order', orderId, 'lines.id')) as { lines: { id: string }[] }
    const shipmentId = await clerk.make('shipment', { orderId, carrier: 'dhl' })
    await clerk.make('shipmentLine', { shipmentId, orderLineId: lines[0]!.id, quantity: '1' })
    await clerk.act('shipment.ship', { id: shipmentId })
    expect((await buyer.place(third)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    await clerk.act('shipment.deliver', { id: shipmentId })
    expect(await granted(buyer.place(third))).toMatchObject({ status: 'completed' })
  })

  it('is free again when the order is cancelled', async () => {
    const { buyers } = await colleagues('250')
    const [buyer] = buyers as [Buyer]
    const { order } = await granted(buyer.place(await atTheTill(buyer)))
    const total = await atTheTill(buyer)
    expect((await buyer.place(total)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    await clerk.act('order.cancel', { id: order!.id })
    expect(await granted(buyer.place(total))).toMatchObject({ status: 'completed' })
  })

  it('is given once to two who order at once', async () => {
    const { buyers } = await colleagues('250')
    const totals: MoneyValue[] = []
    for (const buyer of buyers) totals.push(await atTheTill(buyer))
    const answers = await Promise.all(buyers.map((buyer, at) => buyer.place(totals[at]!)))
    expect(answers.map(({ value, error }) => value?.status ?? error?.code).sort()).toEqual([
      'CREDIT_LIMIT_EXCEEDED',
      'completed',
    ])
  })

  describe('in another currency than theirs', () => {
    const dollars = (buyer: Buyer) => new Buyer(shop, shop.caller(buyer.caller.token, { 'portico-currency': 'USD' }))
    const inDollars = { quantity: '1', optionId: 'flatRate:post-usd' }
    const methods = async (buyer: Buyer) => {
      const input = { checkoutId: buyer.checkoutId }
      const options = await granted(buyer.caller.ask<{ method: string }[]>('checkoutPaymentOptions', input, 'method'))
      return options.map(({ method }) => method)
    }

    it('is none: on account is not offered, refused when it is chosen, and by card it goes', async () => {
      const { buyers } = await colleagues('250')
      const buyer = dollars(buyers[0]!)
      const { totals } = await buyer.ready(inDollars)
      expect(totals!.total).toMatchObject({ currency: 'USD' })
      expect(await methods(buyer)).toEqual(['card'])
      await still(shop.database, async () => {
        const { error } = await buyer.step('SetPaymentMethod', { method: 'onAccount' })
        expect(error?.code).toBe('PAYMENT_METHOD_UNAVAILABLE')
      })
      await granted(buyer.step('SetPaymentMethod', { method: 'card' }))
      expect(await granted(buyer.place(totals!.total))).toMatchObject({ status: 'awaitingPayment' })
    })

    it('is none either where on account was chosen in theirs, or before they had a limit', async () => {
      const { buyers, customerId } = await colleagues('250')
      const [euros] = buyers as [Buyer]
      await atTheTill(euros)
      const buyer = dollars(euros)
      await buyer.start()
      const { totals } = await granted(buyer.step('SetShippingMethod', { optionId: inDollars.optionId }))
      await still(shop.database, async () => {
        expect((await buyer.place(totals!.total)).error?.params).toEqual({ missing: 'PAYMENT_METHOD_MISSING' })
      })
      await clerk.change('customer', customerId, { creditLimit: null, creditCurrency: null })
      expect(await methods(buyer)).toContain('onAccount')
      await clerk.change('customer', customerId, { creditLimit: { amount: '250', currency: 'EUR' } })
      await still(shop.database, async () => {
        expect((await buyer.place(totals!.total)).error?.params).toEqual({ missing: 'PAYMENT_METHOD_MISSING' })
      })
      await clerk.change('customer', customerId, { creditLimit: { amount: '99000', currency: 'USD' } })
      expect(await granted(buyer.place(totals!.total))).toMatchObject({ status: 'completed' })
    })
  })
})
