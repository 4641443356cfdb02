import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { lockRows } from '../../kernel/locks.ts'
import { appendEvents, type News } from '../../kernel/outbox.ts'
import type { Standing } from './ledger.ts'
import { keepPaidWith } from './paid-with.ts'
import type { ProviderIntent } from './port.ts'
import { factsOf, recordFacts, type Fact, type PaymentRow } from './record-facts.ts'

/** What the world hears when the ledger of a payment has grown. */
export const paymentChanged = (payment: PaymentRow, standing: Standing): News => ({
  topic: 'payment.changed',
  entity: 'payment',
  entityId: payment.id,
  payload: { paymentId: payment.id, orderId: payment.orderId, state: standing.state },
})

/** So that no entry comes in between: by the payment's checkout, or by its own row where it has none. */
export async function lockPayment(ctx: Ctx, { id, checkoutId }: Pick<PaymentRow, 'id' | 'checkoutId'>): Promise<void> {
  if (checkoutId) await lockRows(ctx, 'checkouts', [checkoutId])
  else await lockRows(ctx, 'payments', [id])
}

/** Enters facts into the ledger under the lock of the payment's checkout, or of its own where it has none, and tells of what is new. Answers what it amounts to now. */
export function enterFacts(ctx: Ctx, payment: PaymentRow, facts: readonly Fact[]): Promise<Standing> {
  return transaction(ctx, async (inside) => {
    await lockPayment(inside, payment)
    const { news, ...standing } = await recordFacts(inside, payment, facts)
    if (news) await appendEvents(inside, [paymentChanged(payment, standing)])
    return standing
  })
}

/** Enters what the provider says of a payment now, and by what it was paid. Answers what it amounts to. */
export function enterIntent(ctx: Ctx, payment: PaymentRow, intent: ProviderIntent): Promise<Standing> {
  return transaction(ctx, async (inside) => {
    const standing = await enterFacts(inside, payment, factsOf(intent))
    await keepPaidWith(inside, payment.id, intent)
    return standing
  })
}
