import type Stripe from 'stripe'
import { isTraced } from './asked-anew.ts'
import { idOf } from './intents.ts'

const isStanding = ({ status }: Stripe.Refund): boolean => status !== 'failed' && status !== 'canceled'

/**
 * Tells the refunds by which money came back from those that only let go of what the bank had reserved. Stripe books both alike: where an intent that waits for its capture is cancelled, where less than
 * the whole is captured for the last time, and where nobody captured in time, what is left "will automatically be refunded" (docs.stripe.com/api/payment_intents/cancel). Nothing of it had been ours.
 * @param refundsOf all refunds of a charge, for those of which a part was captured
 */
export function releases(refundsOf: (charge: string) => Promise<Stripe.Refund[]>) {
  const ofParts = new Map<string, Promise<string | undefined>>()

  /**
   * A charge of which a part was captured: the rest was let go by a refund of just that sum, if `amount_refunded` counts one at all. It is none that we asked for; nothing of our balance went by it
   * (`balance_transaction`), and where that does not tell, it is the first: what came is given back later than what did not is let go.
   */
  async function restOf(charge: Stripe.Charge): Promise<string | undefined> {
    const rest = charge.amount - charge.amount_captured
    const standing = (await refundsOf(charge.id)).filter(isStanding)
    const told = standing.reduce((sum, { amount }) => sum + amount, 0)
    if (told + rest <= charge.amount_refunded) return undefined
    const [first] = standing
      .filter(({ amount, metadata }) => amount === rest && !isTraced(metadata))
      .sort(
        (a, b) =>
          Number(a.balance_transaction !== null) - Number(b.balance_transaction !== null) || a.created - b.created,
      )
    return first?.id
  }

  /** `refund.charge` and `refund.payment_intent` are expanded. */
  return async (refund: Stripe.Refund): Promise<boolean> => {
    if (refund.reason === 'expired_uncaptured_charge') return true
    const { charge, payment_intent: intent } = refund
    if (!charge || typeof charge === 'string') return false
    if (charge.amount_captured === 0) return true
    const isHeldStill = intent && typeof intent !== 'string' && intent.status === 'requires_capture'
    if (charge.amount_captured >= charge.amount || isHeldStill) return false
    let rest = ofParts.get(charge.id)
    if (!rest) ofParts.set(charge.id, (rest = restOf(charge)))
    return (await rest) === idOf(refund)
  }
}
