import type { Cause, EventLog } from './events.ts'
import type { Charge, Dispute, PaymentIntent, PaymentMethod } from './resources.ts'
import { newId } from './store.ts'
import type { Store } from './store.ts'
import { testCase } from './test-cards.ts'
import type { CheckedPart, Decline, TestCase } from './test-cards.ts'

/** A charge: one try to take an intent's money from one payment method. */
export function newCharge(
  store: Store,
  intent: PaymentIntent,
  method: PaymentMethod,
  outcome: { status: Charge['status']; captured: boolean; decline?: Decline | undefined },
): Charge {
  const { decline } = outcome
  const charge: Charge = {
    id: newId('ch_3'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: outcome.captured ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: outcome.captured ? newId('txn_3') : null,
    billing_details: method.billing_details,
    captured: outcome.captured,
    created: store.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: { ...intent.metadata },
    outcome: decline
      ? {
          network_status: decline.declineCode === 'fraudulent' ? 'not_sent_to_network' : 'declined_by_network',
          reason: decline.declineCode ?? decline.code,
          risk_level: decline.declineCode === 'fraudulent' ? 'highest' : 'normal',
          seller_message: decline.message,
          type: decline.declineCode === 'fraudulent' ? 'blocked' : 'issuer_declined',
        }
      : {
          network_status: 'approved_by_network',
          reason: null,
          risk_level: 'normal',
          seller_message: 'Payment complete.',
          type: 'authorized',
        },
    paid: outcome.status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(store, method, reservation(store, intent, method, outcome)),
    receipt_email: intent.receipt_email,
    receipt_url: null,
    refunded: false,
    status: outcome.status,
  }
  store.tables.charges[charge.id] = charge
  return charge
}

const IN_PARTS = new Set(['visa', 'mastercard', 'amex', 'discover'])

/** What the charge of an intent that is captured later says: until when, and whether in several parts. */
function reservation(
  store: Store,
  intent: PaymentIntent,
  method: PaymentMethod,
  { status, captured }: { status: Charge['status']; captured: boolean },
): Record<string, unknown> {
  if (captured || status !== 'succeeded') return {}
  const asked = (intent.payment_method_options['card'] as { request_multicapture?: string }).request_multicapture
  const inParts = asked === 'if_available' && IN_PARTS.has(method.card?.brand ?? '')
  return {
    capture_before: store.seconds() + store.heldSeconds,
    multicapture: { status: inParts ? 'available' : 'unavailable' },
  }
}

function methodDetails(store: Store, method: PaymentMethod, besides: Record<string, unknown>): Record<string, unknown> {
  // who has paid by Link stays with Link: the card or account behind it is not told
  if (method.type === 'link') return { type: 'link', link: { country: 'US' } }
  if (!method.card) return { type: method.type, [method.type]: { ...method[method.type], ...WHO_PAID[method.type] } }
  const { brand, country, exp_month, exp_year, fingerprint, funding, last4, wallet } = method.card
  const checked = {
    address_line1_check: checkOf(store, method, 'line1'),
    address_postal_code_check: checkOf(store, method, 'postalCode'),
    cvc_check: checkOf(store, method, 'cvc'),
  }
  return {
    type: 'card',
    card: {
      brand,
      checks: checked,
      country,
      exp_month,
      exp_year,
      fingerprint,
      funding,
      last4,
      network: brand,
      wallet,
      ...besides,
    },
  }
}

/** What banks tell of who has paid. */
const WHO_PAID: Partial<Record<PaymentMethod['type'], Record<string, string>>> = {
  ideal: { bank: 'rabobank', bic: 'RABONL2U', iban_last4: '5264', verified_name: 'Jenny Rosen' },
  bancontact: {
    bank_code: 'VAPE',
    bank_name: 'VAN DE PUT & CO',
    bic: 'VAPEBE22',
    iban_last4: '7061',
    preferred_language: 'nl',
    verified_name: 'Jenny Rosen',
  },
}

const CHECKS = { line1: 'address_line1_check', postalCode: 'address_postal_code_check', cvc: 'cvc_check' } as const

/** What the issuer says of a part of what was given; null: nothing was given. */
export function checkOf(store: Store, { id, card }: PaymentMethod, part: CheckedPart): string | null {
  if (!card?.checks[CHECKS[part]]) return null
  return testCase(store.tables.cases[id] ?? '')?.checks?.[part] ?? 'pass'
}

/** What follows a charge of a card that disputes: the dispute, and the word about it. */
export function disputeCharge(
  store: Store,
  events: EventLog,
  charge: Charge,
  kind: TestCase['dispute'],
  cause: Cause,
): void {
  if (!kind) return
  const dispute: Dispute = {
    id: newId('dp_1'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [
      { id: newId('txn_1'), object: 'balance_transaction', amount: -charge.amount, currency: charge.currency },
    ],
    charge: charge.id,
    created: store.seconds(),
    currency: charge.currency,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: kind,
    status: 'needs_response',
  }
  store.tables.disputes[dispute.id] = dispute
  charge.disputed = true
  events.announce('charge.dispute.created', dispute, cause)
  events.announce('charge.dispute.funds_withdrawn', dispute, cause)
}
