import { boolean, entity, entityOf, everyone, one, ref, shapeOf, text } from '../../language/index.ts'
import { postalAddress } from '../organization/postal-address.ts'

export const customerAddress = entity('customerAddress', {
  area: 'customers',
  doc: 'An address in the book of a person or of a company.',
  fields: {
    label: text({ max: 80, optional: true, show: everyone }),
    ...postalAddress(everyone),
    defaultShipping: boolean({ default: false, show: everyone }),
    defaultBilling: boolean({ default: false, show: everyone }),
  },
  relations: {
    customer: one('customer', { optional: true, onDelete: 'cascade', doc: 'Set: the whole company uses it.' }),
    customerUser: one('customerUser', { optional: true, onDelete: 'cascade', doc: 'Set: one person’s own.' }),
  },
  computed: {
    own: { ...boolean(), show: everyone, doc: 'One’s own; the company’s addresses can be used, not changed.' },
  },
  access: { storefront: 'owner' },
  owners: { customerUser: 'customerUserId', customer: 'customerId' },
  questions: {
    mine: {
      doc: 'The addresses that the signed-in person can use: their own first, then the company’s.',
      show: ['storefront'],
      caller: 'customerUser',
      input: {},
      result: entityOf('customerAddress', { list: true }),
    },
  },
  actions: {
    add: {
      doc: 'Adds an address to one’s own book.',
      show: ['storefront'],
      caller: 'customerUser',
      input: {
        address: shapeOf('Address'),
        label: text({ max: 80, optional: true }),
        defaultShipping: boolean({ default: false }),
        defaultBilling: boolean({ default: false }),
      },
      result: entityOf('customerAddress'),
      refusals: ['REGION_UNKNOWN'],
    },
    change: {
      doc: 'Replaces an address of one’s own book.',
      show: ['storefront'],
      caller: 'customerUser',
      input: {
        id: ref('customerAddress'),
        address: shapeOf('Address'),
        label: text({ max: 80, optional: true }),
        defaultShipping: boolean({ optional: true }),
        defaultBilling: boolean({ optional: true }),
      },
      result: entityOf('customerAddress'),
      refusals: ['NOT_FOUND', 'REGION_UNKNOWN'],
    },
    remove: {
      doc: 'Takes an address out of one’s own book.',
      show: ['storefront'],
      caller: 'customerUser',
      input: { id: ref('customerAddress') },
      result: shapeOf('Done'),
      refusals: ['NOT_FOUND'],
    },
  },
  scopes: {
    organization: ['customer.organization', 'customerUser.customer.organization'],
    unit: ['customer.businessUnit', 'customerUser.customer.businessUnit'],
  },
})
