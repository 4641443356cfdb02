import {
  backOffice,
  byHouse,
  choice,
  currency,
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

/** What a payment provider may answer to any deed. */
const providerSays = [
  'PAYMENT_STATE_CONFLICT',
  'PAYMENT_PROVIDER_UNAVAILABLE',
  'PAYMENT_PROVIDER_REJECTED',
  'PAYMENT_NOT_FOUND',
  'PAYMENT_AMOUNT_UNSUPPORTED',
]

export const payment = entity('payment', {
  area: 'payments',
  doc: 'A way in which an order is paid. What is authorized, captured and refunded is the sum of its events.',
  news: { changed: 'Its provider has said something new of it.' },
  fields: {
    provider: text({ max: 40, show: everyone }),
    reference: text({ max: 255, optional: true, unique: true, doc: 'The provider’s id of it.' }),
    currency: currency({ show: everyone }),
    amount: money({ show: everyone, doc: 'What is to be paid.' }),
    method: text({ max: 80, optional: true, show: everyone, doc: 'As people say it: Visa •••• 4242.' }),
  },
  relations: {
    checkout: one('checkout', { optional: true, show: backOffice }),
    order: one('order', { optional: true }),
    events: many('paymentEvent', 'payment', { orderBy: 'occurredAt', show: everyone }),
  },
  computed: {
    state: choice(
      [
        'pending',
        'processing',
        'authorized',
        'partiallyCaptured',
        'captured',
        'partiallyRefunded',
        'refunded',
        'cancelled',
        'failed',
      ],
      {
        name: 'PaymentState',
        show: everyone,
      },
    ),
    authorized: money({ show: everyone }),
    captured: money({ show: everyone }),
    refunded: money({
      show: everyone,
      doc: 'What went back to the payer: refunds, and disputes that were lost.',
    }),
  },
  actions: {
    capture: {
      saga: true,
      ...byHouse,
      doc: 'Takes the money that the bank has reserved: all of it, or a part; the rest is then released.',
      input: { id: ref('payment'), amount: { ...money({ doc: 'Left out: all of it.' }), optional: true } },
      result: entityOf('payment'),
      refusals: providerSays,
    },
    cancel: {
      saga: true,
      ...byHouse,
      doc: 'Lets the money go that the bank has reserved and nobody has taken.',
      input: {
        id: ref('payment'),
        reason: choice(['duplicate', 'fraudulent', 'requestedByCustomer'], { name: 'MoneyBackReason', optional: true }),
      },
      result: entityOf('payment'),
      refusals: providerSays,
    },
    refund: {
      saga: true,
      ...byHouse,
      doc: 'Gives money back: all that is left of it, or a part.',
      input: {
        id: ref('payment'),
        amount: { ...money({ doc: 'Left out: all that is left.' }), optional: true },
        reason: choice(['duplicate', 'fraudulent', 'requestedByCustomer'], { name: 'MoneyBackReason', optional: true }),
      },
      result: entityOf('payment'),
      refusals: [...providerSays, 'PAYMENT_REFUND_EXCEEDS'],
    },
  },
  access: { storefront: 'withParent' },
  writes: [],
  indexes: [['orderId'], ['checkoutId']],
  scopes: {
    organization: ['order.website.organization', 'checkout.website.organization'],
    unit: ['order.customer.businessUnit', 'checkout.customer.businessUnit'],
  },
})

export const paymentEvent = entity('paymentEvent', {
  area: 'payments',
  doc: 'An entry of the ledger of a payment. Entries are added, never changed.',
  fields: {
    kind: choice(
      [
        'created',
        'actionRequired',
        'processing',
        'authorized',
        'captured',
        'failed',
        'cancelled',
        'refunded',
        'refundPending',
        'refundFailed',
        'disputed',
        'disputeWon',
        'disputeLost',
      ],
      {
        name: 'PaymentEventKind',
        show: everyone,
        immutable: true,
      },
    ),
    currency: currency({ show: everyone, immutable: true }),
    amount: money({ show: everyone, immutable: true }),
    reference: text({
      max: 255,
      doc: 'What makes the entry unique: the provider’s id of the fact it records.',
      immutable: true,
    }),
    message: text({ max: 500, optional: true, immutable: true, doc: 'Why it failed, in the provider’s words.' }),
    code: text({ max: 80, optional: true, immutable: true }),
    detail: json({ default: '{}', immutable: true }),
    occurredAt: instant({ show: everyone, immutable: true, doc: 'By the provider’s clock.' }),
  },
  relations: { payment: one('payment', { immutable: true }) },
  access: { storefront: 'withParent' },
  writes: [],
  uniques: [['paymentId', 'kind', 'reference']],
  indexes: [['kind', 'occurredAt']],
  scopes: {
    organization: ['payment.order.website.organization', 'payment.checkout.website.organization'],
    unit: ['payment.order.customer.businessUnit', 'payment.checkout.customer.businessUnit'],
  },
})
