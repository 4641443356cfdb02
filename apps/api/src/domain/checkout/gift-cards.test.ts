import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MoneyValue } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop({ env: { SIGN_IN_LIMIT_PER_MINUTE: '30' } })
  clerk = await Clerk.of(shop)
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
})
afterAll(() => shop.close())
beforeEach(() => {
  shop.stripe.faults.clear()
  shop.clock.advance({ minutes: 2 })
})

const eur = (amount: string): MoneyValue => ({ amount, currency: 'EUR' })
async function issued(amount: string, besides: Record<string, unknown> = {}) {
  const given = { websiteId: shop.website.id, currency: 'EUR', amount: eur(amount), ...besides }
  const made = (await clerk.act('giftCard.issue', given, { giftCard: { id: {} }, code: {} })) as {
    giftCard: { id: string }
    code: string | null
  }
  return { id: made.giftCard.id, code: made.code }
}
const balanceOf = async (id: string) =>
  ((await clerk.read('giftCard', id, 'balance')) as { balance: MoneyValue }).balance.amount
/** Its balance, and the sum of its entries, which is the same. */
async function booksOfCard(id: string): Promise<string> {
  const balance = await balanceOf(id)
  const { entries } = (await clerk.read('giftCard', id, 'entries.amount')) as { entries: { amount: MoneyValue }[] }
  expect(entries.reduce((sum, { amount }) => sum + Number(amount.amount), 0)).toBeCloseTo(Number(balance), 4)
  return balance
}
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
    const card = await issued('50')
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
    expect(await booksOfCard(card.id)).toBe('0.00')
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
    const card = await issued('5000')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    const intents = Object.keys(shop.stripe.state().intents).length
    const { status, order } = await granted(buyer.place(totals!.total))
    expect([status, order!.number]).toEqual(['completed', expect.stringMatching(/^P-/)])
    await shop.drain()
    expect(Object.keys(shop.stripe.state().intents)).toHaveLength(intents)
    expect(await booksOfCard(card.id)).toBe((5000 - Number(totals!.total.amount)).toFixed(2))
    expect(await clerk.read('order', order!.id, 'paymentStatus')).toMatchObject({ paymentStatus: 'paid' })
  })

  it('has back what it held when the payment is let go, however it is', async () => {
    const card = await issued('40')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    await granted(buyer.place(totals!.total))
    expect(await booksOfCard(card.id)).toBe('0.00')
    await granted(buyer.step('Reopen'))
    expect(await booksOfCard(card.id)).toBe('40.00')
    await granted(buyer.place(totals!.total))
    shop.clock.advance({ hours: 3 })
    const job = shop.built.jobs.find(({ name }) => name === 'checkouts.expire')!
    await job.run({} as never, await shop.built.systemContext())
    await shop.drain()
    expect(await booksOfCard(card.id)).toBe('40.00')
    const { checkout, reservations } = await booksOf(shop.database, buyer.checkoutId)
    expect([checkout.state, reservations.filter(({ state }) => state === 'held')]).toEqual(['open', []])
  })

  it('is used by one of two who come at once, and the other is told', async () => {
    const card = await issued('30')
    const buyers = [new Buyer(shop), new Buyer(shop)]
    const totals: MoneyValue[] = []
    for (const buyer of buyers) {
      const ready = await buyer.ready()
      totals.push(ready.totals!.total)
      await granted(apply(buyer, card.code!))
    }
    const answers = await Promise.all(buyers.map((buyer, at) => buyer.place(totals[at]!)))
    // who comes second finds less on it than was shown: refused, or asked for all of it by card
    const paid = answers.map(({ value }) => value?.payment?.amount.amount)
    expect(paid.filter((amount) => amount === (Number(totals[0]!.amount) - 30).toFixed(2))).toHaveLength(1)
    expect(await booksOfCard(card.id)).toBe('0.00')
  })

  it('has its part back when the order is cancelled, and the card has its own', async () => {
    const card = await issued('25')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    await clerk.act('order.cancel', { id: order!.id })
    await shop.drain()
    expect(await booksOfCard(card.id)).toBe('25.00')
    const row = await clerk.read('order', order!.id, 'paymentStatus', 'payments.state')
    expect(row).toMatchObject({ paymentStatus: 'refunded', payments: [{ state: 'refunded' }, { state: 'refunded' }] })
  })

  it('is refunded in parts to the card that paid, and no more than it paid', async () => {
    const card = await issued('20')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await granted(apply(buyer, card.code!))
    await buyer.pays(await granted(buyer.place(totals!.total)))
    const { order } = await granted(buyer.complete())
    await shop.drain()
    const { payments } = (await clerk.read('order', order!.id, 'payments.id', 'payments.provider')) as {
      payments: { id: string; provider: string }[]
    }
    const { id } = payments.find(({ provider }) => provider === 'giftCard')!
    await clerk.act('payment.refund', { id, amount: eur('5') })
    expect(await booksOfCard(card.id)).toBe('5.00')
    await still(
      shop.database,
      async () => {
        expect(await codeOf(clerk.act('payment.refund', { id, amount: eur('15.01') }))).toBe('PAYMENT_REFUND_EXCEEDS')
      },
      ['gift_cards', 'gift_card_entries'],
    )
    await clerk.act('payment.refund', { id })
    expect(await booksOfCard(card.id)).toBe('20.00')
  })

  it('is refused where it is unknown, disabled, over, empty or of another currency, and nothing moves', async () => {
    const buyer = new Buyer(shop)
    await buyer.ready()
    const refusals = async (code: string) => (await apply(buyer, code)).error?.code
    const disabled = await issued('10')
    await clerk.act('giftCard.disable', { id: disabled.id })
    const over = await issued('10', { expiresOn: '2026-05-30' })
    const dollars = await issued('10', { currency: 'USD', amount: { amount: '10', currency: 'USD' } })
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
    const card = await issued('10', { code: 'PRINTED-0001-2026' })
    expect(card.code).toBe('PRINTED-0001-2026')
    await still(
      shop.database,
      async () => {
        expect(await codeOf(issued('10', { code: 'printed 0001 2026' }))).toBe('GIFT_CARD_CODE_TAKEN')
      },
      ['gift_cards', 'gift_card_entries'],
    )
    await clerk.act('giftCard.topUp', { id: card.id, amount: eur('2.50') })
    expect(await booksOfCard(card.id)).toBe('12.50')
    const row = await shop.database.db.selectFrom('giftCards').selectAll().where('id', '=', card.id).executeTakeFirst()
    expect(JSON.stringify(row)).not.toContain('PRINTED')
    expect(await codeOf(issued('0.001'))).toBe('FIELD_INVALID')
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
    const credit = await issued('12', { customerId })
    expect(credit.code).toBeNull()
    const buyer = new Buyer(shop, shop.caller(session.token))
    const { totals } = await buyer.ready()
    const shown = await granted(buyer.step<Applied>('ApplyGiftCard', { storeCredit: true }, applied))
    expect(shown.appliedGiftCard).toMatchObject({ kind: 'storeCredit', amount: { amount: '12.00' } })
    await buyer.pays(await granted(buyer.place(totals!.total)))
    await granted(buyer.complete())
    expect(await booksOfCard(credit.id)).toBe('0.00')
    const guest = new Buyer(shop)
    await guest.ready()
    expect((await guest.step('ApplyGiftCard', { storeCredit: true })).error?.code).toBe('GIFT_CARD_UNKNOWN')
  })
})
