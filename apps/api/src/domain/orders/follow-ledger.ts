import type { Ctx } from '../../kernel/context.ts'
import { lockRows } from '../../kernel/locks.ts'
import type { Money } from '../../kernel/money.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { keepEarlierSum, owedNow } from './earlier-sums.ts'
import { reckoned } from './still-due.ts'

/**
 * Orders follow the ledgers of their payments: with each new entry they have changed (`updatedAt`), since what they amount to is reckoned from it; and what the house has to give back of them
 * (`order.overpaid`), and what is disputed of them, is kept, so that it can be filtered by. It is reckoned anew from ledger and lines, under the order's lock, where a ledger has grown or what is owed for its goods may be
 * another sum (more can leave than was confirmed): told late, twice or in another order it comes to the same. By news, so that nobody who enters what a provider says waits for an order.
 */
export const ledgerConsumer: Consumer = {
  name: 'orders.followLedger',
  topics: ['payment.changed', 'shipment.shipped', 'order.amended', 'order.confirmed', 'order.cancelled'],
  handle: async (events, ctx) => {
    const ids = (told: (topic: string) => boolean) =>
      events.filter(({ topic }) => told(topic)).map(({ entityId }) => entityId)
    const grown = await ordersOf(
      ctx,
      'payments',
      ids((topic) => topic === 'payment.changed'),
    )
    const left = await ordersOf(
      ctx,
      'shipments',
      ids((topic) => topic === 'shipment.shipped'),
    )
    const named = ids((topic) => topic.startsWith('order.'))
    const there = await lockRows(ctx, 'orders', [...grown, ...left, ...named])
    await followLedgers(ctx, there, new Set(grown))
  },
}

/**
 * Reckons an order anew where a verb has changed what will be delivered of it, or given its money back, so that its answer says it, and keeps what it came to before (`owedNow`), where that is another sum now. Under the order's lock,
 * which the caller holds. Five statements.
 */
export async function reckonAnew(ctx: Ctx, orderId: string, before: Money | null): Promise<void> {
  const now = await owedNow(ctx, orderId)
  if (before && now && !now.equals(before)) await keepEarlierSum(ctx, orderId, before)
  await followLedgers(ctx, [orderId], new Set())
}

async function ordersOf(ctx: Ctx, table: 'payments' | 'shipments', ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom(table)
    .select('orderId')
    .where('id', 'in', [...ids])
    .execute()
  return rows.flatMap(({ orderId }) => orderId ?? [])
}

async function followLedgers(ctx: Ctx, ids: readonly string[], grown: ReadonlySet<string>): Promise<void> {
  if (ids.length === 0) return
  for (const [id, order] of await reckoned(ids, ctx)) {
    const [overpaid, disputed] = [order.overpaid.toDecimalString(), order.disputed.toDecimalString()]
    await ctx.db
      .updateTable('orders')
      .set({ overpaid, disputed, updatedAt: ctx.clock.now() })
      .where('id', '=', id)
      .where((where) =>
        where.or([where.val(grown.has(id)), where('overpaid', '<>', overpaid), where('disputed', '<>', disputed)]),
      )
      .execute()
  }
}
