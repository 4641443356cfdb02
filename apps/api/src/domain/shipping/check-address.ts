import { setTimeout as sleep } from 'node:timers/promises'
import type { Address, AddressCheck } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ShippingCarrier } from './port.ts'

const parts = ['street', 'street2', 'city', 'region', 'postalCode'] as const

/** Abbreviations of streets that mean the same (USPS Publication 28, appendix C): no reason to ask anybody. */
const SHORT: Readonly<Record<string, string>> = {
  ...{ STREET: 'ST', AVENUE: 'AVE', LANE: 'LN', ROAD: 'RD', DRIVE: 'DR', BOULEVARD: 'BLVD', COURT: 'CT', PLACE: 'PL' },
  ...{ PARKWAY: 'PKWY', CIRCLE: 'CIR', HIGHWAY: 'HWY', SUITE: 'STE', APARTMENT: 'APT', STRASSE: 'STR', STRAßE: 'STR' },
}

const plain = (text: string | null | undefined): string =>
  (text ?? '')
    .toUpperCase()
    .replaceAll(/STRASSE|STRAßE/g, 'STR')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => SHORT[word] ?? word)
    .join(' ')

/** Of a ZIP+4 (33101-1234) the five digits that say where it is: the others are the post's own, and carriers leave them out. */
const plainCode = (code: string): string => /^(\d{5})-\d{4}$/.exec(code.trim())?.[1] ?? plain(code)

/** Carriers write in capitals; people do not. What the shopper wrote the same way stays as they wrote it. */
const asWritten = (found: string, own: string | null | undefined): string =>
  own && plain(found) === plain(own)
    ? own
    : found.toLowerCase().replaceAll(/(^|[\s-])\p{L}/gu, (first) => first.toUpperCase())

/** What a carrier knows of an address, within `patienceMs`. An outage is no news: the answer is then `unknown`. */
export async function checkedAddress(
  address: Address,
  ctx: Pick<Ctx, 'log'>,
  carriers: readonly ShippingCarrier[],
  patienceMs: number,
): Promise<AddressCheck> {
  const unknown: AddressCheck = { verdict: 'unknown', suggestion: null }
  const carrier = carriers.find(({ lookUp }) => lookUp)
  if (!carrier?.lookUp) return unknown
  const enough = new AbortController()
  try {
    const answer = await Promise.race([
      carrier.lookUp(address),
      sleep(patienceMs, undefined, { signal: enough.signal }),
    ])
    if (!answer?.found) return unknown
    const { found } = answer
    const sameCode = plainCode(found.postalCode) === plainCode(address.postalCode)
    const same = (part: (typeof parts)[number]) =>
      // what the carrier does not say of an address is no correction
      !found[part] || (part === 'postalCode' ? sameCode : plain(found[part]) === plain(address[part]))
    if (parts.every(same)) return { verdict: 'confirmed', suggestion: null }
    const { street, street2, city, region, postalCode } = found
    return {
      verdict: 'suggested',
      suggestion: {
        ...address,
        street: asWritten(street, address.street),
        street2: street2 ? asWritten(street2, address.street2) : (address.street2 ?? null),
        city: asWritten(city, address.city),
        region: region ?? address.region ?? null,
        postalCode: sameCode ? address.postalCode : postalCode || address.postalCode,
      },
    }
  } catch (error) {
    ctx.log.warn({ err: error, carrier: carrier.code }, 'an address could not be looked up')
    return unknown
  } finally {
    enough.abort()
  }
}
