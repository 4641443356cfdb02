import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addPriceList } from '../../testing/fixtures/shop.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient
let clerk: Clerk
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  clerk = await Clerk.of(shop)
  customerId = await addCustomer(shop)
  const own = await addPriceList(shop, 'their own', { customerId })
  await setPrices(shop, own, shop.furniture.drill, 'piece', { 1: '100.00' })
})
afterAll(() => shop.close())

const asked = (more: object = {}) => ({
  websiteId: shop.website.id,
  email: 'ada@example.com',
  shippingAddress: munich,
  lines: [{ sku: skus.drill, quantity: '2' }],
  ...more,
})
/** By JSON:API, as an ERP would. */
const enter = (input: object, query = '') =>
  send(erp, `/admin/api/orders/actions/enter${query}`, {
    method: 'POST',
    body: { data: { type: 'orderEnter', attributes: input } },
  })
const selection = `id number state email currency balance { amount } total { amount } subtotal { amount } taxTotal { amount } shippingTotal { amount }
  paymentMethod paymentStatus externalNumber paymentTerm { code } customer { id } lines { position sku name quantity unitPrice { amount } rowTotal { amount } confirmation }`
const call = (name: string, input: Record<string, unknown>) =>
  new Caller(`${shop.url}/admin/graphql`, erp.token).act<Record<string, unknown>>(name, input, selection)
const stock = async (product = shop.furniture.drill) => {
  const level = await shop.database.db
    .selectFrom('inventoryLevels')
    .select(['onHand', 'reserved'])
    .where('productId', '=', product)
    .executeTakeFirstOrThrow()
  return { onHand: Number(level.onHand), reserved: Number(level.reserved) }
}
const ordersNow = () =>
  shop.database.db
    .selectFrom('orders')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()

