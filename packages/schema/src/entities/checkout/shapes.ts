import { boolean, choice, entityOf, listOf, maybe, money, shape, shapeOf, text } from '../../language/index.ts'

export const checkoutShapes = [
  shape('CheckoutStep', 'A step of the checkout.', {
    step: choice(['contact', 'shippingAddress', 'shippingMethod', 'billingAddress', 'payment'], {
      name: 'CheckoutStepName',
    }),
    done: boolean(),
    lacks: listOf(shapeOf('Lack')),
  }),
  shape('Lack', 'Something that a step still needs.', {
    code: text({ max: 60 }),
    text: text({ max: 500 }),
    field: maybe(text({ max: 80 })),
  }),
  shape('PaymentRequest', 'What the browser needs to confirm the payment with the provider.', {
    provider: text({ max: 40 }),
    publishableKey: text({ max: 255 }),
    clientSecret: text({ max: 500, doc: 'For this payment only; do not keep it.' }),
    amount: money(),
    savedMethod: maybe(
      text({ max: 255, doc: 'The provider’s id of the saved card to confirm it with; none: the form’s.' }),
    ),
  }),
  shape('AddressCheck', 'What a carrier says of an address.', {
    verdict: choice(['confirmed', 'suggested', 'unknown'], {
      name: 'AddressVerdict',
      doc: 'confirmed: it is known as it is; suggested: the carrier would write it otherwise; unknown: nothing is known of it.',
    }),
    suggestion: maybe(shapeOf('Address', { doc: 'The address as the carrier would write it.' })),
  }),
  shape('Placement', 'How far the checkout has come.', {
    checkout: entityOf('checkout'),
    status: choice(['awaitingPayment', 'processing', 'completed', 'failed', 'refunded'], {
      name: 'PlacementStatus',
      doc: 'awaitingPayment: confirm it (again); processing: the provider is at work; refunded: paid too late, the money goes back.',
    }),
    payment: maybe(shapeOf('PaymentRequest')),
    failure: maybe(shapeOf('Notice', { doc: 'Why the last try to pay was declined.' })),
    order: maybe(entityOf('order')),
  }),
]
