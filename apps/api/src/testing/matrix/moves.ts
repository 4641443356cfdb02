/**
 * What moves besides the row that a write or an action is about, by `entity.deed`: all entities (and tables of the plumbing) of which rows are added, changed or
 * taken away, and why. What is not here moves that one row, and adds to the audit log.
 */
export const alsoMoved: Readonly<Record<string, { moved: readonly string[]; why: string }>> = {
  'user.revokeTokens': { moved: ['oauth_artifacts'], why: 'a token is no row of an entity' },
  'apiClient.revokeTokens': { moved: ['oauth_artifacts'], why: 'a token is no row of an entity' },
  'webhookSubscription.test': { moved: ['webhookDelivery'], why: 'a message is on its way' },
  'connector.run': { moved: ['exchangeRun'], why: 'a run of it is begun' },
  'inventoryLevel.adjust': { moved: ['inventoryLevel', 'stockMovement'], why: 'a movement tells of it' },
  'priceList.setPrices': {
    moved: ['priceList', 'price', 'priceListAssignment'],
    why: 'the list of a series is made with its prices, and given to whom it is for',
  },
  'payment.capture': { moved: ['paymentEvent'], why: 'amounts are sums of the ledger' },
  'payment.cancel': { moved: ['paymentEvent'], why: 'amounts are sums of the ledger' },
  'payment.refund': { moved: ['paymentEvent'], why: 'amounts are sums of the ledger' },
  'payment.recordRefund': { moved: ['paymentEvent'], why: 'amounts are sums of the ledger' },
  'giftCard.issue': { moved: ['giftCard', 'giftCardEntry'], why: 'it is new, and what is on it is an entry' },
  'giftCard.topUp': { moved: ['giftCard', 'giftCardEntry'], why: 'what is on it is the sum of its entries' },
  'shipment.enter': { moved: ['shipment', 'shipmentLine'], why: 'it is new, with its lines' },
  'shipment.buyLabels': { moved: ['shipmentParcel'], why: 'a parcel bears its label' },
  'shipment.cancelLabels': { moved: ['shipmentParcel'], why: 'a parcel bears its label' },
  'shipment.bookPickup': { moved: ['shipmentPickup'], why: 'it is new' },
  'shipment.cancelPickup': { moved: ['shipmentPickup'], why: 'it is no more' },
  'shipmentParcel.track': { moved: ['shipmentParcel', 'parcelEvent'], why: 'its steps are told' },
  'shipment.ship': {
    moved: ['shipment', 'inventoryLevel', 'reservation', 'order'],
    why: 'goods leave the stock, part of what was held for the order, which is under way by it',
  },
  'order.enter': {
    moved: ['order', 'orderLine', 'orderAddress', 'inventoryLevel', 'reservation'],
    why: 'it is new, and its goods are held',
  },
  'order.update': { moved: ['order', 'orderAmendment'], why: 'a step in which an order was changed is told' },
  'orderAddress.update': {
    moved: ['orderAddress', 'orderAmendment'],
    why: 'a step in which an order was changed is told',
  },
  'order.addLine': {
    moved: ['order', 'orderAmendment', 'orderLine', 'inventoryLevel', 'reservation'],
    why: 'goods are held for it',
  },
  'order.changeLine': {
    moved: ['order', 'orderAmendment', 'orderLine', 'inventoryLevel', 'reservation'],
    why: 'more is held for it',
  },
  'order.removeLine': {
    moved: ['order', 'orderAmendment', 'orderLine', 'inventoryLevel', 'reservation'],
    why: 'goods are let go',
  },
  'order.cancel': { moved: ['order', 'orderAmendment', 'inventoryLevel', 'reservation'], why: 'goods are let go' },
  'quote.accept': { moved: ['quote', 'quoteOffer'], why: 'the offers that were chosen are marked' },
  'invoice.enter': { moved: ['invoice', 'invoiceLine'], why: 'it is new, with its lines' },
  'invoice.draft': { moved: ['invoice', 'invoiceLine'], why: 'it is new, with its lines' },
  'invoice.credit': { moved: ['invoice', 'invoiceLine'], why: 'a credit note is new, with its lines' },
}
