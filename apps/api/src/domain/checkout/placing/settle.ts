import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import { lockRows } from '../../../kernel/locks.ts'
import { money } from '../../../kernel/money.ts'
import { appendEvents } from '../../../kernel/outbox.ts'
import { setAside } from '../../carts/index.ts'
import { factsOf, isKept, keepPaidWith, paymentChanged, recordFacts, refundFact } from '../../payments/index.ts'
import type { Fact, PaymentProvider, PaymentRow, ProviderIntent, Standing } from '../../payments/index.ts'
import { completeOrder } from './complete-order.ts'
import { asHouse, lockCheckout, type CheckoutRow } from '../find-checkout.ts'
import { letGo, makeRoom } from '../let-go.ts'

/** The provider's own word by which we heard of it: entered in the same transaction as what it leads to. */
export interface Word {
  facts: readonly Fact[]
  /** Keeps that the message was handled. */
  keep(ctx: Ctx): Promise<void>
}

/** How a payment stands when the provider’s word is in our books. */
export interface Heard {
  standing: Standing
  /** The checkout that it is of; null: it pays what an order lacked. */
  row: CheckoutRow | null
}

export interface Settled extends Heard {
  row: CheckoutRow
  standing: Standing
  /** The money came when nobody waited for it any more, or less came than is due: it goes back, or went. */
  late: boolean
}

/**
 * Brings our books to what the provider says of a payment: enters the facts, and once the money is there makes the order out of what was
 * frozen, in the same transaction. Whoever calls it, how often and in which order: one order. Money that comes for a checkout that no
 * longer waits for it goes back, and so does less than is due, as where somebody lowered the amount in the provider's own office.
 */
export async function settle(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
  word?: Word,
): Promise<Settled> {
  const checkoutId = checkoutOf(payment)
  const settled = await transaction(asHouse(ctx), async (inside) => {
    const row = await lockCheckout(inside, checkoutId)
    // a message tells of what was before; the intent was read since
    const { news, ...standing } = await recordFacts(inside, payment, [...(word?.facts ?? []), ...factsOf(intent)])
    const told = news ? [paymentChanged(payment, standing)] : []
    const place = await placeOf(inside, row, payment)
    const short = place === 'waitedFor' && isPaid(intent) && !covers(standing, payment)
    const late = short || (place === 'nobodys' && (await isToGoBack(inside, payment, standing)))
    // a message that leads to a refund is handled when the refund is made: until then it may come again
    if (!late) await word?.keep(inside)
    if (place === 'waitedFor' && covers(standing, payment))
      return {
        row: await completeOrder(inside, row, { provider: provider.code, payment, intent, told }),
        standing,
        late: false,
      }
    await keepPaidWith(inside, payment.id, intent)
    await appendEvents(inside, told)
    if (place === 'waitedFor' && intent.status === 'processing' && (await setAside(inside, row.cartId)))
      await makeRoom(inside, row)
    if (short || (place === 'waitedFor' && standing.state === 'cancelled'))
      return { row: await letGo(inside, row), standing, late }
    return { row, standing, late }
  })
  if (!settled.late) return settled
  return { ...settled, standing: await giveBack(ctx, provider, payment, intent, word) }
}

/** The same for any payment: one that belongs to no checkout pays what an order lacked, and leads to nothing more. */
export async function hear(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
  word: Word,
): Promise<Heard> {
  if (payment.checkoutId) return settle(ctx, provider, payment, intent, word)
  return transaction(asHouse(ctx), async (inside) => {
    await lockRows(inside, 'payments', [payment.id])
    const { news, ...standing } = await recordFacts(inside, payment, [...word.facts, ...factsOf(intent)])
    if (news) await appendEvents(inside, [paymentChanged(payment, standing)])
    await keepPaidWith(inside, payment.id, intent)
    await word.keep(inside)
    return { row: null, standing }
  })
}

function checkoutOf(payment: PaymentRow): string {
  if (!payment.checkoutId) throw new Error(`payment ${payment.id} belongs to no checkout`)
  return payment.checkoutId
}

/** Whether the provider waits for nothing more from the shopper. */
const isPaid = ({ status }: ProviderIntent): boolean => status === 'succeeded' || status === 'requiresCapture'

/** Whether all that is due is there, or promised by the bank. */
function covers(standing: Standing, payment: PaymentRow): boolean {
  const due = money(payment.amount, payment.currency)
  return standing.captured.comparedTo(due) >= 0 || standing.authorized.comparedTo(due) >= 0
}

/**
 * What a checkout has to do with a payment of it: it waits for it, its order was paid by it, or neither, because it was let go or replaced by
 * a newer one.
 */
async function placeOf(ctx: Ctx, row: CheckoutRow, payment: PaymentRow): Promise<'waitedFor' | 'orders' | 'nobodys'> {
  if (payment.orderId) return 'orders'
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'orderId'])
    .where('checkoutId', '=', row.id)
    .where('provider', '<>', 'giftCard')
    .orderBy('createdAt', 'desc')
    .execute()
  if (payments.some(({ id, orderId }) => id === payment.id && orderId !== null)) return 'orders'
  return row.state === 'paying' && payments[0]?.id === payment.id ? 'waitedFor' : 'nobodys'
}

/** Whether something of a payment is here that is to go back: what its payer disputes their bank decides on, and what a bank did not take back (`refundProblem`) it would not take again. */
async function isToGoBack(ctx: Ctx, payment: PaymentRow, standing: Standing): Promise<boolean> {
  if (!isKept(standing)) return false
  const { refundProblem } = await ctx.db
    .selectFrom('payments')
    .select('refundProblem')
    .where('id', '=', payment.id)
    .executeTakeFirstOrThrow()
  return refundProblem === null
}

async function giveBack(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
  word?: Word,
): Promise<Standing> {
  ctx.log.warn(
    { paymentId: payment.id, checkoutId: payment.checkoutId },
    'money came that no order can be made for: it is refunded',
  )
  if (intent.status === 'requiresCapture') return letMoneyGo(ctx, provider, payment, intent, word)
  const refund = await refundOf(provider, payment, intent)
  return transaction(asHouse(ctx), async (inside) => {
    await lockCheckout(inside, checkoutOf(payment))
    const { news, ...standing } = await recordFacts(inside, payment, refund ? [refund] : [])
    if (news) await appendEvents(inside, [paymentChanged(payment, standing)])
    await word?.keep(inside)
    return refund ? standing : { ...standing, refunded: standing.captured, state: 'refunded' }
  })
}

/** What the bank has only reserved is not given back, but let go. */
async function letMoneyGo(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow,
  { reference }: ProviderIntent,
  word?: Word,
): Promise<Standing> {
  const gone = await provider.cancelIntent(reference, 'abandoned', `late-${payment.id}`)
  return transaction(asHouse(ctx), async (inside) => {
    await lockCheckout(inside, checkoutOf(payment))
    const { news, ...standing } = await recordFacts(inside, payment, factsOf(gone))
    if (news) await appendEvents(inside, [paymentChanged(payment, standing)])
    await word?.keep(inside)
    return standing
  })
}

/** Gives all of it back. Undefined where somebody did so before, in the provider's own office: its word about that brings it into the ledger. */
async function refundOf(
  provider: PaymentProvider,
  payment: PaymentRow,
  intent: ProviderIntent,
): Promise<Fact | undefined> {
  try {
    return refundFact(await provider.refund(intent.reference, null, 'duplicate', `late-${payment.id}`))
  } catch (error) {
    if (refusalsOf(error).some(({ code }) => code === 'PAYMENT_REFUND_EXCEEDS')) return undefined
    throw error
  }
}
