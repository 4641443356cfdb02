import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Buyer } from '../../testing/buyer.ts'
import { granted, type Caller } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { Shopper } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const levels = shop.database.db.updateTable('inventoryLevels').set({ onHand: '500' })
  await levels.where('productId', '=', shop.furniture.drill).execute()
  const setting = { websiteId: shop.website.id, method: 'card', saveCards: true, failureEmail: 'books@shop.test' }
  await clerk.make('paymentSetting', setting)
})
afterAll(() => shop.close())
beforeEach(() => shop.stripe.faults.clear())

let people = 0
async function person(): Promise<Caller> {
  const home = shop.caller()
  const email = `card-owner-${(people += 1)}@example.com`
  const who = { email, password: 'a door of oak and brass', firstName: 'Ada', lastName: 'Byron' }
  await granted(home.act('customerUserRegister', who, 'token'))
  const session = await granted(
    home.act<{ token: string }>('customerUserSignIn', { email, password: who.password }, 'token'),
  )
  return shop.caller(session.token)
}

interface Card {
  id: string
  brand: string
  last4: string
  isDefault: boolean
}
const cardFields = 'id brand last4 expiryMonth expiryYear isDefault'
const mine = (caller: Caller) => granted(caller.ask<Card[]>('savedPaymentMethodMine', null, cardFields))

/** Confirms a card setup as the browser does. */
async function confirmSetup(clientSecret: string, paymentMethod: string) {
  const id = clientSecret.split('_secret_')[0]!
  const answer = await fetch(`${shop.stripe.url}/v1/setup_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.publishableKey}` },
    body: new URLSearchParams({ payment_method: paymentMethod, use_stripe_sdk: 'true', client_secret: clientSecret }),
  })
  return (await answer.json()) as { status: string }
}

async function addCard(caller: Caller, paymentMethod = 'pm_card_visa'): Promise<Card> {
  const setup = await granted(
    caller.act<{ clientSecret: string; reference: string }>(
      'savedPaymentMethodBeginAdding',
      null,
      'clientSecret reference',
    ),
  )
  expect((await confirmSetup(setup.clientSecret, paymentMethod)).status).toBe('succeeded')
  const { reference } = setup
  return granted(caller.act<Card>('savedPaymentMethodFinishAdding', { reference }, cardFields))
}

/** The payment method at Stripe behind a saved card. */
const behind = async ({ id }: Card) =>
  (
    await shop.database.db
      .selectFrom('savedPaymentMethods')
      .select('reference')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).reference

/** From now on the bank answers for this card as for another one. */
const becomes = (paymentMethod: string, kind: string) => void (shop.stripe.state().cases[paymentMethod] = kind)

async function orderWith(caller: Caller, choice: Record<string, unknown>, card = 'pm_card_visa') {
  const buyer = new Buyer(shop, caller)
  const { totals } = await buyer.ready()
  await granted(buyer.step('SetPaymentMethod', { method: 'card', ...choice }))
  const placement = await granted(
    buyer.step<{ payment: { clientSecret: string; savedMethod: string | null } }>(
      'Place',
      { expectedTotal: totals!.total },
      'payment { clientSecret savedMethod }',
    ),
  )
  const browser = new Shopper(shop.stripe, placement.payment.clientSecret)
  const paid = await browser.pays(placement.payment.savedMethod ?? card)
  return { buyer, browser, paid, placement }
}

async function completed(buyer: Buyer) {
  const { order } = await granted(buyer.complete())
  await shop.drain()
  return order!
}

