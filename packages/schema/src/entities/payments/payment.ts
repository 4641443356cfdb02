import {
  backOffice,
  boolean,
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
  shapeOf,
  text,
} from '../../language/index.ts'
import { moneyBackCauses, moneyBackReasons } from './money-back.ts'
import { captureTimes } from './payment-methods.ts'
import { recordRefund } from './record-refund.ts'

/** What a payment provider may answer to any deed. */
const providerSays = [
  'PAYMENT_STATE_CONFLICT',
  'PAYMENT_PROVIDER_UNAVAILABLE',
  'PAYMENT_PROVIDER_REJECTED',
  'PAYMENT_NOT_FOUND',
  'PAYMENT_AMOUNT_UNSUPPORTED',
]

/** What the issuer of a card found of something that its buyer gave; none: it was not given, or it was no card. */
const check = (what: string) =>
  choice(['pass', 'fail', 'unavailable', 'unchecked'], {
    name: 'PaymentCheck',
    optional: true,
    readOnly: true,
    doc: `What the issuer of the card says of ${what}; none: it was not asked.`,
  })

export const payment = entity('payment', {
  area: 'payments',
  doc: 'A way in which an order is paid. What is authorized, captured and refunded is the sum of its events.',
  news: {
    changed: 'Its provider has said something new of it.',
    refunded:
      'Money of it goes back to who paid: once for each refund, also for those that were made in the provider’s own office.',
    refundFailed:
      'A refund of which `refunded` was told did not arrive: the money is here again, and is to be given back in another way. Once for each.',
  },
  fields: {
    provider: text({ max: 40, show: everyone }),
    reference: text({ max: 255, optional: true, unique: true, doc: 'The provider’s id of it.' }),
    currency: currency({ show: everyone }),
    amount: money({ show: everyone, doc: 'What is to be paid.' }),
    capture: choice(captureTimes, {
      name: 'CaptureTime',
      default: 'atOrder',
      show: everyone,
      doc: 'atOrder: the money is taken with the order. atShipment: it is reserved, and taken for what leaves when it leaves.',
    }),
    multicapture: boolean({
      default: false,
      readOnly: true,
      doc: 'What is reserved can be taken in several parts; otherwise all of it is taken when the first goods leave.',
    }),
    authorizedUntil: instant({
      optional: true,
      readOnly: true,
      index: true,
      doc: 'When the bank lets go what it has reserved, unless it is taken before.',
    }),
    captureProblem: text({
      max: 80,
      optional: true,
      readOnly: true,
      index: true,
      doc: 'The code by which taking the money was refused last; none: it was not, or it has been taken since. `capture` tries again.',
    }),
    captureTriedAt: instant({ optional: true, readOnly: true, doc: 'When taking the money was refused last.' }),
    payerReference: text({ max: 255, optional: true, readOnly: true, show: [], doc: 'The provider’s id of who pays.' }),
    methodReference: text({
      max: 255,
      optional: true,
      readOnly: true,
      show: [],
      doc: 'The provider’s id of what is paid with, by which the reservation is renewed.',
    }),
    renewProblem: text({
      max: 80,
      optional: true,
      readOnly: true,
      index: true,
      doc: 'The code by which renewing the reservation was refused; the buyer has been asked to pay again.',
    }),
    refundProblem: text({
      max: 80,
      optional: true,
      readOnly: true,
      index: true,
      doc: 'Why giving it back failed last, in the provider’s words; none: it did not, or it has gone back since. It is not tried again by itself: `refund` does.',
    }),
    movingUntil: instant({
      optional: true,
      readOnly: true,
      show: [],
      doc: 'Somebody is taking money of it; until then nobody else begins.',
    }),
    method: text({
      max: 80,
      optional: true,
      show: everyone,
      doc: 'As people say it: Visa •••• 4242, with the wallet that it came out of: Visa •••• 4242 (Google Pay).',
    }),
    methodType: text({
      max: 40,
      optional: true,
      readOnly: true,
      show: everyone,
      doc: 'What kind of method it is, for frontends that say it in their readers’ language: giftCard, storeCredit, or the provider’s word (card, ideal, sepa_debit …). None: not known.',
    }),
    methodDigits: text({
      max: 4,
      optional: true,
      readOnly: true,
      show: everyone,
      doc: 'The last digits of the card or the account.',
    }),
    addressCheck: check('the street of the billing address'),
    postalCodeCheck: check('its postal code'),
    securityCodeCheck: check('the security code of the card'),
  },
  relations: {
    checkout: one('checkout', { optional: true, show: backOffice }),
    replaces: one('payment', {
      optional: true,
      readOnly: true,
      doc: 'The payment whose reservation this one goes on with.',
    }),
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
      { name: 'PaymentState', show: everyone },
    ),
    authorized: money({ show: everyone }),
    captured: money({ show: everyone }),
    reserved: money({ show: everyone, doc: 'What the bank still holds for it, to be taken.' }),
    refunded: money({ show: everyone, doc: 'What went back to the payer: refunds, and disputes that were lost.' }),
    disputed: money({
      doc: 'What its payer disputes at their bank, which has not decided yet. Each dispute stands in `events`, with the provider’s word as `code`; all of them: `paymentEvents` whose `kind` is `disputed`.',
    }),
    moneyBack: shapeOf('MoneyBack', {
      list: true,
      show: everyone,
      doc: 'Each sum that went back, is on its way back, or was let go without having been taken; the earliest first.',
    }),
  },
  actions: {
    capture: {
      saga: true,
      ...byHouse,
      doc: 'Takes the money that the bank has reserved: all of it, or a part. The rest is then released, unless it is said that more will be taken.',
      input: {
        id: ref('payment'),
        amount: { ...money({ doc: 'Left out: all of it.' }), optional: true },
        final: boolean({
          default: true,
          doc: 'false: the rest stays reserved, to be taken later; of payments with `multicapture`.',
        }),
      },
      result: entityOf('payment'),
      refusals: [
        ...providerSays,
        'PAYMENT_CAPTURE_EXCEEDS',
        'PAYMENT_CAPTURED_AT_ONCE',
        'PAYMENT_AUTHORIZATION_EXPIRED',
        'PAYMENT_DECLINED',
      ],
    },
    cancel: {
      saga: true,
      ...byHouse,
      doc: 'Lets the money go that the bank has reserved and nobody has taken.',
      input: {
        id: ref('payment'),
        reason: choice(moneyBackReasons, { name: 'MoneyBackReason', optional: true }),
      },
      result: entityOf('payment'),
      refusals: providerSays,
    },
    renew: {
      saga: true,
      ...byHouse,
      doc: 'Has the bank reserve the money anew before it lets it go: another payment with the same card, without the buyer; then this one is cancelled. Done by itself a day before `authorizedUntil`.',
      input: { id: ref('payment') },
      result: entityOf('payment'),
      refusals: [
        ...providerSays,
        'PAYMENT_AUTHORIZATION_EXPIRED',
        'PAYMENT_AUTHENTICATION_REQUIRED',
        'PAYMENT_DECLINED',
        'SAVED_CARD_MISSING',
      ],
    },
    refund: {
      saga: true,
      ...byHouse,
      doc: 'Gives money back: all that is left of it, or a part. Asked twice at the same moment for the same amount it is one refund: who means two sends each with an `Idempotency-Key` of its own.',
      input: {
        id: ref('payment'),
        amount: { ...money({ doc: 'Left out: all that is left.' }), optional: true },
        reason: choice(moneyBackReasons, {
          name: 'MoneyBackReason',
          optional: true,
          doc: 'Kept with the entry of the ledger.',
        }),
      },
      result: entityOf('payment'),
      refusals: [...providerSays, 'PAYMENT_REFUND_EXCEEDS'],
    },
    recordRefund,
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
        'released',
        'failed',
        'cancelled',
        'refunded',
        'refundPending',
        'refundFailed',
        'disputed',
        'disputeWon',
        'disputeLost',
      ],
      { name: 'PaymentEventKind', show: everyone, immutable: true },
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
    reason: choice(moneyBackCauses, {
      name: 'MoneyBackCause',
      optional: true,
      immutable: true,
      doc: 'Why money went back, as who gave it back said: also in the provider’s own office. other: a reason that is not known here.',
    }),
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
