import type { ActionVerb } from '../../engine/index.ts'
import { wake } from '../../engine/records/batch/wake.ts'
import { refuse } from '../../kernel/errors.ts'
import { notFrom } from './not-from.ts'

export const resumeJob: ActionVerb<'job.resume'> = async ({ id }, ctx) => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('jobs')
    .set({ state: 'waiting', finishedAt: null, problem: null, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .where('state', 'in', ['cancelled', 'failed'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom('job', id, 'resume', ctx)
  const part = await ctx.db.selectFrom('jobParts').select('place').where('jobId', '=', id).limit(1).executeTakeFirst()
  if (!part) throw refuse('JOB_INCOMPLETE')
  await wake(id, ctx)
  return { id }
}