describe('cards that are kept', () => {
  it('are added in the account without buying, the first one by default, and told to nobody else', async () => {
    const ada = await person()
    const visa = await addCard(ada)
    expect(visa).toMatchObject({ brand: 'visa', last4: '4242', isDefault: true })
    const master = await addCard(ada, 'pm_card_mastercard')
    expect(master.isDefault).toBe(false)
    await shop.drain()
    expect((await mine(ada)).map(({ last4 }) => last4)).toEqual(['4242', '4444'])
    await granted(ada.act('savedPaymentMethodMakeDefault', { id: master.id }, 'id'))
    expect((await mine(ada)).map(({ last4, isDefault }) => [last4, isDefault])).toEqual([
      ['4444', true],
      ['4242', false],
    ])
    const eve = await person()
    expect(await mine(eve)).toEqual([])
    await still(shop.database, async () => {
      for (const verb of ['MakeDefault', 'Remove'])
        expect((await eve.act(`savedPaymentMethod${verb}`, { id: visa.id }, '__typename')).error?.code).toBe(
          'NOT_FOUND',
        )
    })
    expect(shop.stripe.state().paymentMethods[await behind(visa)]!.customer).toMatch(/^cus_/)
  })

  it('are forgotten by the payment service when their owner says so, or it says so itself', async () => {
    const ada = await person()
    const [visa, master] = [await addCard(ada), await addCard(ada, 'pm_card_mastercard')]
    const reference = await behind(visa)
    await granted(ada.act('savedPaymentMethodRemove', { id: visa.id }, 'done'))
    expect(shop.stripe.state().paymentMethods[reference]!.customer).toBeNull()
    expect((await mine(ada)).map(({ last4, isDefault }) => [last4, isDefault])).toEqual([['4444', true]])
    await fetch(`${shop.stripe.url}/v1/payment_methods/${await behind(master)}/detach`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    })
    await shop.drain()
    expect(await mine(ada)).toEqual([])
  })

  it('refuse the setup of somebody else, and one that is not confirmed', async () => {
    const [ada, eve] = [await person(), await person()]
    await addCard(eve)
    const begun = 'savedPaymentMethodBeginAdding'
    const { reference } = await granted(ada.act<{ reference: string }>(begun, null, 'reference'))
    await still(shop.database, async () => {
      const finish = (who: Caller) => who.act('savedPaymentMethodFinishAdding', { reference }, 'id')
      expect((await finish(eve)).error?.code).toBe('PAYMENT_OF_SOMEBODY_ELSE')
      expect((await finish(ada)).error?.code).toBe('PAYMENT_PENDING')
    })
  })

  it('are kept while buying where their owner says so, and pay the next time, with 3-D Secure where the bank asks', async () => {
    const ada = await person()
    const first = await orderWith(ada, { saveCard: true })
    expect(first.paid.intent?.status).toBe('succeeded')
    await completed(first.buyer)
    const [card] = await mine(ada)
    expect(card).toMatchObject({ last4: '4242', isDefault: true })
    const second = await orderWith(ada, { savedPaymentMethodId: card!.id })
    expect(second.placement.payment.savedMethod).toBe(await behind(card!))
    expect(second.paid.intent?.status).toBe('succeeded')
    await completed(second.buyer)
    becomes(await behind(card!), 'pm_card_authenticationRequired')
    const third = await orderWith(ada, { savedPaymentMethodId: card!.id })
    expect(third.paid.intent?.status).toBe('requires_action')
    await third.browser.authenticates('succeeded')
    expect((await completed(third.buyer)).number).toMatch(/^P-/)
    expect(await mine(ada)).toHaveLength(1)
  })

  it('are not those of somebody else, nor kept for a guest', async () => {
    const [ada, eve] = [await person(), await person()]
    const card = await addCard(ada)
    const buyer = new Buyer(shop, eve)
    await buyer.ready()
    const guest = new Buyer(shop)
    await guest.ready()
    await still(shop.database, async () => {
      const theirs = await buyer.step('SetPaymentMethod', { method: 'card', savedPaymentMethodId: card.id })
      expect(theirs.error?.code).toBe('PAYMENT_METHOD_UNAVAILABLE')
      const kept = await guest.step('SetPaymentMethod', { method: 'card', saveCard: true })
      expect(kept.error?.code).toBe('PAYMENT_METHOD_UNAVAILABLE')
    })
  })
})

/** An order of a person with a saved card, of which something is left to pay. */
async function owing() {
  const ada = await person()
  const card = await addCard(ada)
  const { buyer } = await orderWith(ada, { savedPaymentMethodId: card.id })
  const { id } = await completed(buyer)
  await clerk.act('order.changeLine', { id, position: 1, quantity: '2' })
  const { balance } = (await clerk.read('order', id, 'balance')) as { balance: { amount: string } }
  return { ada, id, card: await behind(card), balance: balance.amount }
}
const charges = () => Object.values(shop.stripe.state().charges).filter(({ status }) => status === 'succeeded').length

describe('what an order lacks', () => {
  it('is charged by the house without the buyer, once however often it is clicked', async () => {
    const { id, balance } = await owing()
    expect(Number(balance)).toBeGreaterThan(0)
    const before = charges()
    const [first, second] = await Promise.all([1, 2].map(() => codeOf(clerk.act('order.charge', { id }))))
    expect([first, second]).toContain('nothing was refused')
    await shop.drain()
    expect(charges()).toBe(before + 1)
    expect(await clerk.read('order', id, 'balance', 'paymentStatus')).toMatchObject({
      balance: { amount: '0.00' },
      paymentStatus: 'paid',
    })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('order.charge', { id }))).toBe('PAYMENT_NOTHING_DUE')
    })
  })

  it('is paid by the buyer by the mailed way, where their bank wants to see them', async () => {
    const { ada, id, card, balance } = await owing()
    becomes(card, 'pm_card_authenticationRequired')
    expect(await codeOf(clerk.act('order.charge', { id }))).toBe('PAYMENT_AUTHENTICATION_REQUIRED')
    await shop.drain()
    const asked = shop.mails().filter(({ subject, text }) => subject.startsWith('Please pay') && text.includes(id))
    expect(asked).toHaveLength(1)
    const fields = 'status payment { clientSecret amount { amount } } failure { code }'
    type Pay = { status: string; payment: { clientSecret: string; amount: { amount: string } } | null }
    const begun = await granted(ada.act<Pay>('orderPay', { id }, fields))
    expect(begun).toMatchObject({ status: 'awaitingPayment', payment: { amount: { amount: balance } } })
    await new Shopper(shop.stripe, begun.payment!.clientSecret).pays('pm_card_mastercard')
    expect(await granted(ada.act<Pay>('orderPay', { id }, fields))).toMatchObject({ status: 'paid', payment: null })
    await shop.drain()
    expect(await clerk.read('order', id, 'balance')).toMatchObject({ balance: { amount: '0.00' } })
    const stranger = await person()
    expect((await stranger.act('orderPay', { id }, 'status')).error?.code).toBe('NOT_FOUND')
  })

  it('refuses where no card is kept', async () => {
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill())
    const { id } = await completed(buyer)
    await clerk.act('order.changeLine', { id, position: 1, quantity: '2' })
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('order.charge', { id }))).toBe('SAVED_CARD_MISSING')
    })
  })
})
