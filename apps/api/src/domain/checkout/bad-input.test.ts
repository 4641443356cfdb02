import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booksOf, shelvesOf } from '../../testing/books.ts'
import { Buyer, miami } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { setPrices } from '../../testing/fixtures/products.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

// Whoever tampers with what is to be paid gets nothing for it, and nobody else loses anything by it.

let shop: OpenShop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Says something to Stripe's API. */
const stripe = async (key: string, path: string, form: Record<string, string>) => {
  const answer = await fetch(`${shop.stripe.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams(form),
  })
  return { status: answer.status, body: (await answer.json()) as { error?: { message: string } } }
}
const intentOf = async (buyer: Buyer) => (await booksOf(shop.database, buyer.checkoutId)).payments.at(-1)!.reference!
const amountOf = (intent: string) => shop.stripe.state().intents[intent]!.amount

describe('the amount of a payment', () => {
  it('cannot be changed by the browser: neither by the key that it has, nor by what it says to us', async () => {
    const buyer = new Buyer(shop)
    const placement = await buyer.atTheTill()
    const intent = await intentOf(buyer)
    const due = amountOf(intent)
    const secret = placement.payment!.clientSecret
    const changed = await stripe(shop.stripe.publishableKey, `payment_intents/${intent}`, { amount: '100' })
    expect(changed.status).toBeGreaterThanOrEqual(400)
    const confirmed = await stripe(shop.stripe.publishableKey, `payment_intents/${intent}/confirm`, {
      client_secret: secret,
      payment_method: 'pm_card_visa',
      amount: '100',
    })
    expect(confirmed.status).toBeGreaterThanOrEqual(400)
    expect(amountOf(intent)).toBe(due)
    await still(shop.database, async () => {
      const refused = await buyer.place({ amount: '1.00', currency: 'EUR' })
      expect(refused.error).toMatchObject({ code: 'PRICE_CHANGED', path: 'expectedTotal' })
    })
  })

  it('that was lowered in Stripe’s own office buys nothing: what was paid goes back, once, and the goods are free', async () => {
    const buyer = new Buyer(shop)
    const before = await shelvesOf(shop.database, shop.furniture.drill)
    const placement = await buyer.atTheTill()
    const intent = await intentOf(buyer)
    expect((await stripe(shop.stripe.secretKey, `payment_intents/${intent}`, { amount: '100' })).status).toBe(200)
    await buyer.pays(placement)
    await shop.stripe.webhooks.idle()
    const told = await Promise.all(Array.from({ length: 3 }, () => granted(buyer.complete())))
    expect(told.map(({ status, order }) => [status, order])).toEqual(Array(3).fill(['refunded', null]))
    const books = await booksOf(shop.database, buyer.checkoutId)
    expect(books.kinds).toEqual(['created', 'captured', 'refunded'])
    expect(books.checkout.state).toBe('open')
    expect(await shelvesOf(shop.database, shop.furniture.drill)).toEqual(before)
    expect(
      Object.values(shop.stripe.state().refunds).filter((refund) => refund.payment_intent === intent),
    ).toHaveLength(1)
    // and the same checkout can be paid as it is
    const { totals } = await granted(buyer.checkout())
    const again = await granted(buyer.place(totals!.total))
    await buyer.pays(again)
    expect((await granted(buyer.complete())).status).toBe('completed')
  })
})

describe('a payment of another checkout', () => {
  it('pays that one and no other, whichever of them asks', async () => {
    const [mine, theirs] = [new Buyer(shop), new Buyer(shop)]
    const [, paid] = [await mine.atTheTill({ quantity: '5' }), await theirs.atTheTill()]
    await theirs.pays(paid)
    await shop.stripe.webhooks.idle()
    expect((await granted(mine.complete())).status).toBe('awaitingPayment')
    expect((await granted(theirs.complete())).status).toBe('completed')
    const books = await booksOf(shop.database, mine.checkoutId)
    expect([books.order, books.kinds]).toEqual([undefined, ['created']])
    // nor does one that claims in Stripe's books to be of this checkout
    const intent = await intentOf(mine)
    const { metadata } = shop.stripe.state().intents[intent]!
    const forged = await stripe(shop.stripe.secretKey, 'payment_intents', {
      amount: '100',
      currency: 'eur',
      'metadata[paymentId]': metadata['paymentId']!,
      'metadata[checkoutId]': metadata['checkoutId']!,
      payment_method: 'pm_card_visa',
      confirm: 'true',
      return_url: 'https://shop.test/done',
    })
    expect(forged.status, JSON.stringify(forged.body)).toBe(200)
    await shop.stripe.webhooks.idle()
    expect((await granted(mine.complete())).status).toBe('awaitingPayment')
    expect((await booksOf(shop.database, mine.checkoutId)).order).toBeUndefined()
  })
})

describe('a currency', () => {
  it('that is another one than the one that was quoted is refused at "Place order", and nothing moves', async () => {
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    await still(shop.database, async () => {
      const refused = await buyer.place({ ...totals!.total, currency: 'USD' })
      expect(refused.error).toMatchObject({ code: 'PRICE_CHANGED', params: { currency: 'EUR' } })
    })
  })

  it('that the shopper changes to after the delivery was quoted has delivery and total said anew, and that is what is paid', async () => {
    await setPrices(shop, shop.priceListId, shop.furniture.drill, 'piece', { 1: '129.00' }, 'USD')
    const buyer = new Buyer(shop)
    const { totals } = await buyer.ready()
    expect(totals!.total.currency).toBe('EUR')
    const inDollars = new Buyer(shop, shop.caller(buyer.caller.token, { 'portico-currency': 'USD' }))
    const changed = await inDollars.start()
    expect(changed).toMatchObject({ id: buyer.checkoutId, currency: 'USD', ready: false })
    await still(shop.database, async () => {
      for (const tab of [buyer, inDollars])
        expect((await tab.place(totals!.total)).error).toMatchObject({
          code: 'CHECKOUT_INCOMPLETE',
          params: { missing: 'SHIPPING_METHOD_OUTDATED' },
        })
    })
    await granted(inDollars.step('SetShippingAddress', { address: miami }))
    const [option] = (await granted(inDollars.options())).options
    const again = await granted(inDollars.step('SetShippingMethod', { optionId: option!.id }))
    expect(again.totals!.total.currency).toBe('USD')
    const placement = await granted(inDollars.place(again.totals!.total))
    await inDollars.pays(placement)
    const { order } = await granted(inDollars.complete())
    const { currency, total } = await shop.database.db
      .selectFrom('orders')
      .select(['currency', 'total'])
      .where('id', '=', order!.id)
      .executeTakeFirstOrThrow()
    expect([currency, Number(total)]).toEqual(['USD', Number(again.totals!.total.amount)])
    const intent = shop.stripe.state().intents[await intentOf(inDollars)]!
    expect([intent.currency, intent.amount_received]).toEqual(['usd', Math.round(Number(total) * 100)])
  })
})
