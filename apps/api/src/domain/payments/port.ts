import type { MoneyBackCause } from '../../kernel/contract.ts'
import type { Money } from '../../kernel/money.ts'

/** Where the provider's intent stands; a payment's own state is computed from our ledger, not from this. */
export type IntentStatus =
  'requiresPaymentMethod' | 'requiresAction' | 'processing' | 'requiresCapture' | 'succeeded' | 'cancelled'

/** Why the last try to pay failed, in words that may be shown to the shopper. */
export interface IntentError {
  /** The provider's stable code, for instance `card_declined`. */
  code: string
  /** The issuer's reason where it gave one, for instance `insufficient_funds`. */
  declineCode?: string | null
  message: string
}

/** One payment at the provider, as it is now. */
export interface ProviderIntent {
  /** The provider's id, for instance `pi_…`. */
  reference: string
  /** Lets the shopper's browser confirm this one intent. Never store or log it. */
  clientSecret: string | null
  status: IntentStatus
  amount: Money
  amountCapturable: Money
  amountReceived: Money
  lastError?: IntentError | null
  /** The money is reserved first and captured by us. Unsaid: it is not. */
  manual?: boolean
  /** What is reserved can be captured in several parts. */
  multicapture?: boolean
  /** Until when what is reserved can be captured. */
  captureBefore?: Date | null
  /** It is cancelled, and by the provider itself: nobody took the money in time. */
  lapsed?: boolean
  /** The provider’s id of who pays, and of what they pay with. */
  payer?: string | null
  methodReference?: string | null
  /** What `createIntent` was given, returned by the provider. */
  metadata: Record<string, string>
  /** How the shopper paid, once known. */
  method?: PaidWith | null
}

/** What was paid with; no more than this is kept of it. */
export interface PaidWith {
  /** The provider’s word: `card`, `ideal`, `sepa_debit` … */
  type: string
  /** What people call it: Visa, iDEAL. */
  name: string
  /** Of a card. */
  brand: string | null
  last4: string | null
  expires?: Expiry | null
  /** The wallet that a card came out of, as people call it: Google Pay. */
  wallet?: string | null
  /** What the issuer of a card found of what its buyer gave. */
  checks?: Checks | null
}

type CheckResult = 'pass' | 'fail' | 'unavailable' | 'unchecked'
export type Checks = Record<'address' | 'postalCode' | 'securityCode', CheckResult | null>

export interface Expiry {
  month: number
  year: number
}

/** A card that the provider keeps for somebody. */
export interface KeptCard {
  reference: string
  brand: string
  last4: string
  expires: Expiry
}

/** How far the saving of a card has come. */
export interface CardSetup {
  reference: string
  /** Lets the browser confirm this one. Never store or log it. */
  clientSecret: string | null
  done: boolean
  payer: string | null
  card: KeptCard | null
}

export interface ProviderRefund {
  reference: string
  amount: Money
  status: 'pending' | 'succeeded' | 'failed'
  /** When it was asked for, by the provider's clock. */
  madeAt?: Date
  /** Why it failed, in the provider's words. */
  failure?: string | null
  /** Why it was made, as whoever made it said: also somebody in the provider's own office. */
  reason?: MoneyBackCause | null
}

export interface ProviderDispute {
  reference: string
  amount: Money
  /** The provider's word: needs_response, under_review, won, lost … */
  status: string
  /** Won: the money stays with us. Lost: it is gone. Null while nobody has decided. */
  outcome: 'won' | 'lost' | null
}

/**
 * A word from the provider that something happened. News is a hint: it may come late, twice or out of order, so the
 * receiver drops an `eventId` it has seen, and re-reads the intent instead of trusting the copy in here.
 * An event of a type that is not known has `intentReference: null` and `intent: null`: acknowledge it and do nothing.
 */
export interface ProviderNews {
  eventId: string
  type: string
  occurredAt: Date
  intentReference: string | null
  intent: ProviderIntent | null
  /** Of refunds: which there are, and how they stand, is read from the provider's books (`entriesOf`). */
  ofRefunds?: boolean
  dispute?: ProviderDispute | null
  /** A card was saved, changed (another expiry), or is kept no more. */
  setupReference?: string | null
  card?: KeptCard | null
  forgotten?: string | null
}

/** An entry in the provider's own books: an intent, a refund or a dispute, as it is now. */
export interface ProviderEntry {
  intentReference: string
  intent?: ProviderIntent
  refund?: ProviderRefund
  dispute?: ProviderDispute
}

