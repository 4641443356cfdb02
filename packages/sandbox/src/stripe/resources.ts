/** The shapes of Stripe's objects, as far as this stand-in fills them (API version 2026-10-28.endive). Amounts are minor units. */
export type Metadata = Record<string, string>

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface BillingDetails {
  address: Record<'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state', string | null>
  email: string | null
  name: string | null
  phone: string | null
  tax_id: string | null
}

export type MethodType = 'card' | 'link' | 'ideal' | 'bancontact' | 'sepa_debit' | 'us_bank_account'

/** A card that came out of somebody's wallet: its number is one that holds for this device alone. */
export type Wallet =
  | { type: 'apple_pay'; apple_pay: Record<string, never>; dynamic_last4: string }
  | { type: 'google_pay'; google_pay: Record<string, never>; dynamic_last4: string }

export interface PaymentMethod {
  id: string
  object: 'payment_method'
  allow_redisplay: string
  billing_details: BillingDetails
  card?: {
    brand: string
    checks: { address_line1_check: string | null; address_postal_code_check: string | null; cvc_check: string | null }
    country: string
    display_brand: string
    exp_month: number
    exp_year: number
    fingerprint: string
    funding: string
    last4: string
    networks: { available: string[]; preferred: string | null }
    three_d_secure_usage: { supported: boolean }
    wallet: Wallet | null
  }
  bancontact?: Record<string, never>
  ideal?: { bank: string | null; bic: string | null }
  link?: { email: string | null }
  sepa_debit?: {
    bank_code: string
    branch_code: string
    country: string
    fingerprint: string
    generated_from: { charge: null; setup_attempt: null }
    last4: string
  }
  us_bank_account?: { bank_name: string; last4: string; account_type: string; account_holder_type: string }
  created: number
  customer: string | null
  livemode: false
  metadata: Metadata
  type: MethodType
}

export interface PaymentError {
  type: string
  code?: string
  decline_code?: string
  advice_code?: string
  doc_url?: string
  message: string
  charge?: string
  payment_method?: PaymentMethod
}

export interface NextAction {
  type: 'redirect_to_url' | 'use_stripe_sdk'
  redirect_to_url?: { return_url: string | null; url: string }
  use_stripe_sdk?: { type: string; source: string; stripe_js: string }
}

export interface PaymentIntent {
  id: string
  object: 'payment_intent'
  allowed_payment_method_types: string[] | null
  amount: number
  amount_capturable: number
  amount_details: { tip: Record<string, never> }
  amount_received: number
  application: null
  application_fee_amount: null
  automatic_payment_methods: { allow_redirects: string; enabled: boolean } | null
  canceled_at: number | null
  cancellation_reason: string | null
  capture_method: string
  client_secret: string
  confirmation_method: string
  created: number
  currency: string
  customer: string | null
  customer_account: null
  description: string | null
  excluded_payment_method_types: string[] | null
  last_payment_error: PaymentError | null
  latest_charge: string | null
  livemode: false
  managed_payments: null
  metadata: Metadata
  next_action: NextAction | null
  on_behalf_of: null
  payment_method: string | null
  payment_method_configuration_details: null
  payment_method_options: Record<string, unknown>
  payment_method_types: string[]
  payment_record: null
  processing: { type: string } | null
  receipt_email: string | null
  review: null
  setup_future_usage: string | null
  shipping: unknown
  source: null
  statement_descriptor: string | null
  statement_descriptor_suffix: string | null
  status: IntentStatus
  transfer_data: null
  transfer_group: string | null
}

export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  balance_transaction: string | null
  billing_details: BillingDetails
  captured: boolean
  created: number
  currency: string
  customer: string | null
  description: string | null
  disputed: boolean
  failure_code: string | null
  failure_message: string | null
  livemode: false
  metadata: Metadata
  outcome: {
    network_status: string
    reason: string | null
    risk_level: string
    seller_message: string
    type: string
  } | null
  paid: boolean
  payment_intent: string
  payment_method: string
  payment_method_details: Record<string, unknown>
  receipt_email: string | null
  receipt_url: string | null
  refunded: boolean
  status: 'succeeded' | 'pending' | 'failed'
}

export interface Refund {
  id: string
  object: 'refund'
  amount: number
  balance_transaction: string | null
  charge: string
  created: number
  currency: string
  destination_details: Record<string, unknown>
  failure_reason?: string
  metadata: Metadata
  payment_intent: string
  reason: string | null
  receipt_number: null
  source_transfer_reversal: null
  status: 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled'
  transfer_reversal: null
}

export interface Dispute {
  id: string
  object: 'dispute'
  amount: number
  /** Funds withdrawn, and reinstated. */
  balance_transactions: { id: string; object: 'balance_transaction'; amount: number; currency: string }[]
  charge: string
  created: number
  currency: string
  is_charge_refundable: boolean
  livemode: false
  metadata: Metadata
  payment_intent: string
  reason: string
  status: string
}

export interface Customer {
  id: string
  object: 'customer'
  created: number
  description: string | null
  email: string | null
  livemode: false
  metadata: Metadata
  name: string | null
  phone: string | null
}

export interface SetupIntent {
  id: string
  object: 'setup_intent'
  automatic_payment_methods: { allow_redirects: string; enabled: boolean } | null
  cancellation_reason: string | null
  client_secret: string
  created: number
  customer: string | null
  description: string | null
  last_setup_error: PaymentError | null
  livemode: false
  metadata: Metadata
  next_action: NextAction | null
  payment_method: string | null
  payment_method_types: string[]
  status:
    'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'succeeded' | 'canceled'
  usage: string
}

export interface ConfirmationToken {
  id: string
  object: 'confirmation_token'
  created: number
  expires_at: number | null
  livemode: false
  payment_intent: string | null
  payment_method_preview: Omit<PaymentMethod, 'id' | 'object' | 'created' | 'livemode' | 'metadata'>
  return_url: string | null
  shipping: unknown
  use_stripe_sdk: boolean
}

export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: unknown; previous_attributes?: Record<string, unknown> }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null }
  type: string
}