describe('an order that an ERP or a clerk enters', () => {
  it('is priced for its customer, taxed and held against the stock as a cart is, and told to the world', async () => {
    const before = await stock()
    const method = await clerk.make('shippingMethod', {
      websiteId: shop.website.id,
      code: 'courier',
      kind: 'flatRate',
      label: { en: 'Courier', de: 'Kurier' },
      countries: ['DE'],
      currency: 'EUR',
      price: { amount: '10.00', currency: 'EUR' },
    })
    const { status, errors, one } = await enter(
      asked({ customerId, poNumber: 'PO-7', delivery: { methodId: method }, locale: 'de' }),
    )
    expect([status, errors]).toEqual([200, undefined])
    const order = await granted(
      new Caller(`${shop.url}/admin/graphql`, erp.token).send(`query ($id: ID!) { order(id: $id) { ${selection} } }`, {
        id: one.id,
      }),
    )
    expect(order).toMatchObject({
      state: 'placed',
      paymentMethod: 'elsewhere',
      paymentStatus: 'unpaid',
      customer: { id: customerId },
      subtotal: { amount: '200.00' },
      shippingTotal: { amount: '10.00' },
      taxTotal: { amount: '39.90' },
      total: { amount: '249.90' },
      balance: { amount: '249.90' },
      lines: [{ position: 1, sku: skus.drill, quantity: '2', unitPrice: { amount: '100.00' } }],
    })
    expect(await stock()).toEqual({ ...before, reserved: before.reserved + 2 })
    const told = await shop.database.db
      .selectFrom('outboxEvents')
      .select(['topic', 'payload'])
      .where('topic', '=', 'order.placed')
      .execute()
    expect(told.map(({ payload }) => (payload as { orderId: string }).orderId)).toContain(one.id)
    await clerk.act('order.cancel', { id: one.id })
    expect(await stock()).toEqual(before)
  })

  it('keeps a price that was given, is known by its number there, and is entered once', async () => {
    const input = asked({
      lines: [{ sku: skus.cable, unit: 'metre', quantity: '2.5', unitPrice: '3.10' }],
      externalSystem: 'sap',
      externalNumber: '4500017',
    })
    const first = await granted(call('orderEnter', input))
    expect(first).toMatchObject({
      externalNumber: '4500017',
      customer: null,
      lines: [{ quantity: '2.5', unitPrice: { amount: '3.10' }, rowTotal: { amount: '7.75' } }],
      total: { amount: '9.22' },
    })
    const count = await ordersNow()
    const again = await granted(call('orderEnter', input))
    expect([again['id'], await ordersNow()]).toEqual([first['id'], count])
    await still(shop.database, async () => {
      const other = { ...input, lines: [{ sku: skus.cable, unit: 'metre', quantity: '3' }] }
      expect((await call('orderEnter', other)).error?.code).toBe('DOCUMENT_STANDS')
    })
    const confirmed = await send(erp, `/admin/api/orders/${first['id'] as string}/actions/confirm`, {
      method: 'POST',
      body: { data: { type: 'orderConfirm', attributes: { lines: [{ position: 1 }] } } },
    })
    expect(confirmed.status).toBe(200)
  })

  it('goes on account by the term of its customer, within their credit', async () => {
    const term = await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 })
    const trusted = await addCustomer(shop)
    const credit = { amount: '300.00', currency: 'EUR' }
    await clerk.change('customer', trusted, { paymentTermId: term, creditLimit: credit, creditCurrency: 'EUR' })
    const order = await granted(
      call('orderEnter', asked({ customerId: trusted, lines: [{ sku: skus.drill, quantity: '1' }] })),
    )
    expect(order).toMatchObject({ paymentMethod: 'onAccount', paymentTerm: { code: 'NET30' } })
    await still(shop.database, async () => {
      const much = asked({ customerId: trusted, lines: [{ sku: skus.drill, quantity: '3' }] })
      expect((await call('orderEnter', much)).error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
    const dollars = await addPriceList(shop, 'in dollars', { customerId: trusted })
    await clerk.change('priceList', dollars, { currencies: ['USD'] })
    await setPrices(shop, dollars, shop.furniture.drill, 'piece', { 1: '900.00' }, 'USD')
    const abroad = asked({ customerId: trusted, currency: 'USD' })
    await still(shop.database, async () => {
      for (const by of [{}, { paymentMethod: 'onAccount' }])
        expect((await call('orderEnter', { ...abroad, ...by })).error).toMatchObject({
          code: 'CREDIT_IN_OTHER_CURRENCY',
          params: { currency: 'EUR' },
        })
    })
    expect(await granted(call('orderEnter', { ...abroad, paymentMethod: 'elsewhere' }))).toMatchObject({
      ...{ paymentMethod: 'elsewhere', currency: 'USD' },
    })
    await clerk.change('customer', trusted, { orderBlock: 'overdue' })
    await still(shop.database, async () => {
      expect((await call('orderEnter', asked({ customerId: trusted }))).error?.code).toBe('CUSTOMER_BLOCKED')
    })
  })

  it('is rehearsed without a trace', async () => {
    await still(shop.database, async () => {
      const { status, errors } = await enter(asked(), '?dryRun=true')
      expect([status, errors]).toEqual([200, undefined])
    })
  })

  it('is refused with what is wrong and where, and moves nothing', async () => {
    const wrong: [object, string, string?][] = [
      [{ lines: [] }, 'FIELD_REQUIRED', 'lines'],
      [
        {
          lines: [
            { sku: skus.drill, quantity: '1' },
            { sku: skus.drill, quantity: '900' },
          ],
        },
        'NOT_ENOUGH_STOCK',
      ],
      [{ lines: [{ sku: 'NONE', quantity: '1' }] }, 'REFERENCE_NOT_FOUND', 'lines.0.sku'],
      [{ lines: [{ sku: skus.drill, unit: 'pallet', quantity: '1' }] }, 'UNIT_NOT_SOLD', 'lines.0.unit'],
      [{ lines: [{ sku: skus.drill, quantity: '1.5' }] }, 'QUANTITY_PRECISION', 'lines.0.quantity'],
      [{ lines: [{ sku: skus.drill, quantity: '0' }] }, 'QUANTITY_INVALID', 'lines.0.quantity'],
      [{ email: null }, 'FIELD_REQUIRED', 'email'],
      [{ currency: 'CHF' }, 'CURRENCY_NOT_OFFERED', 'currency'],
      [{ currency: 'USD' }, 'PRICE_MISSING'],
      [{ paymentMethod: 'onAccount' }, 'FIELD_REQUIRED', 'customerId'],
      [{ paymentMethod: 'onAccount', customerId }, 'FIELD_REQUIRED', 'paymentTermId'],
      [{ delivery: { carrier: 'dhl', label: 'DHL' } }, 'FIELD_REQUIRED', 'delivery.price'],
      [{ shippingAddress: { ...munich, postalCode: 'X' } }, 'FIELD_INVALID', 'shippingAddress.postalCode'],
      [{ shippingAddress: { ...munich, countryCode: 'US', region: 'XX', postalCode: '33101' } }, 'REGION_UNKNOWN'],
    ]
    await still(shop.database, async () => {
      for (const [more, code, path] of wrong) {
        const { error } = await call('orderEnter', asked(more))
        expect([more, error?.code]).toEqual([more, code])
        if (path) expect([more, error?.path]).toEqual([more, path])
      }
    })
    const reader = await shop.client([{ entity: '*', deed: 'read', level: 'all' }])
    await still(shop.database, async () => {
      const refused = await new Caller(`${shop.url}/admin/graphql`, reader.token).act('orderEnter', asked(), 'id')
      expect(refused.error?.code).toBe('FORBIDDEN')
    })
  })
})

describe('the lines of an order', () => {
  it('are added, changed and taken out; totals, stock and what is still to be paid follow', async () => {
    const [drills, cables] = [await stock(), await stock(shop.furniture.cable)]
    const { id } = await granted(call('orderEnter', asked()))
    const added = await granted(call('orderAddLine', { id, sku: skus.cable, unit: 'metre', quantity: '10' }))
    expect(added).toMatchObject({
      subtotal: { amount: '278.00' },
      total: { amount: '330.82' },
      balance: { amount: '330.82' },
      lines: [{ position: 1 }, { position: 2, sku: skus.cable, unitPrice: { amount: '4.00' } }],
    })
    expect(await stock(shop.furniture.cable)).toEqual({ ...cables, reserved: cables.reserved + 10 })
    await granted(call('orderConfirm', { id, lines: [{ position: 1 }, { position: 2 }] }))
    const less = await granted(call('orderChangeLine', { id, position: 2, quantity: '4', unitPrice: '5' }))
    expect(less).toMatchObject({
      subtotal: { amount: '258.00' },
      lines: [{ confirmation: 'accepted' }, { quantity: '4', rowTotal: { amount: '20.00' }, confirmation: null }],
    })
    expect(await stock(shop.furniture.cable)).toEqual({ ...cables, reserved: cables.reserved + 4 })
    const more = await granted(call('orderChangeLine', { id, position: 1, quantity: '3' }))
    expect(more).toMatchObject({ lines: [{ quantity: '3', unitPrice: { amount: '119.00' } }, {}] })
    expect(await stock()).toEqual({ ...drills, reserved: drills.reserved + 3 })
    const rest = await granted(call('orderRemoveLine', { id, position: 2 }))
    expect(rest).toMatchObject({ lines: [{ position: 1 }], subtotal: { amount: '357.00' } })
    expect(await stock(shop.furniture.cable)).toEqual(cables)
    await still(shop.database, async () => {
      expect((await call('orderRemoveLine', { id, position: 1 })).error?.code).toBe('ORDER_LAST_LINE')
      expect((await call('orderRemoveLine', { id, position: 2 })).error?.code).toBe('FIELD_INVALID')
      expect((await call('orderChangeLine', { id, position: 1, quantity: '900' })).error?.code).toBe('NOT_ENOUGH_STOCK')
      expect((await call('orderAddLine', { id, sku: 'NONE', quantity: '1' })).error?.code).toBe('REFERENCE_NOT_FOUND')
    })
    await clerk.act('order.cancel', { id })
    expect(await stock()).toEqual(drills)
    await still(shop.database, async () => {
      expect((await call('orderChangeLine', { id, position: 1, quantity: '1' })).error?.code).toBe(
        'TRANSITION_NOT_ALLOWED',
      )
    })
  })

  it('stand once something has left, and keep what is in a shipment that is being made', async () => {
    const { id } = await granted(call('orderEnter', asked({ lines: [{ sku: skus.drill, quantity: '3' }] })))
    const shipped = await granted(
      new Caller(`${shop.url}/admin/graphql`, erp.token).act<{ id: string }>(
        'shipmentEnter',
        { orderId: id, number: 'S-77', carrier: 'dhl', lines: [{ position: 1, quantity: '2' }] },
        'id',
      ),
    )
    await still(shop.database, async () => {
      expect((await call('orderChangeLine', { id, position: 1, quantity: '1' })).error).toMatchObject({
        code: 'ORDER_LINE_PACKED',
        params: { packed: '2', sku: skus.drill },
      })
    })
    await granted(call('orderChangeLine', { id, position: 1, quantity: '4' }))
    await clerk.act('shipment.ship', { id: shipped.id })
    await still(shop.database, async () => {
      expect((await call('orderAddLine', { id, sku: skus.cable, quantity: '1' })).error?.code).toBe('ORDER_SHIPPED')
    })
  })
})
