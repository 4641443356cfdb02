import type { CatalogueEntry } from './entry.ts'

/** What is refused about goods, carts, checkouts and orders. Sorted by code. */
export const commerce = {
  CAMPAIGN_INCOMPLETE: {
    status: 422,
    text: 'This campaign cannot be sent: {problem}.',
    advice: 'Complete it, then repeat.',
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
  INVOICE_INCOMPLETE: {
    status: 422,
    text: 'This invoice cannot be issued: {problem}.',
    advice: 'Correct the draft, then issue it.',
  },
  NOT_ENOUGH_STOCK: {
    status: 409,
    text: 'Only {available} {unit} of {sku} can be delivered.',
    advice: 'Lower the quantity or choose another product.',
  },
  ORDER_LAST_LINE: {
    status: 409,
    text: 'This is the only line of the order.',
    advice: 'Cancel the order, or add another line first.',
  },
  ORDER_NOT_FOUND: {
    status: 404,
    text: 'There is no such order for you.',
    advice: 'Check the number, or sign in as its buyer.',
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
