import { afterAll, beforeAll, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { deliveries, skus } from '../../testing/fixtures/furniture.ts'
import { setStock } from '../../testing/fixtures/products.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// What promotions took off an order, as it is entered, changed and told.

let shop: OpenShop
let clerk: Clerk
let erp: Caller
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = new Caller(`${shop.url}/admin/graphql`, (await shop.client()).token)
})
afterAll(() => shop.close())

const m = '{ amount }'
const selection = `id subtotal ${m} discountTotal ${m} discounts { code coupon amount ${m} } shippingTotal ${m} shippingDiscount ${m} taxTotal ${m} total ${m} balance ${m}
  lines { position quantity rowTotal ${m} discountAmount ${m} taxAmount ${m} } amendments { number totalsBefore { discount ${m} total ${m} }
  lines { position before { discountAmount ${m} } after { discountAmount ${m} } } }`
const amount = (of: string) => ({ amount: of })
const act = (name: string, input: Record<string, unknown>) => erp.act<Record<string, unknown>>(name, input, selection)
const asked = (more: object = {}) => ({
  websiteId: shop.website.id,
  email: 'ada@example.com',
  shippingAddress: munich,
  lines: [
    { sku: skus.drill, quantity: '2' },
    { sku: skus.cable, quantity: '4', unitPrice: '5' },
  ],
  ...more,
})

it('is reduced by a coupon that is named when it is entered, but for prices that are said', async () => {
  const { id } = await addPromotion(
    shop,
    { code: 'PHONE', kind: 'percentOff', percent: '10' },
    { code: 'PHONE', usageLimit: 1 },
  )
  const order = await granted(act('orderEnter', asked({ couponCodes: ['phone'] })))
  expect(order).toMatchObject({
    subtotal: amount('258.00'),
    discountTotal: amount('23.80'),
    discounts: [{ code: 'PHONE', coupon: 'PHONE', amount: amount('23.80') }],
    taxTotal: amount('44.50'),
    total: amount('278.70'),
    lines: [{ discountAmount: amount('23.80') }, { discountAmount: amount('0.00') }],
  })
  expect(await clerk.read('promotion', id, 'used')).toMatchObject({ used: 1 })
  await still(shop.database, async () => {
    expect((await act('orderEnter', asked({ couponCodes: ['PHONE'] }))).error?.code).toBe('COUPON_USED_UP')
    expect((await act('orderEnter', asked({ couponCodes: ['NONE'] }))).error?.code).toBe('COUPON_UNKNOWN')
  })
})

it('has the last use of a coupon once, where many are entered and bought at the same moment', async () => {
  const { id } = await addPromotion(
    shop,
    { code: 'LAST', kind: 'percentOff', percent: '10', couponNeeded: true, usageLimit: 2 },
    { code: 'LAST' },
  )
  const buyer = new Buyer(shop)
  await buyer.ready({ email: 'bob@example.com' })
  const { totals } = await granted(
    buyer.step<{ totals: { total: { amount: string; currency: string } } }>(
      'ApplyCoupon',
      { code: 'LAST' },
      'totals { total { amount currency } }',
    ),
  )
  const [bought, ...entered] = await Promise.all([
    buyer.place(totals.total),
    ...['a', 'b', 'c', 'd'].map((name) =>
      act('orderEnter', asked({ email: `${name}@example.com`, couponCodes: ['LAST'] })),
    ),
  ])
  const had = [bought, ...entered].filter(({ error }) => !error)
  const refused = [bought, ...entered].flatMap(({ error }) => error?.code ?? [])
  expect([had.length, [...new Set(refused)]]).toEqual([2, ['COUPON_USED_UP']])
  expect(await clerk.read('promotion', id, 'used')).toMatchObject({ used: 2 })
  const uses = await shop.database.db.selectFrom('promotionUses').select('id').where('promotionId', '=', id).execute()
  expect(uses).toHaveLength(2)
  await shop.database.db.updateTable('promotions').set({ state: 'ended' }).where('id', '=', id).execute()
})

it('keeps its promotions as they were agreed when its lines are changed, in proportion, whatever has become of them', async () => {
  const { id } = await addPromotion(shop, { code: 'HALF', kind: 'percentOff', percent: '50' })
  const ship = await addPromotion(shop, { code: 'SHIP', kind: 'shippingAmountOff', amount: '2' })
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready({ quantity: '4', optionId: deliveries.standard })
  await buyer.pays(await granted(buyer.place(totals!.total)))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  expect(shop.mails().find(({ text }) => text.includes('HALF'))?.text).toContain('Less by HALF: -€238.00')
  for (const one of [id, ship.id])
    await shop.database.db.updateTable('promotions').set({ state: 'ended' }).where('id', '=', one).execute()
  const paid = totals!.total.amount
  const less = await granted(act('orderChangeLine', { id: order!.id, position: 1, quantity: '3' }))
  expect(less).toMatchObject({
    subtotal: amount('357.00'),
    discountTotal: amount('180.50'),
    shippingDiscount: amount('2.00'),
    lines: [{ discountAmount: amount('178.50'), taxAmount: amount('33.92') }],
    total: amount('218.25'),
    balance: amount(`-${(Number(paid) - 218.25).toFixed(2)}`),
    amendments: [
      {
        number: 1,
        totalsBefore: { discount: amount('240.00'), total: amount(paid) },
        lines: [{ before: { discountAmount: amount('238.00') }, after: { discountAmount: amount('178.50') } }],
      },
    ],
  })
  const added = await granted(act('orderAddLine', { id: order!.id, sku: skus.cable, quantity: '2' }))
  expect(added).toMatchObject({
    discountTotal: amount('180.50'),
    lines: [{ discountAmount: amount('178.50') }, { discountAmount: amount('0.00') }],
  })
  expect(await granted(act('orderRemoveLine', { id: order!.id, position: 1 }))).toMatchObject({
    discountTotal: amount('2.00'),
    discounts: [{ code: 'SHIP', amount: amount('2.00') }],
    lines: [{ position: 2 }],
  })
})

