import { z } from 'zod'
import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'

/** A refund that who paid is mailed about; `reference`: of its entries in the ledger. */
export const toldRefund = z.object({ paymentId: z.uuid(), reference: z.string() })
export type ToldRefund = z.infer<typeof toldRefund>

export interface MailedRefund {
  /** As the ledger calls it. */
  reference: string
  orderId: string | null
  number: string | null
  email: string
  locale: string
  shop: string
  provider: string
  method: string | null
  methodType: string | null
  methodDigits: string | null
  amount: string
  currency: string
  /** Where it goes back onto one. */
  giftCard: { disabled: boolean; expiresOn: string | null } | null
}

/** A refund with whose it is: the order's, or where no order was made, the checkout's. */
export async function readRefund(ctx: Ctx, { paymentId, reference }: ToldRefund): Promise<MailedRefund | undefined> {
  const row = await ctx.db
    .selectFrom('paymentEvents as e')
    .innerJoin('payments as p', 'p.id', 'e.paymentId')
    .leftJoin('orders as o', 'o.id', 'p.orderId')
    .leftJoin('checkouts as c', 'c.id', 'p.checkoutId')
    .innerJoin('websites as w', (join) =>
      join.on(({ eb, fn }) => eb('w.id', '=', fn.coalesce('o.websiteId', 'c.websiteId'))),
    )
    .select(({ fn }) => [
      fn.coalesce('o.email', 'c.email').as('email'),
      fn.coalesce('o.locale', 'c.locale').as('locale'),
    ])
    .select(['o.id as orderId', 'o.number', 'w.name as shop', 'p.provider', 'p.method'])
    .leftJoin('giftCardEntries as held', (join) =>
      join.onRef('held.paymentId', '=', 'p.id').on('held.kind', '=', 'held'),
    )
    .leftJoin('giftCards as g', 'g.id', 'held.giftCardId')
    .select(['p.methodType', 'p.methodDigits', 'e.amount', 'e.currency'])
    .select(['g.state as cardState', 'g.expiresOn'])
    .where('e.paymentId', '=', paymentId)
    .where('e.reference', '=', reference)
    .where('e.kind', 'in', ['refunded', 'refundPending'])
    .limit(1)
    .executeTakeFirst()
  if (!row?.email) return undefined
  const { cardState, expiresOn, ...refund } = row
  const last = expiresOn === null ? null : calendarDay(new Date(expiresOn))
  const giftCard = cardState && { disabled: cardState === 'disabled', expiresOn: last }
  return { ...refund, reference, email: row.email, locale: row.locale ?? 'en', giftCard }
}
