import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { munich } from '../../testing/buyer.ts'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { Clerk } from '../../testing/clerk.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList } from '../../testing/fixtures/shop.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient
let clerk: Clerk
let term: string
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  clerk = await Clerk.of(shop)
  term = await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 })
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
})
afterAll(() => shop.close())

const call = (name: string, input: Record<string, unknown>) =>
  new Caller(`${shop.url}/admin/graphql`, erp.token).act<{ id: string; total: { amount: string } }>(
    name,
    input,
    'id total { amount }',
  )

/** A customer who may owe so much, of whom a drill costs 100 and its tax. */
async function debtor(creditLimit: string) {
  const customerId = await addCustomer(shop)
  const own = await addPriceList(shop, `of ${customerId}`, { customerId })
  await setPrices(shop, own, shop.furniture.drill, 'piece', { 1: '100.00' })
  await clerk.change('customer', customerId, {
    paymentTermId: term,
    creditLimit: { amount: creditLimit, currency: 'EUR' },
    creditCurrency: 'EUR',
  })
  return customerId
}

const entered = (customerId: string, more: object = {}) =>
  granted(
    call('orderEnter', {
      ...{ websiteId: shop.website.id, customerId, email: 'ada@example.com', shippingAddress: munich },
      lines: [{ sku: skus.drill, quantity: '1' }],
      ...more,
    }),
  )

describe('an order on account that is raised', () => {
  it('is held against the credit of its customer, and a refusal changes nothing', async () => {
    const { id, total } = await entered(await debtor('300'))
    expect(total.amount).toBe('119.00')
    await still(shop.database, async () => {
      const added = await call('orderAddLine', { id, sku: skus.drill, quantity: '2' })
      expect(added.error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
      const more = await call('orderChangeLine', { id, position: 1, quantity: '3' })
      expect(more.error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
      const dearer = await call('orderChangeLine', { id, position: 1, unitPrice: '260' })
      expect(dearer.error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
      const path = `/admin/api/orders/${id}/actions/changeLine`
      const { status, errors } = await send(erp, path, {
        method: 'POST',
        body: { data: { type: 'orderChangeLine', attributes: { position: 1, quantity: '3' } } },
      })
      expect([status, errors?.[0]?.code]).toEqual([403, 'CREDIT_LIMIT_EXCEEDED'])
    })
    const two = await granted(call('orderChangeLine', { id, position: 1, quantity: '2' }))
    expect(two.total.amount).toBe('238.00')
  })

  it('may become less, and stay, while more is owed than may be', async () => {
    const customerId = await debtor('300')
    const { id } = await entered(customerId, { lines: [{ sku: skus.drill, quantity: '2' }] })
    await clerk.change('customer', customerId, { creditLimit: { amount: '50', currency: 'EUR' } })
    await granted(call('orderChangeLine', { id, position: 1, quantity: '2' }))
    const less = await granted(call('orderChangeLine', { id, position: 1, quantity: '1' }))
    expect(less.total.amount).toBe('119.00')
    await still(shop.database, async () => {
      const again = await call('orderChangeLine', { id, position: 1, quantity: '2' })
      expect(again.error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
  })

  it('counts what comes, not what was ordered: a line that was confirmed in part and is asked for anew is owed again', async () => {
    const customerId = await debtor('500')
    const { id } = await entered(customerId, { lines: [{ sku: skus.drill, quantity: '4' }] })
    await clerk.act('order.confirm', { id, lines: [{ position: 1, quantity: '1' }] })
    await clerk.change('customer', customerId, { creditLimit: { amount: '200', currency: 'EUR' } })
    await still(shop.database, async () => {
      const { error } = await call('orderChangeLine', { id, position: 1, quantity: '3' })
      expect(error?.code).toBe('CREDIT_LIMIT_EXCEEDED')
    })
  })

  it('is refused in another currency than that of a limit that came later', async () => {
    const customerId = await debtor('300')
    const dollars = await addPriceList(shop, 'in dollars', { customerId })
    await clerk.change('priceList', dollars, { currencies: ['USD'] })
    await setPrices(shop, dollars, shop.furniture.drill, 'piece', { 1: '90.00' }, 'USD')
    await clerk.change('customer', customerId, { creditLimit: null, creditCurrency: null })
    const { id } = await entered(customerId, { currency: 'USD' })
    await clerk.change('customer', customerId, {
      creditLimit: { amount: '9000', currency: 'EUR' },
      creditCurrency: 'EUR',
    })
    await still(shop.database, async () => {
      const { error } = await call('orderChangeLine', { id, position: 1, quantity: '2' })
      expect(error).toMatchObject({ code: 'CREDIT_IN_OTHER_CURRENCY', params: { currency: 'EUR' } })
    })
  })

  it('uses a credit once, where orders are raised at the same moment', async () => {
    const customerId = await debtor('600')
    const orders: { id: string }[] = []
    for (let count = 0; count < 4; count += 1) orders.push(await entered(customerId))
    // by their price: nobody waits for the other's goods
    const answers = await Promise.all(
      orders.map(({ id }) => call('orderChangeLine', { id, position: 1, unitPrice: '180' })),
    )
    const codes = answers.map(({ error }) => error?.code ?? 'raised')
    expect(codes.sort()).toEqual([...Array<string>(3).fill('CREDIT_LIMIT_EXCEEDED'), 'raised'])
  })

  it('asks nobody where it is paid in another way', async () => {
    const { id } = await entered(await debtor('10'), { paymentMethod: 'elsewhere' })
    await granted(call('orderAddLine', { id, sku: skus.drill, quantity: '5' }))
  })
})
