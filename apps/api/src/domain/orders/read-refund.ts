import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'

/** A refund that who paid is mailed about; `reference`: of its entries in the ledger. */
export const toldRefund = z.object({ paymentId: z.uuid(), reference: z.string() })
export type ToldRefund = z.infer<typeof toldRefund>

export interface MailedRefund {
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
    .select(['p.methodType', 'p.methodDigits', 'e.amount', 'e.currency'])
    .where('e.paymentId', '=', paymentId)
    .where('e.reference', '=', reference)
    .where('e.kind', 'in', ['refunded', 'refundPending'])
    .limit(1)
    .executeTakeFirst()
  return row?.email ? { ...row, email: row.email, locale: row.locale ?? 'en' } : undefined
}
