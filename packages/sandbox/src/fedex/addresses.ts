import { locate, regionOf } from './geography.ts'
import { holdRegion } from './regions.ts'
import { stateOfZip } from './zip-states.ts'

export interface AddressBody {
  addressesToValidate: {
    clientReferenceId?: string
    address: {
      streetLines: string[]
      city: string
      stateOrProvinceCode?: unknown
      postalCode: unknown
      countryCode?: string
    }
  }[]
}

export type Classification = 'BUSINESS' | 'RESIDENTIAL' | 'MIXED' | 'UNKNOWN'

const BUSINESS =
  /\b(gmbh|ag|kg|ohg|inc|llc|ltd|corp|co\.|company|suite|ste|dept|dock|warehouse|lager|werk|halle|industrie\w*|gewerbe\w*|industrial|office|b(ü|ue)ro|plaza|parkway|business|messe\w*)\b/iu
const RESIDENTIAL = /\b(apt|apartment|unit|wohnung|whg|c\/o|lane|ln|court|ct|circle|cir)\b/iu

/**
 * The rule by which the stand-in tells homes from businesses: words in the street lines; with words of both it is mixed, with a
 * street and none of them it is a home; a place that is not known, or a post box, is unknown.
 */
export function classify(streetLines: readonly string[], known: boolean): Classification {
  const text = streetLines.join(' ')
  if (!known || isPostBox(text)) return 'UNKNOWN'
  const business = BUSINESS.test(text)
  const residential = RESIDENTIAL.test(text)
  if (business && residential) return 'MIXED'
  return business ? 'BUSINESS' : 'RESIDENTIAL'
}

const isPostBox = (text: string): boolean => /\b(p\.? ?o\.? ?box|postfach)\b/iu.test(text)

/** Postal codes whose city the stand-in knows; another city there is corrected, as FedEx corrects it. */
const CITIES: Readonly<Record<string, string>> = {
  ...{ US33101: 'MIAMI', US60601: 'CHICAGO', US38118: 'MEMPHIS', US10001: 'NEW YORK', US94103: 'SAN FRANCISCO' },
  ...{ DE80331: 'MÜNCHEN', DE10115: 'BERLIN', DE20457: 'HAMBURG', DE04109: 'LEIPZIG' },
}

/** `output` of FedEx's answer to `POST /address/v1/addresses/resolve`. Throws FedEx's 400. */
export function resolveAddresses(body: AddressBody) {
  for (const { address } of body.addressesToValidate) holdRegion('ADDRESS', address.stateOrProvinceCode)
  return {
    resolvedAddresses: body.addressesToValidate.map(({ address, clientReferenceId }) => {
      const countryCode = address.countryCode ?? 'US'
      const postalCode = typeof address.postalCode === 'string' ? address.postalCode.toUpperCase() : ''
      const known = locate(countryCode, postalCode) !== undefined
      const [base = '', addOn] = countryCode === 'US' ? postalCode.split('-') : [postalCode]
      const lines = address.streetLines.map((line) => line.trim().toUpperCase()).filter(Boolean)
      const given = typeof address.stateOrProvinceCode === 'string' ? address.stateOrProvinceCode : ''
      // that of the postal code counts, whatever was given
      const state = (countryCode === 'US' && known ? stateOfZip(base) : undefined) ?? given
      const box = isPostBox(lines.join(' '))
      return {
        ...(clientReferenceId ? { clientReferenceId } : {}),
        streetLinesToken: lines,
        city: CITIES[`${countryCode}${base}`] ?? address.city.trim().toUpperCase(),
        ...(state ? { stateOrProvinceCode: state } : {}),
        countryCode,
        customerMessage: [],
        parsedPostalCode: { base, ...(addOn ? { addOn } : {}) },
        classification: classify(lines, known),
        postOfficeBox: box,
        normalizedStatusNameDPV: known,
        standardizedStatusNameMatchSource: 'Postal',
        resolutionMethodName:
          countryCode === 'US' ? 'USPS_VALIDATE' : countryCode === 'CA' ? 'CA_VALIDATE' : 'GENERIC_VALIDATE',
        ruralRouteHighwayContract: false,
        generalDelivery: false,
        attributes: {
          POBox: box,
          CountrySupported: regionOf(countryCode) !== undefined,
          Matched: known,
          Resolved: known,
          DPV: known,
          ResolutionInput: 'RAW_ADDRESS',
          AddressType: known ? 'STANDARDIZED' : 'RAW',
        },
      }
    }),
  }
}
