import { regionOf } from './geography.ts'

/** Fixed exchange rates of the stand-in: units of the currency for one euro, in ten-thousandths. */
const PER_EURO: Readonly<Record<string, number>> = {
  EUR: 10_000,
  USD: 10_850,
  GBP: 8_520,
  CHF: 9_480,
  CAD: 14_760,
  SEK: 112_400,
  NOK: 116_300,
  DKK: 74_600,
  PLN: 43_100,
  CZK: 252_000,
  JPY: 1_630_000,
  AUD: 16_400,
}

const NATIVE_TARIFFS: Readonly<Record<string, string>> = { US: 'USD', CA: 'CAD', GB: 'GBP', CH: 'CHF' }

/** VAT that FedEx puts on a shipment inside one country of the European Union, percent. */
const VAT: Readonly<Record<string, number>> = {
  DE: 19,
  AT: 20,
  BE: 21,
  ES: 21,
  FR: 20,
  IE: 23,
  IT: 22,
  LU: 17,
  NL: 21,
  PL: 23,
  PT: 23,
  SE: 25,
  DK: 25,
  FI: 25,
  CZ: 21,
}

/** The currency that FedEx bills an origin in. */
export const currencyOf = (country: string): string =>
  regionOf(country) === 'EU' ? 'EUR' : (NATIVE_TARIFFS[country] ?? 'USD')

export const isCurrency = (code: string): boolean => code in PER_EURO

/** Units of `into` for one unit of `from`, or undefined for an unknown currency. */
export function exchangeRate(from: string, into: string): number | undefined {
  const a = PER_EURO[from]
  const b = PER_EURO[into]
  return a && b ? Math.round((b / a) * 1_000_000) / 1_000_000 : undefined
}

/** VAT percent on a shipment: only where it stays inside one country of the EU. */
export const vatPercent = (from: string, to: string): number =>
  from === to && regionOf(from) === 'EU' ? (VAT[from] ?? 20) : 0

/** Hundredths as the JSON number that FedEx writes; a yen has no hundredths. */
export const amountOf = (hundredths: number, currency: string, rate = 1): number => {
  const exact = hundredths * rate
  return currency === 'JPY' ? Math.round(exact / 100) : Math.round(exact) / 100
}
