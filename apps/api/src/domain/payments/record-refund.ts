import type { ActionVerb } from '../../engine/index.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { money } from '../../kernel/money.ts'
import { enterFacts, lockPayment } from './enter-facts.ts'
import { asked, knownPayment, refundable } from './move-money.ts'
import { transferCalled } from './transferred.ts'

/** `payment.recordRefund`: no more than is left, and each reference once. */
export const recordRefund: ActionVerb<'payment.recordRefund'> = async (
  { id, amount: given, reference, reason },
  ctx,
) => {
  await transaction(ctx, async (inside) => {
    await lockPayment(inside, (await knownPayment(inside, id)).payment)
    const known = await knownPayment(inside, id)
    const amount = asked(given, known) ?? refundable(known)
    const name = transferCalled(reference)
    const before = known.entries.find((entry) => entry.kind === 'refunded' && entry.reference === name)
    if (before) {
      if (amount.equals(money(before.amount, before.currency))) return
      throw refuse('FIELD_INVALID', { field: 'reference', problem: 'is there with another amount' }, 'reference')
    }
    const left = refundable(known)
    if (amount.comparedTo(left) > 0) throw refuse('PAYMENT_REFUND_EXCEEDS', { left: left.toJSON() })
    await enterFacts(inside, known.payment, [{ kind: 'refunded', amount, reference: name, reason: reason ?? null }])
  })
  return { id }
}
