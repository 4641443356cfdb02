import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../../testing/client.ts'
import { Clerk } from '../../../testing/clerk.ts'
import { send } from '../../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../../testing/shop.ts'
import { still } from '../../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let erp: ApiClient
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  erp = await shop.client()
})
afterAll(() => shop.close())

const change = (id: string, attributes: object) =>
  send(erp, `/admin/api/promotions/${id}`, { method: 'PATCH', body: { data: { type: 'promotions', id, attributes } } })
const promotion = (given: object) =>
  clerk.make('promotion', { websiteId: shop.website.id, name: { en: 'Less' }, ...given })

describe('a promotion', () => {
  it('that holds goes on saying what it takes off', async () => {
    const id = await promotion({ code: 'held', kind: 'amountOff', amount: '5', currency: 'EUR' })
    await clerk.act('promotion.activate', { id })
    await still(shop.database, async () => {
      for (const [attributes, field] of [
        [{ amount: null }, 'amount'],
        [{ currency: null }, 'currency'],
        [{ kind: 'buyXGetY' }, 'buyQuantity'],
        [{ kind: 'percentOff' }, 'percent'],
      ] as const) {
        const { status, errors } = await change(id, attributes)
        expect([status, errors?.[0]?.code, errors?.[0]?.source?.pointer]).toEqual([
          400,
          'FIELD_REQUIRED',
          `/data/attributes/${field}`,
        ])
      }
    })
    expect((await change(id, { kind: 'percentOff', percent: '5', amount: null })).status).toBe(200)
    await clerk.act('promotion.pause', { id })
    expect((await change(id, { percent: null })).status).toBe(200)
  })

  it('has coupons that no other one is called like, however it is written', async () => {
    const promotionId = await promotion({ code: 'called', kind: 'percentOff', percent: '5', couponNeeded: true })
    await clerk.make('coupon', { promotionId, code: 'Spring-1' })
    const data = {
      type: 'coupons',
      attributes: { code: 'SPRING-1' },
      relationships: { promotion: { data: { type: 'promotions', id: promotionId } } },
    }
    await still(shop.database, async () => {
      const { status, errors } = await send(erp, '/admin/api/coupons', { method: 'POST', body: { data } })
      expect([status, errors?.[0]?.code, errors?.[0]?.source?.pointer]).toEqual([
        409,
        'ALREADY_EXISTS',
        '/data/attributes/code',
      ])
    })
  })
})
