import { choice, email, entity, instant, many, one, text } from '../../language/index.ts'

export const marketingList = entity('marketingList', {
  area: 'crm',
  doc: 'People whom campaigns are sent to.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
    description: text({ max: 500, multiline: true, optional: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    owner: one('user', { optional: true, onDelete: 'setNull' }),
    members: many('marketingListMember', 'list', { orderBy: 'email' }),
    campaigns: many('emailCampaign', 'list'),
  },
  scopes: { organization: 'organization', unit: 'owner.businessUnit', own: 'owner' },
  naturalKey: ['code'],
})

export const marketingListMember = entity('marketingListMember', {
  area: 'crm',
  doc: 'A person on a marketing list. Who has left it stays, so that nobody puts them on it again by mistake.',
  fields: {
    email: email({ immutable: true, caseless: true, doc: 'In small letters: nobody is on a list twice.' }),
    firstName: text({ max: 80, optional: true }),
    lastName: text({ max: 80, optional: true }),
    locale: text({ max: 12, format: 'locale', optional: true }),
    state: choice(['subscribed', 'unsubscribed', 'bounced'], { name: 'SubscriptionState', default: 'subscribed' }),
    subscribedAt: instant({ optional: true }),
    unsubscribedAt: instant({ optional: true }),
  },
  relations: {
    list: one('marketingList', { onDelete: 'cascade', immutable: true }),
    contact: one('contact', { optional: true, onDelete: 'setNull' }),
    customerUser: one('customerUser', { optional: true, onDelete: 'setNull' }),
  },
  scopes: { organization: 'list.organization', unit: 'list.owner.businessUnit', own: 'list.owner' },
  uniques: [['listId', 'email']],
  naturalKey: ['list', 'email'],
})
