import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import type { AmendedLine } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { priceIn, quantityIn } from './order-mail.ts'
import { inLanguageOf, orderPage, wordsFor } from './order-page.ts'
import { reckoned } from './still-due.ts'
import { countedUnits } from './unit-names.ts'

/** Goods that will not come: how much less of each than was said before. Decimal quantities in the unit that was ordered. */
const goods = z.object({
  ...{ name: z.string(), sku: z.string(), quantity: z.string() },
  /** What the unit was called then, and its code; jobs from before there was one have none. */
  unit: z.string(),
  unitCode: z.string().optional(),
})
export type Goods = z.infer<typeof goods>
/** Without `lines` all of it is cancelled. */
const payload = z.object({ orderId: z.uuid(), lines: z.array(goods).optional() })
export type CancelledMail = Job<z.infer<typeof payload>>

const words = {
  en: {
    subject: (number: string) => `Cancelled: your order ${number}`,
    subjectOfPart: (number: string) => `Not all of your order ${number} will come`,
    all: (number: string) => `Hello,\n\nyour order ${number} was cancelled, and nothing of it will be delivered.`,
    part: (number: string) => `Hello,\n\nthese goods of your order ${number} will not be delivered after all:`,
    money:
      'You do not pay for it. Where you have paid already, your money goes back, and we write to you as soon as it is on its way.',
    moneyAtBank: (amount: string) =>
      `You do not pay for it. About ${amount} that was paid for it a bank is deciding at the moment. Where you have paid more, that goes back, and we write to you as soon as it is on its way.`,
    moneyOfPart:
      'You do not pay for them. Where you have paid already, we write to you as soon as your money goes back.',
    see: 'Your order at any time:',
  },
  de: {
    subject: (number: string) => `Storniert: Ihre Bestellung ${number}`,
    subjectOfPart: (number: string) => `Nicht alles aus Ihrer Bestellung ${number} kommt`,
    all: (number: string) =>
      `Guten Tag,\n\nIhre Bestellung ${number} wurde storniert, und nichts daraus wird geliefert.`,
    part: (number: string) => `Guten Tag,\n\ndiese Ware aus Ihrer Bestellung ${number} wird doch nicht geliefert:`,
    money:
      'Sie bezahlen sie nicht. Haben Sie schon bezahlt, geht Ihr Geld zurück, und wir schreiben Ihnen, sobald es unterwegs ist.',
    moneyAtBank: (amount: string) =>
      `Sie bezahlen sie nicht. Über ${amount}, die dafür bezahlt wurden, entscheidet gerade eine Bank. Haben Sie mehr bezahlt, geht das zurück, und wir schreiben Ihnen, sobald es unterwegs ist.`,
    moneyOfPart: 'Sie bezahlen sie nicht. Haben Sie schon bezahlt, schreiben wir Ihnen, sobald Ihr Geld zurückgeht.',
    see: 'Ihre Bestellung jederzeit:',
  },
}

/** Mails a buyer that their order was cancelled, or which goods of it will not come. Of money that is disputed no mail promises that it goes back. */
export const cancelledMailJob = (mailer: Mailer, storefrontUrl: string): CancelledMail =>
  defineJob({
    name: 'orders.mailCancelled',
    payload,
    run: async ({ orderId, lines }, ctx) => {
      const order = await ctx.db
        .selectFrom('orders as o')
        .innerJoin('websites as w', 'w.id', 'o.websiteId')
        .select(['o.number', 'o.email', 'o.locale', 'w.name as shop'])
        .where('o.id', '=', orderId)
        .executeTakeFirst()
      if (!order) return
      const { number, email, locale, shop } = order
      const say = wordsFor(words, locale)
      const units = (lines ?? []).map(({ unit, unitCode = '' }) => ({ unitCode, unitLabel: unit }))
      const unitOf = await countedUnits(units, inLanguageOf(ctx, locale))
      const listed = lines?.map(({ name, sku, quantity, unit, unitCode = '' }) =>
        [`${quantityIn(quantity, locale)} ${unitOf({ unitCode, unitLabel: unit, quantity })}`, `${name} (${sku})`].join(
          '  ',
        ),
      )
      const disputed = (await reckoned([orderId], ctx)).get(orderId)?.disputed
      const atBank = disputed?.isPositive() && priceIn(disputed.toDecimalString(), disputed.currency, locale)
      const text = [
        ...(listed
          ? [say.part(number), listed.join('\n'), say.moneyOfPart]
          : [say.all(number), atBank ? say.moneyAtBank(atBank) : say.money]),
        `${say.see}\n${orderPage(storefrontUrl, locale, orderId)}`,
      ].join('\n\n')
      const subject = listed ? say.subjectOfPart(number) : say.subject(number)
      await mailer.send({ to: email, sender: shop, subject, text: `${text}\n` })
    },
  })

/** Hears of orders that are cancelled, and of each step that takes goods out of one, and puts their mail into the queue: in the transaction that acknowledges the news, so there is one of each. */
export const cancelledMailConsumer = (job: CancelledMail): Consumer => ({
  name: 'orders.mailCancelled',
  topics: ['order.cancelled', 'orderAmendment.made'],
  handle: async (events, ctx) => {
    for (const { entityId: id, topic } of events) {
      if (topic === 'order.cancelled') await enqueue(ctx, job, { orderId: id }, { key: `cancelled-${id}` })
      else await mailStep(ctx, job, id)
    }
  },
})

/** A step by which the lines of an order were changed: what each has less than its buyer was told before. What was confirmed as not coming, `order.confirm` has mailed. */
async function mailStep(ctx: Ctx, job: CancelledMail, amendmentId: string): Promise<void> {
  const step = await ctx.db
    .selectFrom('orderAmendments')
    .innerJoin('orders', 'orders.id', 'orderAmendments.orderId')
    .select(['orderId', 'lines'])
    .where('orderAmendments.id', '=', amendmentId)
    .where('kind', '=', 'changed')
    // then all of it is mailed to be so
    .where('orders.state', '<>', 'cancelled')
    .executeTakeFirst()
  if (!step) return
  const lines = step.lines.flatMap(({ before, after }) =>
    before ? less(toldOf(before), after?.quantity ?? '0', before) : [],
  )
  if (lines.length > 0) await enqueue(ctx, job, { orderId: step.orderId, lines }, { key: `less-${amendmentId}` })
}

/** How much of a line was to come. */
const toldOf = ({ quantity, confirmedQuantity }: AmendedLine): string =>
  Decimal.min(quantity, confirmedQuantity ?? quantity).toFixed()

/** How much less of a line there is than there was: nothing, or one entry for the mail. */
export function less(
  was: string,
  is: string,
  { name, sku, unit, unitCode }: { name: string; sku: string; unit?: string | undefined; unitCode: string },
): Goods[] {
  const quantity = new Decimal(was).minus(is)
  return quantity.greaterThan(0) ? [{ name, sku, unit: unit ?? unitCode, unitCode, quantity: quantity.toFixed() }] : []
}
