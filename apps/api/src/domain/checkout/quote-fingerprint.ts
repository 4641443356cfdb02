import { createHash } from 'node:crypto'
import { calendarDay } from '../../kernel/clock.ts'
import type { Address } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { CheckoutRow } from './find-checkout.ts'

/**
 * What a shipping quote depends on: goods, place, currency and day. If one of them changes, the way of delivery must be chosen again.
 * What depends on prices, such as free delivery, is looked up anew instead (`deliveryStands`). 64 hex digits.
 */
export function quoteFingerprint(
  lines: readonly { sku: string; unitCode: string; quantity: string }[],
  address: Address,
  row: Pick<CheckoutRow, 'residential' | 'currency'>,
  ctx: Pick<Ctx, 'clock'>,
): string {
  const { street, street2, city, region, postalCode, countryCode } = address
  const goods = lines.map(({ sku, unitCode, quantity }) => `${sku}/${unitCode}/${quantity}`).sort()
  const place = [street, street2 ?? '', city, region ?? '', postalCode, countryCode, row.residential]
  return createHash('sha256')
    .update(JSON.stringify([goods, place, row.currency, calendarDay(ctx.clock.now())]))
    .digest('hex')
}
