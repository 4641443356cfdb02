import type { CatalogueEntry } from './entry.ts'

/** What the business says No to. Sorted by code. */
export const commerce = {
  CAMPAIGN_INCOMPLETE: {
    status: 422,
    text: 'This campaign cannot be sent: {problem}.',
    advice: 'Complete it, then repeat.',
  },
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
  CART_EMPTY: { status: 422, text: 'The cart is empty.', advice: 'Add a product before you check out.' },
  CART_FULL: {
    status: 422,
    text: 'A cart holds at most {max} different products.',
    advice: 'Order what is in it first, then begin another cart.',
  },
  CATEGORY_CIRCLE: {
    status: 422,
    text: 'A category cannot stand below itself.',
    advice: 'Choose a parent that is not below it.',
  },
  CHECKOUT_ALREADY_PLACED: {
    status: 409,
    text: 'This checkout was already placed.',
    advice: 'Read the checkout: it names the order or the payment that is under way.',
  },
  CHECKOUT_EXPIRED: {
    status: 410,
    text: 'This checkout is no longer held for you.',
    advice: 'Begin checkout again from the cart; nothing was charged.',
  },
  CHECKOUT_INCOMPLETE: {
    status: 422,
    text: 'The checkout still lacks: {missing}.',
    advice: 'Complete the named steps, then place the order.',
  },
  CHECKOUT_NOT_FOUND: {
    status: 404,
    text: 'There is no such checkout for you.',
    advice: 'Begin checkout from the cart.',
  },
  COUNTRY_NOT_SERVED: {
    status: 422,
    text: 'We do not deliver to {country}.',
    advice: 'Use an address in a country that is offered.',
  },
  COUPONS_TOO_MANY: {
    status: 422,
    text: 'At most {max} coupons can be given for one cart.',
    advice: 'Take one back first.',
  },
  COUPON_ALREADY_USED: {
    status: 422,
    text: 'The coupon {code} was used by you as often as it may be.',
    advice: 'Take the coupon back, and look at the new total.',
  },
  COUPON_EXPIRED: {
    status: 422,
    text: 'The coupon {code} has expired.',
    advice: 'Take the coupon back, and look at the new total.',
  },
  COUPON_NOT_APPLICABLE: {
    status: 422,
    text: 'The coupon {code} does not hold for what is in the cart.',
    advice: 'Look at its conditions: goods, a subtotal, buyers, or other promotions that it does not go with.',
  },
  COUPON_UNKNOWN: {
    status: 422,
    text: 'There is no coupon {code}.',
    advice: 'Check how it is spelled.',
  },
  COUPON_USED_UP: {
    status: 409,
    text: 'The coupon {code} is used up.',
    advice: 'Take the coupon back, and look at the new total.',
  },
  CREDIT_IN_OTHER_CURRENCY: {
    status: 422,
    text: 'On account, this customer orders in {currency} only, as their credit limit is in it.',
    advice: 'Order in that currency, or pay in another way.',
  },
  CREDIT_LIMIT_EXCEEDED: {
    status: 403,
    text: 'What this customer owes is more than their credit limit.',
    advice: 'Pay what is due, or ask the shop.',
  },
  CURRENCY_NOT_OFFERED: {
    status: 422,
    text: 'This shop does not sell in {currency}.',
    advice: 'Use one of the currencies of the website.',
  },
  CUSTOMER_BLOCKED: {
    status: 403,
    text: 'This customer is blocked for {what}.',
    advice: 'Ask the shop.',
  },
  DOCUMENT_STANDS: {
    status: 409,
    text: '{entity} {number} is here already, and says otherwise: {difference}.',
    advice: 'What was entered stands; correct it by a document of its own.',
  },
  GIFT_CARD_CODE_TAKEN: {
    status: 409,
    text: 'There is a gift card of this code.',
    advice: 'Leave the code out, and one is made up.',
  },
  GIFT_CARD_UNKNOWN: {
    status: 404,
    text: 'There is no gift card of this code.',
    advice: 'Read the code again, letter by letter.',
  },
  GIFT_CARD_UNUSABLE: {
    status: 409,
    text: 'This gift card cannot pay: {problem}.',
    advice: 'Take another one, or pay by other means.',
  },
  INVOICE_INCOMPLETE: {
    status: 422,
    text: 'This invoice cannot be issued: {problem}.',
    advice: 'Correct the draft, then issue it.',
  },
  INVOICE_SETTLED: {
    status: 409,
    text: 'Something was paid or credited for this invoice.',
    advice: 'Draft a credit note for what is to be taken back.',
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
  NOT_ENOUGH_STOCK: {
    status: 409,
    text: 'Only {available} {unit} of {sku} can be delivered.',
    advice: 'Lower the quantity or choose another product.',
  },
  ORDER_DISPUTED: {
    status: 409,
    text: 'Who paid disputes {disputed} of this order, and the bank has not decided yet.',
    advice:
      'Answer the dispute at the payment service, and wait for what the bank decides. `disputed: true` lets it leave all the same.',
  },
  ORDER_LAST_LINE: {
    status: 409,
    text: 'This is the only line of the order.',
    advice: 'Cancel the order, or add another line first.',
  },
  ORDER_LINE_PACKED: {
    status: 409,
    text: '{packed} {unit} of {sku} are in a shipment that is being made.',
    advice: 'Cancel that shipment first, or keep as much in the order.',
  },
  ORDER_NOT_FOUND: {
    status: 404,
    text: 'There is no such order for you.',
    advice: 'Check the number, or sign in as its buyer.',
  },
  ORDER_SHIPPED: {
    status: 409,
    text: 'Something of this order is on its way already.',
    advice: 'Have it sent back, and refund the payment.',
  },
  ORDER_UNPAID: {
    status: 409,
    text: '{unpaid} of what would have left then are not paid.',
    advice:
      'Have the buyer pay what is due, or charge their card. Where all of its money went back, nothing is due and nothing of it is paid. `unpaid: true` lets it leave all the same.',
  },
  PAYMENT_AMOUNT_UNSUPPORTED: {
    status: 422,
    text: '{amount} {currency} cannot be paid this way: {problem}.',
    advice: 'Choose another payment method or another currency.',
  },
  PAYMENT_AUTHENTICATION_REQUIRED: {
    status: 402,
    text: 'The bank wants its customer to confirm this payment.',
    advice: 'The buyer has been mailed the way to pay. Nothing was charged.',
  },
  PAYMENT_AUTHORIZATION_EXPIRED: {
    status: 409,
    text: 'The bank has let go what it had reserved for this payment.',
    advice: 'Have the buyer pay again, or charge a card of theirs that is saved. Nothing was charged.',
  },
  PAYMENT_CAPTURED_AT_ONCE: {
    status: 422,
    text: 'What is reserved for this payment can only be taken once.',
    advice: 'Take all that is needed at once, without `final: false`; what is left is released.',
  },
  PAYMENT_CAPTURE_EXCEEDS: {
    status: 422,
    text: 'Less than this is reserved.',
    advice: 'Read the payment again and take at most what is reserved of it.',
  },
  PAYMENT_DECLINED: {
    status: 402,
    text: 'The payment was declined.',
    advice: 'Try another card or ask your bank. Nothing was charged.',
  },
  PAYMENT_METHOD_UNAVAILABLE: {
    status: 422,
    text: 'This purchase cannot be paid by {method}.',
    advice: 'Ask for the payment options, and choose one of them.',
  },
  PAYMENT_NOTHING_DUE: {
    status: 409,
    text: 'Nothing is left to pay.',
    advice: 'Read the order again: `due` is what is still to be paid.',
  },
  PAYMENT_NOT_FOUND: {
    status: 404,
    text: 'The payment service knows no such payment of ours.',
    advice:
      'A payment that can be read here was made with other keys, or is one of the demo data, of which no payment service has heard: pay for an order to try it. Else check the id.',
  },
  PAYMENT_OF_SOMEBODY_ELSE: {
    status: 403,
    text: 'This payment belongs to something else.',
    advice: 'Name the payment that was begun for this; one of another checkout or person is not looked at.',
  },
  PAYMENT_PENDING: {
    status: 409,
    text: 'The payment is not finished yet.',
    advice: 'Finish it in the payment form, then ask again.',
  },
  PAYMENT_PROVIDER_REJECTED: {
    status: 502,
    text: 'The payment service refused our request.',
    advice: 'Tell the shop: its payment settings need attention. Nothing was charged.',
  },
  PAYMENT_PROVIDER_UNAVAILABLE: {
    status: 503,
    text: 'The payment service cannot be reached at the moment.',
    advice: 'Try again in a minute. Nothing was charged.',
  },
  PAYMENT_REFUND_EXCEEDS: {
    status: 422,
    text: 'Less than this is left to refund.',
    advice: 'Read the payment again and refund at most what is left of it.',
  },
  PAYMENT_STATE_CONFLICT: {
    status: 409,
    text: 'The payment is not in a state in which this is possible.',
    advice: 'Read the payment again: it may have been paid, cancelled or disputed meanwhile.',
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
  PRICE_CHANGED: {
    status: 409,
    text: 'A price changed since you last saw your total: {was} before, {now} now.',
    advice: 'Look at the new total and place the order again.',
  },
  PRICE_MISSING: {
    status: 422,
    text: '{sku} has no price for this quantity here.',
    advice: 'Choose another unit or quantity, or ask for a quote.',
  },
  PRODUCT_NEEDS_VARIANT: {
    status: 422,
    text: '{sku} comes in variants.',
    advice: 'Choose one of its variants and add that.',
  },
  PRODUCT_UNAVAILABLE: {
    status: 409,
    text: '{sku} cannot be bought at the moment.',
    advice: 'Remove it from the cart or choose another product.',
  },
  PUSH_DEVICES_FULL: {
    status: 422,
    text: 'Notices go to at most {max} devices of one person.',
    advice: 'Turn them off on all devices, then on where they are wanted.',
  },
  PUSH_DEVICE_OF_SOMEBODY_ELSE: {
    status: 403,
    text: 'This device is known already, with other keys.',
    advice: 'Have the browser make a new subscription, and send what it says.',
  },
  PUSH_ENDPOINT_REFUSED: {
    status: 422,
    text: 'Notices cannot be sent to this endpoint: it {problem}.',
    advice: 'Send the endpoint that the browser’s PushSubscription says.',
  },
  PUSH_KEY_OUTDATED: {
    status: 409,
    text: 'This device was subscribed with a key that the house does not have.',
    advice: 'Read website.pushKey, and have the browser subscribe anew with it.',
  },
  QUANTITY_INVALID: {
    status: 400,
    text: '"{quantity}" is no quantity that can be ordered.',
    advice: 'Send a positive decimal number such as "3" or "2.5".',
  },
  QUANTITY_PRECISION: {
    status: 422,
    text: '{quantity} is too fine: the unit {unit} has {precision} decimals.',
    advice: 'Round the quantity to what the unit allows.',
  },
  QUANTITY_TOO_LARGE: {
    status: 422,
    text: '{quantity} is more than the {maximum} {unit} that one order may have.',
    advice: 'Lower the quantity, or ask for a quote.',
  },
  QUANTITY_TOO_SMALL: {
    status: 422,
    text: '{quantity} is less than the {minimum} {unit} that must be ordered.',
    advice: 'Raise the quantity.',
  },
  QUOTE_EXPIRED: { status: 410, text: 'This quote is good no more.', advice: 'Ask for a new one.' },
  QUOTE_INCOMPLETE: {
    status: 422,
    text: 'This quote cannot be sent: {problem}.',
    advice: 'Complete the draft, then send it.',
  },
  REGION_UNKNOWN: {
    status: 422,
    text: '"{region}" is no region of {country}.',
    advice: 'Use the ISO 3166-2 code without the country, such as CA.',
  },
  SAVED_CARD_MISSING: {
    status: 422,
    text: 'No card is saved that could be charged.',
    advice: 'Have the buyer save a card, or pay by themselves.',
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
      'Buy its labels (buyLabels), or say the trackingNumber of the one that was bought elsewhere; `untracked: true` lets it leave without.',
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
  SHOPPING_LISTS_FULL: {
    status: 422,
    text: 'Somebody has at most {max} shopping lists.',
    advice: 'Remove one first.',
  },
  SHOPPING_LIST_FULL: {
    status: 422,
    text: 'A shopping list holds at most {max} different products.',
    advice: 'Begin another list.',
  },
  UNIT_NOT_SOLD: {
    status: 422,
    text: '{sku} is not sold by the {unit}.',
    advice: 'Use one of the units that the product lists.',
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>
