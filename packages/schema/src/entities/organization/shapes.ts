import { boolean, country, everyone, maybe, shape, text } from '../../language/index.ts'

export const organizationShapes = [
  shape('PaymentSetup', 'What a browser needs to collect a payment.', {
    provider: text({ max: 40, show: everyone }),
    publishableKey: text({ max: 255 }),
    scriptUrl: maybe(
      text({ max: 500, doc: 'Where the provider’s browser script is loaded from, if not from its usual place.' }),
    ),
  }),
  shape('Done', 'The answer of an action that has nothing else to say.', { done: boolean() }),
  shape('Address', 'A postal address.', {
    company: text({ max: 120, optional: true }),
    firstName: text({ max: 80, min: 1 }),
    lastName: text({ max: 80, min: 1 }),
    street: text({ max: 120, min: 1 }),
    street2: text({ max: 120, optional: true }),
    city: text({ max: 80, min: 1 }),
    region: text({ max: 3, optional: true, doc: 'Second part of the ISO 3166-2 code: CA for US-CA.' }),
    postalCode: text({ max: 16, min: 1 }),
    countryCode: country(),
    phone: text({ max: 40, optional: true }),
  }),
  shape('PageInfo', 'Where a page ends.', {
    endCursor: text({ max: 500, optional: true }),
    hasNextPage: boolean(),
  }),
]
