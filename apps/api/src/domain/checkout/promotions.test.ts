import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CartAnswer, CheckoutAnswer, OrderAnswer, Totals } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
afterEach(async () => {
  await shop.database.db.updateTable('promotions').set({ state: 'paused' }).where('state', '=', 'active').execute()
})

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const m = 'amount currency'
const totals = `totals { subtotal { ${m} } discount { ${m} } discounts { code name coupon amount { ${m} } } shipping { ${m} }
  shippingDiscount { ${m} } tax { ${m} } total { ${m} } }`
const coupons = 'coupons { code name applied problem { code text } }'
const fields = `id ${totals} ${coupons}`

const apply = (buyer: Buyer, code: string) => buyer.caller.act<CartAnswer>('cartApplyCoupon', { code }, fields)
const seen = (buyer: Buyer) =>
  granted(buyer.caller.ask<CheckoutAnswer>('checkoutCurrent', { checkoutId: buyer.checkoutId }, fields))
const used = async (id: string) => {
  const { db } = shop.database
  const row = await db.selectFrom('promotions').select('used').where('id', '=', id).executeTakeFirstOrThrow()
  const uses = await db.selectFrom('promotionUses').select('orderId').where('promotionId', '=', id).execute()
  return {
    used: row.used,
    held: uses.filter(({ orderId }) => !orderId).length,
    kept: uses.filter(({ orderId }) => orderId).length,
  }
}
/** A buyer who lacks nothing but the payment, with what the coupon leaves. */
async function readyWith(code: string, email = 'ada@example.com') {
  const buyer = new Buyer(shop)
  await buyer.ready({ email })
  await granted(apply(buyer, code))
  const { totals: due } = await seen(buyer)
  return { buyer, total: due!.total }
}

it('brings a coupon from the cart into the order: lines, taxes and totals agree, and it has been used', async () => {
  const { id, couponId } = await addPromotion(
    shop,
    { code: 'TEN', kind: 'percentOff', percent: '10', usageLimit: 5 },
    { code: 'Ten-1' },
  )
  const buyer = new Buyer(shop)
  await granted(buyer.add(skus.drill, '2'))
  const cart = await granted(apply(buyer, ' ten-1 '))
  expect(cart.totals).toMatchObject({
    subtotal: euros('238.00'),
    discount: euros('23.80'),
    discounts: [{ code: 'TEN', name: 'Less by TEN', coupon: 'Ten-1', amount: euros('23.80') }],
    tax: euros('40.70'),
    total: euros('254.90'),
  } satisfies Partial<Totals>)
  expect(cart.coupons).toEqual([{ code: 'Ten-1', name: 'Less by TEN', applied: true, problem: null }])
  const ready = await buyer.ready({ quantity: '1' })
  expect((await granted(buyer.place({ ...ready.totals!.total }))).status).toBe('awaitingPayment')
  expect(await used(id)).toEqual({ used: 1, held: 1, kept: 0 })
  await buyer.pays(await granted(buyer.place(ready.totals!.total)))
  const { order } = await granted(buyer.complete())
  expect(await used(id)).toEqual({ used: 1, held: 0, kept: 1 })
  const read = await granted(
    buyer.caller.send<OrderAnswer>(
      `query ($id: ID!) { order(id: $id) { subtotal { ${m} } discountTotal { ${m} } discounts { code coupon amount { ${m} } }
        shippingTotal { ${m} } taxTotal { ${m} } total { ${m} } lines { rowTotal { ${m} } discountAmount { ${m} } taxAmount { ${m} } } } }`,
      { id: order!.id },
    ),
  )
  expect(read).toMatchObject({
    subtotal: euros('357.00'),
    discountTotal: euros('35.70'),
    discounts: [{ code: 'TEN', coupon: 'Ten-1', amount: euros('35.70') }],
    total: ready.totals!.total,
    lines: [{ rowTotal: euros('357.00'), discountAmount: euros('35.70'), taxAmount: euros('61.05') }],
  })
  const uses = await shop.database.db.selectFrom('couponUses').selectAll().where('couponId', '=', couponId).execute()
  expect(uses).toMatchObject([{ orderId: order!.id, email: 'ada@example.com' }])
})

