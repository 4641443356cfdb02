import type { Ctx } from '../../kernel/context.ts'
import { money, type Money } from '../../kernel/money.ts'
import { dueInAll, goingOf } from './due-for-goods.ts'
import type { CameTo } from './owed-and-paid.ts'

/** What all that will be delivered of an order costs now. One statement. */
export async function owedNow(ctx: Ctx, orderId: string): Promise<Money | null> {
  const going = (await goingOf(ctx, [orderId])).get(orderId)
  return going ? dueInAll(going) : null
}

/** Writes down that until now an order came to another sum. Under its lock, so that it is in one sequence with the other changes of it. One statement. */
export async function keepEarlierSum(ctx: Ctx, orderId: string, owed: Money): Promise<void> {
  await ctx.db
    .insertInto('orderEarlierSums')
    .values({ id: ctx.ids.next(), orderId, until: ctx.clock.now(), owed: owed.toDecimalString() })
    .execute()
}

/** What orders came to before each time that it became another sum, the earliest first. One statement. */
export async function earlierSums(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CameTo[]>> {
  const rows = await ctx.db
    .selectFrom('orderEarlierSums')
    .innerJoin('orders', 'orders.id', 'orderEarlierSums.orderId')
    .select(['orderEarlierSums.id', 'orderId', 'until', 'owed', 'currency'])
    .where('orderId', 'in', [...ids])
    .orderBy('orderEarlierSums.id')
    .execute()
  const found = new Map<string, CameTo[]>()
  for (const { id, orderId, until, owed, currency } of rows)
    found.set(orderId, [...(found.get(orderId) ?? []), { id, until, owed: money(owed, currency) }])
  return found
}
