import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { CartAnswer } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { clientAt, send } from '../../testing/jsonapi.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
afterEach(async () => {
  await shop.database.db.updateTable('promotions').set({ state: 'paused' }).where('state', '=', 'active').execute()
})

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const fields = 'totals { discount { amount currency } discounts { code } } coupons { code applied }'
const apply = (buyer: Buyer, code: string) => buyer.caller.act<CartAnswer>('cartApplyCoupon', { code }, fields)

it('takes coupons at the JSON:API door as at the GraphQL one, and tells the same refusals', async () => {
  await addPromotion(shop, { code: 'JSON', kind: 'amountOff', amount: '9' }, { code: 'JSON' })
  const buyer = new Buyer(shop)
  await buyer.ready()
  const client = clientAt(shop.url, buyer.caller.token)
  const act = (path: string, type: string, code: string) =>
    send(client, `/api/${path}`, { method: 'POST', body: { data: { type, attributes: { code } } } })
  const refused = await act('carts/actions/applyCoupon', 'cartApplyCoupon', 'NONE')
  expect([refused.status, refused.errors?.[0]?.code]).toEqual([422, 'COUPON_UNKNOWN'])
  const given = await act(`checkouts/${buyer.checkoutId}/actions/applyCoupon`, 'checkoutApplyCoupon', 'json')
  expect([given.status, given.errors]).toEqual([200, undefined])
  expect(given.one.attributes).toMatchObject({
    coupons: [{ code: 'JSON', applied: true }],
    totals: { discount: euros('9.00'), discounts: [{ code: 'JSON', coupon: 'JSON', amount: euros('9.00') }] },
  })
  const back = await act('carts/actions/removeCoupon', 'cartRemoveCoupon', 'JSON')
  expect(back.one.attributes).toMatchObject({ coupons: [], totals: { discount: euros('0.00') } })
})

it('comes along when its visitor signs in, and holds for groups only who belong to them', async () => {
  const { groupId } = shop
  await addPromotion(shop, { code: 'ALONG', kind: 'percentOff', percent: '10' }, { code: 'ALONG' })
  await addPromotion(shop, { code: 'GROUP', kind: 'percentOff', percent: '50', customerGroupId: groupId })
  const buyer = new Buyer(shop)
  await granted(buyer.add())
  expect((await granted(apply(buyer, 'ALONG'))).totals!.discount).toEqual(euros('11.90'))
  const account = { email: 'along@example.com', password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron' }
  await granted(buyer.caller.act('customerUserRegister', { ...account, company: 'Along' }, 'token'))
  const cart = () => granted(buyer.caller.ask<CartAnswer>('cartCurrent', null, fields))
  expect(await cart()).toMatchObject({
    coupons: [{ code: 'ALONG', applied: true }],
    totals: { discount: euros('11.90') },
  })
  await shop.database.db.updateTable('customers').set({ groupId }).where('name', '=', 'Along').execute()
  expect((await cart()).totals!.discounts.map(({ code }) => code)).toEqual(['ALONG', 'GROUP'])
})

it('counts tries at codes, so that nobody guesses them', async () => {
  const limited = await openShop({ env: { SIGN_IN_LIMIT_PER_MINUTE: '2' } })
  try {
    const buyer = new Buyer(limited)
    await granted(buyer.add())
    const codes: (string | undefined)[] = []
    for (let at = 0; at < 5; at += 1) codes.push((await apply(buyer, `GUESS-${at}`)).error?.code)
    expect(codes).toEqual([...Array<string>(4).fill('COUPON_UNKNOWN'), 'RATE_LIMITED'])
  } finally {
    await limited.close()
  }
})
