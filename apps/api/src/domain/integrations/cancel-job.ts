import type { ActionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'

/** Whoever applies its records finds it cancelled when they come to write down a part, and undoes that part. */
export const cancelJob: ActionVerb<'job.cancel'> = async ({ id }, ctx) => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('jobs')
    .set({ state: 'cancelled', finishedAt: ctx.clock.now(), secondsLeft: null, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom(id, 'cancel', ctx)
  return { id }
}

/** Why a job cannot be moved on: it is not there, or in another state. */
export async function notFrom(id: string, action: string, ctx: Parameters<typeof cancelJob>[1]) {
  const job = await ctx.db.selectFrom('jobs').select('state').where('id', '=', id).executeTakeFirst()
  return job
    ? refuse('TRANSITION_NOT_ALLOWED', { entity: 'job', state: job.state, action })
    : refuse('NOT_FOUND', { what: 'job' }, 'id')
}
