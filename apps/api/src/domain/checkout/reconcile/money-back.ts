import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { money } from '../../../kernel/money.ts'
import {
  isTransferred,
  type LedgerEntry,
  type PaymentProvider,
  type PaymentRow,
  type ProviderEntry,
} from '../../payments/index.ts'
import { noteDifference } from './differences.ts'

const back = new Set<LedgerEntry['kind']>(['refunded', 'refundPending', 'disputed', 'disputeLost'])

/** What an entry of theirs is called, where it is of money that went back. */
export const backBy = ({ refund, dispute }: ProviderEntry): string | undefined =>
  refund?.reference ?? dispute?.reference

/**
 * Payments by whose ledger money went back, or may have, in a period, by nothing that their list shows; and those of before, of which we wait for the end of a dispute or refund
 * still: its message may have been lost long after the period in which it began.
 */
export async function waitingForMoneyBack(
  ctx: Ctx,
  provider: PaymentProvider,
  { from, until }: { from: Date; until: Date },
  seen: ReadonlySet<string>,
): Promise<(PaymentRow & { reference: string })[]> {
  const { rows } = await sql<PaymentRow & { reference: string }>`
    select distinct p.id, p.checkout_id, p.order_id, p.reference, p.amount, p.currency
    from payment_events e join payments p on p.id = e.payment_id
    where p.provider = ${provider.code} and p.reference is not null and e.occurred_at < ${until} and (
      e.occurred_at >= ${from} and e.kind = any (${[...back]}) and not e.reference = any (${[...seen]})
      or e.kind in ('disputed', 'refundPending') and not exists (
        select from payment_events x where x.payment_id = e.payment_id and x.reference = e.reference
          and x.kind in ('disputeWon', 'disputeLost', 'refunded', 'refundFailed')))
    order by p.id`.execute(ctx.db)
  return rows
}

/** Writes down what our ledger says went back by the provider and their books do not show. Answers how many there are. */
export async function noteWhatTheyLack(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  ledger: readonly LedgerEntry[],
  entries: readonly ProviderEntry[],
): Promise<number> {
  const theirs = new Set(entries.map(backBy))
  const lacking = ledger.filter(
    (entry) => back.has(entry.kind) && !theirs.has(entry.reference) && !isTransferred(entry),
  )
  for (const { kind, reference, amount, currency } of lacking) {
    const ours = money(amount, currency)
    const detail = `Our ledger says that ${ours.toString()} were ${kind} by ${reference}, of which they know nothing.`
    const known = { provider: provider.code, reference, paymentId: payment.id, currency }
    await noteDifference(ctx, { ...known, kind: 'notFound', detail, ours, theirs: null })
  }
  return lacking.length
}
