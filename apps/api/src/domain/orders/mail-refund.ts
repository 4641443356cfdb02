import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mail, Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { accountProvider, giftCardProvider, isTransferred } from '../payments/index.ts'
import { priceIn } from './order-mail.ts'
import { orderPage, wordsFor } from './order-page.ts'
import { readRefund, toldRefund, type MailedRefund, type ToldRefund } from './read-refund.ts'
import { wayToPay } from './way-to-pay.ts'

type RefundMail = Job<ToldRefund>

// five to ten working days: docs.stripe.com/refunds
const words = {
  en: {
    subject: (number: string | null) => (number ? `Your money goes back: order ${number}` : 'Your money goes back'),
    ofOrder: (amount: string, number: string) =>
      `we give you back ${amount} of what you paid for your order ${number}.`,
    ofNone: (amount: string) =>
      `your payment of a purchase came when no order could be made of it any more. We give you back ${amount}.`,
    hello: 'Hello,',
    card: (method: string | null) =>
      `It goes back the way it came${method ? `: ${method}` : ''}. Your bank shows it within five to ten working days; you need not do anything.`,
    giftCard: (digits: string | null) => `It is on your gift card${digits ? ` •••• ${digits}` : ''} again`,
    storeCredit: 'It is store credit of yours again',
    usable: (until: string | null) => `, and you can pay with it ${until ? `until ${until}` : 'at once'}.`,
    blocked: ', but nothing can be paid with it at the moment; please ask us about it.',
    transfer: 'It goes to your account by transfer, and is there within a few working days; you need not do anything.',
    see: 'Your order at any time:',
  },
  de: {
    subject: (number: string | null) =>
      number ? `Ihr Geld kommt zurück: Bestellung ${number}` : 'Ihr Geld kommt zurück',
    ofOrder: (amount: string, number: string) =>
      `wir erstatten Ihnen ${amount} von dem, was Sie für Ihre Bestellung ${number} bezahlt haben.`,
    ofNone: (amount: string) =>
      `Ihre Zahlung für einen Einkauf kam, als daraus keine Bestellung mehr werden konnte. Wir erstatten Ihnen ${amount}.`,
    hello: 'Guten Tag,',
    card: (method: string | null) =>
      `Es geht den Weg zurück, auf dem es kam${method ? `: ${method}` : ''}. Ihre Bank zeigt es in fünf bis zehn Werktagen; Sie müssen nichts tun.`,
    giftCard: (digits: string | null) => `Es ist wieder auf Ihrer Geschenkkarte${digits ? ` •••• ${digits}` : ''}`,
    storeCredit: 'Es ist wieder Ihr Guthaben',
    usable: (until: string | null) => `, und Sie können ${until ? `bis zum ${until}` : 'sofort'} damit bezahlen.`,
    blocked: '. Zurzeit kann damit nicht bezahlt werden; bitte wenden Sie sich an uns.',
    transfer: 'Wir überweisen es auf Ihr Konto, wo es in wenigen Werktagen ist; Sie müssen nichts tun.',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** Mails whoever paid that money goes back: how much, which way, and when it is there. A payment that nobody gave an address for is told of nowhere. */
export const refundMailJob = (mailer: Mailer, storefrontUrl: string): RefundMail =>
  defineJob({
    name: 'orders.mailRefund',
    payload: toldRefund,
    run: async (asked, ctx) => {
      const refund = await readRefund(ctx, asked)
      if (refund) await mailer.send(mailOf(refund, storefrontUrl))
    },
  })

/** Hears of each refund, also of those that were made in the provider's own office, and puts its mail into the queue: in the transaction that acknowledges the news, so there is one. */
export const refundMailConsumer = (job: RefundMail): Consumer => ({
  name: 'orders.mailRefunds',
  topics: ['payment.refunded'],
  handle: async (events, ctx) => {
    for (const { entityId: paymentId, payload: told } of events) {
      const reference = String(told['reference'])
      await enqueue(ctx, job, { paymentId, reference }, { key: `refund-${paymentId}-${reference}` })
    }
  },
})

function mailOf(refund: MailedRefund, storefrontUrl: string): Mail {
  const { orderId, number, email, locale, shop, provider, methodDigits, giftCard } = refund
  const say = wordsFor(words, locale)
  const amount = priceIn(refund.amount, refund.currency, locale)
  const until = giftCard?.expiresOn ? dayIn(giftCard.expiresOn, locale) : null
  const card = refund.methodType === 'storeCredit' ? say.storeCredit : say.giftCard(methodDigits)
  const way: Partial<Record<string, string>> = {
    [giftCardProvider]: `${card}${giftCard?.disabled ? say.blocked : say.usable(until)}`,
    [accountProvider]: say.transfer,
  }
  const text = [
    say.hello,
    number ? say.ofOrder(amount, number) : say.ofNone(amount),
    (isTransferred(refund) ? say.transfer : way[provider]) ?? say.card(wayToPay(refund, locale)),
    ...(orderId ? [`${say.see}\n${orderPage(storefrontUrl, locale, orderId)}`] : []),
  ].join('\n\n')
  return { to: email, sender: shop, subject: say.subject(number), text: `${text}\n` }
}

/** A calendar day as people of a language write it. */
const dayIn = (day: string, locale: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' })
