import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MoneyValue, Placement } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer, placementFields } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let cards: GiftCards
beforeAll(async () => {
  shop = await openShop({ env: { SIGN_IN_LIMIT_PER_MINUTE: '30' } })
  clerk = await Clerk.of(shop)
  cards = new GiftCards(shop, clerk)
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
})
afterAll(() => shop.close())
beforeEach(() => {
  shop.stripe.faults.clear()
  shop.clock.advance({ minutes: 2 })
})

const applied =
  'id appliedGiftCard { lastFour kind amount { amount } left { amount } rest { amount } } totals { total { amount currency } } ready'
interface Applied {
  appliedGiftCard: { lastFour: string; amount: MoneyValue; left: MoneyValue; rest: MoneyValue } | null
  totals: { total: MoneyValue }
  ready: boolean
}
const apply = (buyer: Buyer, code: string) => buyer.step<Applied>('ApplyGiftCard', { code }, applied)
const taken = () =>
  Object.values(shop.stripe.state().intents).reduce((sum, { amount_received: received }) => sum + received, 0)

describe('a gift card', () => {
  it('pays a part, held with the goods, and the rest goes by card: one order, two payments, the total is the total', async () => {
    const card = await cards.issued('50')
    expect(card.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const total = Number(totals!.total.amount)
    const shown = await granted(apply(buyer, card.code!.toLowerCase().replaceAll('-', ' ')))
    expect(shown.totals.total.amount).toBe(totals!.total.amount)
    expect(shown.appliedGiftCard).toMatchObject({
      lastFour: card.code!.slice(-4),
      amount: { amount: '50.00' },
      left: { amount: '0.00' },
      rest: { amount: (total - 50).toFixed(2) },
    })
    const before = taken()
    const placement = await granted(buyer.place(totals!.total))
    expect(placement.payment!.amount.amount).toBe((total - 50).toFixed(2))
    expect(await cards.books(card.id)).toBe('0.00')
    await buyer.pays(placement)
    const { order } = await granted(buyer.complete())
    await shop.drain()
    expect(taken() - before).toBe(Math.round((total - 50) * 100))
    const row = await clerk.read(
      'order',
      order!.id,
      'paymentStatus',
      'balance',
      'total',
      'payments.provider',
      'payments.method',
      'payments.captured',
    )
    expect(row).toMatchObject({ paymentStatus: 'paid', balance: eur('0.00'), total: { amount: totals!.total.amount } })
    const payments = row['payments'] as { provider: string; method: string; captured: MoneyValue }[]
    expect(payments.map(({ provider, captured }) => [provider, captured.amount]).sort()).toEqual([
      ['giftCard', '50.00'],
      ['stripe', (total - 50).toFixed(2)],
    ])
    expect(payments.find(({ provider }) => provider === 'giftCard')!.method).toBe(
      `Gift card •••• ${card.code!.slice(-4)}`,
    )
  })

  it('pays all of it without any card, and what is left stays on it', async () => {
    const card = await cards.issued('5000')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    const intents = Object.keys(shop.stripe.state().intents).length
    const { status, order } = await granted(buyer.place(totals!.total))
    expect([status, order!.number]).toEqual(['completed', expect.stringMatching(/^P-/)])
    await shop.drain()
    expect(Object.keys(shop.stripe.state().intents)).toHaveLength(intents)
    expect(await cards.books(card.id)).toBe((5000 - Number(totals!.total.amount)).toFixed(2))
    expect(await clerk.read('order', order!.id, 'paymentStatus')).toMatchObject({ paymentStatus: 'paid' })
  })

  it('has back what it held when the payment is let go, however it is', async () => {
    const card = await cards.issued('40')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    await granted(buyer.place(totals!.total))
    expect(await cards.books(card.id)).toBe('0.00')
    await granted(buyer.step('Reopen'))
    expect(await cards.books(card.id)).toBe('40.00')
    await granted(buyer.place(totals!.total))
    shop.clock.advance({ hours: 3 })
    const job = shop.built.jobs.find(({ name }) => name === 'checkouts.expire')!
    await job.run({} as never, await shop.built.systemContext())
    await shop.drain()
    expect(await cards.books(card.id)).toBe('40.00')
    const { checkout, reservations } = await booksOf(shop.database, buyer.checkoutId)
    expect([checkout.state, reservations.filter(({ state }) => state === 'held')]).toEqual(['open', []])
  })

  it('is used by one of two who come at once, and the other is told', async () => {
    const card = await cards.issued('30')
    const buyers = [new Buyer(shop), new Buyer(shop)]
    const seen: { expectedTotal: MoneyValue; expectedRest: MoneyValue }[] = []
    for (const buyer of buyers) {
      const { totals } = await buyer.ready()
      const { appliedGiftCard } = await granted(apply(buyer, card.code!))
      seen.push({ expectedTotal: totals!.total, expectedRest: eur(appliedGiftCard!.rest.amount) })
    }
    const answers = await Promise.all(
      buyers.map((buyer, at) => buyer.step<Placement>('Place', seen[at], placementFields)),
    )
    // who comes second finds less on it than was shown
    expect(answers.map(({ value, error }) => value?.payment?.amount.amount ?? error?.code).sort()).toEqual([
      seen[0]!.expectedRest.amount,
      'GIFT_CARD_UNUSABLE',
    ])
    expect(await cards.books(card.id)).toBe('0.00')
  })

  it('leaves no more to pay by card than the shopper saw: it was used elsewhere meanwhile', async () => {
    const card = await cards.issued('30')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const { appliedGiftCard } = await granted(apply(buyer, card.code!))
    const seen = { expectedTotal: totals!.total, expectedRest: eur(appliedGiftCard!.rest.amount) }
    await clerk.act('giftCard.disable', { id: card.id })
    await still(shop.database, async () => {
      expect((await buyer.step('Place', seen, 'status')).error).toMatchObject({ code: 'GIFT_CARD_UNUSABLE' })
    })
    await granted(buyer.step('RemoveGiftCard', {}))
    const all = await granted(buyer.step<Placement>('Place', { ...seen, expectedRest: totals!.total }, placementFields))
    expect(all.payment!.amount).toEqual(totals!.total)
  })

  it('does not leave less than can be paid by card, and the way on is told', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    const card = await cards.issued((Number(totals!.total.amount) - 0.2).toFixed(2))
    await granted(apply(buyer, card.code!))
    await still(shop.database, async () => {
      const { error } = await buyer.place(totals!.total)
      expect(error).toMatchObject({ code: 'GIFT_CARD_UNUSABLE', params: { problem: expect.stringContaining('0.50') } })
    })
    await clerk.act('giftCard.topUp', { id: card.id, amount: eur('0.20') })
    expect(await granted(buyer.place(totals!.total))).toMatchObject({ status: 'completed' })
  })

  it('is refused where it is unknown, disabled, over, empty or of another currency, and nothing moves', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready()
    const refusals = async (code: string) => (await apply(buyer, code)).error?.code
    const disabled = await cards.issued('10')
    await clerk.act('giftCard.disable', { id: disabled.id })
    const over = await cards.issued('10', { expiresOn: '2026-05-30' })
    const dollars = await cards.issued('10', { currency: 'USD', amount: { amount: '10', currency: 'USD' } })
    await still(
      shop.database,
      async () => {
        expect(await refusals('NOSUCHCODE12')).toBe('GIFT_CARD_UNKNOWN')
        for (const { code } of [disabled, over, dollars]) expect(await refusals(code!)).toBe('GIFT_CARD_UNUSABLE')
      },
      ['gift_cards', 'gift_card_entries'],
    )
    await clerk.act('giftCard.enable', { id: disabled.id })
    expect(await refusals(disabled.code!)).toBeUndefined()
    const { appliedGiftCard } = await granted(buyer.step<Applied>('RemoveGiftCard', {}, applied))
    expect(appliedGiftCard).toBeNull()
  })

  it('is not to be guessed', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready()
    const codes: (string | undefined)[] = []
    for (let at = 0; at < 40; at += 1) codes.push((await apply(buyer, `GUESS-${1000 + at}-XX`)).error?.code)
    expect(codes.at(-1)).toBe('RATE_LIMITED')
    expect(new Set(codes)).toEqual(new Set(['GIFT_CARD_UNKNOWN', 'RATE_LIMITED']))
  })

  it('is issued under a printed code once, its code is kept nowhere, and it is topped up', async () => {
    const card = await cards.issued('10', { code: 'PRINTED-0001-2026' })
    expect(card.code).toBe('PRINTED-0001-2026')
    await still(
      shop.database,
      async () => {
        expect(await codeOf(cards.issued('10', { code: 'printed 0001 2026' }))).toBe('GIFT_CARD_CODE_TAKEN')
      },
      ['gift_cards', 'gift_card_entries'],
    )
    await clerk.act('giftCard.topUp', { id: card.id, amount: eur('2.50') })
    expect(await cards.books(card.id)).toBe('12.50')
    const row = await shop.database.db.selectFrom('giftCards').selectAll().where('id', '=', card.id).executeTakeFirst()
    expect(JSON.stringify(row)).not.toContain('PRINTED')
    expect(await codeOf(cards.issued('0.001'))).toBe('FIELD_INVALID')
  })
})

