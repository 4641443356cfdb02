import { randomBytes } from 'node:crypto'
import type {
  Charge,
  ConfirmationToken,
  Customer,
  Dispute,
  PaymentIntent,
  PaymentMethod,
  Refund,
  SetupIntent,
  StripeEvent,
} from './resources.ts'

export interface SavedAnswer {
  /** Endpoint and parameters of the first request, to recognise another one under the same key. */
  fingerprint: string
  requestId: string
  status: number
  body: unknown
}

/** A card as a wallet hands it over: of which test card it is, and whose wallet. */
export interface WalletToken {
  id: string
  object: 'token'
  kind: string
  wallet: 'apple_pay' | 'google_pay'
  used: boolean
}

/** A question of a bank that waits for the shopper: 3-D Secure, or whether a payment shall be sent. */
export interface Challenge {
  source: string
  intent: string
  returnUrl: string | null
  outcome: 'pending' | 'succeeded' | 'failed'
}

export interface Tables {
  intents: Record<string, PaymentIntent>
  setups: Record<string, SetupIntent>
  /** Payment methods that may be charged without the shopper, since they agreed to it with their bank. */
  setUp: Record<string, true>
  /** Payment methods that were taken from their customer: of no use any more. */
  detached: Record<string, true>
  charges: Record<string, Charge>
  refunds: Record<string, Refund>
  disputes: Record<string, Dispute>
  paymentMethods: Record<string, PaymentMethod>
  customers: Record<string, Customer>
  tokens: Record<string, { token: ConfirmationToken; paymentMethod: string }>
  challenges: Record<string, Challenge>
  /** Cards out of wallets, to be used once. */
  walletTokens: Record<string, WalletToken>
  /** By payment method: which test card it was made of. Stripe knows the number; we keep only the case. */
  cases: Record<string, string>
  events: Record<string, StripeEvent>
  /** Events that no endpoint has accepted yet. */
  undelivered: string[]
  answers: Record<string, SavedAnswer>
}

const emptyTables = (): Tables => ({
  intents: {},
  setups: {},
  setUp: {},
  detached: {},
  charges: {},
  refunds: {},
  disputes: {},
  paymentMethods: {},
  customers: {},
  tokens: {},
  challenges: {},
  walletTokens: {},
  cases: {},
  events: {},
  undelivered: [],
  answers: {},
})

const KEPT_EVENTS = 2_000
const KEPT_ANSWERS = 5_000

/** All that the stand-in knows, and the two things it cannot compute: the time and new ids. */
export class Store {
  tables: Tables
  /** For how long banks hold what is not captured (docs.stripe.com/payments/place-a-hold-on-a-payment-method): most of them seven days. */
  heldSeconds = 7 * 24 * 3600
  readonly now: () => Date
  readonly changed: () => void

  constructor(saved: Tables | null, options: { now: () => Date; changed: () => void }) {
    this.tables = { ...emptyTables(), ...saved }
    this.now = options.now
    this.changed = options.changed
  }

  /** Seconds since 1970, as all of Stripe's instants are. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000)
  }

  /** Lets go of the oldest events and saved answers, as Stripe does after 30 days and after 24 hours. */
  forgetOld(): void {
    const { events, answers, undelivered } = this.tables
    const waiting = new Set(undelivered)
    for (const id of Object.keys(events).slice(0, -KEPT_EVENTS)) if (!waiting.has(id)) delete events[id]
    for (const key of Object.keys(answers).slice(0, -KEPT_ANSWERS)) delete answers[key]
  }

  reset(): void {
    this.tables = emptyTables()
    this.changed()
  }
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A random id in Stripe's manner: `newId('pi_3')` → `pi_3Xk…`. */
export function newId(prefix: string, length = 24): string {
  return prefix + [...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}
