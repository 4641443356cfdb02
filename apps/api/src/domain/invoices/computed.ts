import type { ComputedField } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { InvoicePaymentStatus } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { money, type Money } from '../../kernel/money.ts'

interface Standing {
  paid: Money
  credited: Money
  open: Money
  status: InvoicePaymentStatus
}

/** What came for invoices and what is still owed, for many of them in one statement. */
async function standings(ids: readonly string[], ctx: Ctx): Promise<Map<string, Standing>> {
  const { rows } = await sql<{
    id: string
    state: string
    currency: string
    total: string
    due: string | null
    paid: string
    credited: string
  }>`
    select i.id, i.state, i.currency, i.total, i.due_on::text as due,
      (select coalesce(sum(p.amount), 0) from invoice_payments p where p.invoice_id = i.id) as paid,
      (select coalesce(sum(c.total), 0) from invoices c where c.corrects_id = i.id and c.state = 'issued') as credited
    from invoices i where i.id = any (${[...ids]}::uuid[])`.execute(ctx.db)
  const today = calendarDay(ctx.clock.now())
  return new Map(
    rows.map((row) => {
      const paid = money(row.paid, row.currency)
      const credited = money(row.credited, row.currency)
      const left = money(row.state === 'issued' ? row.total : '0', row.currency)
        .minus(paid)
        .minus(credited)
      return [row.id, { paid, credited, open: left, status: statusOf(row, paid, left, today) }]
    }),
  )
}

function statusOf({ state, due }: { state: string; due: string | null }, paid: Money, left: Money, today: string) {
  if (state === 'issued' && !left.isPositive()) return 'paid'
  if (state === 'issued' && due !== null && due < today) return 'overdue'
  return paid.isPositive() ? 'partiallyPaid' : 'open'
}

const field =
  (pick: (standing: Standing) => unknown): ComputedField =>
  async (ids, ctx) =>
    new Map([...(await standings(ids, ctx))].map(([id, found]) => [id, pick(found)]))

/** What a payment of the ledger was paid with that came for an invoice, for many of them in one statement. */
const methodField =
  (member: 'methodType' | 'methodDigits'): ComputedField =>
  async (ids, ctx) => {
    const rows = await ctx.db
      .selectFrom('invoicePayments')
      .innerJoin('payments', 'payments.id', 'invoicePayments.paymentId')
      .select(['invoicePayments.id', `payments.${member} as said`])
      .where('invoicePayments.id', 'in', [...ids])
      .execute()
    const said = new Map(rows.map((row) => [row.id, row.said]))
    return new Map(ids.map((id) => [id, said.get(id) ?? null]))
  }

export const invoiceFields: Record<string, ComputedField> = {
  'invoicePayment.methodType': methodField('methodType'),
  'invoicePayment.methodDigits': methodField('methodDigits'),
  'invoice.paid': field(({ paid }) => paid.toJSON()),
  'invoice.credited': field(({ credited }) => credited.toJSON()),
  'invoice.open': field(({ open }) => open.toJSON()),
  'invoice.paymentStatus': field(({ status }) => status),
}
