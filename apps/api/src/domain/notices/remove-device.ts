import type { ActionVerb } from '../../engine/index.ts'
import { devicesOf, ownerOf } from './own-devices.ts'

/** Tells one device of the caller nothing more, or all of them. */
export const removeDevice: ActionVerb<'pushSubscription.remove'> = async ({ endpoint }, ctx) => {
  const ids = (await devicesOf(ctx, ownerOf(ctx), endpoint)).map(({ id }) => id)
  if (ids.length > 0) await ctx.db.deleteFrom('pushSubscriptions').where('id', 'in', ids).execute()
  return { done: true }
}
