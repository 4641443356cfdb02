import { checkOf, disputeCharge, newCharge } from './charges.ts'
import type { Desk } from './desk.ts'
import { BY_ITSELF } from './events.ts'
import type { Cause } from './events.ts'
import { forBrowser } from './intent-fields.ts'
import { findPaymentMethod } from './payment-methods.ts'
import { attachMethod } from './saved-methods.ts'
import { StripeProblem } from './problem.ts'
import type { PaymentError, PaymentIntent, PaymentMethod } from './resources.ts'
import { isDelayed } from './offered-methods.ts'
import { bankCase } from './test-banks.ts'
import { testCase } from './test-cards.ts'
import type { CheckedPart, Decline, TestCase } from './test-cards.ts'

/** Takes the money, or reserves it, or is declined: what follows once nothing more is asked of the shopper. */
export function pay(desk: Desk, intent: PaymentIntent, method: PaymentMethod, cause: Cause, browser: boolean): void {
  const { store, events } = desk
  const kind = testCase(store.tables.cases[method.id] ?? '')
  if (isDelayed(method.type)) return startDelayed(desk, intent, method, cause)
  const why = kind?.decline ?? failedCheck(desk, method)
  if (why) decline(desk, intent, method, why, cause, browser)
  keepForLater(desk, intent, method, cause)
  const manual = intent.capture_method === 'manual'
  const charge = newCharge(store, intent, method, { status: 'succeeded', captured: !manual })
  intent.latest_charge = charge.id
  if (manual) {
    intent.status = 'requires_capture'
    intent.amount_capturable = intent.amount
    events.announce('charge.succeeded', charge, cause)
    events.announce('payment_intent.amount_capturable_updated', intent, cause)
    return
  }
  succeed(desk, intent, cause, kind?.dispute)
}

/** What the rules of Radar that are switched on in new accounts block: a postal or security code that the issuer knows otherwise. */
function failedCheck(desk: Desk, method: PaymentMethod): Decline | undefined {
  if (!desk.blockFailedChecks) return undefined
  return BLOCKED.find(({ part }) => checkOf(desk.store, method, part) === 'fail')
}

const BLOCKED: readonly (Decline & { part: CheckedPart })[] = [
  { part: 'cvc', code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  { part: 'postalCode', code: 'incorrect_zip', message: "Your card's postal code is incorrect." },
]

/** A method that is to be charged again belongs to its customer: for the intent as a whole, or for methods of its kind. */
function keepForLater(desk: Desk, intent: PaymentIntent, method: PaymentMethod, cause: Cause): void {
  const ofKind = (intent.payment_method_options[method.type] as { setup_future_usage?: string } | undefined)
    ?.setup_future_usage
  const usage = ofKind ?? intent.setup_future_usage
  if (!usage || usage === 'none' || !intent.customer) return
  attachMethod(desk, method, intent.customer, cause)
  if (usage === 'off_session') desk.store.tables.setUp[method.id] = true
}

/** The money is there: by capture at once, or by arrival of a delayed one. */
function succeed(desk: Desk, intent: PaymentIntent, cause: Cause, dispute: TestCase['dispute']): void {
  const charge = desk.store.tables.charges[intent.latest_charge ?? '']
  if (!charge) return
  intent.status = 'succeeded'
  intent.amount_received = charge.amount_captured
  intent.processing = null
  desk.events.announce('charge.succeeded', charge, cause)
  desk.events.announce('payment_intent.succeeded', intent, cause)
  disputeCharge(desk.store, desk.events, charge, dispute, cause)
}

/** As long as Stripe's own slow test accounts take. */
const SLOW_MS = 3 * 60_000

function startDelayed(desk: Desk, intent: PaymentIntent, method: PaymentMethod, cause: Cause): void {
  const charge = newCharge(desk.store, intent, method, { status: 'pending', captured: true })
  intent.latest_charge = charge.id
  intent.status = 'processing'
  intent.processing = { type: method.type }
  desk.events.announce('charge.pending', charge, cause)
  desk.events.announce('payment_intent.processing', intent, cause)
  if (desk.settleAfterMs === null) return
  const { slow } = bankCase(desk.store.tables.cases[method.id])
  setTimeout(() => settle(desk, intent.id), slow ? SLOW_MS : desk.settleAfterMs).unref()
}

/** The bank answers: an intent in `processing` succeeds or fails. Answers whether there was something to settle. */
export function settle(desk: Desk, id: string): boolean {
  const intent = desk.store.tables.intents[id]
  if (!intent || intent.status !== 'processing') return false
  const charge = desk.store.tables.charges[intent.latest_charge ?? '']
  const method = findPaymentMethod(desk.store, intent.payment_method ?? '')
  const { decline: refusal, dispute } = bankCase(desk.store.tables.cases[method.id])
  if (charge)
    Object.assign(charge, {
      status: refusal ? 'failed' : 'succeeded',
      paid: !refusal,
      failure_code: refusal?.declineCode ?? null,
      failure_message: refusal?.message ?? null,
    })
  if (refusal) {
    intent.processing = null
    desk.events.announce('charge.failed', charge, BY_ITSELF)
    failIntent(desk, intent, method, BY_ITSELF, {
      type: 'card_error',
      code: refusal.code,
      ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
      message: refusal.message,
    })
  } else succeed(desk, intent, BY_ITSELF, dispute)
  desk.store.changed()
  return true
}

export function failIntent(
  desk: Desk,
  intent: PaymentIntent,
  method: PaymentMethod,
  cause: Cause,
  error: PaymentError,
): void {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.last_payment_error = { ...error, payment_method: method }
  desk.events.announce('payment_intent.payment_failed', intent, cause)
}

/** Throws, as Stripe answers a decline with 402. */
export function decline(
  desk: Desk,
  intent: PaymentIntent,
  method: PaymentMethod,
  why: Decline,
  cause: Cause,
  browser: boolean,
): never {
  const charge = newCharge(desk.store, intent, method, { status: 'failed', captured: false, decline: why })
  intent.latest_charge = charge.id
  desk.events.announce('charge.failed', charge, cause)
  const error: PaymentError = {
    type: 'card_error',
    code: why.code,
    ...(why.declineCode ? { decline_code: why.declineCode } : {}),
    message: why.message,
    charge: charge.id,
  }
  failIntent(desk, intent, method, cause, error)
  desk.store.changed()
  throw new StripeProblem(402, {
    ...error,
    type: 'card_error',
    payment_intent: browser ? forBrowser(intent) : { ...intent },
    payment_method: method,
  })
}
