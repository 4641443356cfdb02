import type { ActionVerb } from '../../engine/index.ts'
import { notFrom } from './not-from.ts'

/** Whoever applies its records finds it cancelled when they come to write down a part, and undoes that part. */
export const cancelJob: ActionVerb<'job.cancel'> = async ({ id }, ctx) => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('jobs')
    .set({ state: 'cancelled', finishedAt: ctx.clock.now(), secondsLeft: null, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom('job', id, 'cancel', ctx)
  return { id }
}
