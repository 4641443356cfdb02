import { boolean, choice, email, entity, instant, longText, many, one, text } from '../../language/index.ts'

export const ticket = entity('ticket', {
  area: 'crm',
  doc: 'Something that somebody needs help with.',
  fields: {
    number: text({ max: 40, min: 1, unique: true, immutable: true, numbered: 'T' }),
    subject: text({ max: 255, min: 1 }),
    description: longText({ optional: true }),
    state: choice(['open', 'pending', 'resolved', 'closed'], {
      name: 'TicketState',
      default: 'open',
      readOnly: true,
      doc: 'pending: it waits for who asked.',
    }),
    priority: choice(['low', 'normal', 'high', 'urgent'], { name: 'TicketPriority', default: 'normal' }),
    channel: choice(['email', 'phone', 'web', 'other'], { name: 'TicketChannel', default: 'other', immutable: true }),
    email: email({ optional: true, doc: 'Of who asked, where they are not known otherwise.' }),
    resolution: text({ max: 1000, multiline: true, optional: true, readOnly: true }),
    resolvedAt: instant({ optional: true, readOnly: true }),
    closedAt: instant({ optional: true, readOnly: true }),
  },
  relations: {
    organization: one('organization', { immutable: true }),
    account: one('account', { optional: true, onDelete: 'setNull' }),
    contact: one('contact', { optional: true, onDelete: 'setNull' }),
    customer: one('customer', { optional: true, onDelete: 'setNull' }),
    customerUser: one('customerUser', { optional: true, onDelete: 'setNull' }),
    order: one('order', { optional: true, onDelete: 'setNull', doc: 'The order that it is about.' }),
    assignee: one('user', { optional: true, onDelete: 'setNull', doc: 'Who sees to it.' }),
    comments: many('ticketComment', 'ticket', { orderBy: 'writtenAt' }),
  },
  states: {
    field: 'state',
    initial: 'open',
    moves: {
      open: ['pending', 'resolved', 'closed'],
      pending: ['open', 'resolved', 'closed'],
      resolved: ['open', 'closed'],
      closed: [],
    },
  },
  scopes: { organization: 'organization', own: 'assignee' },
  indexes: [['state', 'priority']],
  naturalKey: ['number'],
})

export const ticketComment = entity('ticketComment', {
  area: 'crm',
  doc: 'Something that was said about a ticket.',
  fields: {
    body: longText(),
    internal: boolean({ default: false, doc: 'For the house only.' }),
    author: text({ max: 160, optional: true, doc: 'Who said it, as people know them; left out: who writes it here.' }),
    writtenAt: instant({ optional: true, doc: 'Left out: now.' }),
  },
  relations: {
    ticket: one('ticket', { onDelete: 'cascade', immutable: true }),
    user: one('user', {
      optional: true,
      onDelete: 'setNull',
      immutable: true,
      doc: 'Set where somebody of the house said it.',
    }),
  },
  scopes: { organization: 'ticket.organization' },
  indexes: [['ticketId', 'writtenAt']],
})
