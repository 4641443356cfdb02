import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/client.ts'
import { addCustomer } from '../../testing/fixtures/customers.ts'
import { send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let erp: ApiClient
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  erp = await shop.client()
  customerId = await addCustomer(shop)
})
afterAll(() => shop.close())

const put = (code: string | undefined, priority: number, customer = customerId) =>
  send(erp, '/admin/api/priceListAssignments', {
    method: 'POST',
    body: {
      data: {
        type: 'priceListAssignments',
        attributes: { ...(code ? { code } : {}), priority },
        relationships: {
          priceList: { data: { type: 'priceLists', meta: { key: { code: 'everybody' } } } },
          website: { data: { type: 'websites', id: shop.website.id } },
          customer: { data: { type: 'customers', id: customer } },
        },
      },
      ...(code ? { meta: { upsert: true } } : {}),
    },
  })

it('names who gets a price list by a code: told again, it is changed, and the house gives one where none was said', async () => {
  const first = await put('ERP-17', 3)
  expect([first.status, first.errors]).toEqual([201, undefined])
  const again = await put('ERP-17', 5)
  expect([again.status, again.one.id]).toEqual([200, first.one.id])
  expect(again.one.attributes).toMatchObject({ code: 'ERP-17', priority: 5 })
  const nameless = await put(undefined, 1)
  expect(nameless.one.attributes?.['code']).toMatch(/^PA-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
})

it('refuses an assignment to a customer that is none, and leaves all as it was', async () => {
  await still(shop.database, async () => {
    const { status, errors } = await put('ERP-18', 1, '00000000-0000-7000-8000-00000000dead')
    expect([status, errors?.[0]?.code]).toEqual([422, 'REFERENCE_NOT_FOUND'])
  })
})
