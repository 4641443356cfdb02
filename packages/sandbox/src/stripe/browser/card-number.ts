import { brandOf, passesLuhn } from '../test-cards.ts'

export type Brand = ReturnType<typeof brandOf> | 'unknown'
export type Fault = 'incomplete' | 'invalid' | null

/** The brand as far as the digits tell. */
export function brandFor(digits: string): Brand {
  if (digits === '') return 'unknown'
  const brand = brandOf(digits)
  return brand === 'visa' && !digits.startsWith('4') ? 'unknown' : brand
}

export const lengthOf = (brand: Brand): number => (brand === 'amex' ? 15 : 16)
export const cvcLength = (brand: Brand): number => (brand === 'amex' ? 4 : 3)

/** Digits in the groups in which they stand on the card. */
export function groupDigits(digits: string): string {
  const groups =
    brandFor(digits) === 'amex' ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,7})?/
  return (groups.exec(digits) ?? []).slice(1).filter(Boolean).join(' ')
}

export function numberFault(digits: string): Fault {
  const wanted = lengthOf(brandFor(digits))
  if (digits.length < wanted) return 'incomplete'
  return passesLuhn(digits) ? null : 'invalid'
}

/** `1226` → `12 / 26`; a first digit above 1 can only be a single month. */
export function groupExpiry(text: string, deleting: boolean): string {
  let digits = text.replaceAll(/\D/g, '')
  if (/^[2-9]/.test(digits)) digits = `0${digits}`
  digits = digits.slice(0, 4)
  if (digits.length < 2 || (digits.length === 2 && deleting)) return digits
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`
}

export type ExpiryFault =
  'incomplete_expiry' | 'invalid_expiry_month' | 'invalid_expiry_year_past' | 'invalid_expiry_month_past' | null

export function expiryFault(text: string, today: Date): ExpiryFault {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < 4) return 'incomplete_expiry'
  const month = Number(digits.slice(0, 2))
  const year = 2000 + Number(digits.slice(2))
  if (month < 1 || month > 12) return 'invalid_expiry_month'
  if (year < today.getFullYear()) return 'invalid_expiry_year_past'
  return year === today.getFullYear() && month < today.getMonth() + 1 ? 'invalid_expiry_month_past' : null
}
