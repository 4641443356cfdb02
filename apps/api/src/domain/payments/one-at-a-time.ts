import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** How long a claim holds, in milliseconds, unless it is taken further: what is older was left behind by a process that died. */
const lease = 10_000
const renewal = lease / 4

/**
 * Has one after the other move money of a payment: two parcels that leave at once must not both take the whole. The claim is taken further as long as the work goes on, and ends
 * by itself seconds after a process died. Refuses CONFLICT while somebody else is at it.
 */
export async function oneAtATime<Result>(ctx: Ctx, paymentId: string, work: () => Promise<Result>): Promise<Result> {
  const now = ctx.clock.now()
  let until = new Date(now.getTime() + lease)
  const claim = await ctx.db
    .updateTable('payments')
    .set({ movingUntil: until })
    .where('id', '=', paymentId)
    .where((where) => where.or([where('movingUntil', 'is', null), where('movingUntil', '<=', now)]))
    .executeTakeFirst()
  if (claim.numUpdatedRows === 0n) throw refuse('CONFLICT')
  /** Only as long as it is ours: who seemed dead may find somebody else at it. */
  const move = async (to: Date | null): Promise<void> => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('payments')
      .set({ movingUntil: to })
      .where('id', '=', paymentId)
      .where('movingUntil', '=', until)
      .executeTakeFirst()
    if (numUpdatedRows > 0n && to) until = to
  }
  let moving: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    moving = move(new Date(ctx.clock.now().getTime() + lease)).catch((error: unknown) =>
      ctx.log.warn({ err: error, paymentId }, 'the claim on a payment could not be taken further'),
    )
  }, renewal)
  timer.unref()
  try {
    return await work()
  } finally {
    clearInterval(timer)
    await moving
    await move(null)
  }
}
