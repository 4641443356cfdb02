import {
  boolean,
  byHouse,
  choice,
  currency,
  decimal,
  entity,
  entityOf,
  everyone,
  instant,
  integer,
  localized,
  many,
  money,
  one,
  quantity,
  ref,
  text,
  textList,
} from '../../language/index.ts'

export const shippingMethod = entity('shippingMethod', {
  area: 'shipping',
  doc: 'A way of delivery of the shop’s own, which works also when a carrier’s service does not answer.',
  fields: {
    code: text({ max: 40, unique: true }),
    kind: choice(['flatRate', 'pickup'], { name: 'ShippingMethodKind' }),
    label: localized(),
    description: localized({ max: 500, optional: true }),
    countries: textList({ doc: 'ISO codes that it serves.' }),
    currency: currency(),
    price: money({ min: 0 }),
    freeFrom: money({ optional: true, doc: 'Free from this subtotal on.' }),
    transitDaysMin: integer({ optional: true, min: 0 }),
    transitDaysMax: integer({ optional: true, min: 0 }),
    active: boolean({ default: true }),
    position: integer({ default: 0 }),
  },
  relations: { website: one('website', { onDelete: 'cascade' }) },
  naturalKey: ['code'],
  scopes: { organization: 'website.organization' },
})

export const shipmentStates = ['pending', 'shipped', 'delivered', 'cancelled']

export const shipment = entity('shipment', {
  area: 'shipping',
  doc: 'Goods of an order on their way.',
  fields: {
    number: text({ max: 40, min: 1, unique: true, immutable: true, numbered: 'S', show: everyone }),
    state: choice(shipmentStates, {
      name: 'ShipmentState',
      default: 'pending',
      readOnly: true,
      show: everyone,
    }),
    carrier: text({ max: 40, show: everyone }),
    service: text({ max: 80, optional: true, show: everyone }),
    trackingNumber: text({ max: 80, optional: true, show: everyone }),
    trackingUrl: text({ max: 500, format: 'url', optional: true, show: everyone }),
    weightKg: decimal({ optional: true, min: 0 }),
    packages: integer({ optional: true, min: 1 }),
    shippedAt: instant({ optional: true, readOnly: true, show: everyone }),
    deliveredAt: instant({ optional: true, readOnly: true, show: everyone }),
  },
  relations: {
    order: one('order', { immutable: true }),
    warehouse: one('warehouse', { optional: true }),
    lines: many('shipmentLine', 'shipment', { show: everyone }),
  },
  actions: {
    ship: {
      ...byHouse,
      doc: 'The goods leave: what was promised of them goes out of the stock, and the order goes on.',
      input: {
        id: ref('shipment'),
        trackingNumber: text({ max: 80, optional: true }),
        trackingUrl: text({ max: 500, format: 'url', optional: true }),
      },
      result: entityOf('shipment'),
      refusals: ['TRANSITION_NOT_ALLOWED', 'SHIPMENT_EMPTY'],
    },
    deliver: {
      ...byHouse,
      doc: 'The goods have come; with the last of them the order is completed.',
      input: { id: ref('shipment') },
      result: entityOf('shipment'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
    cancel: {
      ...byHouse,
      doc: 'It is not sent after all.',
      input: { id: ref('shipment') },
      result: entityOf('shipment'),
      refusals: ['TRANSITION_NOT_ALLOWED'],
    },
  },
  news: { shipped: 'It is on its way.', delivered: 'It has come.', cancelled: 'It is not sent after all.' },
  states: {
    field: 'state',
    initial: 'pending',
    moves: { pending: ['shipped', 'cancelled'], shipped: ['delivered'], delivered: [], cancelled: [] },
  },
  access: { storefront: 'withParent' },
  indexes: [['orderId']],
  naturalKey: ['number'],
  scopes: { organization: 'order.website.organization', unit: 'order.customer.businessUnit' },
})

export const shipmentLine = entity('shipmentLine', {
  area: 'shipping',
  doc: 'How much of an order’s line is in a shipment.',
  fields: { quantity: quantity({ show: everyone }) },
  relations: {
    shipment: one('shipment', { onDelete: 'cascade', immutable: true }),
    orderLine: one('orderLine', { immutable: true, show: everyone }),
  },
  access: { storefront: 'withParent' },
  uniques: [['shipmentId', 'orderLineId']],
  naturalKey: ['shipment', 'orderLine'],
  scopes: {
    organization: 'shipment.order.website.organization',
    unit: 'shipment.order.customer.businessUnit',
  },
})
