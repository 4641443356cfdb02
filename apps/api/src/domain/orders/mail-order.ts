import { z } from 'zod'
import { inLanguage } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { addressColumns } from '../customers/index.ts'
import { inLanguageOf } from './order-page.ts'
import { orderMail, type MailedOrder } from './order-mail.ts'
import { partsOf } from './parts-of-payment.ts'
import { countedUnits } from './unit-names.ts'

const payload = z.object({ orderId: z.uuid() })

/** Mails an order's confirmation to its buyer; an order that is gone needs none. */
export function confirmationJob(mailer: Mailer, storefrontUrl: string): Job<z.infer<typeof payload>> {
  return defineJob({
    name: 'orders.mailConfirmation',
    payload,
    run: async ({ orderId }, ctx) => {
      const order = await readOrder(ctx, orderId)
      if (order) await mailer.send(orderMail(order, storefrontUrl))
    },
  })
}

/** Hears of each placed order, and puts its mail into the queue: in the transaction that acknowledges the news, so there is one. */
export function confirmationConsumer(job: Job<z.infer<typeof payload>>): Consumer {
  return {
    name: 'orders.confirm',
    topics: ['order.placed'],
    handle: async (events, ctx) => {
      for (const { entityId: orderId } of events) await enqueue(ctx, job, { orderId }, { key: `confirm-${orderId}` })
    },
  }
}

async function readOrder(ctx: Ctx, orderId: string): Promise<MailedOrder | undefined> {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('websites', 'websites.id', 'orders.websiteId')
    .selectAll('orders')
    .select('websites.name as shop')
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) return undefined
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['name', 'sku', 'quantity', 'unitCode', 'unitLabel', 'rowTotal'])
    .where('orderId', '=', orderId)
    .orderBy('position')
    .execute()
  const shippingAddress = await ctx.db
    .selectFrom('orderAddresses')
    .select(addressColumns)
    .where('orderId', '=', orderId)
    .where('kind', '=', 'shipping')
    .executeTakeFirstOrThrow()
  const { atShipment, parts } = await partsOf(ctx, order)
  const { paymentMethod, shippingOption } = order
  const byCard = atShipment ? 'atShipment' : 'received'
  const money = paymentMethod === 'onAccount' || paymentMethod === 'elsewhere' ? paymentMethod : byCard
  const term = order.paymentTermId ? await termOf(ctx, order.paymentTermId, order.locale) : null
  const unitOf = await countedUnits(lines, inLanguageOf(ctx, order.locale))
  return {
    ...order,
    shippingLabel: shippingOption?.label ?? null,
    pickup: (shippingOption?.pickup ? shippingOption.pickupPlace : null) ?? null,
    ...{ money, parts, term, shippingAddress },
    lines: lines.map((line) => ({ ...line, unit: unitOf(line) })),
  }
}

/** By when an order on account is paid, in the language of the order. */
async function termOf(ctx: Ctx, id: string, locale: string): Promise<MailedOrder['term']> {
  const term = await ctx.db
    .selectFrom('paymentTerms')
    .select(['label', 'netDays'])
    .where('id', '=', id)
    .executeTakeFirst()
  return term ? { label: inLanguage(term.label, inLanguageOf(ctx, locale)) ?? '', netDays: term.netDays } : null
}
