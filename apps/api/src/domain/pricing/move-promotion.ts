import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { PromotionKind } from '../../kernel/contract.ts'
import { refuse } from '../../kernel/errors.ts'

/** What must be said of each kind before it holds. */
const needed = {
  percentOff: ['percent'],
  amountOff: ['amount'],
  freeShipping: [],
  amountOffEach: ['amount'],
  shippingPercentOff: ['percent'],
  shippingAmountOff: ['amount'],
  buyXGetY: ['buyQuantity', 'getQuantity'],
} as const satisfies Record<PromotionKind, readonly string[]>

/** Begins, or goes on. What it takes off must be said. */
export const activatePromotion: ActionVerb<'promotion.activate'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'promotion', id, action: 'activate', to: 'active' })
  const row = await ctx.db.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const ofAmounts = row.amount !== null || row.minimumSubtotal !== null ? (['currency'] as const) : []
  const field = [...needed[row.kind], ...ofAmounts].find((one) => row[one] === null)
  if (field) throw refuse('FIELD_REQUIRED', { field }, field)
  return { id }
}

export const pausePromotion: ActionVerb<'promotion.pause'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'promotion', id, action: 'pause', to: 'paused' })
  return { id }
}

/** For good. */
export const endPromotion: ActionVerb<'promotion.end'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'promotion', id, action: 'end', to: 'ended' })
  return { id }
}
