import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mail, Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { priceIn } from './order-mail.ts'
import { orderPage, wordsFor } from './order-page.ts'
import { readRefund, toldRefund, type MailedRefund, type ToldRefund } from './read-refund.ts'
import { wayToPay } from './way-to-pay.ts'

type FailedRefundMail = Job<ToldRefund>

const words = {
  en: {
    subject: (number: string | null) =>
      number ? `Your money has not arrived: order ${number}` : 'Your money has not arrived',
    ofOrder: (amount: string, number: string) =>
      `we had written to you that we give you back ${amount} of what you paid for your order ${number}. It did not arrive:`,
    ofNone: (amount: string) =>
      `we had written to you that we give you back ${amount}, which you paid for a purchase of which no order could be made. It did not arrive:`,
    why: (method: string | null) =>
      `the bank could not book it${method ? ` by the way that it came: ${method}` : ''}, and has sent it back to us. Mostly that is so where a card or an account is closed.`,
    then: 'The money is yours as before. We send it to you in another way, and get in touch with you where we have to know which; you need not do anything until then.',
    hello: 'Hello,',
    see: 'Your order at any time:',
  },
  de: {
    subject: (number: string | null) =>
      number ? `Ihr Geld ist nicht angekommen: Bestellung ${number}` : 'Ihr Geld ist nicht angekommen',
    ofOrder: (amount: string, number: string) =>
      `wir hatten Ihnen geschrieben, dass wir Ihnen ${amount} von dem erstatten, was Sie für Ihre Bestellung ${number} bezahlt haben. Das Geld ist nicht angekommen:`,
    ofNone: (amount: string) =>
      `wir hatten Ihnen geschrieben, dass wir Ihnen ${amount} erstatten, die Sie für einen Einkauf bezahlt haben, aus dem keine Bestellung werden konnte. Das Geld ist nicht angekommen:`,
    why: (method: string | null) =>
      `Die Bank konnte es nicht auf dem Weg gutschreiben, auf dem es kam${method ? ` (${method})` : ''}, und hat es uns zurückgeschickt. Meist ist dann eine Karte oder ein Konto geschlossen.`,
    then: 'Das Geld steht Ihnen weiterhin zu. Wir schicken es Ihnen auf anderem Weg, und melden uns bei Ihnen, wenn wir dafür wissen müssen, auf welchem; bis dahin müssen Sie nichts tun.',
    hello: 'Guten Tag,',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** Mails whoever was told that money goes back that it did not arrive, and that it is sent in another way. */
export const failedRefundMailJob = (mailer: Mailer, storefrontUrl: string): FailedRefundMail =>
  defineJob({
    name: 'orders.mailFailedRefund',
    payload: toldRefund,
    run: async (asked, ctx) => {
      const refund = await readRefund(ctx, asked)
      if (refund) await mailer.send(mailOf(refund, storefrontUrl))
    },
  })

/** Hears of each refund that failed after it was told, and puts its mail into the queue: in the transaction that acknowledges the news, so there is one. */
export const failedRefundMailConsumer = (job: FailedRefundMail): Consumer => ({
  name: 'orders.mailFailedRefunds',
  topics: ['payment.refundFailed'],
  handle: async (events, ctx) => {
    for (const { entityId: paymentId, payload: told } of events) {
      const reference = String(told['reference'])
      await enqueue(ctx, job, { paymentId, reference }, { key: `refund-failed-${paymentId}-${reference}` })
    }
  },
})

function mailOf(refund: MailedRefund, storefrontUrl: string): Mail {
  const { orderId, number, email, locale, shop } = refund
  const say = wordsFor(words, locale)
  const amount = priceIn(refund.amount, refund.currency, locale)
  const text = [
    say.hello,
    number ? say.ofOrder(amount, number) : say.ofNone(amount),
    say.why(wayToPay(refund, locale)),
    say.then,
    ...(orderId ? [`${say.see}\n${orderPage(storefrontUrl, locale, orderId)}`] : []),
  ].join('\n\n')
  return { to: email, sender: shop, subject: say.subject(number), text: `${text}\n` }
}
