import type { ComputedField } from '../../engine/index.ts'
import type { MoneyBack, PaymentEventKind } from '../../kernel/contract.ts'
import { sql } from '../../kernel/db.ts'
import { money, sum, type Money } from '../../kernel/money.ts'
import { wentBack, type LedgerEntry } from './ledger.ts'

/** `renewed`: at that moment another payment held the money on, so that nothing was let go. */
type Entry = LedgerEntry & { occurredAt: Date; renewed?: boolean }

/** What of a payment its payer has again, by its ledger, the earliest first. What was on its way and came, or failed, is told once, or not at all. */
export function moneyBackOf(entries: readonly Entry[]): MoneyBack[] {
  return entries
    .toSorted((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime())
    .flatMap((entry): MoneyBack[] => {
      const amount = money(entry.amount, entry.currency)
      const told = (kind: MoneyBack['kind'], back: Money, pending = false): MoneyBack[] =>
        back.isPositive() ? [{ kind, amount: back.toJSON(), at: entry.occurredAt, pending }] : []
      if (wentBack(entry, entries)) return told(entry.kind === 'refunded' ? 'refund' : 'dispute', amount)
      if (entry.kind === 'refundPending') return isUnderWay(entry, entries) ? told('refund', amount, true) : []
      if (entry.renewed) return []
      if (entry.kind === 'released') return told('release', amount)
      return entry.kind === 'cancelled' ? told('release', stillHeld(entries, entry.currency)) : []
    })
}

const isUnderWay = ({ reference }: Entry, entries: readonly Entry[]): boolean =>
  !entries.some((other) => ['refunded', 'refundFailed'].includes(other.kind) && other.reference === reference)

/** What the bank held when all of it was cancelled; nothing where it never held any. */
function stillHeld(entries: readonly Entry[], currency: string): Money {
  const total = (kind: PaymentEventKind) =>
    sum(
      entries.filter((entry) => entry.kind === kind).map((entry) => money(entry.amount, entry.currency)),
      currency,
    )
  return total('authorized').minus(total('captured')).minus(total('released'))
}

/** `payment.moneyBack`, for any number of payments in one statement. */
export const moneyBack: ComputedField = async (ids, ctx) => {
  const rows = await ctx.db
    .selectFrom('paymentEvents')
    .select(['paymentId', 'kind', 'amount', 'currency', 'reference', 'occurredAt'])
    // one that the bank declined took nothing over; one that was let go later tells of that itself
    .select(
      sql<boolean>`exists (
        select from payments next join payment_events held on held.payment_id = next.id and held.kind = 'authorized'
        where next.replaces_id = payment_events.payment_id and not exists (
          select from payment_events gone where gone.payment_id = next.id and gone.kind = 'cancelled'
            and gone.occurred_at < payment_events.occurred_at))`.as('renewed'),
    )
    .where('paymentId', 'in', [...ids])
    .orderBy('id')
    .execute()
  return new Map(ids.map((id) => [id, moneyBackOf(rows.filter(({ paymentId }) => paymentId === id))]))
}
