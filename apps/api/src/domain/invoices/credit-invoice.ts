import type { ActionVerb } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** Drafts a credit note over all of an issued invoice; it may be made smaller before it is issued. */
export const creditInvoice: ActionVerb<'invoice.credit'> = async ({ id, note }, ctx) => {
  const creditId = ctx.ids.next()
  const now = ctx.clock.now()
  const invoice = await ctx.db
    .selectFrom('invoices')
    .select(['state', 'kind'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!invoice) throw refuse('NOT_FOUND', { what: 'invoice' }, 'id')
  if (invoice.state !== 'issued' || invoice.kind !== 'invoice')
    throw refuse('TRANSITION_NOT_ALLOWED', {
      entity: invoice.kind === 'invoice' ? 'invoice' : 'credit note',
      state: invoice.state,
      action: 'credit',
    })
  await sql`
    insert into invoices (id, number, kind, state, currency, subtotal, discount_total, shipping_total, surcharge_total, tax_total, total, taxes, email, billing_address,
      po_number, note, organization_id, customer_id, order_id, payment_term_id, corrects_id, created_at, updated_at)
    select ${creditId}, ${ctx.ids.orderNumber().replace(/^[A-Z]+/, 'I')}, 'creditNote', 'draft', currency, subtotal, discount_total, shipping_total, surcharge_total, tax_total,
      total, taxes, email, billing_address, po_number, ${note ?? null}, organization_id, customer_id, order_id, payment_term_id, id, ${now}, ${now}
    from invoices where id = ${id}`.execute(ctx.db)
  await sql`
    insert into invoice_lines (id, position, sku, name, unit_code, quantity, currency, unit_price, row_total, discount_amount, tax_rate, tax_amount, invoice_id,
      order_line_id, product_id, created_at, updated_at)
    select gen_random_uuid(), position, sku, name, unit_code, quantity, currency, unit_price, row_total, discount_amount, tax_rate, tax_amount, ${creditId},
      order_line_id, product_id, ${now}, ${now}
    from invoice_lines where invoice_id = ${id}`.execute(ctx.db)
  return { id: creditId }
}
