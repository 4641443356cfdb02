import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { granted } from '../../testing/caller.ts'
import { cents, CardOrders, type CardOrder } from '../../testing/card-orders.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { filledIn, Shopper } from '../../testing/stripe-stand-in.ts'

// What is due for an order after it was made: paid by its buyer in a form, or charged by the house.

let shop: OpenShop
let clerk: Clerk
let orders: CardOrders
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  orders = new CardOrders(shop, clerk)
  await orders.stock()
  // guests' cards are known as long as their money is reserved
  const setting = { websiteId: shop.website.id, method: 'card', saveCards: true, capture: 'atShipment' }
  await clerk.make('paymentSetting', setting)
})
afterAll(() => shop.close())
beforeEach(() => {
  shop.stripe.faults.clear()
  shop.stripe.webhooks.faults.clear()
})

const quantity = (order: CardOrder, pieces: number) =>
  clerk.act('order.changeLine', { id: order.id, position: 1, quantity: String(pieces) })
const dueOf = async (order: CardOrder) => cents((await clerk.read('order', order.id, 'due'))['due'])
const charge = (order: CardOrder) => codeOf(clerk.act('order.charge', { id: order.id }))

/** An order of one piece that is paid or reserved, and of a second one that is due. */
async function owing() {
  const order = await orders.ordered('1')
  await quantity(order, 2)
  const { methodReference } = await shop.database.db
    .selectFrom('payments')
    .select('methodReference')
    .where('id', '=', order.paymentId)
    .executeTakeFirstOrThrow()
  return { order, card: methodReference!, due: await dueOf(order) }
}

/** From now on the bank answers for this card as for another one. */
const becomes = (card: string, kind: string) => void (shop.stripe.state().cases[card] = kind)

/** What Stripe has of an order besides what it was made with, oldest first; amounts in cents. */
const others = (order: CardOrder) =>
  Object.values(shop.stripe.state().intents)
    .filter(({ metadata }) => metadata['orderId'] === order.id)
    .map(({ status, amount, amount_received: received }) => ({ status, amount, received }))

interface Pay {
  status: string
  payment: { clientSecret: string; amount: { amount: string } } | null
}
const pay = ({ id, buyer }: CardOrder) =>
  buyer.caller.act<Pay>('orderPay', { id }, 'status payment { clientSecret amount { amount } } failure { code }')
const form = async (order: CardOrder) => new Shopper(shop.stripe, (await granted(pay(order))).payment!.clientSecret)

/** Stripe tells nothing until further notice. */
const silent = () =>
  shop.stripe.webhooks.faults.add({
    kind: 'withheld',
    times: 50,
    types: ['payment_intent.succeeded', 'charge.succeeded'],
  })

