import {
  byHouse,
  choice,
  currency,
  date,
  entity,
  entityOf,
  many,
  money,
  one,
  ref,
  secret,
  shapeOf,
  text,
} from '../../language/index.ts'

export const giftCardKinds = ['giftCard', 'storeCredit']

export const giftCard = entity('giftCard', {
  area: 'payments',
  doc: 'Money that the shop owes whoever has the code (a gift card), or a customer (store credit), and that pays orders. Its balance is the sum of its entries.',
  fields: {
    kind: choice(giftCardKinds, { name: 'GiftCardKind', readOnly: true }),
    state: choice(['active', 'disabled'], { name: 'GiftCardState', default: 'active', readOnly: true }),
    codeHash: secret({ optional: true, unique: true }),
    lastFour: text({ max: 4, readOnly: true, doc: 'Of its code; the rest is known to nobody here.' }),
    currency: currency({ readOnly: true }),
    balance: money({ readOnly: true, doc: 'What is left on it. What a checkout holds is off it already.' }),
    expiresOn: date({
      optional: true,
      readOnly: true,
      doc: 'Its last day, by UTC. With money that comes back onto it, it lives on for the days that its website gives.',
    }),
    note: text({ max: 500, multiline: true, optional: true, readOnly: true, doc: 'For the house only.' }),
  },
  relations: {
    website: one('website', { readOnly: true, onDelete: 'restrict' }),
    customer: one('customer', { optional: true, readOnly: true, doc: 'Of store credit: whose.' }),
    entries: many('giftCardEntry', 'giftCard'),
  },
  states: { field: 'state', initial: 'active', moves: { active: ['disabled'], disabled: ['active'] } },
  news: { disabled: 'It pays nothing any more.', active: 'It pays again.' },
  actions: {
    issue: {
      ...byHouse,
      doc: 'Makes a gift card, or store credit of a customer. Its code is told here once, and kept nowhere.',
      input: {
        websiteId: ref('website'),
        currency: currency(),
        amount: money({ min: 0 }),
        customerId: ref('customer', { optional: true, doc: 'Store credit of this customer, which needs no code.' }),
        code: text({ max: 40, min: 8, optional: true, doc: 'One that is printed already; left out: one is made up.' }),
        expiresOn: date({ optional: true }),
        note: text({ max: 500, multiline: true, optional: true }),
      },
      result: shapeOf('IssuedGiftCard'),
      refusals: ['GIFT_CARD_CODE_TAKEN'],
    },
    topUp: {
      ...byHouse,
      doc: 'Puts more money on it.',
      input: {
        id: ref('giftCard'),
        amount: money({ min: 0 }),
        expiresOn: date({ optional: true, doc: 'Its last day from now on; left out: as it was.' }),
      },
      result: entityOf('giftCard'),
      refusals: [],
    },
    disable: {
      ...byHouse,
      doc: 'It was lost, or stolen: it pays nothing any more. What it has paid stands.',
      input: { id: ref('giftCard') },
      result: entityOf('giftCard'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
    enable: {
      ...byHouse,
      doc: 'It pays again.',
      input: { id: ref('giftCard') },
      result: entityOf('giftCard'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  writes: [],
  scopes: { organization: 'website.organization', unit: 'customer.businessUnit' },
})

export const giftCardEntry = entity('giftCardEntry', {
  area: 'payments',
  doc: 'Money that came onto a gift card, or went off it. Entries are added, never changed.',
  fields: {
    kind: choice(['issued', 'toppedUp', 'held', 'letGo', 'refunded'], {
      name: 'GiftCardEntryKind',
      immutable: true,
      doc: 'held: it pays a part of a checkout. letGo: the checkout let it go. refunded: of what an order was paid with it.',
    }),
    currency: currency({ immutable: true }),
    amount: money({ immutable: true, doc: 'Off the card: below zero.' }),
    key: text({
      max: 255,
      unique: true,
      immutable: true,
      doc: 'What makes the entry one: asked again, it is not made again.',
    }),
  },
  relations: {
    giftCard: one('giftCard', { immutable: true }),
    payment: one('payment', { optional: true, immutable: true, doc: 'What it paid.' }),
  },
  writes: [],
  indexes: [['giftCardId'], ['paymentId']],
  scopes: { organization: 'giftCard.website.organization', unit: 'giftCard.customer.businessUnit' },
})
