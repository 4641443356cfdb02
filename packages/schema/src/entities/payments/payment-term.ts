import { boolean, decimal, entity, everyone, integer, localized, text } from '../../language/index.ts'

export const paymentTerm = entity('paymentTerm', {
  area: 'payments',
  doc: 'By when a customer who buys on account pays: net 30, 2 % within 10 days.',
  fields: {
    code: text({ max: 40, min: 1, unique: true, show: everyone, doc: 'As the books call it: NET30.' }),
    label: localized({ max: 120, show: everyone, doc: 'As it stands on the invoice.' }),
    netDays: integer({ min: 0, max: 365, show: everyone, doc: 'Days from the invoice’s date to its due date.' }),
    discountDays: integer({
      optional: true,
      min: 0,
      max: 365,
      show: everyone,
      doc: 'Days in which the discount holds.',
    }),
    discountRate: decimal({
      optional: true,
      min: 0,
      max: 1,
      show: everyone,
      doc: 'Taken off by who pays within `discountDays`, as a fraction: 0.02.',
    }),
    active: boolean({ default: true }),
  },
  scopes: 'house',
  naturalKey: ['code'],
})
