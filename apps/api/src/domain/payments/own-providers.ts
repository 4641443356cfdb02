/** What payments are called whose provider we are ourselves: by gift card or store credit, and on account. */
export const giftCardProvider = 'giftCard'
export const accountProvider = 'onAccount'
export const ownProviders = [giftCardProvider, accountProvider] as const
