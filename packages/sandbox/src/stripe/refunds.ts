import type { Cause } from './events.ts'
import { BY_ITSELF } from './events.ts'
import { showAmount } from './amounts.ts'
import type { Desk } from './desk.ts'
import { mayBeRefunded } from './disputes.ts'
import type { Parameters } from './parameters.ts'
import { invalidRequest, missing } from './problem.ts'
import type { Charge, Refund } from './resources.ts'
import { findIntent } from './intents.ts'
import { isRelease } from './releases.ts'
import { newId } from './store.ts'
import { testCase } from './test-cards.ts'

export const KNOWN_REFUND = [
  'amount',
  'charge',
  'currency',
  'customer',
  'instructions_email',
  'metadata',
  'origin',
  'payment_intent',
  'reason',
  'refund_application_fee',
  'reverse_transfer',
]

/** `POST /v1/refunds`: all that is left, or a part; several parts until nothing is left. */
export function createRefund(desk: Desk, parameters: Parameters, cause: Cause): Refund {
  const { store, events } = desk
  const charge = chargeOf(desk, parameters)
  if (!mayBeRefunded(desk, charge))
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    })
  const left = charge.amount_captured - refundedOf(desk, charge)
  if (left <= 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  const amount = parameters.integer('amount') ?? left
  if (amount < 1)
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' })
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${showAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${showAmount(left, charge.currency)})`,
      { param: 'amount' },
    )
  const reason = parameters.oneOf('reason', ['duplicate', 'fraudulent', 'requested_by_customer'])
  const ending = testCase(store.tables.cases[charge.payment_method] ?? '')?.refund
  const refund: Refund = {
    id: newId('re_3'),
    object: 'refund',
    amount,
    balance_transaction: newId('txn_3'),
    charge: charge.id,
    created: store.seconds(),
    currency: charge.currency,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: parameters.metadata({}),
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: ending === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  }
  store.tables.refunds[refund.id] = refund
  writeRefunded(desk, charge)
  events.announce('refund.created', refund, cause)
  events.announce('charge.refunded', charge, cause)
  if (ending && desk.settleAfterMs !== null) setTimeout(() => settleRefund(desk, refund.id), desk.settleAfterMs).unref()
  store.changed()
  return refund
}

/** The bank answers a refund of a test card that makes it wait or fail. Answers whether there was something to settle. */
export function settleRefund(desk: Desk, id: string): boolean {
  const { store, events } = desk
  const refund = store.tables.refunds[id]
  const charge = refund && store.tables.charges[refund.charge]
  const ending = charge && testCase(store.tables.cases[charge.payment_method] ?? '')?.refund
  if (
    !refund ||
    !charge ||
    !ending ||
    refund.status === 'failed' ||
    (ending === 'pending' && refund.status === 'succeeded')
  )
    return false
  const previous = { status: refund.status }
  if (ending === 'pending') refund.status = 'succeeded'
  else Object.assign(refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' })
  writeRefunded(desk, charge)
  events.announce('refund.updated', refund, BY_ITSELF, previous)
  if (ending === 'failed') events.announce('refund.failed', refund, BY_ITSELF)
  store.changed()
  return true
}

function chargeOf(desk: Desk, parameters: Parameters): Charge {
  const { store } = desk
  const chargeId = parameters.text('charge')
  const intentId = parameters.text('payment_intent')
  if (!chargeId && !intentId)
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.')
  const id = chargeId ?? findIntent(store, intentId ?? '').latest_charge
  const charge = id ? store.tables.charges[id] : undefined
  if (chargeId && !charge) throw missing('charge', chargeId, 'charge')
  if (!charge || charge.status !== 'succeeded' || charge.amount_captured === 0)
    throw invalidRequest(
      `This PaymentIntent (${intentId ?? charge?.payment_intent}) does not have a successful charge to refund.`,
      {
        param: 'payment_intent',
      },
    )
  return charge
}

function refundedOf(desk: Desk, charge: Charge): number {
  return Object.values(desk.store.tables.refunds)
    .filter(
      (refund) =>
        refund.charge === charge.id && refund.status !== 'failed' && refund.status !== 'canceled' && !isRelease(refund),
    )
    .reduce((sum, refund) => sum + refund.amount, 0)
}

function writeRefunded(desk: Desk, charge: Charge): void {
  const released = charge.captured ? charge.amount - charge.amount_captured : 0
  charge.amount_refunded = released + refundedOf(desk, charge)
  charge.refunded = charge.amount_refunded >= charge.amount
}
