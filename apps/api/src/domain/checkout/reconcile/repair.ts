import type { Ctx } from '../../../kernel/context.ts'
import { moveRow } from '../../../engine/index.ts'
import { transaction } from '../../../kernel/db.ts'
import { money } from '../../../kernel/money.ts'
import {
  compareBooks,
  factsIn,
  isKept,
  keepReference,
  onItsWay,
  standing,
  type KnownLedger,
  type PaymentProvider,
  type ProviderEntry,
} from '../../payments/index.ts'
import { hear } from '../placing/settle.ts'
import { noteDifference, type Difference } from './differences.ts'

/** What became of an entry of the provider's books. */
export type Outcome = 'agrees' | 'repaired' | 'open'

/**
 * Brings our books to what an entry says: what the ledger lacks is entered as if its message had come, with all that follows from it (an order that is
 * made, stock that is let go); what cannot be entered is written down for somebody to look at. So is, until it has gone back, what came for nobody and is here still: the refund of it was refused before.
 */
export async function repair(
  ctx: Ctx,
  provider: PaymentProvider,
  { payment, ledger }: KnownLedger,
  entry: ProviderEntry,
): Promise<Outcome> {
  const { missed, differs } = compareBooks(payment, ledger, entry)
  const settleAnew = async (): Promise<void> => {
    const intent = await provider.readIntent(entry.intentReference)
    await keepReference(ctx, payment.id, entry.intentReference)
    await hear(ctx, provider, { ...payment, reference: entry.intentReference }, intent, {
      facts: factsIn({ ...entry, intent }),
      keep: async () => undefined,
    })
  }
  const known = { provider: provider.code, paymentId: payment.id, currency: payment.currency }
  if (differs) {
    const { what, ...sums } = differs
    const detail = `Of ${sums.reference}, our ledger says ${sums.ours.toString()} (${what}), they say ${sums.theirs.toString()}.`
    await noteDifference(ctx, { ...known, ...sums, kind: 'amountDiffers', detail })
    if (isNobodys({ payment, ledger }, entry)) await settleAnew()
    return 'open'
  }
  const [first] = missed
  if (!first && !isNobodys({ payment, ledger }, entry)) return 'agrees'
  const reference = first?.reference ?? entry.intentReference
  const theirs = first?.amount ?? money(payment.amount, payment.currency)
  const difference: Difference = {
    ...known,
    kind: 'missed',
    reference,
    detail: first
      ? `Our ledger lacked that ${theirs.toString()} were ${first.kind} by ${reference}.`
      : `No order could be made for ${theirs.toString()} by ${reference}, and they have not all gone back.`,
    ours: null,
    theirs,
  }
  const id = await noteDifference(ctx, difference)
  await settleAnew()
  await closeAsRepaired(ctx, id)
  return 'repaired'
}

/** Whether what came by a payment of a checkout paid no order, is here still, and may be asked to go back: neither on its way, nor what a bank did not take. */
function isNobodys({ payment, ledger }: KnownLedger, { intent }: ProviderEntry): boolean {
  if (!intent || payment.orderId || !payment.checkoutId || payment.refundProblem) return false
  return isKept(standing(money(payment.amount, payment.currency), ledger)) && onItsWay(ledger).length === 0
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
