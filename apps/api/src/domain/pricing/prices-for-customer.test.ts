import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CustomerPrice } from '../../kernel/contract.ts'
import { Caller, granted } from '../../testing/caller.ts'
import type { ApiClient } from '../../testing/client.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { addProduct, setPrices } from '../../testing/fixtures/products.ts'
import { addPriceList } from '../../testing/fixtures/shop.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let crm: ApiClient
let productId: string
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  crm = await shop.client()
  productId = await addProduct(shop, { prices: { piece: { 1: '10', 100: '5' } } })
  customerId = await addCustomer(shop)
  const own = await addPriceList(shop, 'their own', { customerId }, { validFrom: new Date('2026-12-01T00:00:00Z') })
  await setPrices(shop, own, productId, 'piece', { 1: '9', 20: '8' })
})
afterAll(() => shop.close())

const asked = (more: object = {}) => ({
  websiteId: shop.website.id,
  productIds: [productId],
  currency: 'EUR',
  at: '2026-12-24T00:00:00Z',
  ...more,
})
const ask = (input: Record<string, unknown>, token = crm.token) =>
  new Caller(`${shop.url}/admin/graphql`, token).ask<CustomerPrice[]>(
    'priceForCustomer',
    input,
    'sku unit quantity price { amount currency } priceList',
  )
const tiers = (prices: readonly CustomerPrice[]) => prices.map(({ quantity, price }) => `${quantity}: ${price.amount}`)

it('tells what a customer pays, what a stranger pays, and what they paid before, with the list that says so', async () => {
  const theirs = await granted(ask(asked({ customerId })))
  expect(tiers(theirs)).toEqual(['1: 9.00', '20: 8.00'])
  expect(theirs[0]).toMatchObject({ unit: 'piece', priceList: 'their own', price: { currency: 'EUR' } })
  expect(tiers(await granted(ask(asked())))).toEqual(['1: 10.00', '100: 5.00'])
  expect(tiers(await granted(ask(asked({ customerId, at: '2026-11-30T00:00:00Z' }))))).toEqual([
    '1: 10.00',
    '100: 5.00',
  ])
  expect(await granted(ask(asked({ currency: 'CHF' })))).toEqual([])
})

it('tells the same by JSON:API', async () => {
  const { status, body, errors } = await send(crm, '/admin/api/prices/questions/forCustomer', {
    method: 'POST',
    body: { data: { type: 'priceForCustomer', attributes: asked({ customerId }) } },
  })
  expect([status, errors]).toEqual([200, undefined])
  expect(JSON.stringify(body)).toContain('"priceList":"their own"')
})

it('tells nobody without the right to ask, and not of customers whom they may not see', async () => {
  const reader = await shop.client([{ entity: 'price', deed: 'read', level: 'all' }])
  expect((await ask(asked(), reader.token)).error).toMatchObject({ code: 'FORBIDDEN' })
  const blind = await shop.client([
    { entity: 'price', deed: '*', level: 'all' },
    { entity: 'product', deed: 'read', level: 'all' },
    { entity: 'website', deed: 'read', level: 'all' },
  ])
  expect((await ask(asked({ customerId }), blind.token)).error).toMatchObject({ code: 'FORBIDDEN' })
  const many = Array.from({ length: 201 }, () => productId)
  expect((await ask(asked({ productIds: many }))).error).toMatchObject({ code: 'FIELD_INVALID', path: 'productIds' })
})

it('is asked by who may read, and by no token that may only write something else', async () => {
  const reads = await shop.client(undefined, { scope: 'price:read website:read product:read customer:read' })
  expect(tiers(await granted(ask(asked({ customerId }), reads.token)))).toEqual(['1: 9.00', '20: 8.00'])
  const reader = await shop.client([{ entity: '*', deed: 'read', level: 'all' }])
  expect(tiers(await granted(ask(asked(), reader.token)))).toEqual(['1: 10.00', '100: 5.00'])
  const writes = await shop.client(undefined, { scope: 'product:write website:read' })
  expect((await ask(asked(), writes.token)).error?.code).toBe('FORBIDDEN')
})
