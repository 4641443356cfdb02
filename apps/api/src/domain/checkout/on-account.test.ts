import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MoneyValue, PaymentOption } from '../../kernel/contract.ts'
import { Buyer } from '../../testing/buyer.ts'
import { granted } from '../../testing/caller.ts'
import { Clerk, codeOf } from '../../testing/clerk.ts'
import { eur, GiftCards } from '../../testing/gift-cards.ts'
import { openShop, type OpenShop } from '../../testing/shop.ts'
import { still } from '../../testing/stillness.ts'

let shop: OpenShop
let clerk: Clerk
let buyer: Buyer
let customerId: string
beforeAll(async () => {
  shop = await openShop()
  clerk = await Clerk.of(shop)
  const websiteId = shop.website.id
  await clerk.make('paymentRule', { code: 'account', name: 'On account', method: 'onAccount', websiteId })
  const paymentTermId = await clerk.make('paymentTerm', { code: 'NET30', label: { en: '30 days' }, netDays: 30 })
  buyer = new Buyer(shop)
  const person = { email: 'ada@company.example', password: 'a fine password 1', firstName: 'Ada', lastName: 'Byron' }
  await granted(buyer.caller.act('customerUserRegister', { ...person, company: 'Company' }, 'token'))
  const { db } = shop.database
  const users = db.selectFrom('customerUsers').select('customerId').where('email', '=', person.email)
  customerId = (await users.executeTakeFirstOrThrow()).customerId
  await clerk.change('customer', customerId, { paymentTermId })
})
afterAll(() => shop.close())

/** An order on account. */
async function ordered(giftCard?: string): Promise<{ id: string; total: string }> {
  const { totals } = await buyer.ready()
  await granted(buyer.step('SetPaymentMethod', { method: 'onAccount' }))
  if (giftCard) await granted(buyer.step('ApplyGiftCard', { code: giftCard }))
  const { order } = await granted(buyer.place(totals!.total))
  await shop.drain()
  return { id: order!.id, total: totals!.total.amount }
}

/** An issued invoice over a part of an order. */
async function invoiced(orderId: string, amount: string): Promise<string> {
  const sums = { currency: 'EUR', subtotal: amount, taxTotal: '0', total: amount }
  const invoiceId = await clerk.make('invoice', { organizationId: clerk.organizationId, customerId, orderId, ...sums })
  const line = { position: 1, sku: 'X', name: 'X', unitCode: 'piece', quantity: '1', currency: 'EUR' }
  await clerk.make('invoiceLine', { invoiceId, ...line, unitPrice: amount, rowTotal: amount })
  await clerk.act('invoice.issue', { id: invoiceId })
  return invoiceId
}
const transferred = (invoiceId: string, reference: string, amount: string) =>
  clerk.make('invoicePayment', { invoiceId, reference, currency: 'EUR', amount, paidOn: '2026-11-27' })

async function standingOf(orderId: string) {
  await shop.drain()
  const row = await clerk.read('order', orderId, 'paymentStatus', 'balance', ...parts.map((part) => `payments.${part}`))
  const payments = row['payments'] as { provider: string; state: string; captured: MoneyValue; refunded: MoneyValue }[]
  const own = payments.find(({ provider }) => provider === 'onAccount')!
  const { state, captured, refunded } = own
  const { amount: balance } = row['balance'] as MoneyValue
  return { status: row['paymentStatus'], balance, state, captured: captured.amount, refunded: refunded.amount }
}
const parts = ['provider', 'state', 'captured', 'refunded']
const paymentIdOf = async (orderId: string) => {
  const row = await clerk.read('order', orderId, 'payments.id', 'payments.provider')
  return (row['payments'] as { id: string; provider: string }[]).find(({ provider }) => provider === 'onAccount')!.id
}
const half = (total: string) => (Number(total) / 2).toFixed(2)
const rest = (total: string) => (Number(total) - Number(half(total))).toFixed(2)

