import { boolean, choice, decimal, entity, integer, money, one, text } from '../../language/index.ts'
import { ruleConditions } from '../organization/rule-conditions.ts'
import { checkoutPaymentMethods } from './payment-methods.ts'

export const paymentRule = entity('paymentRule', {
  area: 'payments',
  doc: 'To whom a way to pay is offered at checkout, and in which order. By card everybody can pay as long as no enabled rule of the website speaks of it; on account only customers with a payment term, where a rule fits, and, of those with a credit limit, in its currency.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120 }),
    method: choice(checkoutPaymentMethods, { name: 'CheckoutPaymentMethod' }),
    enabled: boolean({ default: true }),
    position: integer({ default: 0, doc: 'The lower is shown first.' }),
    surcharge: money({
      optional: true,
      min: 0,
      doc: 'What it costs to pay so. For consumers’ cards the EU forbids it: Directive (EU) 2015/2366, art. 62 (4).',
    }),
    surchargePercent: decimal({
      optional: true,
      min: 0,
      max: 100,
      scale: 2,
      doc: 'And so much of what goods and delivery come to: 2 is two percent.',
    }),
    ...ruleConditions(),
  },
  relations: {
    website: one('website', { onDelete: 'cascade' }),
    customerGroup: one('customerGroup', { optional: true, onDelete: 'cascade', doc: 'Only for them.' }),
  },
  naturalKey: ['code'],
  scopes: { organization: 'website.organization' },
})
