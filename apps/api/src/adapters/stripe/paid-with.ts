import type Stripe from 'stripe'
import type { Checks, PaidWith } from '../../domain/payments/port.ts'

type Details = Stripe.Charge.PaymentMethodDetails

/** What people call the methods that have a name of their own; others are called as Stripe calls them. */
const NAMES: Readonly<Record<string, string>> = {
  ideal: 'iDEAL',
  bancontact: 'Bancontact',
  sepa_debit: 'SEPA debit',
  us_bank_account: 'Bank account',
  link: 'Link',
  eps: 'EPS',
  p24: 'Przelewy24',
  paypal: 'PayPal',
  twint: 'TWINT',
}
const WALLETS: Readonly<Record<string, string>> = {
  apple_pay: 'Apple Pay',
  google_pay: 'Google Pay',
  samsung_pay: 'Samsung Pay',
  link: 'Link',
}

/** `apple_pay` → `Apple pay` */
const named = (code: string): string => {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Only a charge that was asked for (`expand`) tells how the shopper paid. */
export function methodOf(charge: Stripe.PaymentIntent['latest_charge']): PaidWith | null {
  const details = charge && typeof charge !== 'string' ? charge.payment_method_details : null
  if (!details) return null
  const { type, card } = details
  if (!card) return { type, name: NAMES[type] ?? named(type), brand: null, last4: lastDigits(details) }
  const { exp_month: month, exp_year: year, wallet, brand, last4 } = card
  return {
    type,
    name: named(brand ?? type),
    brand,
    last4,
    expires: month && year ? { month, year } : null,
    wallet: wallet ? (WALLETS[wallet.type] ?? named(wallet.type)) : null,
    checks: checksOf(card),
  }
}

/** Of the account that was debited. */
const lastDigits = ({ sepa_debit: sepa, us_bank_account: us, ideal, bancontact }: Details): string | null =>
  sepa?.last4 ?? us?.last4 ?? ideal?.iban_last4 ?? bancontact?.iban_last4 ?? null

const RESULTS = ['pass', 'fail', 'unavailable', 'unchecked'] as const
const resultOf = (said: string | null) => RESULTS.find((known) => known === said) ?? null

function checksOf({ checks }: NonNullable<Details['card']>): Checks | null {
  if (!checks) return null
  return {
    address: resultOf(checks.address_line1_check),
    postalCode: resultOf(checks.address_postal_code_check),
    securityCode: resultOf(checks.cvc_check),
  }
}
