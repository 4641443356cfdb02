import type { ComputedField } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { zero, type Money } from '../../kernel/money.ts'
import { orderStandings } from '../payments/index.ts'
import { dueInAll, goingOf } from './due-for-goods.ts'
import { earlierSums } from './earlier-sums.ts'
import { reckon, type Reckoned } from './owed-and-paid.ts'

/** What orders owe and have (`reckon`). Three statements. */
export async function reckoned(ids: readonly string[], ctx: Ctx): Promise<Map<string, Reckoned>> {
  const [stand, going, earlier] = [await orderStandings(ids, ctx), await goingOf(ctx, ids), await earlierSums(ctx, ids)]
  return new Map(
    [...stand].map(([id, order]) => {
      const lines = going.get(id)
      const owed = order.cancelled || !lines ? zero(order.total.currency) : dueInAll(lines)
      return [id, reckon(order, owed, earlier.get(id) ?? [])]
    }),
  )
}

/** What the buyers of orders are still to pay. Three statements. */
export const stillDue = async (ids: readonly string[], ctx: Ctx): Promise<Map<string, Money>> =>
  new Map([...(await reckoned(ids, ctx))].map(([id, { due }]) => [id, due]))

/** What of an order goods may leave for, and what is reserved for it. Refuses NOT_FOUND. Three statements. */
export async function paidFor(ctx: Ctx, id: string): Promise<Pick<Reckoned, 'paid' | 'reserved'>> {
  const found = (await reckoned([id], ctx)).get(id)
  if (!found) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  return found
}

/** `order.due` */
export const orderDue: ComputedField = async (ids, ctx) =>
  new Map([...(await stillDue(ids, ctx))].map(([id, due]) => [id, due.toJSON()]))