describe('a coupon', () => {
  it('is refused by what is wrong with it, unknown and inactive ones alike, and the cart stays as it was', async () => {
    const past = new Date('2020-01-01')
    const percent = { kind: 'percentOff', percent: '5' } as const
    await addPromotion(shop, { ...percent, code: 'OFF' }, { code: 'OFF', active: false })
    await addPromotion(shop, { ...percent, code: 'DRAFT', state: 'draft' }, { code: 'DRAFT' })
    await addPromotion(shop, { ...percent, code: 'LATER' }, { code: 'LATER', validFrom: new Date('2999-01-01') })
    await addPromotion(shop, { ...percent, code: 'PAST', validUntil: past }, { code: 'PAST' })
    await addPromotion(shop, { ...percent, code: 'GONE' }, { code: 'GONE', usageLimit: 1, used: 1 })
    await addPromotion(shop, { ...percent, code: 'RICH', minimumSubtotal: '1000' }, { code: 'RICH' })
    const buyer = new Buyer(shop)
    await granted(buyer.add())
    await still(shop.database, async () => {
      const told = async (code: string) => (await apply(buyer, code)).error
      expect(await told('NOPE')).toMatchObject({
        code: 'COUPON_UNKNOWN',
        message: 'There is no coupon NOPE.',
        path: 'code',
      })
      for (const code of ['OFF', 'DRAFT', 'LATER']) {
        const { requestId: _, ...error } = (await told(code))!
        const { requestId: __, ...unknown } = (await told('NOPE'))!
        expect(JSON.stringify(error).replaceAll(code, 'NOPE')).toBe(JSON.stringify(unknown))
      }
      expect((await told('PAST'))?.code).toBe('COUPON_EXPIRED')
      expect((await told('GONE'))?.code).toBe('COUPON_USED_UP')
      expect((await told('RICH'))?.code).toBe('COUPON_NOT_APPLICABLE')
    })
  })

  it('goes with others, is given once, and is taken back at the cart and at the checkout', async () => {
    await addPromotion(shop, { code: 'A5', kind: 'amountOff', amount: '5' }, { code: 'FIVE' })
    await addPromotion(shop, { code: 'SHIP', kind: 'freeShipping' }, { code: 'SHIP' })
    const buyer = new Buyer(shop)
    await buyer.ready()
    await granted(apply(buyer, 'FIVE'))
    await granted(apply(buyer, 'five'))
    const step = (name: string, code: string) => buyer.step(name, { code }, fields)
    const both = await granted(step('ApplyCoupon', 'SHIP'))
    expect(both.totals).toMatchObject({
      discount: euros('11.90'),
      shipping: euros('6.90'),
      shippingDiscount: euros('6.90'),
      total: euros('135.66'),
    })
    expect(both.coupons?.map(({ code }) => code)).toEqual(['FIVE', 'SHIP'])
    expect((await granted(step('RemoveCoupon', 'Five'))).totals!.discount).toEqual(euros('6.90'))
    const cart = await granted(buyer.caller.act<CartAnswer>('cartRemoveCoupon', { code: 'SHIP' }, fields))
    expect([cart.coupons, cart.totals!.discount]).toEqual([[], euros('0.00')])
  })

  it('stays with a cart that it holds no more for, and says why', async () => {
    await addPromotion(shop, { code: 'BIG', kind: 'percentOff', percent: '5', minimumSubtotal: '200' }, { code: 'BIG' })
    const buyer = new Buyer(shop)
    await granted(buyer.add(skus.drill, '2'))
    await granted(apply(buyer, 'BIG'))
    const { lines } = await granted(buyer.caller.ask<CartAnswer>('cartCurrent', null, 'lines { id }'))
    const less = await granted(
      buyer.caller.act<CartAnswer>('cartChangeLine', { lineId: lines![0]!.id, quantity: '1' }, fields),
    )
    expect(less.totals!.discount).toEqual(euros('0.00'))
    expect(less.coupons).toMatchObject([{ code: 'BIG', applied: false, problem: { code: 'COUPON_NOT_APPLICABLE' } }])
  })

  it('cannot be changed while it is being paid for', async () => {
    await addPromotion(shop, { code: 'WAIT', kind: 'percentOff', percent: '5' }, { code: 'WAIT' })
    const { buyer, total } = await readyWith('WAIT')
    await granted(buyer.place(total))
    await still(shop.database, async () => {
      expect((await buyer.step('RemoveCoupon', { code: 'WAIT' }, fields)).error?.code).toBe('PAYMENT_PENDING')
      expect((await buyer.caller.act('cartRemoveCoupon', { code: 'WAIT' }, fields)).error?.code).toBe('PAYMENT_PENDING')
    })
    // what it has taken itself does not count against it
    expect((await seen(buyer)).coupons).toMatchObject([{ code: 'WAIT', applied: true }])
  })
})

