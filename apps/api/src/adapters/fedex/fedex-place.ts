import type { PostalAddress } from '../../domain/shipping/port.ts'

/** Where FedEx asks for a state: there its codes are ISO 3166-2's second parts. Elsewhere it takes none ("not required for other countries. Max length is 2"). */
const WITH_STATES = new Set(['US', 'CA'])

/** An address as FedEx writes it, without its street lines: they differ by API. Of a region only what FedEx has a state for: Île-de-France's IDF, or England's ENG, it refuses. */
export function fedexPlace({ city, region, postalCode, countryCode }: PostalAddress) {
  const state = stateOf(countryCode, region)
  return {
    city: city.slice(0, 35),
    ...(state ? { stateOrProvinceCode: state } : {}),
    postalCode: postalCode.trim(),
    countryCode,
  }
}

function stateOf(countryCode: string, region: string | null | undefined): string | undefined {
  // Puerto Rico has no parts in ISO 3166-2; for FedEx it is a state of its own name
  if (countryCode === 'PR') return 'PR'
  const code = region?.trim().toUpperCase() ?? ''
  return WITH_STATES.has(countryCode) && /^[A-Z]{2}$/.test(code) ? code : undefined
}

/** The region that a state of an answer is, by ISO 3166-2; null where FedEx's codes are its own, as in Mexico, or there is none. */
export const regionOfState = (countryCode: string, state: string | undefined): string | null =>
  WITH_STATES.has(countryCode) && state ? state : null
