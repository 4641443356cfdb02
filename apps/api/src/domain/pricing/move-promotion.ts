import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { mustBeComplete } from './promotions/complete.ts'

/** Begins, or goes on. What it takes off must be said. */
export const activatePromotion: ActionVerb<'promotion.activate'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'promotion', id, action: 'activate', to: 'active' })
  mustBeComplete(await ctx.db.selectFrom('promotions').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
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
