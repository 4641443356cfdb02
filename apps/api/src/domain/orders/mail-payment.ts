import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import { orderPage, wordsFor } from './order-page.ts'
import { stillDue } from './still-due.ts'

const payload = z.object({
  orderId: z.uuid(),
  about: z.enum(['notRenewed', 'notCharged', 'notSent']),
  code: z.string().optional(),
})
export type PaymentMail = Job<z.infer<typeof payload>>

const words = {
  en: {
    subject: (number: string) => `Please pay for your order ${number}`,
    notRenewed: (number: string) =>
      `your bank held the money for your order ${number} until it leaves us. It does not hold it any longer than this, and would not do so anew.`,
    notCharged: (number: string) =>
      `we could not charge your card with what is still to be paid for your order ${number}.`,
    notSent: (number: string) =>
      `your bank did not send what is still to be paid for your order ${number}. Nothing was charged.`,
    please: 'Please pay for it here; as soon as the money is there, your goods are on their way:',
    hello: 'Hello,',
  },
  de: {
    subject: (number: string) => `Bitte bezahlen Sie Ihre Bestellung ${number}`,
    notRenewed: (number: string) =>
      `Ihre Bank hat den Betrag für Ihre Bestellung ${number} vorgemerkt, bis sie unser Haus verlässt. Länger hält sie ihn nicht vor, und neu vormerken wollte sie ihn nicht.`,
    notCharged: (number: string) =>
      `was für Ihre Bestellung ${number} noch offen ist, konnten wir Ihrer Karte nicht belasten.`,
    notSent: (number: string) =>
      `Ihre Bank hat das Geld nicht geschickt, das für Ihre Bestellung ${number} noch offen ist. Es wurde nichts abgebucht.`,
    please: 'Bitte bezahlen Sie hier; sobald das Geld da ist, geht Ihre Ware auf den Weg:',
    hello: 'Guten Tag,',
  },
}

/** Mails a buyer the way to pay for an order, in its language, and whom the website names for it what happened. An order that is gone, or of which nothing is due any more, needs neither. */
export const paymentMailJob = (mailer: Mailer, storefrontUrl: string): PaymentMail =>
  defineJob({
    name: 'orders.mailPayment',
    payload,
    run: async ({ orderId, about, code }, ctx) => {
      const order = await orderOf(ctx, orderId)
      if (!order || !(await stillDue([orderId], ctx)).get(orderId)?.isPositive()) return
      const { number, email, failureEmail, shop } = order
      const say = wordsFor(words, order.locale)
      const page = orderPage(storefrontUrl, order.locale, orderId)
      const text = `${say.hello}\n\n${say[about](number)}\n\n${say.please}\n${page}\n`
      await mailer.send({ to: email, sender: shop, subject: say.subject(number), text })
      if (about !== 'notRenewed' || !failureEmail) return
      await mailer.send({
        to: failureEmail,
        sender: shop,
        subject: `Order ${number}: its money is not reserved any longer than today`,
        text: `The reservation of the money for order ${number} could not be renewed (${code ?? 'no code'}). ${email} has been asked to pay again.\n`,
      })
    },
  })

const orderOf = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('orders')
    .innerJoin('websites', 'websites.id', 'orders.websiteId')
    .leftJoin('paymentSettings', (join) =>
      join.onRef('paymentSettings.websiteId', '=', 'orders.websiteId').on('paymentSettings.method', '=', 'card'),
    )
    .select(['orders.number', 'orders.email', 'orders.locale', 'paymentSettings.failureEmail', 'websites.name as shop'])
    .where('orders.id', '=', id)
    .executeTakeFirst()
