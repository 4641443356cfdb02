import type { Chance } from '../chance.ts'
import type { Offers } from '../ground/offers.ts'
import { Refused, type Frontend } from './calls.ts'

/** What somebody has with them besides a card. */
export const usualPurses = ['card', 'giftCard', 'coupon', 'endlessCoupon', 'couponAndGiftCard'] as const
/** The rich have a gift card that pays for all of it: Stripe hears nothing of them. */
export type Purse = (typeof usualPurses)[number] | 'richGiftCard'

/** The codes that they give. */
export interface Codes {
  giftCard: string | null
  coupon: string | null
}

/** What is in a purse. */
export function codesOf(purse: Purse, { giftCards: { shared, rich }, coupons }: Offers, chance: Chance): Codes {
  const none: Codes = { giftCard: null, coupon: null }
  const purses: Record<Purse, () => Codes> = {
    card: () => none,
    giftCard: () => ({ ...none, giftCard: chance.of(shared) }),
    richGiftCard: () => ({ ...none, giftCard: chance.of(rich) }),
    coupon: () => ({ ...none, coupon: coupons.scarce }),
    endlessCoupon: () => ({ ...none, coupon: coupons.endless }),
    couponAndGiftCard: () => ({ giftCard: chance.of(shared), coupon: coupons.scarce }),
  }
  return purses[purse]()
}

interface Money {
  amount: string
  currency: string
}

/** How the shop says that a code is worth nothing (any more): the shopper goes on without it. */
const worthless = ['COUPON_USED_UP', 'COUPON_EXPIRED', 'COUPON_ALREADY_USED', 'GIFT_CARD_UNUSABLE']

/** Gives what is in the purse, and answers the total that the shop says then. */
export async function giveCodes(frontend: Frontend, checkoutId: string, { giftCard, coupon }: Codes): Promise<Money> {
  const give = (mutation: string, code: string) =>
    frontend
      .ask(`mutation($input: Checkout${mutation}Input!) { checkout${mutation}(input: $input) { id } }`, {
        input: { checkoutId, code },
      })
      .catch((error: unknown) => {
        if (!(error instanceof Refused && worthless.includes(error.code))) throw error
      })
  if (coupon) await give('ApplyCoupon', coupon)
  if (giftCard) await give('ApplyGiftCard', giftCard)
  return totalOf(frontend, checkoutId)
}

/** Looks what is to be paid. */
export async function totalOf(frontend: Frontend, checkoutId: string): Promise<Money> {
  const { checkoutCurrent } = await frontend.ask<{ checkoutCurrent: { totals: { total: Money } } }>(
    `query($input: CheckoutCurrentInput!) { checkoutCurrent(input: $input) { totals { total { amount currency } } } }`,
    { input: { checkoutId } },
  )
  return checkoutCurrent.totals.total
}

/** Whether the shop said that what the shopper agreed to has become something else: a code was used up by somebody else, say. Puts away what holds no more. */
export async function putRight(frontend: Frontend, checkoutId: string, error: unknown): Promise<boolean> {
  if (!(error instanceof Refused)) return false
  if (error.code === 'GIFT_CARD_UNUSABLE')
    await frontend
      .ask(`mutation($input: CheckoutRemoveGiftCardInput!) { checkoutRemoveGiftCard(input: $input) { id } }`, {
        input: { checkoutId },
      })
      // in the other tab it is being paid already
      .catch((refused: unknown) => {
        if (!(refused instanceof Refused)) throw refused
      })
  return error.code === 'PRICE_CHANGED' || worthless.includes(error.code)
}
