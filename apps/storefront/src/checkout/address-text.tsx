import { countryNames, type Writing } from '#i18n/format.ts'
import type { AddressInput } from '#lib/shop/checkout.ts'

/** An address in lines, as one writes it on a parcel. */
export function addressLines(address: AddressInput, writing: Writing): string[] {
  const country = countryNames(writing)(address.countryCode)
  const anglo = ['US', 'CA', 'AU', 'GB'].includes(address.countryCode)
  const place = anglo
    ? `${address.city}, ${[address.region, address.postalCode].filter(Boolean).join(' ')}`
    : `${address.postalCode} ${address.city}`
  return [
    address.company,
    `${address.firstName} ${address.lastName}`,
    address.street,
    address.street2,
    place,
    country,
  ].filter((line): line is string => Boolean(line))
}

export function AddressText({ address, writing }: { address: AddressInput; writing: Writing }) {
  return (
    <address className="not-italic">
      {addressLines(address, writing).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  )
}
