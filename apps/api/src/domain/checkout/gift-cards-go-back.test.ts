import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MoneyValue } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { addPromotion } from '../../testing/fixtures/promotions.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let cards: GiftCards
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  cards = new GiftCards(shop, clerk)
})
afterAll(() => shop.close())

describe('a gift card that paid', () => {
  it('has its part back when the order is cancelled, and the card has its own', async () => {
    const card = await cards.issued('25')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(buyer.step('ApplyGiftCard', { code: card.code }))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    await clerk.act('order.cancel', { id: order!.id })
    await shop.drain()
    expect(await cards.books(card.id)).toBe('25.00')
    const row = await clerk.read('order', order!.id, 'paymentStatus', 'payments.state')
    expect(row).toMatchObject({ paymentStatus: 'refunded', payments: [{ state: 'refunded' }, { state: 'refunded' }] })
  })

  it('is refunded in parts to the card that paid, and no more than it paid', async () => {
    const card = await cards.issued('20')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(buyer.step('ApplyGiftCard', { code: card.code }))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.provider')) as {
      payments: { id: string; provider: string }[]
    }
    const { id } = payments.find(({ provider }) => provider === 'giftCard')!
    await clerk.act('payment.refund', { id, amount: eur('5') })
    expect(await cards.books(card.id)).toBe('5.00')
    await still(
      shop.database,
      async () => {
        expect(await codeOf(clerk.act('payment.refund', { id, amount: eur('15.01') }))).toBe('PAYMENT_REFUND_EXCEEDS')
      },
      ['gift_cards', 'gift_card_entries'],
    )
    await clerk.act('payment.refund', { id })
    expect(await cards.books(card.id)).toBe('20.00')
  })

  it('gets back no more than it paid, however many refund it at once', async () => {
    const card = await cards.issued('20')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(buyer.step('ApplyGiftCard', { code: card.code }))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.provider')) as {
      payments: { id: string; provider: string }[]
    }
    const { id } = payments.find(({ provider }) => provider === 'giftCard')!
    await Promise.allSettled([
      clerk.act('payment.refund', { id, amount: eur('15') }),
      clerk.act('payment.refund', { id, amount: eur('12') }),
      clerk.act('payment.refund', { id }),
      clerk.act('order.cancel', { id: order!.id }),
    ])
    await clerk.act('order.cancel', { id: order!.id }).catch(() => undefined)
    await shop.drain()
    expect(await cards.books(card.id)).toBe('20.00')
    expect(await clerk.read('payment', id, 'refunded')).toMatchObject({ refunded: eur('20.00') })
  })

  it('and a card that paid the rest have all of it back, part by part: with a coupon too, nothing is left over', async () => {
    await addPromotion(shop, { code: 'THIRD', kind: 'percentOff', percent: '33.33' }, { code: 'THIRD-1' })
    const card = await cards.issued('20.01')
    const buyer = new Buyer(shop)
    const before = (await buyer.ready()).totals!.total
    await granted(buyer.step('ApplyCoupon', { code: 'third-1' }))
    const applied = await granted(
      buyer.step<{ totals: { total: MoneyValue } }>(
        'ApplyGiftCard',
        { code: card.code },
        'totals { total { amount currency } }',
      ),
    )
    const { total } = applied.totals
    expect(Number(total.amount)).toBeLessThan(Number(before.amount))
    const placement = await granted(buyer.place(total))
    const { intent } = await buyer.pays(placement)
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.captured')) as {
      payments: { id: string; captured: MoneyValue }[]
    }
    const paid = payments.reduce((sum, { captured }) => sum + Math.round(Number(captured.amount) * 100), 0)
    expect(paid).toBe(Math.round(Number(total.amount) * 100))
    for (const { id, captured } of payments) {
      const third = (Math.floor((Number(captured.amount) * 100) / 3) / 100).toFixed(2)
      await clerk.act('payment.refund', { id, amount: eur(third) })
      await clerk.act('payment.refund', { id, amount: eur(third) })
      await clerk.act('payment.refund', { id })
      expect(await codeOf(clerk.act('payment.refund', { id, amount: eur('0.01') }))).toBe('PAYMENT_REFUND_EXCEEDS')
    }
    await shop.drain()
    const row = await clerk.read('order', order!.id, 'paymentStatus', 'payments.captured', 'payments.refunded')
    expect(row['paymentStatus']).toBe('refunded')
    for (const { captured, refunded } of row['payments'] as { captured: MoneyValue; refunded: MoneyValue }[])
      expect(refunded).toEqual(captured)
    expect(await cards.books(card.id)).toBe('20.01')
    const { intents, refunds } = shop.stripe.state()
    const back = Object.values(refunds).filter(({ payment_intent }) => payment_intent === intent!.id)
    expect(back.reduce((sum, { amount }) => sum + amount, 0)).toBe(intents[intent!.id]!.amount_received)
  })
})
