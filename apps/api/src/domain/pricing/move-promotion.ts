import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'

const amounts = { percentOff: 'percent', amountOff: 'amount', freeShipping: null } as const

/** Begins, or goes on. What it takes off must be said. */
export const activatePromotion: ActionVerb<'promotion.activate'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'promotion', id, action: 'activate', to: 'active' })
  const row = await ctx.db.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const field = amounts[row.kind]
  if (field && row[field] === null) throw refuse('FIELD_REQUIRED', { field }, field)
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
