import type { ComputedField } from '../../engine/index.ts'
import type { PaymentStatus } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import { moneyBack } from './money-back.ts'
import { standing, type LedgerEntry, type Standing } from './ledger.ts'

const ledgerColumns = [
  'paymentEvents.kind',
  'paymentEvents.amount',
  'paymentEvents.currency',
  'paymentEvents.reference',
] as const

/** The entries among joined rows: a payment without any is a row of nulls. */
const entriesOf = <Entry extends LedgerEntry>(rows: readonly { [Key in keyof Entry]: Entry[Key] | null }[]): Entry[] =>
  rows.filter((row): row is Entry => row.kind !== null)

/** What payments amount to, by their ids; in one statement. */
export async function standings(ids: readonly string[], ctx: Ctx): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('payments')
    .leftJoin('paymentEvents', 'paymentEvents.paymentId', 'payments.id')
    .select(['payments.id', 'payments.amount as due', 'payments.currency as dueCurrency', ...ledgerColumns])
    .where('payments.id', 'in', [...ids])
    .execute()
  return new Map(
    ids.map((id) => {
      const own = rows.filter((row) => row.id === id)
      const [first] = own
      return [id, standing(first ? money(first.due, first.dueCurrency) : zero('XXX'), entriesOf(own))]
    }),
  )
}

const field =
  (pick: (standing: Standing) => unknown): ComputedField =>
  async (ids, ctx) =>
    new Map([...(await standings(ids, ctx))].map(([id, found]) => [id, pick(found)]))

export const paymentFields: Record<string, ComputedField> = {
  'payment.state': field(({ state }) => state),
  'payment.authorized': field(({ authorized }) => authorized.toJSON()),
  'payment.reserved': field(({ reserved }) => reserved.toJSON()),
  'payment.captured': field(({ captured }) => captured.toJSON()),
  'payment.disputed': field(({ disputed }) => disputed.toJSON()),
  'payment.moneyBack': moneyBack,
  'payment.refunded': field(({ refunded }) => refunded.toJSON()),
}

/** A payment as its order looks at it. */
export type PaymentOfOrder = Standing & {
  /** It is taken when goods leave. */
  kept?: boolean
  /** What is reserved could not be renewed, so that its buyer is asked to pay anew. */
  doubtful?: boolean
}

/** The payment status of an order of `total`, from the standings of its payments. */
export function paymentStatus(total: Money, payments: readonly PaymentOfOrder[]): PaymentStatus {
  const add = (pick: (standing: Standing) => Money) =>
    payments.reduce((all, one) => all.plus(pick(one)), zero(total.currency))
  const captured = add((one) => one.captured)
  const refunded = add((one) => one.refunded)
  // a gift card has paid its part, the bank promises the rest, and no goods have left yet
  const promised = payments.filter(({ kept, reserved }) => kept && reserved.isPositive())
  const untouched = promised.length > 0 && payments.every((one) => !one.kept || one.captured.isZero())
  if (untouched && refunded.isZero() && captured.plus(add(({ reserved }) => reserved)).comparedTo(total) >= 0)
    return 'authorized'
  if (captured.isPositive()) {
    if (refunded.isPositive()) return refunded.comparedTo(captured) < 0 ? 'partiallyRefunded' : 'refunded'
    return captured.comparedTo(total) < 0 ? 'partiallyPaid' : 'paid'
  }
  if (add((one) => one.authorized).isPositive()) return 'authorized'
  // what costs nothing needs no payment
  return total.isPositive() ? 'unpaid' : 'paid'
}

export interface OrderStanding {
  total: Money
  cancelled: boolean
  /** It is paid by a way that we know nothing of. */
  elsewhere: boolean
  payments: (PaymentOfOrder & { entries: readonly DatedEntry[] })[]
}

/** An entry with its moment by the provider's clock, and its place in our own sequence (uuid v7). */
type DatedEntry = LedgerEntry & { occurredAt: Date; entryId: string }

/** What was agreed of orders, and what their payments amount to. One statement. */
export async function orderStandings(ids: readonly string[], ctx: Ctx): Promise<Map<string, OrderStanding>> {
  const rows = await ctx.db
    .selectFrom('orders')
    .leftJoin('payments', 'payments.orderId', 'orders.id')
    .leftJoin('paymentEvents', 'paymentEvents.paymentId', 'payments.id')
    .select([
      'orders.id',
      'orders.total',
      'orders.state as orderState',
      'orders.paymentMethod',
      'orders.currency as orderCurrency',
      'payments.id as paymentId',
      'payments.capture',
      'payments.renewProblem',
      'paymentEvents.occurredAt',
      'paymentEvents.id as entryId',
      ...ledgerColumns,
    ])
    .where('orders.id', 'in', [...ids])
    .execute()
  return new Map(
    ids.flatMap((id): [string, OrderStanding][] => {
      const own = rows.filter((row) => row.id === id)
      const [first] = own
      if (!first) return []
      const total = money(first.total, first.orderCurrency)
      const paymentIds = new Set(own.map(({ paymentId }) => paymentId).filter((paymentId) => paymentId !== null))
      const payments = [...paymentIds].map((one) => {
        const rows = own.filter(({ paymentId }) => paymentId === one)
        const entries = entriesOf<DatedEntry>(rows)
        const [{ capture, renewProblem } = {}] = rows
        return { ...standing(total, entries), kept: capture === 'atShipment', doubtful: Boolean(renewProblem), entries }
      })
      const cancelled = first.orderState === 'cancelled'
      return [[id, { total, cancelled, elsewhere: first.paymentMethod === 'elsewhere', payments }]]
    }),
  )
}

/** `order.paymentStatus` */
export const orderPaymentStatus: ComputedField = async (ids, ctx) => {
  const found = await orderStandings(ids, ctx)
  return new Map(
    ids.map((id) => {
      const order = found.get(id)
      return [id, order ? paymentStatus(order.total, order.payments) : 'unpaid']
    }),
  )
}

/** `order.balance`: what is still to be paid; below zero, what is to go back. Nothing is to be paid for what was cancelled. */
export const orderBalance: ComputedField = async (ids, ctx) =>
  new Map([...(await orderStandings(ids, ctx))].map(([id, order]) => [id, balanceOf(order).toJSON()]))

function balanceOf({ total, cancelled, payments }: OrderStanding): Money {
  const owed = cancelled ? zero(total.currency) : total
  return payments.reduce((left, { captured, reserved, refunded }) => {
    return left.minus(captured).minus(reserved).plus(refunded)
  }, owed)
}
