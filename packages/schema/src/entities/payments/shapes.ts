import { boolean, choice, entityOf, integer, maybe, money, shape, text } from '../../language/index.ts'
import { captureTimes, checkoutPaymentMethods } from './payment-methods.ts'

export const paymentShapes = [
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
