import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { CardOrders, cents } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// An invoice bills what is delivered, not what was ordered.

describe.each([
  ['with tax on top', false],
  ['with tax in the prices', true],
])('the invoice of an order that is confirmed in part (%s)', (_, pricesIncludeTax) => {
  let shop: OpenShop
  let clerk: Clerk
  let paymentTermId: string
  beforeAll(async () => {
    shop = await openShop({ pricesIncludeTax })
    clerk = await Clerk.of(shop)
    paymentTermId = await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 })
    await new CardOrders(shop, clerk).stock()
    await addPromotion(shop, { code: 'ODD', kind: 'percentOff', percent: '3.33' }, { code: 'ODD' })
  })
  afterAll(() => shop.close())

  /** Three drills and cable, on account, with a coupon: amounts that do not divide. */
  async function ordered() {
    const customerId = await addCustomer(shop)
    await clerk.change('customer', customerId, { paymentTermId })
    const asked = {
      ...{ websiteId: shop.website.id, customerId, email: 'ada@example.com', shippingAddress: munich },
      ...{ couponCodes: ['ODD'], delivery: { carrier: 'dhl', label: 'DHL', price: '4.90' } },
      lines: [
        { sku: skus.drill, quantity: '3' },
        { sku: skus.cable, quantity: '4' },
      ],
    }
    return String((await clerk.act('order.enter', asked, { id: {} }))['id'])
  }
  const confirm = (id: string, lines: object[]) => clerk.act('order.confirm', { id, lines })
  async function drafted(orderId: string) {
    const { id } = await clerk.act('invoice.draft', { orderId })
    const fields = ['subtotal', 'discountTotal', 'shippingTotal', 'taxTotal', 'total', 'taxes']
    const row = await clerk.read('invoice', String(id), ...fields, 'lines.sku', 'lines.quantity', 'lines.taxAmount')
    const taxes = row['taxes'] as { amount: unknown }[]
    expect(taxes.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(row['taxTotal']))
    return { id: String(id), row, lines: row['lines'] as { sku: string; quantity: string }[] }
  }

  it('bills as much of each line as will be delivered, comes to what is due, and can be issued', async () => {
    const orderId = await ordered()
    await confirm(orderId, [
      { position: 1, quantity: '1' },
      { position: 2, rejected: true },
    ])
    const { due } = await clerk.read('order', orderId, 'due')
    const { id, row, lines } = await drafted(orderId)
    expect(lines).toMatchObject([{ sku: skus.drill, quantity: '1' }])
    expect(row['total']).toEqual(due)
    expect(cents(row['shippingTotal'])).toBe(490)
    await clerk.act('invoice.issue', { id })
    expect(await clerk.read('invoice', id, 'state', 'open')).toMatchObject({ state: 'issued', open: due })
  })

  it('bills parts of several lines to the cent', async () => {
    const orderId = await ordered()
    await confirm(orderId, [
      { position: 1, quantity: '2' },
      { position: 2, quantity: '3' },
    ])
    const { due } = await clerk.read('order', orderId, 'due')
    const { id, row, lines } = await drafted(orderId)
    expect(lines.map(({ quantity }) => Number(quantity))).toEqual([2, 3])
    expect(row['total']).toEqual(due)
    await clerk.act('invoice.issue', { id })
  })

  it('bills the order as it was agreed where all of it will be delivered', async () => {
    const orderId = await ordered()
    await confirm(orderId, [{ position: 1 }, { position: 2 }])
    const agreed = await clerk.read('order', orderId, 'subtotal', 'discountTotal', 'taxTotal', 'total', 'taxes')
    const { row } = await drafted(orderId)
    const { subtotal, discountTotal, taxTotal, total, taxes } = row
    expect({ subtotal, discountTotal, taxTotal, total, taxes }).toEqual({
      ...{ subtotal: agreed['subtotal'], discountTotal: agreed['discountTotal'], taxTotal: agreed['taxTotal'] },
      ...{ total: agreed['total'], taxes: agreed['taxes'] },
    })
  })

  it('is refused where nothing of it will be delivered and it has ended, and nothing is drafted', async () => {
    const orderId = await ordered()
    await confirm(orderId, [
      { position: 1, rejected: true },
      { position: 2, rejected: true },
    ])
    await still(
      shop.database,
      async () => expect(await codeOf(clerk.act('invoice.draft', { orderId }))).toBe('TRANSITION_NOT_ALLOWED'),
      ['invoices', 'invoice_lines'],
    )
  })
})