it('takes no more off a line that becomes more, or dearer, than was agreed for it', async () => {
  const { id } = await addPromotion(shop, { code: 'TENNER', kind: 'amountOff', amount: '10' }, { code: 'TENNER' })
  const lines = [{ sku: skus.drill, quantity: '1' }]
  const order = await granted(act('orderEnter', asked({ lines, couponCodes: ['TENNER'] })))
  await setStock(shop, shop.furniture.drill, '50')
  const change = (input: object) => granted(act('orderChangeLine', { id: order['id'], position: 1, ...input }))
  const off = (discount: string) => ({ discountTotal: amount(discount), lines: [{ discountAmount: amount(discount) }] })
  expect(order).toMatchObject(off('10.00'))
  expect(await change({ quantity: '10' })).toMatchObject({ subtotal: amount('1190.00'), ...off('10.00') })
  expect(await change({ unitPrice: '500' })).toMatchObject({ subtotal: amount('5000.00'), ...off('10.00') })
  expect(await change({ quantity: '5' })).toMatchObject(off('10.00'))
  expect(await change({ quantity: '1', unitPrice: '59.5' })).toMatchObject(off('5.00'))
  await shop.database.db.updateTable('promotions').set({ state: 'ended' }).where('id', '=', id).execute()
})

it('keeps all that was agreed for a line whose quantity was a slip and is corrected, and only half of it where half was taken out', async () => {
  const { id } = await addPromotion(shop, { code: 'SLIP', kind: 'percentOff', percent: '10' }, { code: 'SLIP' })
  await setStock(shop, shop.furniture.drill, '50')
  const lines = [{ sku: skus.drill, quantity: '2' }]
  const order = await granted(act('orderEnter', asked({ lines, couponCodes: ['SLIP'] })))
  const change = (quantity: string) => granted(act('orderChangeLine', { id: order['id'], position: 1, quantity }))
  const off = (discount: string) => ({ discountTotal: amount(discount), lines: [{ discountAmount: amount(discount) }] })
  expect(order).toMatchObject(off('23.80'))
  expect(await change('20')).toMatchObject(off('23.80'))
  const added = await granted(act('orderAddLine', { id: order['id'], sku: skus.cable, quantity: '1' }))
  expect(added).toMatchObject({ discountTotal: amount('23.80') })
  await granted(act('orderRemoveLine', { id: order['id'], position: 2 }))
  const corrected = await change('2')
  expect(corrected).toMatchObject({ ...off('23.80'), total: order['total'] })
  expect(await change('1')).toMatchObject(off('11.90'))
  expect(await change('2')).toMatchObject(off('11.90'))
  await shop.database.db.updateTable('promotions').set({ state: 'ended' }).where('id', '=', id).execute()
})

it('gives back all that was paid when it is cancelled', async () => {
  await addPromotion(shop, { code: 'ODD', kind: 'percentOff', percent: '33.33' })
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready({ quantity: '1' })
  await buyer.pays(await granted(buyer.place(totals!.total)))
  const { order } = await granted(buyer.complete())
  await clerk.act('order.cancel', { id: order!.id })
  const { payments } = await clerk.read('order', order!.id, 'payments.refunded', 'payments.captured')
  expect(payments).toMatchObject([{ refunded: totals!.total, captured: totals!.total }])
})

it('is invoiced to the cent, with what it was paid with, once', async () => {
  const customerId = await addCustomer(shop)
  const order = await granted(
    act('orderEnter', asked({ customerId, delivery: { carrier: 'own', label: 'Own van', price: '9.99' } })),
  )
  const invoice = (name: string, input: Record<string, unknown>) =>
    erp.act<Record<string, unknown>>(
      name,
      input,
      `id state subtotal ${m} discountTotal ${m} shippingTotal ${m} taxTotal ${m} total ${m} lines { rowTotal ${m} discountAmount ${m} taxAmount ${m} }`,
    )
  const drafted = await granted(invoice('invoiceDraft', { orderId: order['id'] }))
  const { subtotal, discountTotal, shippingTotal, taxTotal, total } = order
  expect(drafted).toMatchObject({ state: 'draft', subtotal, discountTotal, shippingTotal, taxTotal, total })
  expect((drafted['lines'] as { discountAmount: object }[]).map(({ discountAmount }) => discountAmount)).toEqual(
    (order['lines'] as { discountAmount: object }[]).map(({ discountAmount }) => discountAmount),
  )
  expect(await granted(invoice('invoiceIssue', { id: drafted['id'] }))).toMatchObject({ state: 'issued' })
  await still(shop.database, async () => {
    expect((await invoice('invoiceDraft', { orderId: order['id'] })).error?.code).toBe('DOCUMENT_STANDS')
  })
})
