import type { CatalogueEntry } from './entry.ts'

/** What is refused about goods on their way. Sorted by code. */
export const shipping = {
  CARRIER_REFUSED: {
    status: 422,
    text: '{carrier} says No: "{said}".',
    advice: 'Mend what the carrier names, then try again.',
  },
  CARRIER_UNAVAILABLE: {
    status: 503,
    text: '{carrier} does not answer at the moment.',
    advice: 'Try again in a few minutes.',
  },
  COUNTRY_NOT_SERVED: {
    status: 422,
    text: 'We do not deliver to {country}.',
    advice: 'Use an address in a country that is offered.',
  },
  LABELS_BOUGHT: {
    status: 409,
    text: 'This shipment has its labels already.',
    advice:
      'Print those, or cancel them (cancelLabels) before you buy others, or change where it goes, who carries it or what is in it.',
  },
  LABELS_MISSING: { status: 409, text: 'No label was bought here.', advice: 'Buy labels for the shipment first.' },
  LABELS_NOT_OFFERED: {
    status: 422,
    text: '{carrier} sells no labels here.',
    advice: 'Choose a carrier that is connected to the shop, or ship without its labels.',
  },
  LABELS_UNCERTAIN: {
    status: 409,
    text: 'It is not known whether labels were bought under the reference {reference}: the answer of {carrier} was lost.',
    advice:
      'Look for the reference in the carrier’s books, then call cancelLabels, with the tracking number that stands there, if one does.',
  },
  ORDER_DISPUTED: {
    status: 409,
    text: 'Who paid disputes {disputed} of this order, and the bank has not decided yet.',
    advice:
      'Answer the dispute at the payment service, and wait for what the bank decides. `disputed: true` lets it leave all the same.',
  },
  ORDER_LINE_PACKED: {
    status: 409,
    text: '{packed} {unit} of {sku} are in a shipment that is being made.',
    advice: 'Cancel that shipment first, or keep as much in the order.',
  },
  ORDER_SHIPPED: {
    status: 409,
    text: 'Something of this order is on its way already.',
    advice: 'Have it sent back, and refund the payment.',
  },
  PICKUP_BOOKED: {
    status: 409,
    text: 'A driver of {carrier} is booked for this shipment already.',
    advice: 'Cancel that pickup before you book another one.',
  },
  PICKUP_MISSING: {
    status: 409,
    text: 'No pickup is booked for this shipment.',
    advice: 'There is nothing to cancel.',
  },
  PICKUP_UNCERTAIN: {
    status: 409,
    text: 'It is not known whether a pickup was booked: the answer of {carrier} was lost.',
    advice: 'Ask the carrier, and cancel the pickup there if there is one; then call cancelPickup, and book again.',
  },
  REGION_UNKNOWN: {
    status: 422,
    text: '"{region}" is no region of {country}.',
    advice: 'Use the ISO 3166-2 code without the country, such as CA.',
  },
  SHIPMENT_EMPTY: { status: 422, text: 'This shipment holds nothing.', advice: 'Add lines to it first.' },
  SHIPMENT_EXCEEDS: {
    status: 422,
    text: '{sku}: {left} {unit} of this order are left to ship.',
    advice: 'Lower the quantity of the line.',
  },
  SHIPMENT_UNTRACKED: {
    status: 409,
    text: 'This shipment goes by {carrier}, and has no number by which it is found.',
    advice:
      'Buy its labels (buyLabels; where it is `uncertain` whether they were bought, settle that by cancelLabels first), or say the trackingNumber of the one that was bought elsewhere; `untracked: true` lets it leave without.',
  },
  SHIPPING_ADDRESS_NOT_SERVED: {
    status: 422,
    text: 'The carrier does not deliver to this address.',
    advice: 'Check the address, or choose another way of delivery.',
  },
  SHIPPING_METHOD_UNAVAILABLE: {
    status: 422,
    text: 'This shipping method is not offered for the cart and address.',
    advice: 'Read the shipping options again and choose one of them.',
  },
  SHIPPING_WEIGHT_UNKNOWN: {
    status: 422,
    text: 'The carrier does not take goods whose weight is not known.',
    advice: 'Give every unit of the products a weight; until then choose another way of delivery.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
