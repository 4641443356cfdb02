import { boolean, choice, entity, integer, one, text } from '../../language/index.ts'
import { ruleConditions } from '../organization/rule-conditions.ts'
import { checkoutPaymentMethods } from './payment-methods.ts'

export const paymentRule = entity('paymentRule', {
  area: 'payments',
  doc: 'To whom a way to pay is offered at checkout, and in which order. By card everybody can pay as long as no enabled rule of the website speaks of it; on account only customers with a payment term, and where a rule fits.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120 }),
    method: choice(checkoutPaymentMethods, { name: 'CheckoutPaymentMethod' }),
    enabled: boolean({ default: true }),
    position: integer({ default: 0, doc: 'The lower is shown first.' }),
    ...ruleConditions(),
  },
  relations: {
    website: one('website', { onDelete: 'cascade' }),
    customerGroup: one('customerGroup', { optional: true, onDelete: 'cascade', doc: 'Only for them.' }),
  },
  naturalKey: ['code'],
  scopes: { organization: 'website.organization' },
})