describe('store credit', () => {
  it('pays for its customer without a code, and for nobody else', async () => {
    const home = shop.caller()
    const email = 'credited@example.com'
    const password = 'a door of oak and brass'
    const person = { email, password, firstName: 'Ada', lastName: 'Byron' }
    await granted(home.act('customerUserRegister', person, 'token'))
    const session = await granted(home.act<{ token: string }>('customerUserSignIn', { email, password }, 'token'))
    const { customerId } = await shop.database.db
      .selectFrom('customerUsers')
      .select('customerId')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    const credit = await cards.issued('12', { customerId })
    expect(credit.code).toBeNull()
    const buyer = new Buyer(shop, shop.caller(session.token))
    const { totals } = await buyer.ready()
    const shown = await granted(buyer.step<Applied>('ApplyGiftCard', { storeCredit: true }, applied))
    expect(shown.appliedGiftCard).toMatchObject({ kind: 'storeCredit', amount: { amount: '12.00' } })
    await buyer.pays(await granted(buyer.place(totals!.total)))
    await granted(buyer.complete())
    expect(await cards.books(credit.id)).toBe('0.00')
    const guest = new Buyer(shop)
    await guest.ready()
    expect((await guest.step('ApplyGiftCard', { storeCredit: true })).error?.code).toBe('GIFT_CARD_UNKNOWN')
  })
})
