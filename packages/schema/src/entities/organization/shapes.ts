import { boolean, currency, everyone, integer, listOf, maybe, shape, shapeOf, text } from '../../language/index.ts'
import { postalAddress } from './postal-address.ts'

export const organizationShapes = [
  shape('PaymentSetup', 'What a browser needs to collect a payment.', {
    provider: text({ max: 40, show: everyone }),
    publishableKey: text({ max: 255 }),
    currencies: listOf(
      shapeOf('PaymentCurrency', { doc: 'How the provider counts amounts, for each currency of the website.' }),
    ),
    saveCards: boolean({ doc: 'Who is signed in may have cards kept: `savedPaymentMethod.beginAdding`.' }),
    scriptUrl: maybe(
      text({ max: 500, doc: 'Where the provider’s browser script is loaded from, if not from its usual place.' }),
    ),
  }),
  shape('PaymentCurrency', 'How a payment provider counts amounts of a currency.', {
    code: currency(),
    decimals: integer({ doc: 'Digits behind the point of an amount in its smallest unit: 2 makes 19.99 into 1999.' }),
  }),
  shape('Done', 'The answer of an action that has nothing else to say.', { done: boolean() }),
  shape('Address', 'A postal address.', postalAddress()),
  shape('PageInfo', 'Where a page ends.', {
    endCursor: text({ max: 500, optional: true }),
    hasNextPage: boolean(),
  }),
]
