import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money } from '../../kernel/money.ts'
import { refuseBlocked } from '../customers/index.ts'
import { allotPayments } from './allot-payments.ts'

/** Sends a draft out into the world, of who may be billed. What the order that it bills was paid with is allotted to it. */
export const issueInvoice: ActionVerb<'invoice.issue'> = async ({ id }, ctx) => {
  const invoice = await ctx.db
    .selectFrom('invoices')
    .select(['customerId', 'orderId', 'kind', 'total', 'currency', 'correctsId'])
    .where('id', '=', id)
    .executeTakeFirst()
  await refuseBlocked(ctx, invoice?.customerId ?? null, 'billing')
  const billed = invoice?.kind === 'invoice' ? invoice.orderId : null
  // two invoices of one order must not be paid with the same money
  if (billed) await lockRows(ctx, 'orders', [billed])
  if (invoice?.kind === 'creditNote' && invoice.correctsId) await creditsNoMore(ctx, id, invoice.correctsId)
  await standsNow(ctx, id)
  if (invoice && billed)
    await allotPayments(ctx, { id, orderId: billed, total: money(invoice.total, invoice.currency) })
  return { id }
}

/** An invoice is credited once, in one part or several. Under its lock, so that of two credit notes at once the second one knows of the first. */
async function creditsNoMore(ctx: Ctx, id: string, correctsId: string): Promise<void> {
  const { rows } = await sql<{ number: string; total: string; currency: string }>`
    select number, total, currency from invoices where id = ${correctsId} for update`.execute(ctx.db)
  const credited = await sql<{ sum: string }>`
    select coalesce(sum(total), 0) as sum from invoices
    where corrects_id = ${correctsId} and kind = 'creditNote' and (state = 'issued' or id = ${id})`.execute(ctx.db)
  const [invoice] = rows
  if (!invoice) return
  const { number, total, currency } = invoice
  const all = money(credited.rows[0]!.sum, currency)
  if (all.comparedTo(money(total, currency)) > 0)
    throw refuse('INVOICE_INCOMPLETE', {
      problem: `with it ${all.toString()} of ${number} would be credited, which came to ${money(total, currency).toString()}`,
    })
}

/** From then on it stands. Its day and due date are worked out where they were left open. */
export async function standsNow(ctx: Ctx, id: string): Promise<void> {
  await adds(ctx, id)
  const now = ctx.clock.now()
  await moveRow(ctx, { entity: 'invoice', id, action: 'issue', to: 'issued', besides: { issuedAt: now } })
  await sql`
    update invoices i set issued_on = coalesce(i.issued_on, ${calendarDay(now)}::date),
      due_on = coalesce(i.due_on, coalesce(i.issued_on, ${calendarDay(now)}::date) + coalesce(own.net_days, theirs.net_days, alike.net_days, 0))
    from customers c
    left join customer_groups g on g.id = c.group_id
    left join payment_terms theirs on theirs.id = c.payment_term_id
    left join payment_terms alike on alike.id = g.payment_term_id,
    (select term.net_days from invoices x left join payment_terms term on term.id = x.payment_term_id where x.id = ${id}) own
    where i.id = ${id} and c.id = i.customer_id`.execute(ctx.db)
}

/** Lines and total must agree, to the cent: what is issued is what is booked. */
async function adds(ctx: Ctx, id: string): Promise<void> {
  const { rows } = await sql<{ lines: number; subtotal: boolean; discount: boolean; total: boolean }>`
    select count(l.id)::int as lines, coalesce(sum(l.row_total), 0) = i.subtotal as subtotal,
      coalesce(sum(l.discount_amount), 0) between i.discount_total - i.shipping_total and i.discount_total as discount,
      i.total - (i.subtotal - i.discount_total + i.shipping_total + i.surcharge_total) in (0, i.tax_total) as total
    from invoices i left join invoice_lines l on l.invoice_id = i.id where i.id = ${id} group by i.id`.execute(ctx.db)
  const [sums] = rows
  if (!sums) throw refuse('NOT_FOUND', { what: 'invoice' }, 'id')
  if (sums.lines === 0) throw refuse('INVOICE_INCOMPLETE', { problem: 'it has no lines' })
  if (!sums.subtotal) throw refuse('INVOICE_INCOMPLETE', { problem: 'its lines do not add up to its subtotal' })
  if (!sums.discount)
    throw refuse('INVOICE_INCOMPLETE', { problem: 'its lines and its delivery do not hold its discount' })
  if (!sums.total)
    throw refuse('INVOICE_INCOMPLETE', {
      problem: 'subtotal, discount, delivery, surcharge and tax do not add up to its total',
    })
}

/** Takes an invoice back that nobody has paid anything for. */
export const cancelInvoice: ActionVerb<'invoice.cancel'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'invoice', id, action: 'cancel', to: 'cancelled' })
  const { rows } = await sql`
    select from invoice_payments where invoice_id = ${id} having sum(amount) <> 0
    union all select from invoices where corrects_id = ${id} and state = 'issued'`.execute(ctx.db)
  if (rows.length > 0) throw refuse('INVOICE_SETTLED')
  return { id }
}
