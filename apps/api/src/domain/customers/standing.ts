import type { MoneyValue } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** What the books may stop for a customer. */
export type Deed = 'order' | 'delivery' | 'billing'

const words: Record<Deed, { columns: readonly [ours: string, central: string]; what: string }> = {
  order: { columns: ['order_block', 'central_order_block'], what: 'ordering' },
  delivery: { columns: ['delivery_block', 'central_delivery_block'], what: 'deliveries' },
  billing: { columns: ['billing_block', 'central_billing_block'], what: 'invoices' },
}

/** Refuses with CUSTOMER_BLOCKED where the books have stopped it. No customer, a guest's, is stopped from nothing. */
export async function refuseBlocked(ctx: Ctx, customerId: string | null, deed: Deed): Promise<void> {
  if (!customerId) return
  const { columns, what } = words[deed]
  const { rows } = await sql`
    select from customers where id = ${customerId} and (${sql.ref(columns[0])} <> '' or ${sql.ref(columns[1])} <> '')`.execute(
    ctx.db,
  )
  // why is the books' business
  if (rows.length > 0) throw refuse('CUSTOMER_BLOCKED', { what })
}

/**
 * Whether a customer may order: not where the books have stopped it (CUSTOMER_BLOCKED), nor where what they owe on issued invoices, in the currency of
 * their credit, is more than they may (CREDIT_LIMIT_EXCEEDED). `onAccount`: what they would owe besides; in another currency than their credit it is not
 * counted.
 */
export async function mayOrder(ctx: Ctx, customerId: string | null, onAccount?: MoneyValue): Promise<void> {
  if (!customerId) return
  await refuseBlocked(ctx, customerId, 'order')
  const { rows } = await sql`
    select from customers c
    where c.id = ${customerId} and c.credit_limit is not null and c.credit_limit < case when c.credit_currency = ${onAccount?.currency ?? null}::text then ${onAccount?.amount ?? '0'}::numeric else 0 end + (
      select coalesce(sum(case when i.kind = 'invoice' then 1 else -1 end * i.total), 0) - coalesce(sum((
        select sum(p.amount) from invoice_payments p where p.invoice_id = i.id)), 0)
      from invoices i where i.customer_id = c.id and i.state = 'issued' and i.currency = c.credit_currency)`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw refuse('CREDIT_LIMIT_EXCEEDED')
}
