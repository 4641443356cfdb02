import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { PaymentMail } from '../orders/index.ts'
import type { IntentStatus, PaymentRow, ProviderNews } from '../payments/index.ts'

const payload = z.object({ checkoutId: z.uuid(), what: z.enum(['atWork', 'refused']).default('refused') })
type MailBank = Job<z.infer<typeof payload>>

const words = {
  atWork: {
    en: {
      subject: 'Your bank is at work on your payment',
      text: 'Hello,\n\nwe have your purchase, and your bank is sending the money. With this way to pay it takes a few days. Your articles are held for you meanwhile; as soon as the money is here, your order is made, and we confirm it by mail. You need not do anything, and must not pay again; for anything else you have a new cart. How it stands you see here:',
    },
    de: {
      subject: 'Ihre Bank bearbeitet Ihre Zahlung',
      text: 'Guten Tag,\n\nwir haben Ihren Einkauf, und Ihre Bank schickt das Geld. Bei dieser Zahlungsart dauert das einige Tage. Ihre Artikel sind so lange für Sie zurückgelegt; sobald das Geld da ist, entsteht Ihre Bestellung, und wir bestätigen sie per E-Mail. Sie müssen nichts tun und dürfen nicht noch einmal bezahlen; für alles andere haben Sie einen neuen Warenkorb. Wie es steht, sehen Sie hier:',
    },
  },
  refused: {
    en: {
      subject: 'Your bank did not send the money',
      text: 'Hello,\n\nyour bank has let us know that the money for your purchase does not come. Nothing was charged, and no order was made. For a short while your articles are still held, and you can pay in another way here; after that you find them in your cart again:',
    },
    de: {
      subject: 'Ihre Bank hat das Geld nicht geschickt',
      text: 'Guten Tag,\n\nIhre Bank hat uns mitgeteilt, dass das Geld für Ihren Einkauf nicht kommt. Es wurde nichts abgebucht, und es gibt keine Bestellung. Für kurze Zeit sind Ihre Artikel noch zurückgelegt, und Sie können hier auf andere Weise bezahlen; danach finden Sie sie wieder in Ihrem Warenkorb:',
    },
  },
}

/** Mails a shopper who pays by a way that takes days that their bank is at work, or that the money does not come. Not where it has come. */
export const mailBankJob = (mailer: Mailer, storefrontUrl: string): MailBank =>
  defineJob({
    name: 'checkout.mailFailure',
    payload,
    run: async ({ checkoutId, what }, ctx) => {
      const row = await ctx.db
        .selectFrom('checkouts')
        .innerJoin('websites', 'websites.id', 'checkouts.websiteId')
        .select(['checkouts.email', 'checkouts.locale', 'checkouts.state', 'websites.name as shop'])
        .where('checkouts.id', '=', checkoutId)
        .executeTakeFirst()
      if (!row?.email || row.state === 'completed' || (what === 'atWork' && row.state !== 'paying')) return
      const german = row.locale.startsWith('de')
      const { subject, text } = words[what][german ? 'de' : 'en']
      const link = `${storefrontUrl}${german ? '/de' : ''}/checkout?checkout=${checkoutId}`
      await mailer.send({ to: row.email, sender: row.shop, subject, text: `${text}\n${link}\n` })
    },
  })

/** By which buyers are told of their bank: at a checkout, and of what is paid for an order later. */
export interface BankMails {
  mailBank: MailBank
  mailPayment: PaymentMail
}

/**
 * News that a bank takes days, or, after that, that it says no: nobody is there any more to see it. A card that is declined at once is told in the shop. In the
 * transaction that enters the news, so that there is one mail.
 */
export async function tellOfBank(
  ctx: Ctx,
  { mailBank, mailPayment }: BankMails,
  { type, eventId }: ProviderNews,
  status: IntentStatus,
  { id, checkoutId, orderId }: Pick<PaymentRow, 'id' | 'checkoutId' | 'orderId'>,
): Promise<void> {
  // heard late, the bank may have answered
  if (checkoutId && type === 'payment_intent.processing' && status === 'processing')
    return enqueue(ctx, mailBank, { checkoutId, what: 'atWork' }, { key: `payment-at-work-${id}` })
  if (type !== 'payment_intent.payment_failed') return
  const { rows } = await sql`
    select from payment_events where payment_id = ${id} and kind = 'processing' limit 1`.execute(ctx.db)
  if (rows.length === 0) return
  const key = `payment-failed-${eventId}`
  if (checkoutId) await enqueue(ctx, mailBank, { checkoutId, what: 'refused' }, { key })
  else if (orderId) await enqueue(ctx, mailPayment, { orderId, about: 'notSent' }, { key })
}
