import { failure } from './errors.ts'
import { regionOf } from './geography.ts'

/**
 * FedEx's codes where they are not ISO's, by ISO's (developer.fedex.com, API Reference Guide, "Currency Codes"). The guide allows ISO's besides in one place only: as the
 * preferred currency of a rate request.
 */
const OWN_CODES: Readonly<Record<string, string>> = {
  ...{ AED: 'DHS', ARS: 'ARN', CHF: 'SFR', CLP: 'CHP', DOP: 'RDD', GBP: 'UKL', JMD: 'JAD', JPY: 'JYE' },
  ...{ KRW: 'WON', KWD: 'KUD', KYD: 'CID', MXN: 'NMP', SGD: 'SID', TWD: 'NTD', XCD: 'ECD' },
}

/** Fixed exchange rates of the stand-in, by FedEx's codes: units of the currency for one euro, in ten-thousandths. */
const PER_EURO: Readonly<Record<string, number>> = {
  ...{ EUR: 10_000, USD: 10_850, UKL: 8_520, SFR: 9_480, CAD: 14_760, SEK: 112_400, NOK: 116_300, DKK: 74_600 },
  ...{ PLN: 43_100, CZK: 252_000, JYE: 1_630_000, AUD: 16_400, NMP: 201_000, SID: 14_100, DHS: 39_850 },
  ...{ WON: 14_950_000, NTD: 349_000, KUD: 3_330, ARN: 10_300_000, CHP: 10_250_000, RDD: 655_000, JAD: 1_710_000 },
  ...{ CID: 9_040, ECD: 29_300, NZD: 18_100, HKD: 84_500, CNY: 77_200, INR: 915_000, BRL: 59_400, ZAR: 198_000 },
  ...{ HUF: 3_980_000, RON: 49_800, BGN: 19_558, TRY: 372_000, ILS: 40_200, THB: 389_000, MYR: 48_300 },
}

/** Currencies of which FedEx writes whole units. */
const WHOLE = new Set(['JYE', 'WON', 'CHP'])

const NATIVE_TARIFFS: Readonly<Record<string, string>> = { US: 'USD', CA: 'CAD', GB: 'UKL', CH: 'SFR' }

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

/** The currency that FedEx bills an origin in, by FedEx's code. */
export const currencyOf = (country: string): string =>
  regionOf(country) === 'EU' ? 'EUR' : (NATIVE_TARIFFS[country] ?? 'USD')

const unknownCurrency = () =>
  failure(400, 'CURRENCY.TYPE.INVALID', 'Currency type is missing or invalid. Please update and try again.')

/** The preferred currency of a rate request, by FedEx's code; it may be ISO's there. Throws FedEx's 400. */
export function preferredCurrency(code: string | undefined): string {
  const own = code === undefined ? '' : (OWN_CODES[code] ?? code)
  if (!(own in PER_EURO)) throw unknownCurrency()
  return own
}

/** Throws FedEx's 400 where an amount of the customs' data is in a currency that it has no such code for: GBP is UKL there. */
export function holdCurrencies(within: unknown): void {
  if (typeof within !== 'object' || within === null) return
  for (const [key, value] of Object.entries(within)) {
    if (key === 'currency' && !(typeof value === 'string' && value in PER_EURO)) throw unknownCurrency()
    holdCurrencies(value)
  }
}

/** Units of `into` for one unit of `from`, both by FedEx's codes. */
export function exchangeRate(from: string, into: string): number {
  return Math.round((PER_EURO[into]! / PER_EURO[from]!) * 1_000_000) / 1_000_000
}

/** An exchange rate as FedEx tells it: of two places, though it reckons with more (the examples of its Rates document: 341.13 USD of 445.54 CAD at 0.77). */
export const toldRate = (rate: number): number => Math.round(rate * 100) / 100

/** VAT percent on a shipment: only where it stays inside one country of the EU. */
export const vatPercent = (from: string, to: string): number =>
  from === to && regionOf(from) === 'EU' ? (VAT[from] ?? 20) : 0

/** Hundredths as the JSON number that FedEx writes; a yen has no hundredths. */
export const amountOf = (hundredths: number, currency: string, rate = 1): number => {
  const exact = hundredths * rate
  return WHOLE.has(currency) ? Math.round(exact / 100) : Math.round(exact) / 100
}
