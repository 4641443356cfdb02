import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, refusalsOf } from '../../kernel/errors.ts'
import { paymentOfCheckout } from '../payments/index.ts'
import { asHouse, findCheckout, type CheckoutRow } from './find-checkout.ts'
import { inTurn } from './in-turn.ts'
import { countTry } from './placing/keep-progress.ts'
import type { PaymentSettings } from './placing/standing.ts'
import { takeSteps } from './placing/take-steps.ts'
import { withdraw } from './reopen-checkout.ts'

/** How many checkouts one run takes up, and how many of them at the same time: each asks the provider. */
const batch = { size: 200, atOnce: 4 }

/**
 * Goes on with checkouts that are paying and that nobody has gone on with: the process died in between, the browser was closed, a provider's message was lost. Each is
 * taken up again after two minutes, then at longer intervals, until it is an order or its time is over. Answers how many became orders.
 */
export async function resumeCheckouts(ctx: Ctx, settings: PaymentSettings): Promise<number> {
  const due = await ctx.db
    .selectFrom('checkouts')
    .selectAll()
    .where('state', '=', 'paying')
    .where('resumeAt', '<=', ctx.clock.now())
    .orderBy('resumeAt')
    .limit(batch.size)
    .execute()
  let ordered = 0
  await inTurn(due, batch.atOnce, async (row) => {
    // counted before: what ends the process each time is not taken up at once by the next
    if (!(await countTry(ctx, row))) return
    try {
      if ((await goOn(ctx, settings, row)).state === 'completed') ordered += 1
    } catch (error) {
      ctx.log.warn(
        { checkoutId: row.id, err: refusalsOf(error)[0]?.code ?? error },
        'a checkout that is being paid could not go on yet',
      )
    }
  })
  return ordered
}

async function goOn(ctx: Ctx, settings: PaymentSettings, row: CheckoutRow): Promise<CheckoutRow> {
  return (await takeSteps(ctx, settings, { row, payment: await paymentOfCheckout(ctx, row.id) })).row
}

/** Somebody of the house has it go on at once. */
export const checkCheckout =
  (settings: PaymentSettings): ActionVerb<'checkout.check'> =>
  async ({ id }, caller) => {
    const ctx = asHouse(caller)
    await goOn(ctx, settings, await beingPaid(ctx, id, 'check'))
    return { id }
  }

/** Somebody of the house ends the payment, before its time is over. */
export const releaseCheckout =
  (settings: PaymentSettings): ActionVerb<'checkout.release'> =>
  async ({ id }, caller) => {
    const ctx = asHouse(caller)
    const row = await withdraw(ctx, settings, await beingPaid(ctx, id, 'release'))
    if (row.state === 'paying') throw refuse('PAYMENT_PENDING')
    return { id }
  }

async function beingPaid(ctx: Ctx, id: string, action: string): Promise<CheckoutRow> {
  const row = await findCheckout(ctx, id)
  if (row.state !== 'paying') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'checkout', state: row.state, action })
  return row
}
