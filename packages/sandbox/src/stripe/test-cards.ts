/** How the issuer answers; the message is Stripe's own. */
export interface Decline {
  code: string
  declineCode?: string
  message: string
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
})
const EXPIRED: Decline = { code: 'expired_card', message: 'Your card has expired.' }
const WRONG_CVC: Decline = { code: 'incorrect_cvc', message: "Your card's security code is incorrect." }
const PROCESSING: Decline = {
  code: 'processing_error',
  message: 'An error occurred while processing your card. Try again in a little bit.',
}

/** What an issuer compares with what it knows of its customer. */
export type CheckedPart = 'line1' | 'postalCode' | 'cvc'

export interface TestCase {
  number: string
  /** `pm_card_…` ids that stand for this card in server-side requests. */
  ids: [string, ...string[]]
  brand: 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb'
  funding?: 'debit'
  /** `required`: the shopper must authenticate; `optional`: only when asked for. */
  threeDSecure?: 'required'
  /** Asked only until it is set up for later payments. */
  untilSetUp?: true
  decline?: Decline
  /** What the issuer finds wrong of the address and the security code; what is not named passes. */
  checks?: Partial<Record<CheckedPart, 'fail' | 'unavailable'>>
  dispute?: 'fraudulent' | 'product_not_received'
  /** How a refund of it ends. */
  refund?: 'pending' | 'failed'
}

/**
 * Stripe's test cards and the ids that stand for them (docs.stripe.com/testing). All other numbers are declined, and nothing is kept of them.
 */
export const TEST_CARDS: readonly TestCase[] = [
  { number: '4242424242424242', ids: ['pm_card_visa'], brand: 'visa' },
  { number: '4000056655665556', ids: ['pm_card_visa_debit'], brand: 'visa', funding: 'debit' },
  { number: '5555555555554444', ids: ['pm_card_mastercard'], brand: 'mastercard' },
  { number: '378282246310005', ids: ['pm_card_amex'], brand: 'amex' },
  { number: '6011111111111117', ids: ['pm_card_discover'], brand: 'discover' },
  { number: '3056930009020004', ids: ['pm_card_diners'], brand: 'diners' },
  { number: '3566002020360505', ids: ['pm_card_jcb'], brand: 'jcb' },
  {
    number: '4000000000000002',
    ids: ['pm_card_chargeDeclined', 'pm_card_visa_chargeDeclined'],
    brand: 'visa',
    decline: declined('generic_decline'),
  },
  {
    number: '4000000000009995',
    ids: ['pm_card_chargeDeclinedInsufficientFunds', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    brand: 'visa',
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
  },
  {
    number: '4000000000009987',
    ids: ['pm_card_chargeDeclinedLostCard', 'pm_card_visa_chargeDeclinedLostCard'],
    brand: 'visa',
    decline: declined('lost_card'),
  },
  {
    number: '4000000000009979',
    ids: ['pm_card_chargeDeclinedStolenCard', 'pm_card_visa_chargeDeclinedStolenCard'],
    brand: 'visa',
    decline: declined('stolen_card'),
  },
  {
    number: '4000000000000069',
    ids: ['pm_card_chargeDeclinedExpiredCard'],
    brand: 'visa',
    decline: EXPIRED,
  },
  {
    number: '4000000000000127',
    ids: ['pm_card_chargeDeclinedIncorrectCvc'],
    brand: 'visa',
    decline: WRONG_CVC,
  },
  {
    number: '4000000000000119',
    ids: ['pm_card_chargeDeclinedProcessingError'],
    brand: 'visa',
    decline: PROCESSING,
  },
  {
    number: '4000000000006975',
    ids: ['pm_card_chargeDeclinedVelocityLimitExceeded', 'pm_card_visa_chargeDeclinedVelocityLimitExceeded'],
    brand: 'visa',
    decline: declined('card_velocity_exceeded'),
  },
  {
    number: '4100000000000019',
    ids: ['pm_card_radarBlock'],
    brand: 'visa',
    decline: declined('fraudulent'),
  },
  {
    number: '4000002500003155',
    ids: ['pm_card_authenticationRequiredOnSetup'],
    brand: 'visa',
    threeDSecure: 'required',
    untilSetUp: true,
  },
  {
    number: '4000002760003184',
    ids: ['pm_card_authenticationRequired'],
    brand: 'visa',
    threeDSecure: 'required',
  },
  {
    number: '4000000000003220',
    ids: ['pm_card_threeDSecure2Required'],
    brand: 'visa',
    threeDSecure: 'required',
  },
  {
    number: '4000000000003063',
    ids: ['pm_card_threeDSecureRequired'],
    brand: 'visa',
    threeDSecure: 'required',
  },
  { number: '4000000000003055', ids: ['pm_card_threeDSecureOptional'], brand: 'visa' },
  {
    number: '4000008400001629',
    ids: ['pm_card_threeDSecureRequiredChargeDeclined', 'pm_card_authenticationRequiredChargeDeclined'],
    brand: 'visa',
    threeDSecure: 'required',
    decline: declined('generic_decline'),
  },
  {
    number: '4000008260003178',
    ids: ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'],
    brand: 'visa',
    threeDSecure: 'required',
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
  },
  {
    number: '4000008400001280',
    ids: ['pm_card_threeDSecureRequiredProcessingError'],
    brand: 'visa',
    threeDSecure: 'required',
    decline: PROCESSING,
  },
  {
    number: '4000000000000010',
    ids: ['pm_card_avsFail'],
    brand: 'visa',
    checks: { line1: 'fail', postalCode: 'fail' },
  },
  { number: '4000000000000028', ids: ['pm_card_avsLine1Fail'], brand: 'visa', checks: { line1: 'fail' } },
  { number: '4000000000000036', ids: ['pm_card_avsZipFail'], brand: 'visa', checks: { postalCode: 'fail' } },
  {
    number: '4000000000000044',
    ids: ['pm_card_avsUnchecked'],
    brand: 'visa',
    checks: { line1: 'unavailable', postalCode: 'unavailable' },
  },
  { number: '4000000000000101', ids: ['pm_card_cvcCheckFail'], brand: 'visa', checks: { cvc: 'fail' } },
  { number: '4000000000000259', ids: ['pm_card_createDispute'], brand: 'visa', dispute: 'fraudulent' },
  {
    number: '4000000000002685',
    ids: ['pm_card_createDisputeProductNotReceived'],
    brand: 'visa',
    dispute: 'product_not_received',
  },
  { number: '4000000000007726', ids: ['pm_card_pendingRefund'], brand: 'visa', refund: 'pending' },
  { number: '4000000000005126', ids: ['pm_card_refundFail'], brand: 'visa', refund: 'failed' },
]

/** The case of a payment method by its number or its `pm_card_…` id; null when neither is known. */
export function testCase(numberOrId: string): TestCase | null {
  return TEST_CARDS.find((card) => card.number === numberOrId || card.ids.includes(numberOrId)) ?? null
}

/** The digit sum of ISO/IEC 7812 that every card number satisfies. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length >= 12 && sum % 10 === 0
}

/** The brand that a number's first digits belong to. */
export function brandOf(digits: string): TestCase['brand'] {
  if (/^3[47]/.test(digits)) return 'amex'
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard'
  if (/^(6011|65|64[4-9])/.test(digits)) return 'discover'
  if (/^3(0[0-5]|[689])/.test(digits)) return 'diners'
  if (/^35/.test(digits)) return 'jcb'
  return 'visa'
}
