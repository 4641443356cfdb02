import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'

const payload = z.object({
  orderId: z.uuid(),
  about: z.enum(['notRenewed', 'notCharged']),
  code: z.string().optional(),
})
export type PaymentMail = z.infer<typeof payload>

const words = {
  en: {
    subject: (number: string) => `Please pay for your order ${number}`,
    notRenewed: (number: string) =>
      `your bank held the money for your order ${number} until it leaves us. It does not hold it any longer than this, and would not do so anew.`,
    notCharged: (number: string) =>
      `we could not charge your card with what is still to be paid for your order ${number}.`,
    please: 'Please pay for it here; as soon as the money is there, your goods are on their way:',
    hello: 'Hello,',
  },
  de: {
    subject: (number: string) => `Bitte bezahlen Sie Ihre Bestellung ${number}`,
    notRenewed: (number: string) =>
      `Ihre Bank hat den Betrag für Ihre Bestellung ${number} vorgemerkt, bis sie unser Haus verlässt. Länger hält sie ihn nicht vor, und neu vormerken wollte sie ihn nicht.`,
    notCharged: (number: string) =>
      `was für Ihre Bestellung ${number} noch offen ist, konnten wir Ihrer Karte nicht belasten.`,
    please: 'Bitte bezahlen Sie hier; sobald das Geld da ist, geht Ihre Ware auf den Weg:',
    hello: 'Guten Tag,',
  },
}

/** Mails a buyer the way to pay for an order, in its language, and whom the website names for it what happened. An order that is gone needs neither. */
export const paymentMailJob = (mailer: Mailer, storefrontUrl: string): Job<PaymentMail> =>
  defineJob({
    name: 'orders.mailPayment',
    payload,
    run: async ({ orderId, about, code }, ctx) => {
      const order = await orderOf(ctx, orderId)
      if (!order) return
      const { number, email, failureEmail } = order
      const german = order.locale.startsWith('de')
      const say = german ? words.de : words.en
      const link = `${storefrontUrl}${german ? '/de' : ''}/order/${orderId}`
      const text = `${say.hello}\n\n${say[about](number)}\n\n${say.please}\n${link}\n`
      await mailer.send({ to: email, subject: say.subject(number), text })
      if (about !== 'notRenewed' || !failureEmail) return
      await mailer.send({
        to: failureEmail,
        subject: `Order ${number}: its money is not reserved any longer than today`,
        text: `The reservation of the money for order ${number} could not be renewed (${code ?? 'no code'}). ${email} has been asked to pay again.\n`,
      })
    },
  })

const orderOf = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('orders')
    .leftJoin('paymentSettings', (join) =>
      join.onRef('paymentSettings.websiteId', '=', 'orders.websiteId').on('paymentSettings.method', '=', 'card'),
    )
    .select(['orders.number', 'orders.email', 'orders.locale', 'paymentSettings.failureEmail'])
    .where('orders.id', '=', id)
    .executeTakeFirst()