describe('a payment on account', () => {
  it('waits, and is paid by the transfers for its invoices, each told once', async () => {
    const { id, total } = await ordered()
    expect(await standingOf(id)).toEqual({
      ...{ status: 'unpaid', balance: total, state: 'pending' },
      ...{ captured: '0.00', refunded: '0.00' },
    })
    const first = await invoiced(id, half(total))
    await transferred(first, 'T-1', half(total))
    expect(await standingOf(id)).toMatchObject({ status: 'partiallyPaid', balance: rest(total), captured: half(total) })
    const second = await invoiced(id, rest(total))
    // what is paid for the first invoice does not pay the second
    expect(await clerk.read('invoice', second, 'open')).toMatchObject({ open: { amount: rest(total) } })
    await transferred(second, 'T-2', rest(total))
    expect(await standingOf(id)).toMatchObject({ status: 'paid', balance: '0.00', state: 'captured', captured: total })
  })

  it('is told in the mail of its order: the term, how the day is reckoned, and the buyer’s own number', async () => {
    const { totals } = await buyer.ready()
    await granted(buyer.step('SetContact', { email: 'terms@company.example', poNumber: 'PO-4711' }))
    await granted(buyer.step('SetPaymentMethod', { method: 'onAccount' }))
    await granted(buyer.place(totals!.total))
    await shop.drain()
    await shop.drain()
    const mail = shop.mails().find(({ to }) => to === 'terms@company.example')
    expect(mail?.text).toContain('Payment: on account, 30 days. It is due 30 days after the date of the invoice')
    expect(mail?.text).toContain('Your number: PO-4711')
  })

  it('can be chosen after a card was declined: it is among the ways to pay, and is taken once that payment is left', async () => {
    const { totals } = await buyer.ready()
    await granted(buyer.step('SetPaymentMethod', { method: 'card' }))
    const placement = await granted(buyer.place(totals!.total))
    await buyer.pays(placement, 'pm_card_visa_chargeDeclined')
    await shop.stripe.webhooks.idle()
    const options = await granted(
      buyer.caller.ask<PaymentOption[]>('checkoutPaymentOptions', { checkoutId: buyer.checkoutId }, 'method'),
    )
    expect(options.map(({ method }) => method).sort()).toEqual(['card', 'onAccount'])
    await still(shop.database, async () => {
      expect((await buyer.step('SetPaymentMethod', { method: 'onAccount' })).error?.code).toBe('PAYMENT_PENDING')
    })
    await granted(buyer.step('Reopen'))
    await granted(buyer.step('SetPaymentMethod', { method: 'onAccount' }))
    expect((await granted(buyer.place(totals!.total))).order?.id).toBeTruthy()
  })

  it('goes along where the books take a transfer back, or say that it went back', async () => {
    const { id, total } = await ordered()
    const invoiceId = await invoiced(id, total)
    const wrong = await transferred(invoiceId, 'T-3', total)
    expect(await standingOf(id)).toMatchObject({ status: 'paid' })
    await clerk.remove('invoicePayment', wrong)
    expect(await standingOf(id)).toEqual({
      ...{ status: 'unpaid', balance: total, state: 'pending' },
      ...{ captured: '0.00', refunded: '0.00' },
    })
    await transferred(invoiceId, 'T-4', total)
    await transferred(invoiceId, 'T-5', '-10')
    expect((await standingOf(id)).balance).toBe('10.00')
    // what was entered by mistake is no refund: of the one that is, whoever paid is mailed
    const mails = shop.mails().filter(({ subject, text }) => subject.startsWith('Your money') && text.includes(id))
    expect(mails.map(({ text }) => text.match(/€\d+\.\d\d|by transfer/g))).toEqual([['€10.00', 'by transfer']])
  })

  it('is let go with its order, and cannot be taken or given back by asking', async () => {
    const { id, total } = await ordered()
    const paymentId = await paymentIdOf(id)
    await still(shop.database, async () => {
      expect(await codeOf(clerk.act('payment.capture', { id: paymentId }))).toBe('PAYMENT_STATE_CONFLICT')
      expect(await codeOf(clerk.act('payment.refund', { id: paymentId }))).toBe('PAYMENT_REFUND_EXCEEDS')
    })
    await clerk.act('order.cancel', { id })
    expect(await standingOf(id)).toMatchObject({ state: 'cancelled', balance: '0.00' })
    expect(total).not.toBe('0.00')
  })

  it('that was paid is owed to its buyer when the order is cancelled, and is back as far as the books say so', async () => {
    const { id, total } = await ordered()
    const invoiceId = await invoiced(id, total)
    await transferred(invoiceId, 'T-6', total)
    await shop.drain()
    await clerk.act('order.cancel', { id })
    expect(await standingOf(id)).toMatchObject({ balance: `-${total}`, captured: total, refunded: '0.00' })
    await transferred(invoiceId, 'T-7', '-10')
    const wrong = await transferred(invoiceId, 'T-8', '-5')
    await shop.drain()
    await clerk.remove('invoicePayment', wrong)
    expect(await standingOf(id)).toMatchObject({ status: 'partiallyRefunded', refunded: '10.00' })
    await transferred(invoiceId, 'T-9', `-${(Number(total) - 10).toFixed(2)}`)
    expect(await standingOf(id)).toMatchObject({ status: 'refunded', refunded: total, balance: '0.00' })
  })

  it('goes with a gift card that pays a part', async () => {
    const card = await new GiftCards(shop, clerk).issued('20')
    const { id, total } = await ordered(card.code!)
    const left = (Number(total) - 20).toFixed(2)
    expect(await standingOf(id)).toMatchObject({ status: 'partiallyPaid', balance: left })
    const mail = shop.mails().find(({ text }) => text.includes(`/order/${id}`))
    expect(mail?.text).toContain('what is still to be paid you pay by our invoice')
    const paid = `Paid (Gift card •••• ${card.code!.slice(-4)}): €20.00`
    expect(mail?.text).toContain(`Total: €${total}\n${paid}\nStill to be paid, by our invoice: €${left}\n`)
    const invoiceId = await invoiced(id, total)
    expect(await clerk.read('invoice', invoiceId, 'open')).toMatchObject({ open: eur(left) })
    await transferred(invoiceId, 'T-10', left)
    expect(await standingOf(id)).toMatchObject({ status: 'paid', balance: '0.00', captured: left })
  })
})
