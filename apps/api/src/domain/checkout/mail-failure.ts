import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { ProviderNews } from '../payments/index.ts'

const payload = z.object({ checkoutId: z.uuid() })
export type MailFailure = Job<z.infer<typeof payload>>

const words = {
  en: {
    subject: 'Your bank did not send the money',
    text: 'Hello,\n\nyour bank has let us know that the money for your purchase does not come. Nothing was charged, and no order was made. Your cart is as you left it; you can pay in another way here:',
  },
  de: {
    subject: 'Ihre Bank hat das Geld nicht geschickt',
    text: 'Guten Tag,\n\nIhre Bank hat uns mitgeteilt, dass das Geld für Ihren Einkauf nicht kommt. Es wurde nichts abgebucht, und es gibt keine Bestellung. Ihr Warenkorb ist, wie Sie ihn verlassen haben; hier können Sie auf andere Weise bezahlen:',
  },
}

/** Mails a shopper who paid by a way that takes days that their money does not come. Not where it came after all, by another way. */
export const mailFailureJob = (mailer: Mailer, storefrontUrl: string): MailFailure =>
  defineJob({
    name: 'checkout.mailFailure',
    payload,
    run: async ({ checkoutId }, ctx) => {
      const row = await ctx.db
        .selectFrom('checkouts')
        .select(['email', 'locale', 'state'])
        .where('id', '=', checkoutId)
        .executeTakeFirst()
      if (!row?.email || row.state === 'completed') return
      const german = row.locale.startsWith('de')
      const { subject, text } = german ? words.de : words.en
      const link = `${storefrontUrl}${german ? '/de' : ''}/checkout`
      await mailer.send({ to: row.email, subject, text: `${text}\n${link}\n` })
    },
  })

/**
 * News that a try to pay has failed on which the bank had been at work for days: nobody is there any more to see it. A card that is declined at once is told in the
 * shop. In the transaction that enters the news, so that there is one mail.
 */
export async function tellFailure(
  ctx: Ctx,
  job: MailFailure,
  { type, eventId }: ProviderNews,
  { id, checkoutId }: { id: string; checkoutId: string | null },
): Promise<void> {
  if (type !== 'payment_intent.payment_failed' || !checkoutId) return
  const { rows } = await sql`
    select from payment_events where payment_id = ${id} and kind = 'processing' limit 1`.execute(ctx.db)
  if (rows.length > 0) await enqueue(ctx, job, { checkoutId }, { key: `payment-failed-${eventId}` })
}