describe('what is due', () => {
  it('is asked of the bank anew by each charge, and taken once', async () => {
    const { order, card, due } = await owing()
    becomes(card, 'pm_card_chargeDeclinedInsufficientFunds')
    expect(await charge(order)).toBe('PAYMENT_DECLINED')
    expect(await charge(order)).toBe('PAYMENT_DECLINED')
    becomes(card, 'pm_card_visa')
    expect(await charge(order)).toBe('nothing was refused')
    await shop.drain()
    expect(others(order)).toEqual([
      { status: 'canceled', amount: due, received: 0 },
      { status: 'canceled', amount: due, received: 0 },
      { status: 'succeeded', amount: due, received: due },
    ])
    expect(await dueOf(order)).toBe(0)
    expect(await charge(order)).toBe('PAYMENT_NOTHING_DUE')
  })

  it('is charged though the buyer has opened the form, which is good for nothing then', async () => {
    const { order, due } = await owing()
    const browser = await form(order)
    expect(await charge(order)).toBe('nothing was refused')
    expect((await browser.pays('pm_card_visa')).error?.code).toBe('payment_intent_unexpected_state')
    expect(others(order)).toEqual([
      { status: 'canceled', amount: due, received: 0 },
      { status: 'succeeded', amount: due, received: due },
    ])
  })

  it('is charged once where the answer to the first charge was lost: by the same card, by another one, by the buyer', async () => {
    const lose = () => {
      const path = '/v1/payment_intents'
      shop.stripe.faults.add({ kind: 'status', status: 500, times: 20, path, phase: 'after' })
    }
    const once = async ({ order, due }: Awaited<ReturnType<typeof owing>>) => {
      await shop.drain()
      expect(others(order)).toEqual([{ status: 'succeeded', amount: due, received: due }])
      expect(await dueOf(order)).toBe(0)
    }
    const lost = async () => {
      silent()
      const owed = await owing()
      lose()
      expect(await charge(owed.order)).toBe('PAYMENT_PROVIDER_UNAVAILABLE')
      shop.stripe.faults.clear()
      return owed
    }
    const again = await lost()
    expect(await charge(again.order)).toBe('nothing was refused')
    await once(again)
    const byBuyer = await lost()
    expect((await granted(pay(byBuyer.order))).status).toBe('paid')
    await once(byBuyer)
    const byAnother = await lost()
    const { methodReference } = await shop.database.db
      .selectFrom('payments')
      .select('methodReference')
      .where('id', '=', again.order.paymentId)
      .executeTakeFirstOrThrow()
    await shop.database.db
      .updateTable('payments')
      .set({ methodReference })
      .where('id', '=', byAnother.order.paymentId)
      .execute()
    expect(await charge(byAnother.order)).toBe('PAYMENT_NOTHING_DUE')
    await once(byAnother)
  })

  it('is paid by its buyer after all, where the card to charge was removed by then', async () => {
    const { order, card, due } = await owing()
    const headers = { authorization: `Bearer ${shop.stripe.secretKey}` }
    await fetch(`${shop.stripe.url}/v1/payment_methods/${card}/detach`, { method: 'POST', headers })
    expect(await charge(order)).toBe('PAYMENT_NOT_FOUND')
    expect(await charge(order)).toBe('PAYMENT_NOT_FOUND')
    expect((await (await form(order)).pays('pm_card_visa')).intent?.status).toBe('succeeded')
    await shop.stripe.webhooks.idle()
    await shop.drain()
    expect(others(order).filter(({ received }) => received > 0)).toMatchObject([{ received: due }])
    expect(await dueOf(order)).toBe(0)
  })

  it('is only the difference, where the form for less was paid a moment before we let it go', async () => {
    const { order, due } = await owing()
    const browser = await form(order)
    silent()
    expect((await browser.pays('pm_card_visa')).intent?.status).toBe('succeeded')
    await quantity(order, 3)
    const rest = (await granted(pay(order))).payment!.amount.amount
    expect(others(order).map(({ status, amount }) => [status, amount])).toEqual([
      ['succeeded', due],
      ['requires_payment_method', cents({ amount: rest })],
    ])
    const total = cents((await clerk.read('order', order.id, 'total'))['total'])
    expect(order.total + due + cents({ amount: rest })).toBe(total)
  })
})

