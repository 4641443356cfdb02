import { choice, entityOf, integer, maybe, shape } from '../../language/index.ts'
import { checkoutPaymentMethods } from './payment-methods.ts'

export const paymentShapes = [
  shape('PaymentOption', 'A way to pay that can be chosen.', {
    method: choice(checkoutPaymentMethods, { name: 'CheckoutPaymentMethod' }),
    paymentTerm: maybe(entityOf('paymentTerm', { doc: 'On account: by when.' })),
    position: integer({ doc: 'As it is to be shown, the lower first.' }),
  }),
]
