import { entityOf, ref } from '../../language/index.ts'

/** Which checkout an action is about. */
export const id = { checkoutId: ref('checkout') }

/** Why a checkout cannot be edited. */
export const editing = ['CHECKOUT_NOT_FOUND', 'CHECKOUT_ALREADY_PLACED', 'PAYMENT_PENDING', 'CHECKOUT_EXPIRED']

/** What whoever buys does to their checkout, and sees it then. */
export const visitorAction = { show: ['storefront'], caller: 'visitor', result: entityOf('checkout') } as const
