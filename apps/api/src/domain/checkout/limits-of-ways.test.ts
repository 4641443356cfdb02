import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let settingId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  settingId = await clerk.make('paymentSetting', { websiteId: shop.website.id, method: 'card' })
  const rule = { websiteId: shop.website.id, code: 'card-fee', name: 'Fee', method: 'card', currency: 'EUR' }
  await clerk.make('paymentRule', { ...rule, surcharge: euros('5.00') })
})
afterAll(() => shop.close())

let limitId: string | undefined
afterEach(async () => {
  if (limitId) await clerk.remove('paymentLimit', limitId)
  limitId = undefined
})

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const limit = async (between: { minimum?: string; maximum?: string }) => {
  const amounts = Object.entries(between).map(([key, amount]) => [key, euros(amount)])
  limitId = await clerk.make('paymentLimit', { settingId, currency: 'EUR', ...Object.fromEntries(amounts) })
}
const offered = ({ caller, checkoutId }: Buyer) =>
  granted(caller.ask<{ method: string }[]>('checkoutPaymentOptions', { checkoutId }, 'method'))
/** Goods and delivery of 149.82, and 5.95 more for paying by card. */
const total = euros('155.77')

describe('the limits of a way to pay', () => {
  it.each([{ maximum: '155.76' }, { minimum: '155.78' }])(
    'are held against what is paid that way, with what it costs: %o',
    async (between) => {
      const buyer = new Buyer(shop)
      const { totals } = await buyer.ready({})
      expect(totals!.total).toEqual(total)
      await limit(between)
      expect(await offered(buyer)).toEqual([])
      await still(shop.database, async () => {
        expect((await buyer.place(total)).error?.code).toBe('CHECKOUT_INCOMPLETE')
        expect((await buyer.step('SetPaymentMethod', { method: 'card' })).error?.code).toBe(
          'PAYMENT_METHOD_UNAVAILABLE',
        )
      })
    },
  )

  it('take in what is exactly theirs', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready({})
    await limit({ minimum: '155.77', maximum: '155.77' })
    expect(await offered(buyer)).toEqual([{ method: 'card' }])
    expect((await granted(buyer.place(total))).payment).toMatchObject({ amount: total })
  })

  it('are held against what a gift card leaves, with what the way costs', async () => {
    const asked = { websiteId: shop.website.id, currency: 'EUR', amount: euros('100.00') }
    const { code } = await clerk.act('giftCard.issue', asked, { code: {} })
    const buyer = new Buyer(shop)
    await buyer.ready({})
    await granted(buyer.step('ApplyGiftCard', { code }, 'id'))
    await limit({ maximum: '55.76' })
    expect(await offered(buyer)).toEqual([])
    await still(shop.database, async () => {
      expect((await buyer.place(total)).error?.code).toBe('CHECKOUT_INCOMPLETE')
    })
    await clerk.change('paymentLimit', limitId!, { maximum: euros('55.77') })
    expect(await offered(buyer)).toEqual([{ method: 'card' }])
    expect((await granted(buyer.place(total))).payment).toMatchObject({ amount: euros('55.77') })
  })
})
