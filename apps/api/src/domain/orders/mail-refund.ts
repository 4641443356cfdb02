import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mail, Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { accountProvider, giftCardProvider } from '../payments/index.ts'
import { priceIn } from './order-mail.ts'
import { orderPage, wordsFor } from './order-page.ts'
import { wayToPay } from './way-to-pay.ts'

const payload = z.object({ paymentId: z.uuid(), reference: z.string() })
type RefundMail = Job<z.infer<typeof payload>>

interface MailedRefund {
  orderId: string | null
  number: string | null
  email: string
  locale: string
  shop: string
  provider: string
  method: string | null
  methodType: string | null
  methodDigits: string | null
  amount: string
  currency: string
}

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
    giftCard: (digits: string | null) =>
      `It is on your gift card${digits ? ` •••• ${digits}` : ''} again, and you can pay with it at once.`,
    storeCredit: 'It is store credit of yours again, and you can pay with it at once.',
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
    giftCard: (digits: string | null) =>
      `Es ist wieder auf Ihrer Geschenkkarte${digits ? ` •••• ${digits}` : ''}, und Sie können sofort damit bezahlen.`,
    storeCredit: 'Es ist wieder Ihr Guthaben, und Sie können sofort damit bezahlen.',
    transfer: 'Wir überweisen es auf Ihr Konto, wo es in wenigen Werktagen ist; Sie müssen nichts tun.',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** Mails whoever paid that money goes back: how much, which way, and when it is there. A payment that nobody gave an address for is told of nowhere. */
export const refundMailJob = (mailer: Mailer, storefrontUrl: string): RefundMail =>
  defineJob({
    name: 'orders.mailRefund',
    payload,
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

/** A refund with whose it is: the order's, or where no order was made, the checkout's. */
async function readRefund(
  ctx: Ctx,
  { paymentId, reference }: z.infer<typeof payload>,
): Promise<MailedRefund | undefined> {
  const row = await ctx.db
    .selectFrom('paymentEvents as e')
    .innerJoin('payments as p', 'p.id', 'e.paymentId')
    .leftJoin('orders as o', 'o.id', 'p.orderId')
    .leftJoin('checkouts as c', 'c.id', 'p.checkoutId')
    .innerJoin('websites as w', (join) =>
      join.on(({ eb, fn }) => eb('w.id', '=', fn.coalesce('o.websiteId', 'c.websiteId'))),
    )
    .select(({ fn }) => [
      fn.coalesce('o.email', 'c.email').as('email'),
      fn.coalesce('o.locale', 'c.locale').as('locale'),
    ])
    .select(['o.id as orderId', 'o.number', 'w.name as shop', 'p.provider', 'p.method'])
    .select(['p.methodType', 'p.methodDigits', 'e.amount', 'e.currency'])
    .where('e.paymentId', '=', paymentId)
    .where('e.reference', '=', reference)
    .where('e.kind', 'in', ['refunded', 'refundPending'])
    .limit(1)
    .executeTakeFirst()
  return row?.email ? { ...row, email: row.email, locale: row.locale ?? 'en' } : undefined
}

function mailOf(refund: MailedRefund, storefrontUrl: string): Mail {
  const { orderId, number, email, locale, shop, provider, methodDigits } = refund
  const say = wordsFor(words, locale)
  const amount = priceIn(refund.amount, refund.currency, locale)
  const way: Partial<Record<string, string>> = {
    [giftCardProvider]: refund.methodType === 'storeCredit' ? say.storeCredit : say.giftCard(methodDigits),
    [accountProvider]: say.transfer,
  }
  const text = [
    say.hello,
    number ? say.ofOrder(amount, number) : say.ofNone(amount),
    way[provider] ?? say.card(wayToPay(refund, locale)),
    ...(orderId ? [`${say.see}\n${orderPage(storefrontUrl, locale, orderId)}`] : []),
  ].join('\n\n')
  return { to: email, sender: shop, subject: say.subject(number), text: `${text}\n` }
}
