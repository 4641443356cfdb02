/** How somebody comes to the shop: not known, known by a session, signed in. */
export type Coming = 'stranger' | 'visitor' | 'customer'

/**
 * What each action of the shop moves, as `inWords` tells it: rows of entities and plumbing that are added, changed, taken away, and jobs. By how they come, where that makes a
 * difference. What is not here must not move.
 */
export const shopMoves: Readonly<Record<string, string | Readonly<Partial<Record<Coming, string>>>>> = {
  // Who comes in has a new session, and that by which they came ends; a visitor’s cart and devices go along. Mails go by jobs. What people who have signed in do is told by the audit log.
  'customerUser.register': {
    stranger: 'customer +1, customerUser +1, sessions +1, jobs +1',
    visitor: 'cart +1,~1, cartLine +1, customer +1, customerUser +1, pushSubscription ~1, sessions +1,~1, jobs +1',
    customer: 'auditEntry +1, customer +1, customerUser +1, sessions +1,~1, jobs +1',
  },
  'customerUser.confirm': {
    stranger: 'customerUser ~1, one_time_tokens ~1',
    visitor: 'customerUser ~1, one_time_tokens ~1',
    customer: 'auditEntry +1, customerUser ~1, one_time_tokens ~1',
  },
  'customerUser.signIn': {
    stranger: 'sessions +1',
    visitor: 'cart ~1, cartLine ~1, pushSubscription ~1, sessions +1,~1',
    customer: 'auditEntry +1, sessions +1,~1',
  },
  'customerUser.requestPasswordReset': { stranger: 'jobs +1', visitor: 'jobs +1', customer: 'auditEntry +1, jobs +1' },
  'customerUser.resetPassword': {
    stranger: 'customerUser ~1, one_time_tokens ~1, sessions +1,~1',
    visitor: 'cart ~1, cartLine ~1, customerUser ~1, one_time_tokens ~1, pushSubscription ~1, sessions +1,~2',
    customer: 'auditEntry +1, customerUser ~1, one_time_tokens ~1, sessions +1,~1',
  },
  'customerUser.signOut': { visitor: 'sessions ~1', customer: 'auditEntry +1, sessions ~1' },
  'customerUser.requestConfirmation': 'auditEntry +1, jobs +1',
  'customerUser.changePassword': 'auditEntry +1, customerUser ~1',
  'customerUser.updateProfile': 'auditEntry +1, customerUser ~1',
  'customerAddress.add': 'auditEntry +1, customerAddress +1',
  'customerAddress.change': 'auditEntry +1, customerAddress ~1',
  'customerAddress.remove': 'auditEntry +1, customerAddress -1',
  // What visitors have, too (carts, checkouts, orders), the audit log does not tell of.
  'cart.addLine': { stranger: 'cart +1, cartLine +1, sessions +1', visitor: 'cartLine +1', customer: 'cartLine +1' },
  'cart.changeLine': 'cartLine ~1',
  'cart.removeLine': 'cartLine -1',
  'cart.clear': 'cartLine -1',
  'cart.applyCoupon': 'cart ~1',
  'cart.removeCoupon': 'cart ~1',
  // The one that is made is preferred, which the one before was.
  'shoppingList.create': 'auditEntry +1, shoppingList +1,~1',
  'shoppingList.change': 'auditEntry +1, shoppingList ~1',
  'shoppingList.remove': 'auditEntry +1, shoppingList -1, shoppingListLine -1',
  'shoppingList.addLine': 'auditEntry +1, shoppingListLine +1',
  'shoppingList.changeLine': 'auditEntry +1, shoppingListLine ~1',
  'shoppingList.removeLine': 'auditEntry +1, shoppingListLine -1',
  'shoppingList.addToCart': 'auditEntry +1, cartLine +1',
  'order.orderAgain': 'cartLine ~1',
  'savedPaymentMethod.beginAdding': 'auditEntry +1, customerUser ~1',
  'savedPaymentMethod.finishAdding': 'auditEntry +1, savedPaymentMethod +1',
  'savedPaymentMethod.makeDefault': 'auditEntry +1, savedPaymentMethod ~1',
  'savedPaymentMethod.remove': 'auditEntry +1, savedPaymentMethod -1',
  'pushSubscription.add': 'pushSubscription +1',
  'pushSubscription.remove': 'pushSubscription -1',
  // Who is signed in is made known to the payment service by it.
  'order.pay': {
    visitor: 'payment +1, paymentEvent +1',
    customer: 'customerUser ~1, payment +1, paymentEvent +1',
  },
  'rfq.submit': 'auditEntry +1, rfq +1, rfqLine +1, rfqRequest +1',
  'rfq.cancel': 'auditEntry +1, rfq ~1',
  'quote.accept': 'auditEntry +1, quote ~1, quoteOffer ~1',
  'quote.decline': 'auditEntry +1, quote ~1',
  // To place is to hold the goods and to begin the payment; what was paid becomes the order; who goes back lets go of both.
  'checkout.start': 'checkout +1',
  'checkout.setContact': 'checkout ~1',
  'checkout.setShippingAddress': 'checkout ~1',
  'checkout.setShippingMethod': 'checkout ~1',
  'checkout.setBillingAddress': 'checkout ~1',
  'checkout.setPaymentMethod': 'checkout ~1',
  'checkout.applyCoupon': 'cart ~1',
  'checkout.removeCoupon': 'cart ~1',
  'checkout.applyGiftCard': 'checkout ~1',
  'checkout.removeGiftCard': 'checkout ~1',
  'checkout.place': 'checkout ~1, inventoryLevel ~1, payment +1, paymentEvent +1, reservation +1',
  'checkout.complete':
    'cart ~1, checkout ~1, order +1, orderAddress +2, orderLine +1, payment ~1, paymentEvent +1, reservation ~1',
  'checkout.reopen': 'checkout ~1, inventoryLevel ~1, paymentEvent +1, reservation ~1',
}
