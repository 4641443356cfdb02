import type { ComputedField } from '../../engine/index.ts'
import type { PaymentStatus } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { money, zero, type Money } from '../../kernel/money.ts'
import { standing, type LedgerEntry, type Standing } from './ledger.ts'

const ledgerColumns = [
  'paymentEvents.kind',
  'paymentEvents.amount',
  'paymentEvents.currency',
  'paymentEvents.reference',
] as const

/** The entries among joined rows: a payment without any is a row of nulls. */
const entriesOf = (rows: readonly { [Key in keyof LedgerEntry]: LedgerEntry[Key] | null }[]): LedgerEntry[] =>
  rows.filter((row): row is LedgerEntry => row.kind !== null)

/** What payments amount to, by their ids; in one statement. */
export async function standings(ids: readonly string[], ctx: Ctx): Promise<Map<string, Standing>> {
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
  'payment.captured': field(({ captured }) => captured.toJSON()),
  'payment.refunded': field(({ refunded }) => refunded.toJSON()),
}

/** The payment status of an order of `total`, from the standings of its payments. */
export function paymentStatus(total: Money, payments: readonly Standing[]): PaymentStatus {
  const add = (pick: (standing: Standing) => Money) =>
    payments.reduce((all, one) => all.plus(pick(one)), zero(total.currency))
  const captured = add((one) => one.captured)
  const refunded = add((one) => one.refunded)
  if (captured.isPositive()) {
    if (refunded.isPositive()) return refunded.comparedTo(captured) < 0 ? 'partiallyRefunded' : 'refunded'
    return captured.comparedTo(total) < 0 ? 'partiallyPaid' : 'paid'
  }
  if (add((one) => one.authorized).isPositive()) return 'authorized'
  // what costs nothing needs no payment
  return total.isPositive() ? 'unpaid' : 'paid'
}

/** `order.paymentStatus` for many orders in one statement. */
export const orderPaymentStatus: ComputedField = async (ids, ctx) => {
  const rows = await ctx.db
    .selectFrom('orders')
    .leftJoin('payments', 'payments.orderId', 'orders.id')
    .leftJoin('paymentEvents', 'paymentEvents.paymentId', 'payments.id')
    .select([
      'orders.id',
      'orders.total',
      'orders.currency as orderCurrency',
      'payments.id as paymentId',
      ...ledgerColumns,
    ])
    .where('orders.id', 'in', [...ids])
    .execute()
  return new Map(
    ids.map((id) => {
      const own = rows.filter((row) => row.id === id)
      const [first] = own
      if (!first) return [id, 'unpaid']
      const total = money(first.total, first.orderCurrency)
      const paymentIds = new Set(own.map(({ paymentId }) => paymentId).filter((paymentId) => paymentId !== null))
      const payments = [...paymentIds].map((one) =>
        standing(total, entriesOf(own.filter(({ paymentId }) => paymentId === one))),
      )
      return [id, paymentStatus(total, payments)]
    }),
  )
}
