import { choice, date, entity, instant, integer, one, text } from '../../language/index.ts'

export const shipmentPickup = entity('shipmentPickup', {
  area: 'shipping',
  doc: 'A carrier’s driver who is asked to fetch the parcels of a shipment.',
  fields: {
    state: choice(['booking', 'booked', 'refused', 'uncertain', 'cancelled'], {
      name: 'PickupState',
      default: 'booking',
      readOnly: true,
      doc: 'uncertain: the carrier’s answer was lost; see `problem`.',
    }),
    carrier: text({ max: 40, readOnly: true }),
    service: text({ max: 80, readOnly: true, doc: 'The carrier’s code: who comes is decided by it.' }),
    on: date({ readOnly: true }),
    readyAt: text({ max: 5, readOnly: true }),
    closesAt: text({ max: 5, readOnly: true }),
    remarks: text({ max: 60, optional: true, readOnly: true }),
    packages: integer({ min: 1, readOnly: true }),
    confirmationCode: text({ max: 40, optional: true, readOnly: true, doc: 'What the carrier calls it.' }),
    location: text({ max: 40, optional: true, readOnly: true, doc: 'The carrier’s station that sends the driver.' }),
    bookedAt: instant({ optional: true, readOnly: true }),
    cancelledAt: instant({ optional: true, readOnly: true }),
    problem: text({ max: 500, optional: true, readOnly: true, doc: 'What somebody must look after.' }),
  },
  relations: { shipment: one('shipment', { readOnly: true, onDelete: 'cascade' }) },
  states: {
    field: 'state',
    initial: 'booking',
    moves: {
      booking: ['booked', 'refused', 'uncertain'],
      booked: ['cancelled'],
      refused: [],
      uncertain: ['cancelled'],
      cancelled: [],
    },
  },
  news: {
    booked: 'The carrier will come.',
    refused: 'The carrier will not come.',
    uncertain: 'It is not known whether the carrier will come.',
    cancelled: 'Nobody needs to come.',
  },
  writes: [],
  indexes: [['shipmentId']],
  scopes: { organization: 'shipment.order.website.organization', unit: 'shipment.order.customer.businessUnit' },
})
