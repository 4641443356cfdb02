import { entityOf, ref, shapeOf } from '../../language/index.ts'

const id = { checkoutId: ref('checkout') }

/** What a shopper asks of a checkout. */
export const checkoutQuestions = {
  current: {
    doc: 'The checkout of this id, or the open one of the caller’s cart.',
    show: ['storefront'],
    caller: 'anyone',
    input: { checkoutId: ref('checkout', { optional: true }) },
    result: entityOf('checkout', { optional: true }),
  },
  atBank: {
    doc: 'The caller’s purchases that their bank is at work on, the latest first: nothing of them can be changed, and their cart is set aside, so that the caller has another one.',
    show: ['storefront'],
    caller: 'anyone',
    input: {},
    result: entityOf('checkout', { list: true }),
  },
  refusedByBank: {
    doc: 'The caller’s purchases whose bank took its time and then said no, the latest first: for a short while they can still be paid otherwise, then their cart comes back.',
    show: ['storefront'],
    caller: 'anyone',
    input: {},
    result: entityOf('checkout', { list: true }),
  },
  shippingOptions: {
    doc: 'The ways of delivery to the shipping address, with prices: carriers’ and own. A carrier that does not answer is a notice, not an error.',
    show: ['storefront'],
    caller: 'visitor',
    input: id,
    result: shapeOf('ShippingOptions'),
    refusals: ['CHECKOUT_NOT_FOUND', 'CHECKOUT_INCOMPLETE'],
  },
  addressCheck: {
    doc: 'Whether the carrier knows the shipping address, and how it would write it. It is the shopper’s to take or to leave: nothing waits for it, and a carrier that does not answer knows nothing.',
    show: ['storefront'],
    caller: 'visitor',
    input: id,
    result: shapeOf('AddressCheck'),
    refusals: ['CHECKOUT_NOT_FOUND', 'CHECKOUT_INCOMPLETE'],
  },
  paymentOptions: {
    doc: 'The ways to pay for these goods at their shipping address, as they are to be shown; none before there is one. While it is being paid, also those that can be chosen once that payment is left (`reopen`).',
    show: ['storefront'],
    caller: 'visitor',
    input: id,
    result: shapeOf('PaymentOption', { list: true }),
    refusals: ['CHECKOUT_NOT_FOUND'],
  },
} as const
