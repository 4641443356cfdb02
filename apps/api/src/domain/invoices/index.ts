import { onlyWhile, onlyWhileItsWhole, type Area } from '../../engine/index.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { invoiceFields } from './computed.ts'
import { creditInvoice } from './credit-invoice.ts'
import { draftInvoice } from './draft-invoice.ts'
import { enterInvoice } from './enter-invoice.ts'
import { cancelInvoice, issueInvoice } from './issue-invoice.ts'
import { invoicesOfOrder } from './invoices-of-order.ts'
import { paymentFitsInvoice } from './payment-fits-invoice.ts'
import { transferConsumer } from './transfers.ts'

/** Invoices: what customers owe, and get back. */
export const createInvoices = (): Area & { consumers: readonly Consumer[] } => ({
  actions: {
    'invoice.enter': enterInvoice,
    'invoice.draft': draftInvoice,
    'invoice.issue': issueInvoice,
    'invoice.cancel': cancelInvoice,
    'invoice.credit': creditInvoice,
  },
  questions: { 'invoice.ofOrder': invoicesOfOrder },
  computed: invoiceFields,
  consumers: [transferConsumer],
  guards: {
    invoice: onlyWhile('invoice', ['draft']),
    invoiceLine: onlyWhileItsWhole('invoiceLine', 'invoice', ['draft']),
    invoicePayment: paymentFitsInvoice,
  },
})
