import type { Ctx } from '../../kernel/context.ts'
import type { LedgerEntry } from './ledger.ts'

/**
 * Keeps with a payment (`refundProblem`) that giving money back has failed, for whoever looks after it, until another refund is made. What was told before, or of a refund that has
 * failed by now, changes nothing. At most one statement.
 */
export async function keepRefundProblem(
  ctx: Ctx,
  paymentId: string,
  facts: readonly (Pick<LedgerEntry, 'kind' | 'reference'> & { code?: string | null })[],
  entries: readonly (LedgerEntry & { fresh: boolean })[],
): Promise<void> {
  const failed = entries.filter(({ kind }) => kind === 'refundFailed')
  const latest = failed.find(({ fresh }) => fresh)
  const made = entries.some(
    ({ kind, reference, fresh }) =>
      fresh &&
      (kind === 'refunded' || kind === 'refundPending') &&
      !failed.some((other) => other.reference === reference),
  )
  if (!latest && !(made && failed.length > 0)) return
  const why = facts.find(({ kind, reference }) => kind === 'refundFailed' && reference === latest?.reference)?.code
  await ctx.db
    .updateTable('payments')
    .set({ refundProblem: latest ? (why ?? 'unknown') : null, updatedAt: ctx.clock.now() })
    .where('id', '=', paymentId)
    .execute()
}
