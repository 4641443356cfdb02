import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { defineJob, enqueue, type Job } from '../../kernel/jobs.ts'
import type { Mailer } from '../../kernel/mail.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { addressColumns } from '../customers/index.ts'
import { orderMail, type MailedOrder } from './order-mail.ts'

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
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!order) return undefined
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['name', 'sku', 'quantity', 'unitLabel', 'rowTotal'])
    .where('orderId', '=', orderId)
    .orderBy('position')
    .execute()
  const shippingAddress = await ctx.db
    .selectFrom('orderAddresses')
    .select(addressColumns)
    .where('orderId', '=', orderId)
    .where('kind', '=', 'shipping')
    .executeTakeFirstOrThrow()
  const reserved = await ctx.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('capture', '=', 'atShipment')
    .limit(1)
    .executeTakeFirst()
  const money = order.paymentMethod === 'onAccount' ? 'onAccount' : reserved ? 'atShipment' : 'received'
  return { ...order, shippingLabel: order.shippingOption?.label ?? null, money, lines, shippingAddress }
}
