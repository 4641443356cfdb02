/** Why the house gives money back, or lets it go. */
export const moneyBackReasons = ['duplicate', 'fraudulent', 'requestedByCustomer']
/** And what providers say of it besides. */
export const moneyBackCauses = [...moneyBackReasons, 'other']
