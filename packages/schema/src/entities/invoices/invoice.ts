import {
  byHouse,
  choice,
  currency,
  date,
  email,
  entity,
  entityOf,
  everyone,
  instant,
  json,
  many,
  money,
  one,
  ref,
  text,
} from '../../language/index.ts'
import { documentTotals, lineAmounts } from '../organization/document.ts'

export const invoice = entity('invoice', {
  area: 'invoices',
  doc: 'What a customer owes, or (a credit note) gets back. It can be changed as long as it is a draft.',
  fields: {
    number: text({ max: 40, min: 1, unique: true, immutable: true, numbered: 'I', show: everyone }),
    kind: choice(['invoice', 'creditNote'], {
      name: 'InvoiceKind',
      default: 'invoice',
      immutable: true,
      show: everyone,
    }),
    state: choice(['draft', 'issued', 'cancelled'], {
      name: 'InvoiceState',
      default: 'draft',
      readOnly: true,
      show: everyone,
    }),
    ...documentTotals(everyone),
    shippingTotal: money({ default: '0', show: everyone }),
    issuedOn: date({ optional: true, show: everyone, doc: 'Left out: the day on which it is issued.' }),
    dueOn: date({
      optional: true,
      show: everyone,
      doc: 'Left out: by its payment term, from the day on which it is issued.',
    }),
    issuedAt: instant({ optional: true, readOnly: true }),
    email: email({ optional: true, show: everyone, doc: 'Where it is sent.' }),
    billingAddress: json({ shape: 'Address', optional: true, show: everyone, doc: 'Whom it is for.' }),
    poNumber: text({ max: 60, optional: true, show: everyone, doc: 'The buyer’s own number.' }),
    note: text({ max: 1000, multiline: true, optional: true, show: everyone }),
  },
  relations: {
    organization: one('organization', { immutable: true, doc: 'Who is owed.' }),
    customer: one('customer', { immutable: true, show: everyone, doc: 'Who owes.' }),
    order: one('order', { optional: true, immutable: true, show: everyone }),
    paymentTerm: one('paymentTerm', { optional: true, show: everyone }),
    corrects: one('invoice', {
      optional: true,
      immutable: true,
      doc: 'The invoice that this credit note takes back, in whole or in part.',
    }),
    creditNotes: many('invoice', 'corrects', { orderBy: 'issuedAt' }),
    lines: many('invoiceLine', 'invoice', { orderBy: 'position', show: everyone }),
    payments: many('invoicePayment', 'invoice', { orderBy: 'paidOn', show: everyone }),
  },
  computed: {
    paid: money({ show: everyone, doc: 'The sum of its payments.' }),
    credited: money({ show: everyone, doc: 'The sum of the credit notes that were issued for it.' }),
    open: money({ show: everyone, doc: 'What is still owed.' }),
    paymentStatus: choice(['open', 'partiallyPaid', 'paid', 'overdue'], {
      name: 'InvoicePaymentStatus',
      show: everyone,
      doc: 'overdue: something is owed, and the due date has passed.',
    }),
  },
  actions: {
    issue: {
      ...byHouse,
      doc: 'Makes a draft stand: it is shown to its customer, and owed. Its day and its due date are worked out where they were left open.',
      input: { id: ref('invoice') },
      result: entityOf('invoice'),
      refusals: ['TRANSITION_NOT_ALLOWED', 'INVOICE_INCOMPLETE'],
    },
    cancel: {
      ...byHouse,
      doc: 'Takes an invoice back that nothing was paid for.',
      input: { id: ref('invoice') },
      result: entityOf('invoice'),
      refusals: ['TRANSITION_NOT_ALLOWED', 'INVOICE_SETTLED'],
    },
    credit: {
      ...byHouse,
      doc: 'Drafts a credit note over all of an issued invoice. It may be made smaller before it is issued.',
      input: { id: ref('invoice'), note: text({ max: 1000, multiline: true, optional: true }) },
      result: entityOf('invoice'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  news: { issued: 'It stands, and is owed.', cancelled: 'It was taken back.' },
  states: {
    field: 'state',
    initial: 'draft',
    moves: { draft: ['issued', 'cancelled'], issued: ['cancelled'], cancelled: [] },
  },
  access: { storefront: 'owner', states: ['issued', 'cancelled'] },
  owners: { customer: 'customerId' },
  storefront: ['get', 'list'],
  scopes: { organization: 'organization', unit: 'customer.businessUnit' },
  indexes: [
    ['customerId', 'issuedOn'],
    ['state', 'dueOn'],
  ],
  naturalKey: ['number'],
})

export const invoiceLine = entity('invoiceLine', {
  area: 'invoices',
  doc: 'What an invoice asks money for.',
  fields: lineAmounts(everyone),
  relations: {
    invoice: one('invoice', { onDelete: 'cascade', immutable: true }),
    orderLine: one('orderLine', { optional: true }),
    product: one('product', { optional: true, onDelete: 'setNull', show: everyone }),
  },
  access: { storefront: 'withParent' },
  scopes: { organization: 'invoice.organization', unit: 'invoice.customer.businessUnit' },
  uniques: [['invoiceId', 'position']],
  naturalKey: ['invoice', 'position'],
})

export const invoicePayment = entity('invoicePayment', {
  area: 'invoices',
  doc: 'Money that came for an invoice: a payment of the ledger, or a transfer that the books tell of.',
  fields: {
    reference: text({
      max: 120,
      min: 1,
      immutable: true,
      show: everyone,
      doc: 'What makes it one: the transfer’s or the booking’s number.',
    }),
    currency: currency({ immutable: true, show: everyone }),
    amount: money({ immutable: true, show: everyone, doc: 'Negative where money went back.' }),
    method: text({
      max: 80,
      optional: true,
      show: everyone,
      doc: 'As people say it: bank transfer, Visa •••• 4242.',
    }),
    paidOn: date({ show: everyone }),
  },
  relations: {
    invoice: one('invoice', { immutable: true }),
    payment: one('payment', { optional: true, immutable: true, doc: 'The payment of the ledger, where it is one.' }),
  },
  access: { storefront: 'withParent' },
  scopes: { organization: 'invoice.organization', unit: 'invoice.customer.businessUnit' },
  uniques: [['invoiceId', 'reference']],
  naturalKey: ['invoice', 'reference'],
})
