import type { Ctx } from '../../kernel/context.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money, sum, zero, type Money } from '../../kernel/money.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { onItsWay, orderStandings, type OrderStanding } from '../payments/index.ts'
import { dueInAll, goingOf } from './due-for-goods.ts'

/**
 * Orders follow the ledgers of their payments: with each new entry they have changed (`updatedAt`), since what they amount to is reckoned from it; and what the house has to give back of them
 * (`order.overpaid`) is kept, so that it can be filtered by. It is reckoned anew from ledger and lines, under the order's lock, where a ledger has grown or what is owed for its goods may be
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

/** Reckons `order.overpaid` anew where a verb has changed what will be delivered of an order, so that its answer says it. Under the order's lock, which the caller holds. Three statements. */
export const reckonOverpaid = (ctx: Ctx, orderId: string): Promise<void> => followLedgers(ctx, [orderId], new Set())

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
  const [standings, going] = [await orderStandings(ids, ctx), await goingOf(ctx, ids)]
  for (const [id, order] of standings) {
    const none = zero(order.total.currency)
    const lines = going.get(id)
    const over = tooMuch(order, order.cancelled || !lines ? none : dueInAll(lines))
    const overpaid = (over.isPositive() ? over : none).toDecimalString()
    await ctx.db
      .updateTable('orders')
      .set({ overpaid, updatedAt: ctx.clock.now() })
      .where('id', '=', id)
      .where((where) => where.or([where.val(grown.has(id)), where('overpaid', '<>', overpaid)]))
      .execute()
  }
}

/** What is here of its payments, and not on its way back, above what is owed; below zero where less is. Of what is paid elsewhere we know nothing. */
function tooMuch({ payments, elsewhere }: OrderStanding, owed: Money): Money {
  const { currency } = owed
  if (elsewhere) return zero(currency)
  return payments.reduce((left, { captured, refunded, entries }) => {
    const underWay = sum(
      onItsWay(entries).map((entry) => money(entry.amount, entry.currency)),
      currency,
    )
    return left.plus(captured).minus(refunded).minus(underWay)
  }, owed.negated())
}
