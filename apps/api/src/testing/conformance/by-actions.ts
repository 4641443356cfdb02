/** Entities that nobody creates by a plain write, and how their rows come to be. An entity that is neither here nor created plainly fails the suite. */
export const madeOtherwise: Readonly<Record<string, string>> = {
  auditEntry: 'written beside every change, by the engine',
  job: 'made by whoever hands in a batch',
  jobProblem: 'written by the job that met it',
  deadLetter: 'written where news is given up on',
  webhookDelivery: 'written for news that a subscription hears of',
  exchangeRun: 'made by a connector: by the clock, a file, news, or its action run',
  exchangeProblem: 'written by the run that met it',
  reservation: 'taken by a checkout, let go by an order',
  stockMovement: 'written by whatever changes an inventory level: adjust, ship, a plain write',
  couponUse: 'written when an order is placed with the coupon',
  cart: 'made by addLine',
  cartLine: 'made by addLine',
  payment: 'made by placing a checkout',
  paymentDifference: 'written by the comparison of our ledger with the books of the provider',
  paymentEvent: 'the ledger: what a provider told, or an action did',
  order: 'made by completing a checkout, by accepting a quote, or by enter',
  orderLine: 'made with its order',
  orderAddress: 'made with its order',
  checkout: 'made by start',
  shoppingList: 'made by its people at the shop, by create',
  shoppingListLine: 'made by addLine',
}

/** Entities that may be created at the other doors and by no file, with the reason. */
export const byNoFile: Readonly<Record<string, string>> = {
  webhookSubscription: 'whoever writes it is its owner, and a file is nobody who could be told anything: FORBIDDEN',
}
