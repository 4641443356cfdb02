import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'

let shop: OpenShop
let clerk: Clerk
let cards: GiftCards
beforeAll(async () => {
  shop = await openShop()
  shop.clock.set(new Date('2026-06-01T09:00:00Z'))
  clerk = await Clerk.of(shop)
  cards = new GiftCards(shop, clerk)
})
afterAll(() => shop.close())

/** An order that a card of 20 has paid a part of, and the card's payment. */
async function paidWith(code: string | null) {
  const buyer = new Buyer(shop)
  const { totals } = await buyer.ready()
  await granted(buyer.step('ApplyGiftCard', { code }))
  await buyer.pays(await granted(buyer.place(totals!.total)))
  const { order } = await granted(buyer.complete())
  await shop.drain()
  const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.provider')) as {
    payments: { id: string; provider: string }[]
  }
  return { orderId: order!.id, paymentId: payments.find(({ provider }) => provider === 'giftCard')!.id }
}
const applied = async (code: string | null) => {
  const buyer = new Buyer(shop)
  await buyer.ready()
  return (await buyer.step('ApplyGiftCard', { code })).error?.code
}
const lastDay = async (id: string) => (await clerk.read('giftCard', id, 'expiresOn'))['expiresOn']
const mailed = (orderId: string) => {
  const texts = shop.mails().map(({ text }) => text.replaceAll(/\s+/g, ' '))
  return texts.find((text) => text.includes('we give you back') && text.includes('gift card') && text.includes(orderId))
}

describe('money that comes back to a gift card', () => {
  it('can be spent for ninety days, also where the card’s time is over; the mail says until when', async () => {
    const card = await cards.issued('20', { expiresOn: '2026-06-10' })
    const { orderId, paymentId } = await paidWith(card.code)
    shop.clock.set(new Date('2026-06-21T09:00:00Z'))
    expect(await applied(card.code)).toBe('GIFT_CARD_UNUSABLE')
    await clerk.act('payment.refund', { id: paymentId, amount: eur('5') })
    await shop.drain()
    expect(await lastDay(card.id)).toBe('2026-09-19')
    expect(await cards.books(card.id)).toBe('5.00')
    expect(mailed(orderId)).toContain('is on your gift card')
    expect(mailed(orderId)).toContain('you can pay with it until September 19, 2026')
    shop.clock.set(new Date('2026-09-19T20:00:00Z'))
    expect(await applied(card.code)).toBeUndefined()
    shop.clock.set(new Date('2026-09-20T00:01:00Z'))
    expect(await applied(card.code)).toBe('GIFT_CARD_UNUSABLE')
  })

  it('for as many days as the website says, and never for less than it had, or for a time where it had none', async () => {
    await clerk.change('website', shop.website.id, { giftCardDays: 7 })
    const day = (days: number) => new Date(shop.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
    const short = await cards.issued('20', { expiresOn: day(1) })
    const long = await cards.issued('20', { expiresOn: day(30) })
    const endless = await cards.issued('20')
    let orderId = ''
    for (const { code } of [short, long, endless]) {
      orderId = (await paidWith(code)).orderId
      await clerk.act('order.cancel', { id: orderId })
      await shop.drain()
    }
    expect(await lastDay(short.id)).toBe(day(7))
    expect(await lastDay(long.id)).toBe(day(30))
    expect(await lastDay(endless.id)).toBeNull()
    expect(mailed(orderId)).toContain('you can pay with it at once')
  })

  it('is not said to be there for use while the card is disabled', async () => {
    const card = await cards.issued('20')
    const { orderId, paymentId } = await paidWith(card.code)
    await clerk.act('giftCard.disable', { id: card.id })
    await clerk.act('payment.refund', { id: paymentId })
    await shop.drain()
    expect(await cards.books(card.id)).toBe('20.00')
    expect(mailed(orderId)).toContain('nothing can be paid with it at the moment')
    expect(mailed(orderId)).not.toContain('you can pay')
  })

  it('a card whose time is over is given more of it with money that is put on it', async () => {
    const card = await cards.issued('20', { expiresOn: '2026-06-10' })
    expect(await applied(card.code)).toBe('GIFT_CARD_UNUSABLE')
    const until = new Date(shop.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)
    await clerk.act('giftCard.topUp', { id: card.id, amount: eur('1'), expiresOn: until })
    expect(await lastDay(card.id)).toBe(until)
    expect(await applied(card.code)).toBeUndefined()
    await clerk.act('giftCard.topUp', { id: card.id, amount: eur('1') })
    expect(await lastDay(card.id)).toBe(until)
    expect(await cards.books(card.id)).toBe('22.00')
  })
})
