import type { Cause } from './events.ts'
import type { Desk } from './desk.ts'
import type { Charge, Refund } from './resources.ts'
import { newId } from './store.ts'

/**
 * Whether a refund only let go of what a bank had reserved: nothing had come, so nothing of our balance went (docs.stripe.com/api/refunds/object: `balance_transaction`).
 */
export const isRelease = ({ balance_transaction: moved }: Refund): boolean => moved === null

/**
 * What was reserved by a charge and is not captured goes back to the payer as a refund of its own, as Stripe has it where an intent is cancelled, where a capture is the final one
 * and less than the whole, and where nobody captured in time ("the remaining amount_capturable will automatically be refunded", docs.stripe.com/api/payment_intents/cancel).
 */
export function releaseRest(desk: Desk, charge: Charge, cause: Cause, reason: string | null = null): void {
  const { store, events } = desk
  const amount = charge.amount - charge.amount_captured
  if (amount <= 0) return
  const refund: Refund = {
    id: newId('re_3'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: store.seconds(),
    currency: charge.currency,
    destination_details: { card: { type: 'reversal' }, type: 'card' },
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  store.tables.refunds[refund.id] = refund
  charge.amount_refunded += amount
  charge.refunded = charge.amount_captured === 0
  events.announce('refund.created', refund, cause)
  events.announce('charge.refunded', charge, cause)
}
