import type { ActionVerb } from '../../engine/index.ts'
import type { Attempts } from '../../kernel/attempts.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { findGiftCard, problemOf, type GiftCardRow } from '../payments/index.ts'
import { editCheckout, findCheckout, type CheckoutRow } from './find-checkout.ts'
import { viewCheckout } from './read-checkout.ts'

/** The gift card of a checkout, where there is one that can pay here and now. One statement where there is one. */
export async function usableGiftCard(ctx: Ctx, row: CheckoutRow): Promise<GiftCardRow | null> {
  const card = row.giftCardId ? await findGiftCard(ctx, { id: row.giftCardId }) : undefined
  return card && !problemOf(ctx, card, row.currency) ? card : null
}

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
