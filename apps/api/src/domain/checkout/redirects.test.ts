import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Placement } from '../../kernel/contract.ts'
import { booksOf } from '../../testing/books.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk } from '../../testing/clerk.ts'
import { deliveries } from '../../testing/fixtures/furniture.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'
import { filledIn } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function run(name: string): Promise<void> {
  const job = shop.built.jobs.find((one) => one.name === name)!
  await job.run({} as never, await shop.built.systemContext())
}

/** Somebody who chose iDEAL, and stands before the page of their bank. */
async function atTheBank(): Promise<{ buyer: Buyer; placement: Placement; browser: ReturnType<Buyer['browser']> }> {
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  const browser = buyer.browser(placement)
  expect((await browser.confirms(filledIn.ideal)).intent?.status).toBe('requires_action')
  await shop.stripe.webhooks.idle()
  return { buyer, placement, browser }
}

describe('who pays at the page of their bank', () => {
  it.each([
    ['ideal', 'iDEAL •••• 5264'],
    ['bancontact', 'Bancontact •••• 7061'],
  ] as const)('has their order when they come back from %s, and it says what they paid with', async (type, method) => {
    const buyer = new Buyer(shop)
    const browser = buyer.browser(await buyer.atTheTill())
    await browser.confirms(filledIn[type])
    const back = new URL((await browser.answersTheBank('succeeded')) ?? '')
    expect(back.searchParams.get('redirect_status')).toBe('succeeded')
    const reference = back.searchParams.get('payment_intent')
    const { status } = await granted(
      buyer.step<Placement>('Complete', { paymentReference: reference }, 'status order { id }'),
    )
    expect(status).toBe('completed')
    await shop.stripe.webhooks.idle()
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books.payments).toMatchObject([{ method, postalCodeCheck: null }])
    expect(books.kinds.filter((kind) => kind === 'captured')).toHaveLength(1)
  })

  it('hears of the payment that they come back from, where another tab changed the cart and began to pay anew', async () => {
    const { buyer, browser } = await atTheBank()
    const page = browser.bankPage()
    await granted(buyer.step('Reopen'))
    await granted(buyer.add())
    const changed = await granted(buyer.step('SetShippingMethod', { optionId: deliveries.standard }))
    const anew = await granted(buyer.place(changed.totals!.total))
    await browser.answersTheBank('succeeded', page)
    await shop.stripe.webhooks.idle()
    const [withdrawn, begun] = (await booksOf(shop.database, buyer.checkoutId)).payments
    const comesBack = (reference: string | null) =>
      granted(buyer.step<Placement>('Complete', { paymentReference: reference }, 'status payment { clientSecret }'))
    await still(shop.database, async () => {
      expect(await comesBack(withdrawn!.reference)).toEqual({ status: 'failed', payment: null })
    })
    expect(await comesBack(begun!.reference)).toMatchObject({
      status: 'awaitingPayment',
      payment: { clientSecret: anew.payment!.clientSecret },
    })
    const { kinds } = await booksOf(shop.database, buyer.checkoutId)
    expect(kinds.filter((kind) => kind === 'captured')).toEqual([])
  })

  it('has it by Stripe’s message alone, when the browser never comes back', async () => {
    const { buyer, browser } = await atTheBank()
    await browser.answersTheBank('succeeded')
    await shop.stripe.webhooks.idle()
    expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
      checkout: { state: 'completed' },
      kinds: ['created', 'actionRequired', 'captured'],
    })
  })

  it('finds their cart and the payment as they were when they said no there, and pays by card', async () => {
    const { buyer, placement, browser } = await atTheBank()
    const back = new URL((await browser.answersTheBank('failed')) ?? '')
    expect(back.searchParams.get('redirect_status')).toBe('failed')
    await shop.stripe.webhooks.idle()
    const told = await granted(buyer.complete())
    expect(told).toMatchObject({
      status: 'awaitingPayment',
      failure: { code: 'payment_intent_authentication_failure' },
      checkout: { state: 'paying', lines: [{ quantity: '1' }] },
      payment: { clientSecret: placement.payment!.clientSecret },
      order: null,
    })
    expect((await booksOf(shop.database, buyer.checkoutId)).reservations).toMatchObject([{ state: 'held' }])
    await buyer.pays(placement)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })

  it('comes back by the back button and begins anew: the page that they left pays nothing', async () => {
    const { buyer, placement, browser } = await atTheBank()
    const left = browser.bankPage()
    const again = await granted(buyer.place(placement.checkout.totals!.total))
    expect(again.payment?.clientSecret).toBe(placement.payment?.clientSecret)
    await browser.confirms(filledIn.ideal)
    await browser.answersTheBank('succeeded', left)
    expect((await granted(buyer.complete())).status).toBe('awaitingPayment')
    await browser.answersTheBank('succeeded')
    expect((await granted(buyer.complete())).status).toBe('completed')
    const intents = Object.values(shop.stripe.state().charges).filter(({ payment_intent }) =>
      placement.payment!.clientSecret.startsWith(payment_intent),
    )
    expect(intents).toHaveLength(1)
  })

  it('cannot pay there any more when their time was over, and the goods are anybody’s', async () => {
    const { buyer, browser } = await atTheBank()
    const page = browser.bankPage()
    shop.clock.advance({ minutes: 31 })
    await run('checkouts.expire')
    await shop.stripe.webhooks.idle()
    expect(await booksOf(shop.database, buyer.checkoutId)).toMatchObject({
      checkout: { state: 'open', orderId: null },
      reservations: [{ state: 'released' }],
    })
    const back = await browser.answersTheBank('succeeded', page)
    expect(new URL(back ?? '').searchParams.get('redirect_status')).toBe('failed')
    await shop.stripe.webhooks.idle()
    await still(shop.database, async () => expect((await granted(buyer.complete())).status).toBe('failed'))
  })

  it('is not taken for another: the intent of somebody else is refused on the way back, and nothing moves', async () => {
    const { buyer } = await atTheBank()
    const other = await atTheBank()
    await other.browser.answersTheBank('succeeded')
    await shop.stripe.webhooks.idle()
    const reference = other.placement.payment!.clientSecret.split('_secret_')[0]
    await still(shop.database, async () => {
      const answer = await buyer.step<Placement>('Complete', { paymentReference: reference }, 'status')
      expect(answer.error?.code).toBe('PAYMENT_OF_SOMEBODY_ELSE')
    })
  })
})

describe('money that is only reserved', () => {
  it('cannot come by iDEAL or SEPA debit: they are not offered', async () => {
    const clerk = await Clerk.of(shop)
    const setting = { websiteId: shop.website.id, method: 'card', capture: 'atShipment' }
    const id = await clerk.make('paymentSetting', setting)
    const buyer = new Buyer(shop)
    const browser = buyer.browser(await buyer.atTheTill())
    for (const form of [filledIn.ideal, filledIn.sepa()]) expect((await browser.confirms(form)).status).toBe(400)
    expect((await granted(buyer.complete())).status).toBe('awaitingPayment')
    await clerk.remove('paymentSetting', id)
  })
})
