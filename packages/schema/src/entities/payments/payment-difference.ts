import { byHouse, choice, currency, entity, entityOf, instant, money, one, ref, text } from '../../language/index.ts'

export const paymentDifference = entity('paymentDifference', {
  area: 'payments',
  doc: 'Something in which our ledger and the books of a payment provider did not agree, and what became of it.',
  fields: {
    kind: choice(['missed', 'unknownPayment', 'notFound', 'amountDiffers'], {
      name: 'PaymentDifferenceKind',
      readOnly: true,
      doc: 'missed: the ledger lacked what they say. unknownPayment: money that says it is of a payment here (`paymentId` in its metadata), and that none here tells of; what other programs take on the same account is none. notFound: they know nothing of a payment of ours. amountDiffers: both know it, by other sums.',
    }),
    state: choice(['open', 'repaired', 'dismissed'], {
      name: 'PaymentDifferenceState',
      readOnly: true,
      index: true,
      doc: 'open: somebody must look. repaired: the ledger has been brought to what they say.',
    }),
    provider: text({ max: 40, readOnly: true }),
    reference: text({ max: 255, readOnly: true, doc: 'Of the intent, refund or dispute in their books.' }),
    detail: text({ max: 500, readOnly: true, doc: 'What differs, for people.' }),
    currency: currency({ readOnly: true }),
    ours: money({ optional: true, readOnly: true, doc: 'By our ledger; none: it tells of no such payment.' }),
    theirs: money({ optional: true, readOnly: true, doc: 'By their books; none: they know of no such payment.' }),
    foundAt: instant({ readOnly: true }),
    settledAt: instant({ optional: true, readOnly: true, doc: 'When it was repaired or dismissed.' }),
    note: text({ max: 1000, multiline: true, optional: true, readOnly: true, doc: 'Why it was dismissed.' }),
  },
  relations: {
    organization: one('organization', { readOnly: true }),
    payment: one('payment', { optional: true, onDelete: 'setNull', readOnly: true }),
  },
  states: {
    field: 'state',
    initial: 'open',
    moves: { open: ['repaired', 'dismissed'], repaired: [], dismissed: [] },
  },
  actions: {
    check: {
      saga: true,
      ...byHouse,
      doc: 'Asks the provider anew: what agrees by now, or can be repaired, is repaired; otherwise it stays open with the sums of today.',
      input: { id: ref('paymentDifference') },
      result: entityOf('paymentDifference'),
      refusals: ['TRANSITION_NOT_ALLOWED', 'PAYMENT_PROVIDER_UNAVAILABLE', 'PAYMENT_PROVIDER_REJECTED'],
    },
    dismiss: {
      ...byHouse,
      doc: 'Somebody has looked, and it needs nothing more.',
      input: { id: ref('paymentDifference'), note: text({ max: 1000, min: 1, multiline: true }) },
      result: entityOf('paymentDifference'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  news: {
    found: 'Our ledger and the provider’s books do not agree.',
    repaired: 'The ledger has been brought to what the provider says.',
    dismissed: 'Somebody has looked, and it needs nothing more.',
  },
  writes: [],
  uniques: [['provider', 'reference', 'kind']],
  scopes: { organization: 'organization' },
})
