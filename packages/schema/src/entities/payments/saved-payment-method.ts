import { boolean, entity, entityOf, everyone, integer, one, ref, shapeOf, text } from '../../language/index.ts'

/** What a payment service may answer to any question. */
const serviceSays = ['PAYMENT_PROVIDER_UNAVAILABLE', 'PAYMENT_PROVIDER_REJECTED', 'PAYMENT_NOT_FOUND']
const person = { show: ['storefront'], caller: 'customerUser' } as const

export const savedPaymentMethod = entity('savedPaymentMethod', {
  area: 'payments',
  doc: 'A card that a person lets the payment service keep. The service has its number; the shop knows what is here.',
  fields: {
    provider: text({ max: 40, readOnly: true }),
    reference: text({ max: 255, unique: true, readOnly: true, show: [], doc: 'The provider’s id of it.' }),
    brand: text({ max: 40, readOnly: true, show: everyone }),
    last4: text({ max: 4, readOnly: true, show: everyone }),
    expiryMonth: integer({ min: 1, max: 12, readOnly: true, show: everyone }),
    expiryYear: integer({ min: 2000, max: 9999, readOnly: true, show: everyone }),
    isDefault: boolean({ default: false, readOnly: true, show: everyone, doc: 'Proposed at the checkout.' }),
  },
  relations: { customerUser: one('customerUser', { onDelete: 'cascade', readOnly: true }) },
  access: { storefront: 'owner' },
  owners: { customerUser: 'customerUserId' },
  writes: [],
  indexes: [['customerUserId']],
  questions: {
    mine: {
      ...person,
      doc: 'The cards of the signed-in person, the default one first.',
      input: {},
      result: entityOf('savedPaymentMethod', { list: true }),
    },
  },
  actions: {
    beginAdding: {
      saga: true,
      ...person,
      doc: 'Begins to save a card: the browser confirms it with the payment service, and `finishAdding` brings it here.',
      input: {},
      result: shapeOf('CardSetup'),
      refusals: [...serviceSays, 'PAYMENT_METHOD_UNAVAILABLE'],
    },
    finishAdding: {
      saga: true,
      ...person,
      doc: 'Enters the card that the browser has confirmed. Done again, it is the same one.',
      input: { reference: text({ max: 255, min: 1, doc: 'Of the `CardSetup`.' }) },
      result: entityOf('savedPaymentMethod'),
      refusals: [...serviceSays, 'PAYMENT_PENDING', 'PAYMENT_OF_SOMEBODY_ELSE'],
    },
    makeDefault: {
      ...person,
      doc: 'It is proposed at the checkout from now on.',
      input: { id: ref('savedPaymentMethod') },
      result: entityOf('savedPaymentMethod'),
      refusals: ['NOT_FOUND'],
    },
    remove: {
      saga: true,
      ...person,
      doc: 'Has the payment service forget the card.',
      input: { id: ref('savedPaymentMethod') },
      result: shapeOf('Done'),
      refusals: ['NOT_FOUND', ...serviceSays],
    },
  },
  scopes: {
    organization: 'customerUser.customer.organization',
    unit: 'customerUser.customer.businessUnit',
  },
})
