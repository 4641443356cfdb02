import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Buyer, munich } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { CardOrders } from '../../testing/card-orders.ts'
import { Clerk } from '../../testing/clerk.ts'
import { skus } from '../../testing/fixtures/furniture.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { filledIn } from '../../testing/stripe-stand-in.ts'

let shop: OpenShop
let clerk: Clerk
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  await new CardOrders(shop, clerk).stock()
})
afterAll(() => shop.close())

/** The only mail to somebody whose subject begins so. */
async function mailTo(email: string, subject = /^(Your order|Ihre Bestellung)/): Promise<string> {
  await shop.drain()
  await shop.drain()
  const mails = shop.mails().filter((mail) => mail.to === email && subject.test(mail.subject))
  expect(mails).toHaveLength(1)
  return mails[0]!.text.replaceAll('\u00a0', ' ')
}

/** Bought with a gift card over 20 euros, and the rest by card. */
async function boughtInParts(email: string, headers: Record<string, string> = {}) {
  const card = await new GiftCards(shop, clerk).issued('20')
  const buyer = new Buyer(shop, shop.caller(undefined, headers))
  const { totals } = await buyer.ready({ email })
  await granted(buyer.step('ApplyGiftCard', { code: card.code }))
  await buyer.pays(await granted(buyer.place(totals!.total)))
  await granted(buyer.complete())
  const total = totals!.total.amount
  return { digits: card.code!.slice(-4), total, rest: (Number(total) - 20).toFixed(2) }
}

describe('the mail of an order', () => {
  it('names each part where a gift card paid one, and none where one card paid all', async () => {
    const { digits, total, rest } = await boughtInParts('parts@example.com')
    const text = await mailTo('parts@example.com')
    const paid = `Paid (Gift card •••• ${digits}): €20.00\nPaid (Visa •••• 4242): €${rest}\n`
    expect(text).toContain(`Total: €${total}\n${paid}`)
    const buyer = new Buyer(shop)
    await buyer.pays(await buyer.atTheTill({ email: 'whole@example.com' }))
    await granted(buyer.complete())
    expect(await mailTo('whole@example.com')).not.toContain('Paid (')
  })

  it('names them in its language, and what is charged when the goods leave', async () => {
    const setting = { websiteId: shop.website.id, method: 'card', capture: 'atShipment' }
    const id = await clerk.make('paymentSetting', setting)
    const { digits, rest } = await boughtInParts('teile@example.com', { 'accept-language': 'de' })
    await clerk.change('paymentSetting', id, { capture: 'atOrder' })
    const text = await mailTo('teile@example.com')
    expect(text).toContain(`Bezahlt (Geschenkkarte •••• ${digits}): 20,00 €`)
    const charged = `Belastet, wenn die Ware unser Haus verlässt (Visa •••• 4242): ${rest.replace('.', ',')} €`
    expect(text).toContain(charged)
  })

  it.each([
    ['en', 'You pick it up here:', 'Mon–Fri 8–18', 'We deliver to'],
    ['de', 'Sie holen sie hier ab:', 'Mo–Fr 8–18 Uhr', 'Wir liefern an'],
  ])('says where and when it is picked up, in %s', async (language, here, hours, delivered) => {
    await clerk.make('shippingMethod', {
      ...{ websiteId: shop.website.id, code: `shop-${language}`, kind: 'pickup', label: { en: 'Berlin' } },
      ...{ countries: ['DE'], currency: 'EUR', price: eur('0'), warehouseId: shop.warehouseIds.berlin },
      openingHours: { en: 'Mon–Fri 8–18', de: 'Mo–Fr 8–18 Uhr' },
    })
    const email = `pickup-${language}@example.com`
    const buyer = new Buyer(shop, shop.caller(undefined, { 'accept-language': language }))
    await buyer.pays(await buyer.atTheTill({ email, optionId: `pickup:shop-${language}` }))
    await granted(buyer.complete())
    const text = await mailTo(email)
    expect(text).toContain(`${here}\nBerlin\nKanalstr. 1\n10115 Berlin\n${hours}\n`)
    expect(text).not.toContain(delivered)
    expect(text).not.toContain(munich.street)
  })

  it('says nothing of a payment that we know nothing of, and calls units as a cart does', async () => {
    const lines = [
      { sku: skus.drill, quantity: '6' },
      { sku: skus.cable, quantity: '1', unitPrice: '5' },
    ]
    const email = 'elsewhere@example.com'
    await clerk.act('order.enter', { websiteId: shop.website.id, email, shippingAddress: munich, lines })
    const text = await mailTo(email)
    expect(text).toMatch(/^Hello Ada,\n\nthank you for your order \S+ We get your goods ready\.\n/)
    expect(text).not.toMatch(/payment|paid/i)
    expect(text).toContain(`6 pieces  Product ${skus.drill}`)
    expect(text).toContain(`1 metre  Product ${skus.cable}`)
  })
})

it('a refund of a bank debit is mailed by the words of the order’s page', async () => {
  const email = 'lastschrift@example.com'
  const buyer = new Buyer(shop, shop.caller(undefined, { 'accept-language': 'de' }))
  const { intent } = await buyer.browser(await buyer.atTheTill({ email })).confirms(filledIn.sepa())
  await shop.stripe.webhooks.idle()
  await fetch(`${shop.stripe.url}/_sandbox/settle/${intent!.id}`, { method: 'POST' })
  await shop.stripe.webhooks.idle()
  const { id } = await shop.database.db
    .selectFrom('payments')
    .select('id')
    .where('reference', '=', intent!.id)
    .executeTakeFirstOrThrow()
  await clerk.act('payment.refund', { id, amount: eur('1.00'), reason: 'requestedByCustomer' })
  expect(await mailTo(email, /^Ihr Geld/)).toContain('auf dem es kam: SEPA-Lastschrift •••• 3000. Ihre Bank')
})
