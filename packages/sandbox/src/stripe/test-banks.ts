import type { Decline, TestCase } from './test-cards.ts'

/** A bank account: the money comes days later, so the intent is `processing` until then. */
export interface BankCase {
  decline?: Decline
  dispute?: TestCase['dispute']
  /** The bank takes its time, more than others. */
  slow?: true
}

const noFunds: Decline = {
  code: 'payment_method_provider_decline',
  declineCode: 'insufficient_funds',
  message: "The customer's bank account has insufficient funds.",
}

/** Stripe's test IBANs (docs.stripe.com/payments/sepa-debit/accept-a-payment, "Test the integration"). No other is taken, and none is kept. */
const IBANS: Readonly<Record<string, BankCase>> = {
  DE89370400440532013000: {},
  AT611904300234573201: {},
  FR1420041010050500013M02606: {},
  NL39RABO0300065264: {},
  DE62370400440532013001: { decline: noFunds },
  DE35370400440532013002: { dispute: 'fraudulent' },
  DE08370400440532013003: { slow: true },
  DE78370400440532013004: { slow: true, decline: noFunds },
}

/** What a bank account is called among the cases: the last four digits say which one it is, and nothing more is kept. */
const caseOf = (iban: string): string => `sepa_${iban.slice(-4)}`

const CASES: Readonly<Record<string, BankCase>> = {
  pm_usBankAccount: {},
  pm_usBankAccount_insufficientFunds: { decline: noFunds },
  ...Object.fromEntries(Object.entries(IBANS).map(([iban, kind]) => [caseOf(iban), kind])),
}

/** How the bank of a payment method answers, by the case that it was made of. */
export const bankCase = (name: string | undefined): BankCase => CASES[name ?? ''] ?? {}

/** The case of a bank account that is known by an id of its own; null: there is none. */
export const isBankId = (id: string): boolean => id.startsWith('pm_') && Object.hasOwn(CASES, id)

/** The case of a test IBAN; null: it is none of them. */
export const ibanCase = (iban: string): string | null => (Object.hasOwn(IBANS, iban) ? caseOf(iban) : null)

/** Spaces are for people. */
export const tidyIban = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase()

/** The check digits of ISO 13616: letters count as numbers, and the whole leaves 1 when it is divided by 97. */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => parseInt(sign, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}
