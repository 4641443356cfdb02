import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import {
  BillsOfOrdersDocument,
  InvoicePageDocument,
  MyInvoicesDocument,
  OrderInvoicesDocument,
  type InvoicePageQuery,
  type InvoiceRowFragment,
  type MyInvoicesQuery,
} from './generated/graphql.ts'
import { readCustomer } from './customer.ts'
import { asFarAsShown } from './hidden.ts'
import { ShopRefusal } from './refusal.ts'

export type InvoiceRow = InvoiceRowFragment
export type Invoice = NonNullable<InvoicePageQuery['invoice']>

/** An invoice or credit note of the signed-in person's company, or null (also for somebody else's, and where their role does not show any). */
export const readInvoice = cache(async (id: string): Promise<Invoice | null> => {
  try {
    return (await shop(InvoicePageDocument, { id })).invoice ?? null
  } catch (problem) {
    if (problem instanceof ShopRefusal) return null
    throw problem
  }
})

/** One page of the company's invoices and credit notes, the newest first; null where the person's role does not show any, or not their amounts. */
export async function readMyInvoices(after: string | null, first = 10): Promise<MyInvoicesQuery['invoices'] | null> {
  return asFarAsShown(
    async () => (await shop(MyInvoicesDocument, { first, after })).invoices,
    () => null,
  )
}

/** What was billed of an order so far; nothing for whoever is not signed in, and where their role does not show it. */
export const readInvoicesOfOrder = cache(async (orderId: string): Promise<readonly InvoiceRow[]> => {
  if (!(await readCustomer())) return []
  try {
    return (await shop(OrderInvoicesDocument, { input: { orderId } })).invoiceOfOrder
  } catch (problem) {
    if (problem instanceof ShopRefusal) return []
    throw problem
  }
})

/** Until when an invoice is to be paid, and whether it is. */
export type Bill = Pick<InvoiceRow, 'dueOn' | 'paymentStatus'>

/** The invoices that stand of a page of orders, by the order; none for whoever is not signed in, and where their role does not show any. Asked once for all of them. */
export async function readBillsOf(orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly Bill[]>> {
  const bills = new Map<string, Bill[]>()
  if (orderIds.length === 0 || !(await readCustomer())) return bills
  const items = await asFarAsShown(
    async () => (await shop(BillsOfOrdersDocument, { orderIds: [...orderIds] })).invoices.items,
    () => [],
  )
  for (const { order, ...bill } of items) if (order) bills.set(order.id, [...(bills.get(order.id) ?? []), bill])
  return bills
}
