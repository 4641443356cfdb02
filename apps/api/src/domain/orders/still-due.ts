import type { ComputedField } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { money, sum, zero, type Money } from '../../kernel/money.ts'
import { orderStandings, wentBack, type OrderStanding } from '../payments/index.ts'
import { dueInAll, goingOf } from './due-for-goods.ts'

/** What an order came to until a moment: it was changed then. */
interface CameTo {
  until: Date
  total: Money
}

/**
 * What the buyers of orders are still to pay: what will be delivered, less what was paid and what the bank has promised, and will renew. What was given back (out of kindness, for goods that came
 * back, by a bank's decision) is not asked for again; but what was given back because it was too much at that time is not paid either. Nothing is due of what is paid elsewhere. Three
 * statements.
 */
export async function stillDue(ids: readonly string[], ctx: Ctx): Promise<Map<string, Money>> {
  const [stand, going, changed] = [
    await orderStandings(ids, ctx),
    await goingOf(ctx, ids),
    await earlierTotals(ctx, ids),
  ]
  return new Map(
    [...stand].map(([id, order]) => {
      const none = zero(order.total.currency)
      const lines = going.get(id)
      if (order.cancelled || order.elsewhere || !lines) return [id, none]
      const owed = dueInAll(lines)
      const reserved = sum(
        order.payments.filter(({ doubtful }) => !doubtful).map((one) => one.reserved),
        none.currency,
      )
      const due = owed.minus(paidOf(order, owed, changed.get(id) ?? [])).minus(reserved)
      return [id, due.isPositive() ? due : none]
    }),
  )
}

/** What was paid for an order, without what was given back as too much of what it came to then; it comes to `owed` now. */
function paidOf({ payments, total }: OrderStanding, owed: Money, changed: readonly CameTo[]): Money {
  const moved = payments
    .flatMap(({ entries }) => entries.map((entry) => ({ ...entry, back: wentBack(entry, entries) })))
    .filter(({ kind, back }) => kind === 'captured' || back)
    .sort(
      (one, other) => one.occurredAt.getTime() - other.occurredAt.getTime() || Number(one.back) - Number(other.back),
    )
  return moved.reduce((paid, { amount, currency, back, occurredAt }) => {
    const part = money(amount, currency)
    if (!back) return paid.plus(part)
    const cameTo = changed.find(({ until }) => until > occurredAt)?.total ?? owed
    const tooMuch = paid.minus(cameTo)
    if (!tooMuch.isPositive()) return paid
    return paid.minus(tooMuch.comparedTo(part) < 0 ? tooMuch : part)
  }, zero(total.currency))
}

/**
 * What of an order is paid, by the same reckoning, and what is reserved for it. Nothing is paid where all of it was given back and nothing is reserved either; while something is, what
 * was given back was a part. Refuses NOT_FOUND. Three statements.
 */
export async function paidFor(ctx: Ctx, id: string): Promise<{ paid: Money; reserved: Money }> {
  const order = (await orderStandings([id], ctx)).get(id)
  const lines = (await goingOf(ctx, [id])).get(id)
  if (!order || !lines) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  const { payments, total } = order
  const all = (of: 'captured' | 'refunded' | 'reserved') =>
    sum(
      payments.map((one) => one[of]),
      total.currency,
    )
  const reserved = all('reserved')
  const gone = all('captured').comparedTo(all('refunded')) <= 0 && !reserved.isPositive()
  const changed = (await earlierTotals(ctx, [id])).get(id) ?? []
  return { paid: gone ? zero(total.currency) : paidOf(order, dueInAll(lines), changed), reserved }
}

/** What orders came to before they were changed, in the order of the changes. One statement. */
async function earlierTotals(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CameTo[]>> {
  const rows = await ctx.db
    .selectFrom('orderAmendments')
    .select(['orderId', 'madeAt', 'totalsBefore'])
    .where('orderId', 'in', [...ids])
    .where('totalsBefore', 'is not', null)
    .orderBy('number')
    .execute()
  const found = new Map<string, CameTo[]>()
  for (const { orderId, madeAt, totalsBefore } of rows)
    if (totalsBefore) {
      const { amount, currency } = totalsBefore.total
      found.set(orderId, [...(found.get(orderId) ?? []), { until: madeAt, total: money(amount, currency) }])
    }
  return found
}

/** `order.due` */
export const orderDue: ComputedField = async (ids, ctx) =>
  new Map([...(await stillDue(ids, ctx))].map(([id, due]) => [id, due.toJSON()]))