describe('a bank debit for what is due', () => {
  const fails = async (order: CardOrder, meanwhile: () => Promise<unknown> = () => Promise.resolve()) => {
    const { intent } = await (await form(order)).confirms(filledIn.sepa('DE62370400440532013001'))
    expect(intent?.status).toBe('processing')
    await shop.stripe.webhooks.idle()
    await meanwhile()
    await fetch(`${shop.stripe.url}/_sandbox/settle/${intent!.id}`, { method: 'POST' })
    await shop.stripe.webhooks.idle()
    await shop.drain()
  }
  const told = ({ id }: CardOrder) =>
    shop.mails().filter(({ subject, text }) => text.includes(`/order/${id}`) && /^(Please pay|Bitte bez)/.test(subject))

  it.each([
    ['en', 'your bank did not send', 'https://shop.test/order/'],
    ['de', 'Ihre Bank hat das Geld nicht geschickt', 'https://shop.test/de/order/'],
  ])('that fails days later is told to its buyer by mail, once, in %s', async (locale, words, link) => {
    const { order, due } = await owing()
    await shop.database.db.updateTable('orders').set({ locale }).where('id', '=', order.id).execute()
    await fails(order)
    const mails = told(order)
    expect(mails.map(({ to }) => to)).toEqual(['ada@example.com'])
    expect(mails[0]!.text).toContain(words)
    expect(mails[0]!.text).toContain(`${link}${order.id}`)
    expect(await dueOf(order)).toBe(due)
  })

  it.each(['is told by Stripe', 'is asked for'])(
    'that fails is not what it was paid with, where the card that paid instead %s',
    async (heard) => {
      const { order, due } = await owing()
      await fails(order)
      // the page that is opened again sees the debit as what was tried last
      const browser = await form(order)
      if (heard === 'is asked for') silent()
      const { intent } = await browser.pays('pm_card_visa')
      expect(intent?.status).toBe('succeeded')
      if (heard === 'is asked for') expect((await granted(pay(order))).status).toBe('paid')
      else await shop.stripe.webhooks.idle()
      await shop.drain()
      expect(others(order)).toEqual([{ status: 'succeeded', amount: due, received: due }])
      const paid = await shop.database.db
        .selectFrom('payments')
        .select(['id', 'method', 'methodType', 'methodDigits'])
        .where('reference', '=', intent!.id)
        .executeTakeFirstOrThrow()
      expect(paid).toMatchObject({ method: 'Visa •••• 4242', methodType: 'card', methodDigits: '4242' })
      const amount = { amount: '1.00', currency: 'EUR' }
      await clerk.act('payment.refund', { id: paid.id, amount, reason: 'requestedByCustomer' })
      await shop.drain()
      const mails = shop.mails().filter(({ subject, text }) => /goes back/.test(subject) && text.includes(order.id))
      expect(mails.map(({ text }) => /came: (.*)\. Your bank/.exec(text)?.[1])).toEqual(['Visa •••• 4242'])
    },
  )

  it('that fails is told to nobody where nothing is due any more', async () => {
    const { order } = await owing()
    await fails(order, () => clerk.act('order.cancel', { id: order.id }))
    expect(told(order)).toEqual([])
  })
})

describe('a form that is open', () => {
  it('is good for nothing once what it asks for is not due any more', async () => {
    const { order, due } = await owing()
    const browser = await form(order)
    await shop.drain()
    expect(others(order)).toEqual([{ status: 'requires_payment_method', amount: due, received: 0 }])
    await quantity(order, 1)
    await shop.drain()
    expect((await browser.pays('pm_card_visa')).error?.code).toBe('payment_intent_unexpected_state')
    expect(await clerk.read('order', order.id, 'balance', 'due')).toMatchObject({
      balance: { amount: '0.00' },
      due: { amount: '0.00' },
    })
  })
})

describe('a cancelled order', () => {
  it('is paid by nobody any more, though the form was open', async () => {
    const { order, due } = await owing()
    const browser = await form(order)
    await clerk.act('order.cancel', { id: order.id })
    await shop.drain()
    expect((await browser.pays('pm_card_visa')).error?.code).toBe('payment_intent_unexpected_state')
    expect(others(order)).toEqual([{ status: 'canceled', amount: due, received: 0 }])
  })

  it('gives back what was paid by a form while it was cancelled, whenever that is told', async () => {
    const { order, due } = await owing()
    const browser = await form(order)
    silent()
    await browser.pays('pm_card_visa')
    await clerk.act('order.cancel', { id: order.id })
    await shop.drain()
    const refunds = Object.values(shop.stripe.state().refunds).map(({ amount }) => amount)
    expect(refunds).toContain(due)
    expect(await clerk.read('order', order.id, 'balance', 'due')).toMatchObject({
      balance: { amount: '0.00' },
      due: { amount: '0.00' },
    })
  })

  it('gives back what comes by a bank that was at work on it for days when it was cancelled', async () => {
    const { order, due } = await owing()
    const { intent } = await (await form(order)).confirms(filledIn.sepa())
    expect(intent?.status).toBe('processing')
    await shop.stripe.webhooks.idle()
    await clerk.act('order.cancel', { id: order.id })
    await shop.drain()
    expect(others(order)).toEqual([{ status: 'processing', amount: due, received: 0 }])
    await fetch(`${shop.stripe.url}/_sandbox/settle/${intent!.id}`, { method: 'POST' })
    await shop.stripe.webhooks.idle()
    await shop.drain()
    await shop.drain()
    expect(others(order)).toEqual([{ status: 'succeeded', amount: due, received: due }])
    const refunds = Object.values(shop.stripe.state().refunds).filter((one) => one.payment_intent === intent!.id)
    expect(refunds.map(({ amount }) => amount)).toEqual([due])
  })
})