export interface NewIntent {
  /** Our payment's id. The idempotency key is derived from it: the same payment never makes two intents. */
  paymentId: string
  amount: Money
  description: string
  email?: string | null
  /** Returned with every later answer and event; put `paymentId` and `checkoutId` here. At most 50 keys of 40 characters, values of 500. */
  metadata: Record<string, string>
  /** `manual` only reserves the money, until `captureIntent`; where the bank lets it, to be captured in several parts. */
  capture: 'automatic' | 'manual'
  /** Who pays, by the provider’s id; needed for cards that are kept. */
  payer?: string | null
  /** The card is kept for the payer, to be charged without them. */
  keep?: boolean
}

export type CancelReason = 'abandoned' | 'duplicate' | 'fraudulent' | 'requestedByCustomer'
export type RefundReason = 'duplicate' | 'fraudulent' | 'requestedByCustomer'

/**
 * Someone who takes payments for us. Every write names a `key` of ours, and repeating a call with the same key and the same
 * arguments does nothing twice.
 *
 * Every method may be refused with PAYMENT_PROVIDER_UNAVAILABLE (timeout, outage, too many requests, still so after retries;
 * whether the write happened is then unknown: repeat it with the same key or re-read), PAYMENT_PROVIDER_REJECTED (they
 * understood and will not, for instance wrong credentials), PAYMENT_NOT_FOUND and PAYMENT_AMOUNT_UNSUPPORTED.
 */
export interface PaymentProvider {
  /** By what its payments are known in our books: `stripe`. */
  readonly code: string
  /** For the shopper's browser; not a secret. */
  readonly publishableKey: string

  /** How many digits behind the point amounts of a currency (ISO 4217) have there, where they are counted in smallest units. Never refuses. */
  decimalsOf(currency: string): number

  /** The least that can be paid in a currency; null: nothing is too little. Never refuses. */
  leastOf(currency: string): Money | null

  createIntent(intent: NewIntent): Promise<ProviderIntent>

  /**
   * Pays with a card that is kept, without its owner. Where the bank declines, or wants to see its customer, the intent waits for another try
   * (`requiresPaymentMethod`) and says why in `lastError`: `authentication_required`, `card_declined` …
   */
  chargeKept(intent: NewIntent & { payer: string; card: string }): Promise<ProviderIntent>

  readIntent(reference: string): Promise<ProviderIntent>

  /** Makes somebody known for whom cards are kept; answers the provider’s id of them. */
  createPayer(payer: { key: string; email: string | null; name: string | null }): Promise<string>

  /** Begins to keep a card for a payer: the browser confirms it. */
  beginSetup(setup: { payer: string; key: string; metadata: Record<string, string> }): Promise<CardSetup>

  readSetup(reference: string): Promise<CardSetup>

  /** The card is kept no more; one that is not kept (any more) is no error. */
  forgetCard(reference: string): Promise<void>

  /**
   * Answers the cancelled intent, also when it was cancelled before. When the money came first, this is no error either: the answer
   * then says `succeeded` (or `processing`), and the caller goes on from there.
   */
  cancelIntent(reference: string, reason: CancelReason, key: string): Promise<ProviderIntent>

  /**
   * Takes reserved money: all of it, or `amount` of it. The rest is released, unless `keepRest` says that more will be captured, which takes an intent
   * with `multicapture`. Answers a captured intent as it is when it was captured before. Refused with PAYMENT_STATE_CONFLICT when nothing is reserved,
   * PAYMENT_AUTHORIZATION_EXPIRED when it was let go, PAYMENT_DECLINED when the bank says no after all.
   */
  captureIntent(
    reference: string,
    amount: Money | null,
    key: string,
    options?: { keepRest?: boolean },
  ): Promise<ProviderIntent>

  /** Gives back all that is left, or `amount` of it. Refused with PAYMENT_REFUND_EXCEEDS when less is left than asked for. */
  refund(reference: string, amount: Money | null, reason: RefundReason | null, key: string): Promise<ProviderRefund>

  /**
   * Their books: every intent, refund and dispute of our account that was made in `[from, until)`, or those of one payment. Page by page, as long as
   * somebody reads on. A refund is money that had come and went back; what only lets go of a reservation is none, whatever the provider calls it.
   */
  entriesOf(of: { from: Date; until: Date } | { intentReference: string }): AsyncIterable<ProviderEntry>

  /**
   * Verifies and reads a webhook. `rawBody` must be the bytes as they came.
   * Refused with WEBHOOK_SIGNATURE_INVALID (forged, wrong secret, or older than 300 s) or WEBHOOK_MALFORMED.
   */
  parseWebhook(rawBody: Buffer, signatureHeader: string | undefined): ProviderNews
}

/** What every provider does with money that was promised to it: cards, gift cards, what is paid on account. Stripe does more besides. */
export type MoneyMover = Pick<PaymentProvider, 'readIntent' | 'cancelIntent' | 'refund'>
