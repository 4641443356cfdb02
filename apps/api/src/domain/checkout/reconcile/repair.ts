import type { Ctx } from '../../../kernel/context.ts'
import { moveRow } from '../../../engine/index.ts'
import { transaction } from '../../../kernel/db.ts'
import {
  compareBooks,
  factsIn,
  keepReference,
  type LedgerEntry,
  type PaymentProvider,
  type PaymentRow,
  type ProviderEntry,
} from '../../payments/index.ts'
import { hear } from '../placing/settle.ts'
import { noteDifference, type Difference } from './differences.ts'

/** What became of an entry of the provider's books. */
export type Outcome = 'agrees' | 'repaired' | 'open'

/**
 * Brings our books to what an entry says: what the ledger lacks is entered as if its message had come, with all that follows from it (an order that is
 * made, stock that is let go); what cannot be entered is written down for somebody to look at.
 */
export async function repair(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  ledger: readonly LedgerEntry[],
  entry: ProviderEntry,
): Promise<Outcome> {
  const { missed, differs } = compareBooks(payment, ledger, entry)
  const known = { provider: provider.code, paymentId: payment.id, currency: payment.currency }
  if (differs) {
    const { what, ...sums } = differs
    const detail = `Of ${sums.reference}, our ledger says ${sums.ours.toString()} (${what}), they say ${sums.theirs.toString()}.`
    await noteDifference(ctx, { ...known, ...sums, kind: 'amountDiffers', detail })
    return 'open'
  }
  const [first] = missed
  if (!first) return 'agrees'
  const difference: Difference = {
    ...known,
    kind: 'missed',
    reference: first.reference,
    detail: `Our ledger lacked that ${first.amount.toString()} were ${first.kind} by ${first.reference}.`,
    ours: null,
    theirs: first.amount,
  }
  const id = await noteDifference(ctx, difference)
  const intent = await provider.readIntent(entry.intentReference)
  await keepReference(ctx, payment.id, entry.intentReference)
  await hear(ctx, provider, { ...payment, reference: entry.intentReference }, intent, {
    facts: factsIn({ ...entry, intent }),
    keep: async () => undefined,
  })
  await closeAsRepaired(ctx, id)
  return 'repaired'
}

/** Closes a difference that is none any more. */
export async function closeAsRepaired(ctx: Ctx, id: string): Promise<void> {
  await transaction(ctx, async (inside) => {
    const { state } = await inside.db
      .selectFrom('paymentDifferences')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (state !== 'open') return
    const besides = { settledAt: inside.clock.now() }
    await moveRow(inside, { entity: 'paymentDifference', id, action: 'check', to: 'repaired', besides })
  })
}
