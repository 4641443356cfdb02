import type { Guard } from '../../../engine/index.ts'
import type { PromotionKind } from '../../../kernel/contract.ts'
import { refuse } from '../../../kernel/errors.ts'

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

/** Refuses with FIELD_REQUIRED a promotion that does not say what it takes off, or in which currency. */
export function mustBeComplete(promotion: Record<string, unknown>): void {
  const lacks = (field: string) => promotion[field] === null || promotion[field] === undefined
  const ofAmounts = lacks('amount') && lacks('minimumSubtotal') ? [] : ['currency']
  const field = [...needed[promotion['kind'] as PromotionKind], ...ofAmounts].find(lacks)
  if (field) throw refuse('FIELD_REQUIRED', { field }, field)
}

/** One that holds is not changed into one that takes nothing off. */
export const staysComplete: Guard = async ({ deed, id, given }, ctx) => {
  if (deed !== 'update') return
  const before = await ctx.db.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirst()
  if (before?.state === 'active') mustBeComplete({ ...before, ...given })
}
