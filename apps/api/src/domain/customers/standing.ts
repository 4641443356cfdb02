import type { MoneyValue } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'

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
 * Whether a customer may order: not where the books have stopped it (CUSTOMER_BLOCKED), nor where what they owe, in the currency of their credit, is more than they may
 * (CREDIT_LIMIT_EXCEEDED): issued invoices, and orders on account that are not billed yet. `onAccount`: what they would owe besides; in another currency than that of their limit it
 * would count against nothing, and is refused (CREDIT_IN_OTHER_CURRENCY). Who orders on account does so under the lock of their customer, so that of two orders at once the second one knows of the first; that takes a transaction.
 */
export async function mayOrder(ctx: Ctx, customerId: string | null, onAccount?: MoneyValue): Promise<void> {
  if (!customerId) return
  if (onAccount) await lockRows(ctx, 'customers', [customerId])
  await refuseBlocked(ctx, customerId, 'order')
  await withinCredit(ctx, customerId, onAccount)
}

/**
 * Refuses with CREDIT_LIMIT_EXCEEDED or CREDIT_IN_OTHER_CURRENCY, as `mayOrder`, where a customer owes more than they may. What stands of their orders is counted: where one of them has been raised, under the lock of their
 * row, `onAccount` is nothing, in the currency of that order.
 */
export async function withinCredit(ctx: Ctx, customerId: string, onAccount?: MoneyValue): Promise<void> {
  const { rows } = await sql<{ currency: string | null; exceeded: boolean }>`
    select c.credit_currency as currency, c.credit_limit < ${onAccount?.amount ?? '0'}::numeric + ${billed} + ${unbilled} as exceeded
    from customers c where c.id = ${customerId} and c.credit_limit is not null`.execute(ctx.db)
  const [credit] = rows
  if (credit && onAccount && onAccount.currency !== credit.currency)
    throw refuse('CREDIT_IN_OTHER_CURRENCY', { currency: credit.currency ?? 'none' })
  if (credit?.exceeded) throw refuse('CREDIT_LIMIT_EXCEEDED')
}

/** What a customer `c` owes on issued invoices. */
const billed = sql`(
  select coalesce(sum(case when i.kind = 'invoice' then 1 else -1 end * i.total), 0) - coalesce(sum((
    select sum(p.amount) from invoice_payments p where p.invoice_id = i.id)), 0)
  from invoices i where i.customer_id = c.id and i.state = 'issued' and i.currency = c.credit_currency)`

/**
 * What orders on account that are under way come to, as far as it will be delivered and no invoice tells of it yet, less what was paid of them by other means (a gift card). Those
 * that are completed without an invoice are billed elsewhere.
 */
const unbilled = sql`(
  select coalesce(sum(greatest(0, o.total - (
      select coalesce(sum((l.row_total - l.discount_amount + case when o.prices_include_tax then 0 else l.tax_amount end) * (1 - l.confirmed_quantity / l.quantity)), 0)
      from order_lines l where l.order_id = o.id and l.confirmed_quantity < l.quantity
    ) - (
      select coalesce(sum(i.total), 0) from invoices i where i.order_id = o.id and i.kind = 'invoice' and i.state = 'issued'
    ) - (
      select coalesce(sum(case e.kind when 'captured' then e.amount when 'refunded' then -e.amount else 0 end), 0)
      from payments p join payment_events e on e.payment_id = p.id where p.order_id = o.id and p.provider <> 'onAccount'
    ))), 0)
  from orders o
  where o.customer_id = c.id and o.payment_method = 'onAccount' and o.state in ('placed', 'processing', 'shipped') and o.currency = c.credit_currency)`
