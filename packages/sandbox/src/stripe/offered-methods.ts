import type { MethodType, PaymentIntent } from './resources.ts'

/** What an account that has switched on all of these offers, and where (docs.stripe.com/payments/payment-methods/payment-method-support). */
interface Offer {
  type: MethodType
  /** Of which currencies; null: of all. */
  currencies: readonly string[] | null
  /** Money can be reserved first, and captured later. */
  manual: boolean
  /** The shopper leaves the page for their bank. */
  redirects: boolean
  /** Can be kept for later payments. iDEAL and Bancontact can, as the SEPA debit that Stripe makes of them, which is not done here. */
  later: boolean
}

const OFFERS: readonly Offer[] = [
  { type: 'card', currencies: null, manual: true, redirects: false, later: true },
  { type: 'link', currencies: ['usd', 'eur', 'gbp', 'cad', 'aud', 'chf'], manual: true, redirects: false, later: true },
  { type: 'ideal', currencies: ['eur'], manual: false, redirects: true, later: false },
  { type: 'bancontact', currencies: ['eur'], manual: false, redirects: true, later: false },
  { type: 'sepa_debit', currencies: ['eur'], manual: false, redirects: false, later: true },
  { type: 'us_bank_account', currencies: ['usd'], manual: false, redirects: false, later: true },
]

export type Asked = Pick<PaymentIntent, 'currency' | 'capture_method' | 'setup_future_usage'> & {
  allowRedirects: boolean
}

/** The methods that are offered where the account's own choice is asked for (`automatic_payment_methods`), the usual one first. */
export const offeredTypes = ({ currency, capture_method, setup_future_usage, allowRedirects }: Asked): MethodType[] =>
  OFFERS.filter(
    (offer) =>
      (offer.currencies === null || offer.currencies.includes(currency)) &&
      (offer.manual || capture_method !== 'manual') &&
      (offer.later || !setup_future_usage) &&
      (allowRedirects || !offer.redirects),
  ).map(({ type }) => type)

export const redirects = (type: MethodType): boolean => OFFERS.some((offer) => offer.type === type && offer.redirects)

/** The money comes days later; until then the intent is `processing`. */
export const isDelayed = (type: MethodType): boolean => type === 'sepa_debit' || type === 'us_bank_account'
