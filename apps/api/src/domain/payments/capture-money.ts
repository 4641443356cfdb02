import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, refusalsOf, type RefusalCode } from '../../kernel/errors.ts'
import type { Money } from '../../kernel/money.ts'
import { enterIntent } from './enter-facts.ts'
import type { Standing } from './ledger.ts'
import { asked, keyOf, knownPayment, type KnownPayment } from './move-money.ts'
import { keepProblem } from './keep-capture-problem.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { PaymentProvider } from './port.ts'

/** Refuses to take more than is reserved, and what the bank has let go. */
function mayBeTaken(ctx: Ctx, { standing, payment }: KnownPayment, part: Money | null): void {
  const { authorized, captured, reserved, state } = standing
  const over = payment.authorizedUntil !== null && payment.authorizedUntil <= ctx.clock.now()
  const letGo = reserved.isPositive() || (state === 'cancelled' && !captured.isPositive())
  if (over && letGo) throw refuse('PAYMENT_AUTHORIZATION_EXPIRED')
  const more = part !== null && part.comparedTo(reserved) > 0
  // of what was taken already, nothing is left to take
  if (more && (reserved.isPositive() || captured.isPositive()))
    throw refuse('PAYMENT_CAPTURE_EXCEEDS', { left: reserved.toJSON() }, 'amount')
  if (!authorized.isPositive() || !reserved.isPositive()) throw refuse('PAYMENT_STATE_CONFLICT')
}

/**
 * Takes reserved money: all of it (`part` is null), or a part; the rest is released unless `keepRest`. What the provider refuses is kept with the payment
 * (`captureProblem`) for whoever looks after it, and thrown on.
 */
export async function captureMoney(
  ctx: Ctx,
  provider: PaymentProvider,
  known: KnownPayment,
  { part, keepRest, key }: { part: Money | null; keepRest: boolean; key: string },
): Promise<Standing> {
  mayBeTaken(ctx, known, part)
  const { payment } = known
  try {
    const intent = await provider.captureIntent(payment.reference, part, key, { keepRest })
    const standing = await enterIntent(ctx, payment, intent)
    await keepProblem(ctx, payment.id, null)
    return standing
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (refusal && lasting.has(refusal.code)) await keepProblem(ctx, payment.id, refusal.code)
    throw error
  }
}

/** What somebody must look after: the money is not here, and whoever asked for it may have gone. */
const lasting = new Set<RefusalCode>([
  'PAYMENT_DECLINED',
  'PAYMENT_AUTHORIZATION_EXPIRED',
  'PAYMENT_STATE_CONFLICT',
  'PAYMENT_PROVIDER_UNAVAILABLE',
  'PAYMENT_PROVIDER_REJECTED',
])

/** `payment.capture` */
export const capturePayment =
  (provider: PaymentProvider): ActionVerb<'payment.capture'> =>
  async ({ id, amount, final }, ctx) => {
    const { payment } = await knownPayment(ctx, id)
    // one that a checkout waits for is taken by its checkout, with the order
    if (!payment.orderId) throw refuse('PAYMENT_STATE_CONFLICT')
    const keepRest = final === false
    return oneAtATime(ctx, payment.id, async () => {
      const known = await knownPayment(ctx, id)
      const part = asked(amount, known)
      mayBeTaken(ctx, known, part)
      if (keepRest && !payment.multicapture) throw refuse('PAYMENT_CAPTURED_AT_ONCE', {}, 'final')
      // the last part leaves no rest that could be kept
      const keeps = keepRest && part !== null && !part.equals(known.standing.reserved)
      await captureMoney(ctx, provider, known, { part, keepRest: keeps, key: keyOf('capture', known, part, ctx) })
      return { id }
    })
  }
