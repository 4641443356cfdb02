import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse, refusalsOf, type RefusalCode } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money, type Money } from '../../kernel/money.ts'
import {
  enterFacts,
  enterIntent,
  keepReference,
  openPayment,
  standings,
  type PaymentProvider,
  type PaymentRow,
  type ProviderIntent,
} from '../payments/index.ts'
import { stillDue } from './still-due.ts'

/** An order as its payment service is told of it. */
export interface PayableOrder {
  id: string
  number: string
  email: string
  customerUserId: string | null
}

/** By whom it is paid, as the payment service knows them; without a `card` they say in their browser by what. */
export interface PaidBy {
  payer: string | null
  card: string | null
}

export interface BegunPayment {
  payment: PaymentRow
  intent: ProviderIntent
}

type Open = PaymentRow & { payerReference: string | null; methodReference: string | null }

/** How often the books are read anew while payments that were begun before come to an end. */
const rounds = 10

/** An order that is to be paid. Refuses NOT_FOUND. */
export async function payableOrder(ctx: Ctx, id: string): Promise<PayableOrder> {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'email', 'customerUserId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!order) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  return order
}

/** What of an order is still to be paid. Refuses NOT_FOUND, and PAYMENT_NOTHING_DUE where it is nothing. */
export async function dueOf(ctx: Ctx, orderId: string): Promise<Money> {
  const due = (await stillDue([orderId], ctx)).get(orderId)
  if (!due) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  if (!due.isPositive()) throw refuse('PAYMENT_NOTHING_DUE')
  return due
}

/**
 * Begins to pay what is due for an order, and asks the payment service: by a payment that was begun for just that, else by a new one. What was begun otherwise (another sum, another
 * card, a card that was declined) is let go first; where it turns out that it was paid, what is due is counted anew. Refuses PAYMENT_NOTHING_DUE, and PAYMENT_STATE_CONFLICT while
 * the bank is at work on it.
 */
export async function beginPayment(
  ctx: Ctx,
  provider: PaymentProvider,
  order: PayableOrder,
  by: PaidBy,
): Promise<BegunPayment> {
  for (let round = 0; round < rounds; round += 1) {
    const { payment, others } = await nextFor(ctx, provider, order.id, by)
    for (const other of others) await letGo(ctx, provider, order, other)
    if (!payment) continue
    const intent = await asked(ctx, provider, order, payment)
    // somebody has ended it in the provider's own office
    if (intent.status !== 'cancelled') return { payment: { ...payment, reference: intent.reference }, intent }
  }
  throw refuse('PAYMENT_STATE_CONFLICT')
}

/** The payment to go on with, under the order's lock, so that two clicks are one payment; none as long as there are `others` that must end first. */
async function nextFor(
  ctx: Ctx,
  provider: PaymentProvider,
  orderId: string,
  by: PaidBy,
): Promise<{ payment?: Open; others: Open[] }> {
  return transaction(ctx, async (inside) => {
    await lockRows(inside, 'orders', [orderId])
    const { open, atWork } = await openFor(inside, provider, orderId)
    // read afterwards: one of them that is paid in between is not due any more, instead of being neither open nor paid
    const due = await dueOf(inside, orderId)
    if (atWork) throw refuse('PAYMENT_STATE_CONFLICT')
    const same = open.find((one) => money(one.amount, one.currency).equals(due) && goesOn(one, by))
    const others = open.filter((one) => one !== same)
    if (others.length > 0) return { others }
    if (same) return { payment: same, others }
    const { payer: payerReference, card: methodReference } = by
    const opened = await openPayment(inside, {
      ...{ checkoutId: null, orderId, provider: provider.code, amount: due, capture: 'atOrder' },
      ...{ payerReference, methodReference },
    })
    return { payment: { ...opened, payerReference, methodReference }, others }
  })
}

/** Payments of what was due for an order after it was made that are not paid yet, the oldest first, and whether a bank is at work on one. */
async function openFor(ctx: Ctx, provider: PaymentProvider, orderId: string) {
  const begun = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
    .select(['payerReference', 'methodReference'])
    .where('orderId', '=', orderId)
    .where('checkoutId', 'is', null)
    .where('provider', '=', provider.code)
    .orderBy('createdAt')
    .execute()
  const stand = await standings(
    begun.map(({ id }) => id),
    ctx,
  )
  const isIn = (...states: readonly string[]) => begun.filter(({ id }) => states.includes(stand.get(id)?.state ?? ''))
  return { open: isIn('pending', 'failed'), atWork: isIn('processing').length > 0 }
}

/** Lets payments go whose sum is not due any more: the order is another one by now, or was paid otherwise. */
export async function endStalePayments(ctx: Ctx, provider: PaymentProvider, orderId: string): Promise<void> {
  const { open } = await openFor(ctx, provider, orderId)
  // read afterwards: one that is begun meanwhile is for what is due then
  const due = (await stillDue([orderId], ctx)).get(orderId)
  for (const one of open)
    if (one.reference && !(due && money(one.amount, one.currency).equals(due)))
      await cancelled(ctx, provider, one, one.reference)
}

/** Whether somebody who pays by this goes on with a payment: in a browser with whatever they can confirm, with a card only where its bank's answer was lost on the way. */
const goesOn = ({ reference, methodReference }: Open, { card }: PaidBy): boolean =>
  card === null ? reference !== null || methodReference === null : reference === null && methodReference === card

/** Asks the payment service for a payment, or how it stands; the same question each time, so that a lost answer is no second payment. */
async function asked(
  ctx: Ctx,
  provider: PaymentProvider,
  { id, number, email }: PayableOrder,
  payment: Open,
): Promise<ProviderIntent> {
  const { payerReference: payer, methodReference: card } = payment
  const question = {
    paymentId: payment.id,
    amount: money(payment.amount, payment.currency),
    description: `Order ${number}`,
    email,
    metadata: { paymentId: payment.id, orderId: id },
    capture: 'automatic' as const,
  }
  const intent = payment.reference
    ? await provider.readIntent(payment.reference)
    : payer && card
      ? await provider.chargeKept({ ...question, payer, card })
      : await provider.createIntent({ ...question, payer })
  await keepReference(ctx, payment.id, intent.reference)
  await enterIntent(ctx, { ...payment, reference: intent.reference }, intent)
  return intent
}

/** By these a payment has never begun at its provider. */
const neverBegan = new Set<RefusalCode>(['PAYMENT_AMOUNT_UNSUPPORTED', 'PAYMENT_NOT_FOUND'])

/** Ends a payment for which another one is to be made. It may turn out to have been paid: then that stands in the ledger. */
async function letGo(ctx: Ctx, provider: PaymentProvider, order: PayableOrder, payment: Open): Promise<void> {
  try {
    await cancelled(ctx, provider, payment, payment.reference ?? (await asked(ctx, provider, order, payment)).reference)
  } catch (error) {
    const code = refusalsOf(error)[0]?.code
    if (payment.reference || !code || !neverBegan.has(code)) throw error
    const amount = money(payment.amount, payment.currency)
    await enterFacts(ctx, payment, [{ kind: 'cancelled', amount, reference: payment.id, code }])
  }
}

async function cancelled(ctx: Ctx, provider: PaymentProvider, payment: Open, reference: string): Promise<void> {
  const intent = await provider.cancelIntent(reference, 'abandoned', `stale-${payment.id}`)
  await enterIntent(ctx, { ...payment, reference }, intent)
}
