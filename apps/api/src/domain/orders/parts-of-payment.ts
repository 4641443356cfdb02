import type { Ctx } from '../../kernel/context.ts'
import { money } from '../../kernel/money.ts'
import { accountProvider, standings, type Standing } from '../payments/index.ts'
import type { MailedPart } from './order-mail.ts'
import { wayToPay } from './way-to-pay.ts'

/**
 * How an order is paid where it is paid in several parts (a gift card, and the rest by card or on account): what each has paid, what the bank keeps until the goods leave, and what
 * is still owed on account; amounts are decimals of the order's currency. No parts where one payment is all. One statement, and one more where there are several.
 */
export async function partsOf(
  ctx: Ctx,
  { id, locale }: { id: string; locale: string },
): Promise<{ parts: MailedPart[]; atShipment: boolean }> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'provider', 'amount', 'currency', 'capture', 'method', 'methodType', 'methodDigits'])
    .where('orderId', '=', id)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const atShipment = payments.some(({ capture }) => capture === 'atShipment')
  if (payments.length < 2) return { parts: [], atShipment }
  const stand = await standings(
    payments.map((one) => one.id),
    ctx,
  )
  const parts = payments.flatMap(({ provider, amount, currency, ...by }): MailedPart[] => {
    const { captured, refunded, reserved, state }: Standing = stand.get(by.id)!
    const way = wayToPay(by, locale)
    const paid = captured.minus(refunded)
    const owed = money(amount, currency).minus(paid)
    const onAccount = provider === accountProvider
    return [
      ...(paid.isPositive() ? [{ stands: 'paid' as const, way, amount: paid.toDecimalString() }] : []),
      ...(reserved.isPositive() ? [{ stands: 'reserved' as const, way, amount: reserved.toDecimalString() }] : []),
      ...(onAccount && state !== 'cancelled' && owed.isPositive()
        ? [{ stands: 'onAccount' as const, way, amount: owed.toDecimalString() }]
        : []),
    ]
  })
  return { parts: parts.length > 1 ? parts : [], atShipment }
}
