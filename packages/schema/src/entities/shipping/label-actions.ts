import { byHouse, choice, date, entityOf, ref, shapeOf, text, type Action } from '../../language/index.ts'

/** What a label can come as: a page, a picture, or in the language of label printers. */
export const labelFormats = ['pdf', 'png', 'zpl', 'epl']

const clock = '^([01][0-9]|2[0-3]):[0-5][0-9]$'

/** Labels and pickups of a shipment: its carrier is asked between transactions. */
export const labelActions: Record<string, Action> = {
  buyLabels: {
    saga: true,
    ...byHouse,
    doc: 'Buys a label of the shipment’s carrier for each of its parcels. Where the carrier’s answer is lost, the purchase is uncertain until cancelLabels settles it; nothing is bought twice.',
    input: {
      id: ref('shipment'),
      service: text({
        max: 80,
        min: 1,
        optional: true,
        doc: 'The carrier’s code: FEDEX_GROUND. Left out: what the buyer chose, where it is of this carrier, else what the shipment says.',
      }),
      format: choice(labelFormats, { name: 'LabelFormat', default: 'pdf' }),
      parcels: {
        ...shapeOf('ParcelMeasure', {
          optional: true,
          doc: 'As they stand there; left out: as the carrier’s rules pack the goods.',
        }),
        list: true,
      },
    },
    result: entityOf('shipment'),
    refusals: [
      'TRANSITION_NOT_ALLOWED',
      'SHIPMENT_EMPTY',
      'LABELS_NOT_OFFERED',
      'LABELS_BOUGHT',
      'LABELS_UNCERTAIN',
      'CARRIER_REFUSED',
      'CARRIER_UNAVAILABLE',
    ],
  },
  cancelLabels: {
    saga: true,
    ...byHouse,
    doc: 'Gives labels back that the carrier has not taken over yet, and has a booked pickup of theirs called off. It also settles a purchase of which is not known whether it happened: look for its reference in the carrier’s books first.',
    input: {
      id: ref('shipment'),
      trackingNumber: text({
        max: 80,
        min: 1,
        optional: true,
        doc: 'Of an uncertain purchase: what the carrier’s books have under its reference, so that it is cancelled there. Left out: they have nothing.',
      }),
    },
    result: entityOf('shipment'),
    refusals: [
      'TRANSITION_NOT_ALLOWED',
      'LABELS_MISSING',
      'LABELS_NOT_OFFERED',
      'CARRIER_REFUSED',
      'CARRIER_UNAVAILABLE',
    ],
  },
  bookPickup: {
    saga: true,
    ...byHouse,
    doc: 'Has the carrier fetch the parcels of a shipment whose labels are bought, where its warehouse is.',
    input: {
      id: ref('shipment'),
      on: date({ doc: 'By the warehouse’s calendar.' }),
      readyAt: text({ max: 5, pattern: clock, doc: 'From when they are ready: 14:00.' }),
      closesAt: text({ max: 5, pattern: clock, doc: 'Until when somebody is there: 18:00.' }),
      remarks: text({ max: 60, optional: true, doc: 'For the driver.' }),
    },
    result: entityOf('shipment'),
    refusals: [
      'TRANSITION_NOT_ALLOWED',
      'LABELS_MISSING',
      'LABELS_NOT_OFFERED',
      'PICKUP_BOOKED',
      'CARRIER_REFUSED',
      'CARRIER_UNAVAILABLE',
      'PICKUP_UNCERTAIN',
    ],
  },
  cancelPickup: {
    saga: true,
    ...byHouse,
    doc: 'Nobody needs to come. It also settles a pickup of which is not known whether it was booked: ask the carrier first, and cancel it there.',
    input: { id: ref('shipment') },
    result: entityOf('shipment'),
    refusals: ['PICKUP_MISSING', 'LABELS_NOT_OFFERED', 'CARRIER_REFUSED', 'CARRIER_UNAVAILABLE'],
  },
}
