import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFrom } from '../not-from.ts'
import { callWorkers } from './errand.ts'

/** Whoever works on it finds it cancelled when they come to write down a part, and undoes that part. */
export const cancelRun: ActionVerb<'exchangeRun.cancel'> = async ({ id }, ctx) => {
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state: 'cancelled',
      finishedAt: ctx.clock.now(),
      nextAttemptAt: null,
      secondsLeft: null,
      updatedAt: ctx.clock.now(),
    })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running', 'held', 'failed'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom('exchangeRun', id, 'cancel', ctx)
  return { id }
}

/** Goes on behind the last part that was applied. */
export const resumeRun: ActionVerb<'exchangeRun.resume'> = async ({ id }, ctx) => {
  await moveOn(id, 'resume', ['cancelled', 'failed'], {}, ctx)
  return { id }
}

export const confirmRun: ActionVerb<'exchangeRun.confirm'> = async ({ id }, ctx) => {
  await moveOn(id, 'confirm', ['held'], { confirmed: true }, ctx)
  return { id }
}

async function moveOn(
  id: string,
  action: string,
  from: readonly ('cancelled' | 'failed' | 'held')[],
  besides: { confirmed?: true },
  ctx: Ctx,
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('exchangeRuns')
    .set({
      state: 'waiting',
      failures: 0,
      nextAttemptAt: null,
      finishedAt: null,
      problem: null,
      updatedAt: ctx.clock.now(),
      ...besides,
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom('exchangeRun', id, action, ctx)
  await callWorkers(ctx)
}
