import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** How long a claim holds, in seconds, unless it is taken further: what is older was left behind by a process that died. */
const leaseSeconds = 10
const renewalMs = (leaseSeconds * 1_000) / 4

/** By the database's clock: those of machines differ (docs/decisions/084). As fine as a Date, which it is compared with again. */
const leaseEnd = sql<Date>`date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${leaseSeconds})`

/**
 * Has one after the other move money of a payment: two parcels that leave at once must not both take the whole. The claim is taken further as long as the work goes on, and ends
 * by itself seconds after a process died. Refuses CONFLICT while somebody else is at it.
 */
export async function oneAtATime<Result>(ctx: Ctx, paymentId: string, work: () => Promise<Result>): Promise<Result> {
  const claim = await ctx.db
    .updateTable('payments')
    .set({ movingUntil: leaseEnd })
    .where('id', '=', paymentId)
    .where((where) =>
      where.or([where('movingUntil', 'is', null), where('movingUntil', '<=', sql<Date>`clock_timestamp()`)]),
    )
    .returning('movingUntil')
    .executeTakeFirst()
  if (!claim) throw refuse('CONFLICT')
  let until = claim.movingUntil
  /** Only as long as it is ours: who seemed dead may find somebody else at it. */
  const move = async (to: typeof leaseEnd | null): Promise<void> => {
    const moved = await ctx.db
      .updateTable('payments')
      .set({ movingUntil: to })
      .where('id', '=', paymentId)
      .where('movingUntil', '=', until)
      .returning('movingUntil')
      .executeTakeFirst()
    if (moved?.movingUntil) until = moved.movingUntil
  }
  let moving: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    moving = move(leaseEnd).catch((error: unknown) =>
      ctx.log.warn({ err: error, paymentId }, 'the claim on a payment could not be taken further'),
    )
  }, renewalMs)
  timer.unref()
  try {
    return await work()
  } finally {
    clearInterval(timer)
    await moving
    await move(null)
  }
}
