import { adjustmentReasons } from './stock-movement.ts'
import {
  boolean,
  byHouse,
  choice,
  country,
  entity,
  entityOf,
  instant,
  integer,
  one,
  quantity,
  ref,
  text,
  textList,
} from '../../language/index.ts'

export const warehouse = entity('warehouse', {
  area: 'inventory',
  doc: 'A place from which goods are sent.',
  fields: {
    code: text({ max: 40, unique: true }),
    name: text({ max: 120 }),
    company: text({ max: 120, optional: true }),
    street: text({ max: 120 }),
    city: text({ max: 80 }),
    region: text({ max: 3, optional: true }),
    postalCode: text({ max: 16 }),
    countryCode: country(),
    phone: text({ max: 40, optional: true }),
    active: boolean({ default: true }),
    timeZone: text({ max: 60, min: 1, default: 'UTC', doc: 'Where its clock hangs: Europe/Berlin.' }),
    cutOff: text({
      max: 5,
      optional: true,
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      doc: 'What is ordered before it leaves the same day; left out: whatever is ordered that day.',
    }),
    workingDays: textList({
      default: ['MO', 'TU', 'WE', 'TH', 'FR'],
      doc: 'Days of the week on which goods leave: MO, TU, WE, TH, FR, SA, SU.',
    }),
    holidays: textList({ default: [], doc: 'Days on which nothing leaves besides: 2026-12-25.' }),
    handlingDays: integer({ default: 0, min: 0, max: 30, doc: 'Working days that it takes to make goods ready.' }),
    priority: integer({ default: 0, doc: 'The higher is asked first, after those in the country of destination.' }),
  },
  naturalKey: ['code'],
  scopes: 'house',
})

export const inventoryLevel = entity('inventoryLevel', {
  area: 'inventory',
  doc: 'How much of a product lies in a warehouse, in the product’s primary unit.',
  fields: {
    onHand: quantity({ default: 0, min: undefined }),
    reserved: quantity({ default: 0, readOnly: true, doc: 'Promised to shoppers; available = on hand − reserved.' }),
  },
  relations: {
    product: one('product', { onDelete: 'cascade', immutable: true }),
    warehouse: one('warehouse', { immutable: true }),
  },
  actions: {
    adjust: {
      ...byHouse,
      doc: 'Adds to what lies there, or takes from it, and keeps why. For a system that knows the change; who knows the amount writes `onHand`.',
      input: {
        id: ref('inventoryLevel'),
        change: quantity({ min: undefined, doc: 'Positive: it came; negative: it went.' }),
        unitId: ref('unit', {
          optional: true,
          doc: 'What the change is counted in, a unit of the product; left out: its primary unit.',
        }),
        reason: choice(adjustmentReasons, { name: 'StockMovementReason' }),
        note: text({ max: 500, optional: true }),
        reference: text({
          max: 120,
          min: 1,
          optional: true,
          doc: 'What the movement is called elsewhere; told again, it is posted once.',
        }),
      },
      result: entityOf('inventoryLevel'),
      refusals: ['NOT_ENOUGH_STOCK', 'QUANTITY_PRECISION', 'DOCUMENT_STANDS'],
    },
  },
  uniques: [['productId', 'warehouseId']],
  naturalKey: ['product', 'warehouse'],
  scopes: 'house',
})

export const reservation = entity('reservation', {
  area: 'inventory',
  doc: 'Stock promised to a checkout, until it becomes an order or is let go.',
  fields: {
    quantity: quantity({ doc: 'In the primary unit.' }),
    state: choice(['held', 'committed', 'released', 'shipped'], {
      name: 'ReservationState',
      default: 'held',
      readOnly: true,
    }),
    expiresAt: instant({ optional: true }),
  },
  relations: {
    product: one('product'),
    warehouse: one('warehouse'),
    checkout: one('checkout', { optional: true }),
    order: one('order', { optional: true }),
  },
  states: {
    field: 'state',
    initial: 'held',
    moves: { held: ['committed', 'released'], committed: ['shipped', 'released'], released: [], shipped: [] },
  },
  writes: [],
  indexes: [['checkoutId'], ['orderId'], ['state', 'expiresAt']],
  scopes: {
    organization: ['order.website.organization', 'checkout.website.organization'],
    unit: ['order.customer.businessUnit', 'checkout.customer.businessUnit'],
  },
})
