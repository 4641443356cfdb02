import {
  choice,
  currency,
  date,
  email,
  entity,
  everyone,
  integer,
  many,
  money,
  one,
  quantity,
  text,
} from '../../language/index.ts'

export const rfq = entity('rfq', {
  area: 'quotes',
  doc: 'A request for quote: what somebody would buy, how much of it, and at what price.',
  fields: {
    number: text({ max: 40, min: 1, unique: true, immutable: true, numbered: 'R', show: everyone }),
    state: choice(['submitted', 'processing', 'quoted', 'declined', 'cancelled'], {
      name: 'RfqState',
      default: 'submitted',
      readOnly: true,
      show: everyone,
    }),
    email: email({ show: everyone }),
    firstName: text({ max: 80, min: 1, show: everyone }),
    lastName: text({ max: 80, min: 1, show: everyone }),
    company: text({ max: 160, optional: true, show: everyone }),
    phone: text({ max: 40, optional: true, show: everyone }),
    poNumber: text({ max: 60, optional: true, show: everyone, doc: 'The buyer’s own number.' }),
    neededBy: date({ optional: true, show: everyone }),
    note: text({ max: 2000, multiline: true, optional: true, show: everyone, doc: 'What the buyer says besides.' }),
    internalNote: text({ max: 2000, multiline: true, optional: true }),
    declineReason: text({ max: 500, optional: true, readOnly: true, show: everyone }),
  },
  relations: {
    website: one('website', { immutable: true }),
    customer: one('customer', { optional: true, show: everyone }),
    customerUser: one('customerUser', { optional: true, onDelete: 'setNull' }),
    assignee: one('user', { optional: true, onDelete: 'setNull', doc: 'Who sees to it.' }),
    lines: many('rfqLine', 'rfq', { orderBy: 'position', show: everyone }),
    quotes: many('quote', 'rfq'),
  },
  states: {
    field: 'state',
    initial: 'submitted',
    moves: {
      submitted: ['processing', 'quoted', 'declined', 'cancelled'],
      processing: ['quoted', 'declined', 'cancelled'],
      quoted: [],
      declined: [],
      cancelled: [],
    },
  },
  access: { storefront: 'owner' },
  owners: { customerUser: 'customerUserId', customer: 'customerId' },
  storefront: ['get', 'list'],
  scopes: { organization: 'website.organization', own: 'assignee' },
  naturalKey: ['number'],
})

export const rfqLine = entity('rfqLine', {
  area: 'quotes',
  doc: 'A product that a quote is asked for.',
  fields: {
    position: integer({ min: 1, show: everyone }),
    sku: text({ max: 64, show: everyone }),
    name: text({ max: 255, optional: true, show: everyone, doc: 'What it is, where it is not in the catalogue.' }),
    note: text({ max: 1000, multiline: true, optional: true, show: everyone }),
  },
  relations: {
    rfq: one('rfq', { onDelete: 'cascade', immutable: true }),
    product: one('product', { optional: true, onDelete: 'setNull', show: everyone }),
    requests: many('rfqRequest', 'line', { orderBy: 'position', show: everyone }),
  },
  access: { storefront: 'withParent' },
  scopes: { organization: 'rfq.website.organization' },
  uniques: [['rfqId', 'position']],
  naturalKey: ['rfq', 'position'],
})

export const rfqRequest = entity('rfqRequest', {
  area: 'quotes',
  doc: 'How much of a line is wanted, and what it should cost; there may be several.',
  fields: {
    position: integer({ min: 1, show: everyone }),
    quantity: quantity({ show: everyone }),
    currency: currency({ show: everyone }),
    targetPrice: money({ optional: true, min: 0, show: everyone, doc: 'What one unit should cost.' }),
  },
  relations: {
    line: one('rfqLine', { onDelete: 'cascade', immutable: true }),
    unit: one('unit', { show: everyone }),
  },
  access: { storefront: 'withParent' },
  scopes: { organization: 'line.rfq.website.organization' },
  uniques: [['lineId', 'position']],
  naturalKey: ['line', 'position'],
})
