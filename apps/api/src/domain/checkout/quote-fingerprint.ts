import { createHash } from 'node:crypto'
import type { Address } from '../../kernel/contract.ts'

/** What a shipping quote depends on: if this changes, the way of delivery must be chosen again. 64 hex digits. */
export function quoteFingerprint(
  lines: readonly { sku: string; unitCode: string; quantity: string }[],
  address: Address,
  residential: boolean,
): string {
  const { street, street2, city, region, postalCode, countryCode } = address
  const goods = lines.map(({ sku, unitCode, quantity }) => `${sku}/${unitCode}/${quantity}`).sort()
  return createHash('sha256')
    .update(JSON.stringify([goods, street, street2 ?? '', city, region ?? '', postalCode, countryCode, residential]))
    .digest('hex')
}
