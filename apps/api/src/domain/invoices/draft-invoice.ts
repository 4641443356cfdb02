import type { ActionVerb } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { deliveredPart } from './delivered-part.ts'

/** Drafts the invoice of what is delivered of an order, as it was agreed. An order has one invoice that stands or is drafted; another one is refused with DOCUMENT_STANDS, and one of which nothing is delivered with INVOICE_INCOMPLETE. */
export const draftInvoice: ActionVerb<'invoice.draft'> = async ({ orderId, note }, ctx) => {
  await lockRows(ctx, 'orders', [orderId])
  const order = await ctx.db
    .selectFrom('orders')
    .select(['state', 'customerId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (order.state === 'cancelled')
    throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'order', state: order.state, action: 'draft' })
  if (!order.customerId)
    throw refuse(
      'FIELD_INVALID',
      { field: 'orderId', problem: 'names an order of a guest, who is in no books' },
      'orderId',
    )
  const there = await ctx.db
    .selectFrom('invoices')
    .select(['number', 'state'])
    .where('orderId', '=', orderId)
    .where('kind', '=', 'invoice')
    .where('state', '<>', 'cancelled')
    .executeTakeFirst()
  if (there)
    throw refuse(
      'DOCUMENT_STANDS',
      { entity: 'invoice', number: there.number, difference: `it bills the order, and is ${there.state}` },
      'orderId',
    )
  const part = await deliveredPart(ctx, orderId)
  if (part.lines.length === 0)
    throw refuse('INVOICE_INCOMPLETE', { problem: 'nothing of the order is delivered' }, 'orderId')
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  const { subtotal, discountTotal, taxTotal, total } = part
  await sql`
    insert into invoices (id, number, kind, state, currency, subtotal, discount_total, shipping_total, surcharge_total, tax_total, total, taxes,
      email, billing_address, po_number, note, organization_id, customer_id, order_id, payment_term_id, created_at, updated_at)
    select ${id}, ${ctx.ids.orderNumber().replace(/^[A-Z]+/, 'I')}, 'invoice', 'draft', o.currency, ${subtotal.toDecimalString()}::numeric,
      ${discountTotal.toDecimalString()}::numeric, o.shipping_total, o.surcharge_total, ${taxTotal.toDecimalString()}::numeric, ${total.toDecimalString()}::numeric,
      ${JSON.stringify(part.taxes)}::jsonb, o.email, (
        select jsonb_build_object('company', a.company, 'firstName', a.first_name, 'lastName', a.last_name, 'street', a.street, 'street2', a.street2,
          'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'countryCode', a.country_code, 'phone', a.phone)
        from order_addresses a where a.order_id = o.id and a.kind = 'billing'),
      o.po_number, ${note ?? null}, w.organization_id, o.customer_id, o.id, o.payment_term_id, ${now}, ${now}
    from orders o join websites w on w.id = o.website_id where o.id = ${orderId}`.execute(ctx.db)
  const lines = part.lines.map(({ orderLineId, quantity, rowTotal, discountAmount, taxAmount }) => ({
    ...{ orderLineId, quantity, row: rowTotal.toDecimalString() },
    ...{ discount: discountAmount.toDecimalString(), tax: taxAmount.toDecimalString() },
  }))
  await sql`
    insert into invoice_lines (id, position, sku, name, unit_code, quantity, currency, unit_price, row_total, discount_amount, tax_rate, tax_amount,
      invoice_id, order_line_id, product_id, created_at, updated_at)
    select gen_random_uuid(), l.position, l.sku, l.name, l.unit_code, b.quantity, l.currency, l.unit_price, b."row", b.discount, l.tax_rate, b.tax,
      ${id}, l.id, l.product_id, ${now}, ${now}
    from order_lines l join jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as b("orderLineId" uuid, quantity numeric, "row" numeric, discount numeric, tax numeric)
      on b."orderLineId" = l.id`.execute(ctx.db)
  return { id }
}
