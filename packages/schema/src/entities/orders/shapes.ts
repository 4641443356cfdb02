import {
  boolean,
  choice,
  date,
  decimal,
  entityOf,
  instant,
  integer,
  listOf,
  maybe,
  money,
  quantity,
  ref,
  shape,
  shapeOf,
  text,
} from '../../language/index.ts'
import { shipmentStates } from '../shipping/shipping.ts'
import { orderAmendmentShapes } from './order-amendment.ts'
import { orderEntryShapes } from './order-entry.ts'
import { confirmations, orderStates, paymentStatuses } from './order.ts'

/** Who knows an order's number and e-mail address may be anybody who found a parcel: no addresses, no ledger, no card, no tax number. */
export const orderShapes = [
  ...orderEntryShapes,
  ...orderAmendmentShapes,
  shape('OrderPayment', 'How far the payment of what an order lacks has come.', {
    status: choice(['awaitingPayment', 'processing', 'paid'], {
      name: 'OrderPaymentProgress',
      doc: 'awaitingPayment: confirm it (again); processing: the provider is at work.',
    }),
    payment: maybe(shapeOf('PaymentRequest')),
    failure: maybe(shapeOf('Notice', { doc: 'Why the last try to pay was declined.' })),
    order: entityOf('order'),
  }),
  shape('DeliveryPromise', 'How much of a line will be delivered on a day.', {
    quantity: quantity(),
    on: date({ optional: true, doc: 'None: the day is not known yet.' }),
  }),
  shape('LineConfirmation', 'What becomes of a line of an order.', {
    position: integer({ min: 1, doc: 'Which line.' }),
    rejected: boolean({ default: false, doc: 'Nothing of it will be delivered.' }),
    quantity: quantity({ optional: true, doc: 'How much will be delivered; left out: what was ordered.' }),
    unitId: ref('unit', {
      optional: true,
      doc: 'What it is counted in, in `deliveries` too; left out: as it was ordered.',
    }),
    unitPrice: decimal({ optional: true, min: 0, doc: 'What one will cost; left out: as agreed.' }),
    priceUnitId: ref('unit', { optional: true, doc: 'One of what; left out: what it is counted in.' }),
    netPrice: boolean({
      default: false,
      doc: 'The price is said without tax, also where those of the order include it.',
    }),
    deliveries: maybe(listOf(shapeOf('DeliveryPromise'))),
    note: text({ max: 200, optional: true, doc: 'Why it is otherwise than ordered; the shopper reads it.' }),
  }),
  shape(
    'TrackedOrder',
    'What a guest sees of an order by its number and e-mail address: how it stands, what is in it, where it is.',
    {
      number: text({ max: 20 }),
      state: choice(orderStates, { name: 'OrderState' }),
      paymentStatus: choice(paymentStatuses, { name: 'PaymentStatus' }),
      placedAt: instant(),
      confirmation: maybe(choice(confirmations, { name: 'Confirmation' })),
      confirmedAt: maybe(instant()),
      lines: listOf(shapeOf('TrackedLine')),
      totals: shapeOf('Totals'),
      shipments: listOf(shapeOf('TrackedShipment')),
    },
  ),
  shape('TrackedLine', 'A product of a tracked order, as it was at the time of purchase.', {
    position: integer(),
    sku: text({ max: 64 }),
    name: text({ max: 255, doc: 'In the language of the order.' }),
    details: listOf(shapeOf('AttributeValue', { doc: 'What distinguishes the variant.' })),
    imageKey: maybe(text({ max: 160 })),
    productSlug: maybe(text({ max: 160 })),
    unitLabel: text({ max: 80 }),
    quantity: quantity(),
    unitPrice: money(),
    rowTotal: money({ doc: 'Before discounts.' }),
    discountAmount: money({ doc: 'What promotions took off the row.' }),
    confirmation: maybe(choice(confirmations, { name: 'Confirmation' })),
    confirmedQuantity: maybe(quantity({ doc: 'How much will be delivered.' })),
    confirmedPrice: maybe(money({ doc: 'What one will cost, where it was said.' })),
    deliveries: listOf(shapeOf('DeliveryPromise', { doc: 'When how much of it will be delivered.' })),
    confirmationNote: maybe(text({ max: 200, doc: 'Why it is otherwise than ordered.' })),
  }),
  shape('TrackedShipment', 'A parcel of a tracked order.', {
    number: text({ max: 40 }),
    state: choice(shipmentStates, { name: 'ShipmentState' }),
    carrier: text({ max: 40 }),
    service: maybe(text({ max: 80 })),
    trackingNumber: maybe(text({ max: 80 })),
    trackingUrl: maybe(text({ max: 500, format: 'url' })),
    shippedAt: maybe(instant()),
    deliveredAt: maybe(instant()),
  }),
]
