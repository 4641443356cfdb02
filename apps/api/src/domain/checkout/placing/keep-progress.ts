import { minutesAfter } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { PlacingStep } from '../../../kernel/contract.ts'
import type { CheckoutRow } from '../find-checkout.ts'
import type { Standing } from './standing.ts'

/** After how many minutes the house goes on by itself with a checkout that is paying, by the number of times it has; then each hour. */
const resumedAfter = [2, 4, 8, 15, 30]
const eachHour = 60

/** When the house goes on with a checkout that it has gone on with so often. */
export const resumeAt = (now: Date, tries: number): Date => minutesAfter(now, resumedAfter[tries] ?? eachHour)

/** Keeps with a checkout how far it has come, or what stood in the way; only as long as it is paying. */
export async function keepProgress(
  ctx: Ctx,
  { row }: Pick<Standing, 'row'>,
  progress: { step: PlacingStep } | { problem: string },
): Promise<void> {
  const kept =
    'step' in progress ? { placingStep: progress.step, placingProblem: null } : { placingProblem: progress.problem }
  await ctx.db
    .updateTable('checkouts')
    .set({ ...kept, updatedAt: ctx.clock.now() })
    .where('id', '=', row.id)
    .where('state', '=', 'paying')
    .execute()
}

/** What a checkout that is not paying any more has of all that. */
export const notPlacing = { placingStep: null, placingProblem: null, placingTries: 0, resumeAt: null }

/** The house goes on once more: the next time is later. false: another process has taken it up since it was read, or it is not paying any more. */
export async function countTry(
  ctx: Ctx,
  { id, placingTries }: Pick<CheckoutRow, 'id' | 'placingTries'>,
): Promise<boolean> {
  const now = ctx.clock.now()
  const tries = placingTries + 1
  const { numUpdatedRows } = await ctx.db
    .updateTable('checkouts')
    .set({ placingTries: tries, resumeAt: resumeAt(now, tries), updatedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'paying')
    .where('placingTries', '=', placingTries)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
