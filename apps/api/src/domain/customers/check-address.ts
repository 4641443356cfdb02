import { iso31662 } from 'iso-3166'
import type { Address } from '../../kernel/contract.ts'
import { refuse } from '../../kernel/errors.ts'

/** Regions by their ISO 3166-2 code. */
const regions = new Set(iso31662.map(({ code }) => code))

/** Countries in whose addresses the region is needed, for taxes and carriers. */
const regionNeeded = new Set(['US', 'CA', 'AU'])

/** Postal codes as they are written where we deliver most; other countries are taken as they come. */
const postalForms: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(-\d{4})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  DE: /^\d{5}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  FR: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
}

/** Refuses REGION_UNKNOWN and FIELD_INVALID for an address that no carrier could deliver to. */
export function checkAddress(address: Address, path = 'address'): Address {
  if (regionNeeded.has(address.countryCode) && !address.region)
    throw refuse('FIELD_REQUIRED', { field: `${path}.region` }, `${path}.region`)
  if (address.region && !regions.has(`${address.countryCode}-${address.region}`))
    throw refuse('REGION_UNKNOWN', { region: address.region, country: address.countryCode }, `${path}.region`)
  const form = postalForms[address.countryCode]
  if (form && !form.test(address.postalCode))
    throw refuse(
      'FIELD_INVALID',
      { field: `${path}.postalCode`, problem: `"${address.postalCode}" is no postal code of ${address.countryCode}` },
      `${path}.postalCode`,
    )
  return address
}
