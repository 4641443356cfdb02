import { entity, entityOf, everyone, one, secret, shapeOf, text } from '../../language/index.ts'

const buyers = { show: ['storefront'], caller: 'visitor' } as const
const endpoint = (doc: string) => text({ max: 1000, min: 8, doc })

export const pushSubscription = entity('pushSubscription', {
  area: 'notices',
  doc: 'A device on which somebody wants to be told what becomes of their orders (Web Push, RFC 8030). Of a guest: the orders of that visitor; of who has signed in: all of theirs.',
  fields: {
    endpointHash: secret({ unique: true, max: 64, readOnly: true, doc: 'By what the browser is known again.' }),
    address: secret({
      max: 4000,
      readOnly: true,
      doc: 'Where the browser’s push service takes notices, and the keys they are sealed with.',
    }),
    serverKey: text({ max: 100, readOnly: true, show: [], doc: 'The key of the house that the browser lets send.' }),
    locale: text({ max: 12, format: 'locale', readOnly: true, show: everyone, doc: 'The language of its notices.' }),
    visitorId: text({ max: 40, optional: true, readOnly: true, index: true, doc: 'The visitor to whom it belongs.' }),
  },
  relations: {
    website: one('website', { readOnly: true }),
    customerUser: one('customerUser', { optional: true, readOnly: true, onDelete: 'cascade' }),
  },
  access: { storefront: 'owner' },
  owners: { visitor: 'visitorId', customerUser: 'customerUserId' },
  writes: [],
  indexes: [['customerUserId']],
  questions: {
    mine: {
      ...buyers,
      doc: 'The devices on which the caller is told of their orders.',
      input: {
        endpoint: { ...endpoint('Only the device of this endpoint, if it is one of them.'), optional: true },
      },
      result: entityOf('pushSubscription', { list: true }),
    },
  },
  actions: {
    add: {
      ...buyers,
      doc: 'Tells a device from now on what becomes of the caller’s orders, in the language of the request. Said again, it is the same one. A device belongs to whom it was added by last.',
      input: {
        endpoint: endpoint('As the browser’s `PushSubscription` says it.'),
        p256dh: text({ max: 100, pattern: '^[A-Za-z0-9_-]+={0,2}$', doc: 'Its public key.' }),
        auth: text({ max: 40, pattern: '^[A-Za-z0-9_-]+={0,2}$', doc: 'Its secret.' }),
        serverKey: text({ max: 100, doc: 'The `website.pushKey` that it was made with.' }),
        replaces: {
          ...endpoint('The endpoint that the browser had before: its language stays, and it is told nothing more.'),
          optional: true,
        },
      },
      result: entityOf('pushSubscription'),
      refusals: [
        'PUSH_ENDPOINT_REFUSED',
        'PUSH_KEY_OUTDATED',
        'PUSH_DEVICE_OF_SOMEBODY_ELSE',
        'PUSH_DEVICES_FULL',
        'FIELD_INVALID',
        'RATE_LIMITED',
      ],
    },
    remove: {
      ...buyers,
      doc: 'Tells a device of the caller nothing more; without an endpoint, none of them. One that is not there stays away.',
      input: { endpoint: { ...endpoint('Which one.'), optional: true } },
      result: shapeOf('Done'),
      refusals: [],
    },
  },
  scopes: { organization: 'website.organization', unit: 'customerUser.customer.businessUnit' },
  news: false,
})
