import { choice, email, entity, instant, localized, many, one, text } from '../../language/index.ts'

export const emailCampaign = entity('emailCampaign', {
  area: 'crm',
  doc: 'A mailing to a marketing list, sent by us or by an outside system that tells us how it went. It can be changed as long as it is a draft.',
  fields: {
    code: text({ max: 60, min: 1, unique: true }),
    name: text({ max: 120, min: 1 }),
    state: choice(['draft', 'scheduled', 'sending', 'sent', 'cancelled'], {
      name: 'EmailCampaignState',
      default: 'draft',
      readOnly: true,
    }),
    senderName: text({ max: 120, min: 1 }),
    senderEmail: email(),
    subject: localized(),
    html: localized({ max: 200_000, optional: true }),
    text: localized({ max: 200_000, optional: true }),
    scheduledAt: instant({ optional: true, readOnly: true }),
    startedAt: instant({ optional: true, readOnly: true }),
    finishedAt: instant({ optional: true, readOnly: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    list: one('marketingList'),
    owner: one('user', { optional: true, onDelete: 'setNull' }),
    results: many('emailResult', 'campaign', { orderBy: 'at' }),
  },
  states: {
    field: 'state',
    initial: 'draft',
    moves: {
      draft: ['scheduled', 'sending', 'cancelled'],
      scheduled: ['draft', 'sending', 'cancelled'],
      sending: ['sent', 'cancelled'],
      sent: [],
      cancelled: [],
    },
  },
  scopes: { organization: 'organization', own: 'owner' },
  naturalKey: ['code'],
})

export const emailResult = entity('emailResult', {
  area: 'crm',
  doc: 'What became of a campaign’s mail to one person. Entries are added, never changed.',
  fields: {
    kind: choice(['delivered', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed'], {
      name: 'EmailResultKind',
      immutable: true,
    }),
    email: email({ immutable: true }),
    reference: text({ max: 120, min: 1, immutable: true, doc: 'What makes it one: the sending system’s id of it.' }),
    url: text({ max: 500, format: 'url', optional: true, immutable: true, doc: 'clicked: the link.' }),
    at: instant({ immutable: true }),
  },
  relations: {
    campaign: one('emailCampaign', { onDelete: 'cascade', immutable: true }),
    member: one('marketingListMember', { optional: true, immutable: true, onDelete: 'setNull' }),
  },
  writes: ['create'],
  scopes: { organization: 'campaign.organization' },
  uniques: [['campaignId', 'reference']],
  indexes: [['campaignId', 'kind', 'email']],
  naturalKey: ['campaign', 'reference'],
})
