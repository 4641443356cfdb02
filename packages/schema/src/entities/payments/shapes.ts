import { boolean, choice, entityOf, instant, integer, maybe, money, shape, text } from '../../language/index.ts'
import { giftCardKinds } from './gift-card.ts'
import { captureTimes, checkoutPaymentMethods } from './payment-methods.ts'

export const paymentShapes = [
  shape('IssuedGiftCard', 'A gift card that was made a moment ago.', {
    giftCard: entityOf('giftCard'),
    code: maybe(text({ max: 40, doc: 'To be given to whoever it is for; it is told here once. None: store credit.' })),
  }),
  shape('AppliedGiftCard', 'What a gift card pays of a checkout.', {
    kind: choice(giftCardKinds, { name: 'GiftCardKind' }),
    lastFour: text({ max: 4 }),
    amount: money({ doc: 'What it pays.' }),
    left: money({ doc: 'What is left on it then.' }),
    rest: money({ doc: 'What is still to be paid by other means.' }),
  }),
  shape('MoneyBack', 'A sum of a payment that its payer has again.', {
    kind: choice(['refund', 'dispute', 'release'], {
      name: 'MoneyBackKind',
      doc: 'refund: it was given back. dispute: the bank took it back for its owner. release: the bank held it, and nobody took it.',
    }),
    amount: money(),
    at: instant({ doc: 'By the provider’s clock.' }),
    pending: boolean({ doc: 'It is on its way.' }),
  }),
  shape('CardSetup', 'What the browser needs to have the payment service keep a card.', {
    provider: text({ max: 40 }),
    publishableKey: text({ max: 255 }),
    clientSecret: text({ max: 500, doc: 'For this card only; do not keep it.' }),
    reference: text({ max: 255, doc: 'For `finishAdding`.' }),
  }),
  shape('PaymentOption', 'A way to pay that can be chosen.', {
    method: choice(checkoutPaymentMethods, { name: 'CheckoutPaymentMethod' }),
    paymentTerm: maybe(entityOf('paymentTerm', { doc: 'On account: by when.' })),
    capture: choice(captureTimes, { name: 'CaptureTime', doc: 'When the money is taken.' }),
    savable: boolean({ doc: 'The card may be kept for the next purchase, if its owner says so.' }),
    surcharge: maybe(money({ doc: 'What it costs to pay so; left out: nothing.' })),
    position: integer({ doc: 'As it is to be shown, the lower first.' }),
  }),
]
