import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import { refuse } from '../../kernel/errors.ts'
import { findGiftCard, problemOf } from '../payments/index.ts'
import { editCheckout, findCheckout } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

/** `checkout.applyGiftCard`. Tries are counted: codes are not to be guessed. */
export const applyGiftCard =
  (attempts: Attempts): ActionVerb<'checkout.applyGiftCard'> =>
  async ({ checkoutId, code, storeCredit }, ctx) => {
    const { currency, customerId } = await findCheckout(ctx, checkoutId)
    if (!storeCredit) await attempts.count('gift-card', { who: ctx.ip })
    const card = storeCredit
      ? customerId && (await findGiftCard(ctx, { customerId, currency }))
      : await findGiftCard(ctx, { code: code ?? '' })
    // store credit is its customer's, whatever code somebody made of it
    if (!card || (!storeCredit && card.kind === 'storeCredit'))
      throw refuse('GIFT_CARD_UNKNOWN', {}, storeCredit ? 'storeCredit' : 'code')
    const problem = problemOf(ctx, card, currency)
    if (problem) throw refuse('GIFT_CARD_UNUSABLE', { problem }, storeCredit ? 'storeCredit' : 'code')
    return (await viewCheckout(ctx, await editCheckout(ctx, checkoutId, { giftCardId: card.id }))).answer
  }

/** `checkout.removeGiftCard` */
export const removeGiftCard: ActionVerb<'checkout.removeGiftCard'> = async ({ checkoutId }, ctx) =>
  (await viewCheckout(ctx, await editCheckout(ctx, checkoutId, { giftCardId: null }))).answer
