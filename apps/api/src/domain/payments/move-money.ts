import type { ActionVerb } from '../../engine/index.ts'
import type { MoneyValue } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { minorDigits, money, sum, zero, type Money } from '../../kernel/money.ts'
import { wishOf } from '../../kernel/repeat.ts'
import { isOnAccount } from './account-provider.ts'
import { enterFacts, enterIntent } from './enter-facts.ts'
import { keepProblem } from './keep-capture-problem.ts'
import { moverOf } from './mover-of.ts'
import { onItsWay, standing, type LedgerEntry, type Standing } from './ledger.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { CancelReason, PaymentProvider, RefundReason } from './port.ts'
import { refundFact, type PaymentRow } from './record-facts.ts'
import { isTransferred } from './transferred.ts'

/** A payment that its provider knows, with its ledger. */
export interface KnownPayment {
  payment: PaymentRow & {
    reference: string
    multicapture: boolean
    authorizedUntil: Date | null
    refundProblem: string | null
  }
  entries: readonly LedgerEntry[]
  standing: Standing
}

/** Reads a payment with its ledger. Refuses with NOT_FOUND, and with PAYMENT_STATE_CONFLICT where its provider has not heard of it. */
export async function knownPayment(ctx: Ctx, id: string): Promise<KnownPayment> {
  const payment = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency'])
    .select(['multicapture', 'authorizedUntil', 'refundProblem'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!payment) throw refuse('NOT_FOUND', { what: 'payment' }, 'id')
  const { reference } = payment
  if (!reference) throw refuse('PAYMENT_STATE_CONFLICT')
  const entries = await ctx.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount', 'currency', 'reference'])
    .where('paymentId', '=', id)
    .execute()
  return {
    payment: { ...payment, reference },
    entries,
    standing: standing(money(payment.amount, payment.currency), entries),
  }
}

/**
 * Who may send their wish again says so by a name of it: whatever has happened since, it is one question to the provider. Without a name each step of the
 * ledger is a question of its own: the same click twice is one, the next one is another. What the provider did and we could not write down comes by its webhook.
 */
export const keyOf = (verb: string, { payment, entries }: KnownPayment, amount: Money | null, ctx: Ctx) =>
  `${verb}-${payment.id}-${wishOf(ctx) ?? entries.length}-${amount?.toDecimalString() ?? 'all'}`

export function asked(given: MoneyValue | null | undefined, { payment }: KnownPayment): Money | null {
  if (!given) return null
  if (given.currency !== payment.currency)
    throw refuse(
      'FIELD_INVALID',
      { field: 'amount', problem: `is in ${given.currency}, the payment in ${payment.currency}` },
      'amount',
    )
  const amount = money(given.amount, given.currency)
  const digits = minorDigits(given.currency)
  if (new Decimal(given.amount).decimalPlaces() > digits)
    throw refuse(
      'FIELD_INVALID',
      { field: 'amount', problem: `is finer than ${given.currency}, which has ${digits} digits behind the point` },
      'amount',
    )
  if (!amount.isPositive())
    throw refuse('FIELD_INVALID', { field: 'amount', problem: 'is not more than nothing' }, 'amount')
  return amount
}

/** Lets money go that was reserved and not taken; where it was taken first, or is on its way, that is entered, and no error. */
export const cancelMoney = async (ctx: Ctx, provider: PaymentProvider, known: KnownPayment, reason: CancelReason) =>
  (await letGo(ctx, provider, known, reason)).standing

async function letGo(ctx: Ctx, provider: PaymentProvider, known: KnownPayment, reason: CancelReason) {
  const intent = await moverOf(ctx, provider, known.payment.reference).cancelIntent(
    known.payment.reference,
    reason,
    keyOf('cancel', known, null, ctx),
  )
  const standing = await enterIntent(ctx, known.payment, intent)
  // nothing is left that could not be taken
  if (!standing.reserved.isPositive()) await keepProblem(ctx, known.payment.id, null)
  return { standing, isGone: intent.status === 'cancelled' }
}

/** `payment.cancel`. Refuses PAYMENT_STATE_CONFLICT also where the money was taken a moment before: the ledger says so by then. */
export const cancelPayment =
  (provider: PaymentProvider): ActionVerb<'payment.cancel'> =>
  async ({ id, reason }, ctx) => {
    mayBeLetGo(await knownPayment(ctx, id))
    await oneAtATime(ctx, id, async () => {
      const known = await knownPayment(ctx, id)
      mayBeLetGo(known)
      const { isGone } = await letGo(ctx, provider, known, reason ?? 'requestedByCustomer')
      if (!isGone) throw refuse('PAYMENT_STATE_CONFLICT')
    })
    return { id }
  }

/** One that a checkout waits for is ended by its checkout, which then lets the stock go. */
function mayBeLetGo({ payment, standing: now }: KnownPayment): void {
  // what somebody began to pay for an order, and did not
  const begun = !payment.checkoutId && now.state === 'pending'
  if (!payment.orderId || !(now.reserved.isPositive() || begun)) throw refuse('PAYMENT_STATE_CONFLICT')
}

/** What of a payment can still go back by asking for it: refunds that are under way are gone already, and what was transferred on account is transferred back. */
export function refundable({ payment, entries, standing: now }: KnownPayment): Money {
  if (isOnAccount(payment.reference)) return zero(payment.currency)
  const underWay = sum(
    onItsWay(entries).map((entry) => money(entry.amount, entry.currency)),
    payment.currency,
  )
  return now.captured.minus(now.refunded).minus(underWay)
}

/**
 * Gives money back: all that is left, or a part. Refuses with PAYMENT_REFUND_EXCEEDS where less is left. A wish that is sent again may be in the ledger already, when its answer was lost and its
 * provider's news were faster: where one like it is there, the provider is asked, which knows it by its name, and says itself what is too much.
 */
export async function refundMoney(
  ctx: Ctx,
  provider: PaymentProvider,
  known: KnownPayment,
  amount: Money | null,
  reason: RefundReason | null,
): Promise<Standing> {
  const left = refundable(known)
  const exceeds = !left.isPositive() || (amount !== null && amount.comparedTo(left) > 0)
  const mayBeDone = wishOf(ctx) !== undefined && !isOnAccount(known.payment.reference) && isThere(known, amount)
  if (exceeds && !mayBeDone) throw refuse('PAYMENT_REFUND_EXCEEDS', { left: left.toJSON() })
  const refund = await moverOf(ctx, provider, known.payment.reference).refund(
    known.payment.reference,
    // of what was transferred its provider knows nothing: all that is left is more to it
    amount ?? (known.entries.some(isTransferred) ? left : null),
    reason,
    keyOf('refund', known, amount, ctx),
  )
  return enterFacts(ctx, known.payment, [refundFact({ ...refund, reason: refund.reason ?? reason })])
}

/** Whether the ledger has a refund that this wish may have been. */
const isThere = ({ entries, payment }: KnownPayment, amount: Money | null): boolean =>
  entries.some(
    (entry) =>
      (entry.kind === 'refunded' || entry.kind === 'refundPending') &&
      (amount === null || amount.equals(money(entry.amount, payment.currency))),
  )

export const refundPayment =
  (provider: PaymentProvider): ActionVerb<'payment.refund'> =>
  async ({ id, amount, reason }, ctx) => {
    const known = await knownPayment(ctx, id)
    await refundMoney(ctx, provider, known, asked(amount, known), reason ?? null)
    return { id }
  }
