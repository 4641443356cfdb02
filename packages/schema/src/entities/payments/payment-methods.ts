/** How an order can be paid: by the payment service, on account as its payment term says, or to whoever entered it. */
export const paymentMethods = ['card', 'onAccount', 'elsewhere']

/** When money that is paid by card is taken. */
export const captureTimes = ['atOrder', 'atShipment']

/** Of these, what a shopper can choose. */
export const checkoutPaymentMethods = ['card', 'onAccount']
