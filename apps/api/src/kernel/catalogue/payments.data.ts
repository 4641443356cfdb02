import type { CatalogueEntry } from './entry.ts'

/** What is refused about money. Sorted by code. */
export const payments = {
  CREDIT_IN_OTHER_CURRENCY: {
    status: 422,
    text: 'On account, this customer orders in {currency} only, as their credit limit is in it.',
    advice: 'Order in that currency, or pay in another way.',
  },
  CREDIT_LIMIT_EXCEEDED: {
    status: 403,
    text: 'What this customer owes is more than their credit limit.',
    advice: 'Pay what is due, or ask the shop.',
  },
  GIFT_CARD_CODE_TAKEN: {
    status: 409,
    text: 'There is a gift card of this code.',
    advice: 'Leave the code out, and one is made up.',
  },
  GIFT_CARD_UNKNOWN: {
    status: 404,
    text: 'There is no gift card of this code.',
    advice: 'Read the code again, letter by letter.',
  },
  GIFT_CARD_UNUSABLE: {
    status: 409,
    text: 'This gift card cannot pay: {problem}.',
    advice: 'Take another one, or pay by other means.',
  },
  INVOICE_SETTLED: {
    status: 409,
    text: 'Something was paid or credited for this invoice.',
    advice: 'Draft a credit note for what is to be taken back.',
  },
  ORDER_UNPAID: {
    status: 409,
    text: '{unpaid} of what would have left then are not paid.',
    advice:
      'Have the buyer pay what is due, or charge their card. Where all of its money went back, nothing is due and nothing of it is paid. `unpaid: true` lets it leave all the same.',
  },
  PAYMENT_AMOUNT_UNSUPPORTED: {
    status: 422,
    text: '{amount} {currency} cannot be paid this way: {problem}.',
    advice: 'Choose another payment method or another currency.',
  },
  PAYMENT_AUTHENTICATION_REQUIRED: {
    status: 402,
    text: 'The bank wants its customer to confirm this payment.',
    advice: 'The buyer has been mailed the way to pay. Nothing was charged.',
  },
  PAYMENT_AUTHORIZATION_EXPIRED: {
    status: 409,
    text: 'The bank has let go what it had reserved for this payment.',
    advice: 'Have the buyer pay again, or charge a card of theirs that is saved. Nothing was charged.',
  },
  PAYMENT_CAPTURED_AT_ONCE: {
    status: 422,
    text: 'What is reserved for this payment can only be taken once.',
    advice: 'Take all that is needed at once, without `final: false`; what is left is released.',
  },
  PAYMENT_CAPTURE_EXCEEDS: {
    status: 422,
    text: 'Less than this is reserved.',
    advice: 'Read the payment again and take at most what is reserved of it (`left`, where it is known).',
  },
  PAYMENT_DECLINED: {
    status: 402,
    text: 'The payment was declined.',
    advice: 'Try another card or ask your bank. Nothing was charged.',
  },
  PAYMENT_METHOD_UNAVAILABLE: {
    status: 422,
    text: 'This purchase cannot be paid by {method}.',
    advice: 'Ask for the payment options, and choose one of them.',
  },
  PAYMENT_NOTHING_DUE: {
    status: 409,
    text: 'Nothing is left to pay.',
    advice: 'Read the order again: `due` is what is still to be paid.',
  },
  PAYMENT_NOT_FOUND: {
    status: 404,
    text: 'The payment service knows no such payment of ours.',
    advice:
      'A payment that can be read here was made with other keys, or is one of the demo data, of which no payment service has heard: pay for an order to try it. Else check the id.',
  },
  PAYMENT_OF_SOMEBODY_ELSE: {
    status: 403,
    text: 'This payment belongs to something else.',
    advice: 'Name the payment that was begun for this; one of another checkout or person is not looked at.',
  },
  PAYMENT_PENDING: {
    status: 409,
    text: 'The payment is not finished yet.',
    advice: 'Finish it in the payment form, then ask again.',
  },
  PAYMENT_PROVIDER_REJECTED: {
    status: 502,
    text: 'The payment service refused our request.',
    advice: 'Tell the shop: its payment settings need attention. No money has moved.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    text: 'The payment service cannot be reached at the moment.',
    advice:
      'Try again in a minute, with the same `Idempotency-Key`: what was done meanwhile is not done again. Without one, read first whether it was done.',
  },
  PAYMENT_REFUND_EXCEEDS: {
    status: 422,
    text: 'Less than this is left to refund.',
    advice: 'Read the payment again and refund at most what is left of it (`left`, where it is known).',
  },
  PAYMENT_STATE_CONFLICT: {
    status: 409,
    text: 'The payment is not in a state in which this is possible.',
    advice:
      'Read the payment again: it may have been paid, cancelled or disputed meanwhile. While it is `disputed` nothing of it can be given back: wait until the bank has decided.',
  },
  SAVED_CARD_MISSING: {
    status: 422,
    text: 'No card is saved that could be charged.',
    advice: 'Have the buyer save a card, or pay by themselves.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