describe('uses', () => {
  it('are given once when many buyers pay with the last one at the same moment', async () => {
    const { id } = await addPromotion(
      shop,
      { code: 'LAST', kind: 'percentOff', percent: '10' },
      { code: 'LAST', usageLimit: 1 },
    )
    await shop.database.db.updateTable('inventoryLevels').set({ onHand: '1000' }).execute()
    const buyers: Awaited<ReturnType<typeof readyWith>>[] = []
    for (let at = 0; at < 8; at += 1) buyers.push(await readyWith('LAST', `buyer-${at}@example.com`))
    const answers = await Promise.all(buyers.map(({ buyer, total }) => buyer.place(total)))
    const codes = answers.map(({ error, value }) => error?.code ?? value!.status)
    expect(codes.sort()).toEqual(['awaitingPayment', ...Array<string>(7).fill('COUPON_USED_UP')].sort())
    expect(await used(id)).toEqual({ used: 1, held: 1, kept: 0 })
    for (const [at, { buyer }] of buyers.entries())
      if (answers[at]!.error) {
        expect((await booksOf(shop.database, buyer.checkoutId)).reservations).toEqual([])
        const { totals: anew, coupons: given } = await seen(buyer)
        expect(anew!.discount).toEqual(euros('0.00'))
        expect(given).toMatchObject([{ applied: false, problem: { code: 'COUPON_USED_UP' } }])
        await still(shop.database, async () => {
          expect((await buyer.place(buyers[at]!.total)).error?.code).toBe('COUPON_USED_UP')
        })
        break
      }
  })

  it('come back where a checkout is let go, and can be taken by another', async () => {
    const { id } = await addPromotion(
      shop,
      { code: 'BACK', kind: 'percentOff', percent: '10', usageLimit: 1 },
      { code: 'BACK' },
    )
    const first = await readyWith('BACK')
    await granted(first.buyer.place(first.total))
    const second = new Buyer(shop)
    await second.ready()
    expect((await apply(second, 'BACK')).error?.code).toBe('COUPON_USED_UP')
    await granted(first.buyer.step('Reopen'))
    expect(await used(id)).toEqual({ used: 0, held: 0, kept: 0 })
    await granted(apply(second, 'BACK'))
    await granted(second.place((await seen(second)).totals!.total))
    expect((await first.buyer.place(first.total)).error?.code).toBe('COUPON_USED_UP')
  })

  it('are counted by buyer, of guests by their address, however it is written', async () => {
    await addPromotion(
      shop,
      { code: 'ONCE', kind: 'percentOff', percent: '10' },
      { code: 'ONCE', usageLimitPerBuyer: 1 },
    )
    const first = await readyWith('ONCE', 'grace@example.com')
    await first.buyer.pays(await granted(first.buyer.place(first.total)))
    await granted(first.buyer.complete())
    const again = new Buyer(shop)
    await again.ready({ email: 'Grace@Example.com' })
    // the cart does not know yet who buys; the checkout does
    expect((await again.step('ApplyCoupon', { code: 'ONCE' }, fields)).error?.code).toBe('COUPON_ALREADY_USED')
    await granted(apply(new Buyer(shop, again.caller), 'ONCE'))
    const { coupons: given } = await seen(again)
    expect(given).toMatchObject([{ applied: false, problem: { code: 'COUPON_ALREADY_USED' } }])
  })
})

describe('a promotion without a coupon', () => {
  it('is in the total, and where it has ended meanwhile, the total is another one', async () => {
    const { id } = await addPromotion(shop, { code: 'AUTO', kind: 'amountOffEach', amount: '9' })
    const buyer = new Buyer(shop)
    const { totals: before } = await buyer.ready()
    expect((await seen(buyer)).totals!.discount).toEqual(euros('9.00'))
    await shop.database.db.updateTable('promotions').set({ state: 'ended' }).where('id', '=', id).execute()
    await still(shop.database, async () => {
      const { error } = await buyer.place(before!.total)
      expect(error).toMatchObject({ code: 'PRICE_CHANGED', params: { total: '149.82' } })
    })
  })

  it('that is used up by another buyer meanwhile is a total that has changed', async () => {
    const { id } = await addPromotion(shop, { code: 'FIRST', kind: 'percentOff', percent: '10', usageLimit: 1 })
    const [one, other] = [new Buyer(shop), new Buyer(shop)]
    const totalsSeen = [await one.ready(), await other.ready()].map(({ totals: due }) => due!.total)
    const answers = await Promise.all([one, other].map((buyer, at) => buyer.place(totalsSeen[at]!)))
    expect(answers.map(({ error, value }) => error?.code ?? value!.status).sort()).toEqual([
      'PRICE_CHANGED',
      'awaitingPayment',
    ])
    expect(await used(id)).toEqual({ used: 1, held: 1, kept: 0 })
  })
})

it('refuses a total that was tampered with, or is in another currency than it was seen in, and nothing moves', async () => {
  const buyer = new Buyer(shop)
  const { totals: due } = await buyer.ready()
  await still(shop.database, async () => {
    for (const total of [euros('0.01'), euros('-149.82'), { ...due!.total, currency: 'USD' }])
      expect((await buyer.place(total)).error?.code, JSON.stringify(total)).toMatch(/PRICE_CHANGED|FIELD_INVALID/)
  })
})
