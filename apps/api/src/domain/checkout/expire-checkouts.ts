import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import type { CheckoutRow } from './find-checkout.ts'
import { inTurn } from './in-turn.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { withdraw } from './reopen-checkout.ts'

/** How many overdue checkouts one run takes up, and how many of them at the same time: each asks the provider twice. */
const batch = { size: 200, atOnce: 4 }

/** After how many minutes a checkout is asked about again that could not be ended, because its provider did not answer. */
const failedAgainAfter = 5

/**
 * Withdraws the checkouts whose time to pay is over, the longest overdue first. What cannot be ended yet is held longer, and so makes room for the others: a
 * payment that the bank works on (days, with a direct debit) as long as any other, one whose provider did not answer for a few minutes. Answers how many ended.
 */
export async function expireCheckouts(ctx: Ctx, settings: PaymentSettings): Promise<number> {
  const overdue = await ctx.db
    .selectFrom('checkouts')
    .selectAll()
    .where('state', '=', 'paying')
    .where('expiresAt', '<', ctx.clock.now())
    .orderBy('expiresAt')
    .limit(batch.size)
    .execute()
  let ended = 0
  await inTurn(overdue, batch.atOnce, async (row) => {
    if (await end(ctx, settings, row)) ended += 1
  })
  return ended
}

/** Whether it has ended. */
async function end(ctx: Ctx, settings: PaymentSettings, row: CheckoutRow): Promise<boolean> {
  try {
    const { state } = await withdraw(ctx, settings, row)
    if (state !== 'paying') return true
    await holdLonger(ctx, row, settings.holdMinutes)
  } catch (error) {
    ctx.log.warn(
      { checkoutId: row.id, err: refusalsOf(error)[0]?.code ?? error },
      'a checkout whose time is over could not be ended yet',
    )
    await holdLonger(ctx, row, failedAgainAfter)
  }
  return false
}

/** Only as it was read: a payment that was begun anew meanwhile has its own time. */
async function holdLonger(ctx: Ctx, { id, expiresAt }: CheckoutRow, minutes: number): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('checkouts')
    .set({ expiresAt: minutesAfter(now, minutes), updatedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'paying')
    .where('expiresAt', '=', expiresAt)
    .execute()
}
