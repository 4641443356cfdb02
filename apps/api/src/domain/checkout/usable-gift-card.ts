import type { Ctx } from '../../kernel/context.ts'
import { findGiftCard, problemOf, type GiftCardRow } from '../payments/index.ts'
import type { CheckoutRow } from './find-checkout.ts'

/** The gift card of a checkout, where there is one that can pay here and now. One statement where there is one. */
export async function usableGiftCard(ctx: Ctx, row: CheckoutRow): Promise<GiftCardRow | null> {
  const card = row.giftCardId ? await findGiftCard(ctx, { id: row.giftCardId }) : undefined
  return card && !problemOf(ctx, card, row.currency) ? card : null
}
