import type { Ctx } from '../../kernel/context.ts'
import type { LedgerEntry } from './ledger.ts'
import type { ProviderEntry } from './port.ts'
import type { PaymentRow } from './record-facts.ts'

export interface KnownLedger {
  payment: PaymentRow & { refundProblem: string | null }
  ledger: readonly LedgerEntry[]
}

const isId = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f-]{36}$/i.test(text)

/**
 * Our payments that entries of a provider's books tell of, with their ledgers, by the provider's reference. One whose reference was lost on its way to us is
 * known by what we told the provider when we made it. Two statements.
 */
export async function paymentsOfEntries(
  ctx: Ctx,
  entries: readonly ProviderEntry[],
): Promise<Map<string, KnownLedger>> {
  const found = new Map<string, KnownLedger>()
  if (entries.length === 0) return found
  const told = new Map(
    entries.flatMap(({ intent, intentReference }) => {
      const id = intent?.metadata['paymentId']
      return isId(id) ? [[id.toLowerCase(), intentReference] as const] : []
    }),
  )
  const references = [...new Set(entries.map(({ intentReference }) => intentReference))]
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'refundProblem'])
    .where((where) =>
      where.or([
        where('reference', 'in', references),
        ...(told.size > 0 ? [where.and([where('id', 'in', [...told.keys()]), where('reference', 'is', null)])] : []),
      ]),
    )
    .execute()
  if (payments.length === 0) return found
  const ids = payments.map(({ id }) => id)
  const events = await ctx.db
    .selectFrom('paymentEvents')
    .select(['paymentId', 'kind', 'amount', 'currency', 'reference'])
    .where('paymentId', 'in', ids)
    .execute()
  for (const payment of payments) {
    const reference = payment.reference ?? told.get(payment.id)
    if (reference) found.set(reference, { payment, ledger: events.filter(({ paymentId }) => paymentId === payment.id) })
  }
  return found
}

/** Writes down under which reference the provider knows a payment, unless that is known. */
export async function keepReference(ctx: Ctx, paymentId: string, reference: string): Promise<void> {
  await ctx.db
    .updateTable('payments')
    .set({ reference, updatedAt: ctx.clock.now() })
    .where('id', '=', paymentId)
    .where('reference', 'is', null)
    .execute()
}
