import {
  boolean,
  choice,
  decimal,
  entity,
  entityOf,
  instant,
  integer,
  json,
  many,
  one,
  ref,
  secret,
  shapeOf,
  text,
  textList,
} from '../../language/index.ts'

export const webhookSubscription = entity('webhookSubscription', {
  area: 'integrations',
  doc: 'Who wants to be told of what by HTTP. Nothing is sent before it has a secret: `rotateSecret` gives the first one too. Whoever changes it is its owner from then on: it tells what they may read.',
  fields: {
    url: text({
      max: 2000,
      min: 8,
      doc: 'Where messages are posted. Private networks are refused unless the house allows them.',
    }),
    topics: textList({
      max: 120,
      doc: 'What it wants to hear of: `order.placed`, `product.changed` (contracts/webhooks/events.json has all).',
    }),
    filter: json({
      optional: true,
      doc: 'Only rows that fulfil it, written as the filter of a list; its topics are then of one entity.',
    }),
    payload: choice(['thin', 'full'], {
      name: 'WebhookPayload',
      default: 'thin',
      doc: 'Thin: which row it is. Full: the row too, as its owner may read it when it is sent.',
    }),
    fields: textList({
      max: 200,
      default: [],
      doc: 'Of a full payload, only these: `number`, `customer.name`, `lines.sku`; its topics are then of one entity. None: every field of the row itself.',
    }),
    active: boolean({ default: true, doc: 'Switched off it hears of nothing; what waits for it stays.' }),
    note: text({ max: 500, multiline: true, optional: true }),
    problem: text({
      max: 500,
      optional: true,
      readOnly: true,
      doc: 'Why nothing is sent, or why it was switched off.',
    }),
    secretIssuedAt: instant({ optional: true, readOnly: true }),
    formerSecretUntil: instant({
      optional: true,
      readOnly: true,
      doc: 'Until then messages are signed with the former secret too.',
    }),
    tokenScopes: textList({
      default: [],
      show: [],
      doc: 'Of the token by which its owner wrote it: it tells no more than that let them read.',
    }),
    secret: secret({ optional: true, max: 500 }),
    formerSecret: secret({ optional: true, max: 500 }),
  },
  relations: {
    organization: one('organization', { readOnly: true }),
    client: one('apiClient', { optional: true, readOnly: true, onDelete: 'cascade', doc: 'The system that owns it.' }),
    user: one('user', { optional: true, readOnly: true, onDelete: 'cascade', doc: 'The person who owns it.' }),
    deliveries: many('webhookDelivery', 'subscription'),
  },
  actions: {
    rotateSecret: {
      doc: 'Makes a new secret, told once. For the overlap, messages are signed with the former one too.',
      show: ['backOffice'],
      caller: 'anyone',
      input: {
        id: ref('webhookSubscription'),
        overlapHours: integer({ min: 0, max: 720, optional: true, doc: '24 unless told.' }),
      },
      result: shapeOf('WebhookSecret'),
      refusals: [],
    },
    test: {
      doc: 'Sends a message of the topic `webhookSubscription.test`, filter or not; its delivery can be watched like any other.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('webhookSubscription') },
      result: entityOf('webhookDelivery'),
      refusals: ['WEBHOOK_SWITCHED_OFF'],
    },
  },
  scopes: {
    organization: 'organization',
    unit: ['client.businessUnit', 'user.businessUnit'],
    own: ['client', 'user'],
  },
  news: { test: 'Somebody tries out whether messages arrive.' },
})

export const webhookDelivery = entity('webhookDelivery', {
  area: 'integrations',
  doc: 'A message to a subscriber: what it is about, and how sending it went. Kept for 30 days.',
  fields: {
    eventId: text({ max: 36, index: true, readOnly: true, doc: 'The piece of news that it tells of.' }),
    topic: text({ max: 120, readOnly: true }),
    entity: text({ max: 60, readOnly: true }),
    rowId: text({ max: 36, readOnly: true, doc: 'The row that it is about.' }),
    gone: boolean({ default: false, readOnly: true, doc: 'The row was not there any more when the news was heard.' }),
    sequence: decimal({
      scale: 0,
      readOnly: true,
      doc: 'Grows from message to message; those about the same row are sent in this order.',
    }),
    occurredAt: instant({ readOnly: true }),
    state: choice(['waiting', 'delivered', 'dead'], {
      name: 'WebhookDeliveryState',
      default: 'waiting',
      readOnly: true,
      doc: 'Dead: given up on, until somebody replays it.',
    }),
    attempts: integer({ default: 0, readOnly: true }),
    nextAttemptAt: instant({ readOnly: true, doc: 'While it waits: not before then.' }),
    lastAttemptAt: instant({ optional: true, readOnly: true }),
    durationMs: integer({ optional: true, readOnly: true, doc: 'What the last attempt took.' }),
    responseStatus: integer({
      optional: true,
      readOnly: true,
      doc: 'The HTTP status of the last answer; none: there was no answer.',
    }),
    responseStart: text({
      max: 1000,
      multiline: true,
      optional: true,
      readOnly: true,
      doc: 'How the last answer began.',
    }),
    problem: text({ max: 500, optional: true, readOnly: true, doc: 'Why the last attempt failed.' }),
    log: json({ shape: 'WebhookAttempt', list: true, default: '[]', readOnly: true, doc: 'The attempts that failed.' }),
    leasedUntil: instant({ optional: true, show: [] }),
  },
  relations: {
    subscription: one('webhookSubscription', { onDelete: 'cascade', readOnly: true }),
  },
  states: {
    field: 'state',
    initial: 'waiting',
    moves: { waiting: ['delivered', 'dead'], delivered: ['waiting'], dead: ['waiting'] },
  },
  actions: {
    replay: {
      doc: 'Sends it again, whatever became of it; the message keeps its id.',
      show: ['backOffice'],
      caller: 'anyone',
      input: { id: ref('webhookDelivery') },
      result: entityOf('webhookDelivery'),
      refusals: ['WEBHOOK_SWITCHED_OFF'],
    },
  },
  writes: [],
  scopes: {
    organization: 'subscription.organization',
    unit: ['subscription.client.businessUnit', 'subscription.user.businessUnit'],
    own: ['subscription.client', 'subscription.user'],
  },
  indexes: [
    ['subscriptionId', 'sequence'],
    ['entity', 'rowId'],
  ],
  news: false,
})
