import { wordsFor } from './order-page.ts'

/** What of a payment tells by what it was paid. */
export interface PaidBy {
  method: string | null
  methodType: string | null
  methodDigits: string | null
}

/** Ways to pay that are no name in every language; by the same words as the order's page (`methods` of the storefront's texts): a test holds them together. */
export const methodNames: { en: Record<string, string>; de: Record<string, string> } = {
  en: {
    sepa_debit: 'SEPA debit',
    us_bank_account: 'Bank account',
    giftCard: 'Gift card',
    storeCredit: 'Store credit',
  },
  de: {
    sepa_debit: 'SEPA-Lastschrift',
    us_bank_account: 'Bankkonto',
    giftCard: 'Geschenkkarte',
    storeCredit: 'Guthaben',
  },
}

/** By what something was paid, in the language of a mail: `SEPA-Lastschrift •••• 3000`, `Visa •••• 4242`; null where nothing is known. */
export function wayToPay({ method, methodType, methodDigits }: PaidBy, locale: string): string | null {
  const named = methodType ? wordsFor(methodNames, locale)[methodType] : undefined
  return named ? [named, methodDigits && `•••• ${methodDigits}`].filter(Boolean).join(' ') : method
}
