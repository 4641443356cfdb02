import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { money, type Money } from '../../kernel/money.ts'
import type { MoneyValue } from '../../kernel/contract.ts'
import {
  enterFacts,
  factsOf,
  keepReference,
  methodLabel,
  openPayment,
  orderBalance,
  payerOf,
  refusalOf,
  standings,
  type PaymentProvider,
  type PaymentRow,
  type ProviderIntent,
} from '../payments/index.ts'

/** What of an order is still to be paid. Refuses NOT_FOUND, and PAYMENT_NOTHING_DUE where it is nothing. */
async function dueOf(ctx: Ctx, orderId: string): Promise<Money> {
  const balance = (await orderBalance([orderId], ctx, {})).get(orderId) as MoneyValue | undefined
  if (!balance) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  const due = money(balance.amount, balance.currency)
  if (!due.isPositive()) throw refuse('PAYMENT_NOTHING_DUE')
  return due
}

/** Whose order it is, and how the provider knows it by. */
async function orderOf(ctx: Ctx, id: string) {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'email', 'customerUserId'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!order) throw refuse('NOT_FOUND', { what: 'order' }, 'id')
  return order
}
type Order = Awaited<ReturnType<typeof orderOf>>

/**
 * The payment of what an order lacks: one that was begun for just that, else a new one. Under the order's lock, so that two clicks are one payment. One that was begun for another
 * sum refuses with PAYMENT_STATE_CONFLICT while the bank is at work on it; else it is let go for the new one, which the caller does (`stale`).
 */
async function begunFor(
  ctx: Ctx,
  provider: PaymentProvider,
  orderId: string,
): Promise<{ payment: PaymentRow; stale: PaymentRow[] }> {
  return transaction(ctx, async (inside) => {
    await lockRows(inside, 'orders', [orderId])
    const due = await dueOf(inside, orderId)
    const begun = await inside.db
      .selectFrom('payments')
      .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
      .where('orderId', '=', orderId)
      .where('checkoutId', 'is', null)
      .orderBy('createdAt')
      .execute()
    const stand = await standings(
      begun.map(({ id }) => id),
      inside,
    )
    const open = begun.filter(({ id }) => ['pending', 'failed', 'processing'].includes(stand.get(id)?.state ?? ''))
    if (open.some(({ id }) => stand.get(id)?.state === 'processing')) throw refuse('PAYMENT_STATE_CONFLICT')
    const same = open.find(({ amount, currency }) => money(amount, currency).equals(due))
    const stale = open.filter((one) => one !== same)
    if (same) return { payment: same, stale }
    const opened = { checkoutId: null, orderId, provider: provider.code, amount: due, capture: 'atOrder' as const }
    return { payment: await openPayment(inside, opened), stale }
  })
}

async function letStaleGo(ctx: Ctx, provider: PaymentProvider, stale: readonly PaymentRow[]): Promise<void> {
  for (const payment of stale) {
    const amount = money(payment.amount, payment.currency)
    const facts = payment.reference
      ? factsOf(await provider.cancelIntent(payment.reference, 'abandoned', `stale-${payment.id}`))
      : [{ kind: 'cancelled' as const, amount, reference: payment.id }]
    await enterFacts(ctx, payment, facts)
  }
}

const asked = ({ id, number, email }: Order, payment: PaymentRow) => ({
  paymentId: payment.id,
  amount: money(payment.amount, payment.currency),
  description: `Order ${number}`,
  email,
  metadata: { paymentId: payment.id, orderId: id },
  capture: 'automatic' as const,
})

async function entered(ctx: Ctx, payment: PaymentRow, intent: ProviderIntent): Promise<void> {
  await keepReference(ctx, payment.id, intent.reference)
  const method = methodLabel(intent)
  if (method) await ctx.db.updateTable('payments').set({ method }).where('id', '=', payment.id).execute()
  await enterFacts(ctx, { ...payment, reference: intent.reference }, factsOf(intent))
}

/** `order.pay`: the buyer pays themselves, in their browser. */
export const payOrder =
  (provider: PaymentProvider): ActionVerb<'order.pay'> =>
  async ({ id }, caller) => {
    const order = await orderOf(caller, id)
    const ctx: Ctx = { ...caller, actor: { kind: 'system' } }
    const { payment, stale } = await begunFor(ctx, provider, id).catch(async (error: unknown) => {
      // paid a moment ago, by the same form
      const known = await underWay(ctx, id)
      if (!known) throw error
      return { payment: known, stale: [] as PaymentRow[] }
    })
    await letStaleGo(ctx, provider, stale)
    const intent = payment.reference
      ? await provider.readIntent(payment.reference)
      : await provider.createIntent({
          ...asked(order, payment),
          payer: order.customerUserId ? await payerOf(ctx, provider, order.customerUserId) : null,
        })
    await entered(ctx, payment, intent)
    const { status, clientSecret, lastError } = intent
    if (status === 'succeeded') return { status: 'paid', payment: null, failure: null, order: { id } }
    if (status === 'processing') return { status: 'processing', payment: null, failure: null, order: { id } }
    return {
      status: 'awaitingPayment',
      payment: clientSecret
        ? {
            provider: provider.code,
            publishableKey: provider.publishableKey,
            clientSecret,
            amount: money(payment.amount, payment.currency).toJSON(),
            savedMethod: null,
          }
        : null,
      failure: lastError ? { code: lastError.declineCode ?? lastError.code, text: lastError.message } : null,
      order: { id },
    }
  }

/** The newest payment of what an order lacked, where the bank is at work on it or has said yes a moment ago. */
async function underWay(ctx: Ctx, orderId: string): Promise<PaymentRow | undefined> {
  const newest = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
    .where('orderId', '=', orderId)
    .where('checkoutId', 'is', null)
    .where('reference', 'is not', null)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const state = newest && (await standings([newest.id], ctx)).get(newest.id)?.state
  return state === 'processing' || state === 'captured' ? newest : undefined
}

/** The card to charge: the one that is named, the default one of who ordered, or what the order was paid with. Refuses SAVED_CARD_MISSING. */
async function cardFor(ctx: Ctx, provider: PaymentProvider, order: Order, asked: string | null) {
  const saved = order.customerUserId
    ? await ctx.db
        .selectFrom('savedPaymentMethods')
        .select('reference')
        .where('customerUserId', '=', order.customerUserId)
        .$if(asked !== null, (query) => query.where('id', '=', asked))
        .$if(asked === null, (query) => query.where('isDefault', '=', true))
        .executeTakeFirst()
    : undefined
  if (saved && order.customerUserId)
    return { card: saved.reference, payer: await payerOf(ctx, provider, order.customerUserId) }
  const paidWith = asked
    ? undefined
    : await ctx.db
        .selectFrom('payments')
        .select(['methodReference as card', 'payerReference as payer'])
        .where('orderId', '=', order.id)
        .where('methodReference', 'is not', null)
        .orderBy('createdAt', 'desc')
        .limit(1)
        .executeTakeFirst()
  if (!paidWith?.card || !paidWith.payer) throw refuse('SAVED_CARD_MISSING', {}, 'savedPaymentMethodId')
  return { card: paidWith.card, payer: paidWith.payer }
}

/** Called where a buyer must pay by themselves. */
export type AskToPay = (ctx: Ctx, orderId: string) => Promise<void>

/** `order.charge`: the house charges a kept card with what an order lacks, without the buyer. */
export const chargeOrder =
  (provider: PaymentProvider, askToPay: AskToPay): ActionVerb<'order.charge'> =>
  async ({ id, savedPaymentMethodId }, ctx) => {
    const order = await orderOf(ctx, id)
    await dueOf(ctx, id)
    const kept = await cardFor(ctx, provider, order, savedPaymentMethodId ?? null)
    const { payment, stale } = await begunFor(ctx, provider, id)
    await letStaleGo(ctx, provider, stale)
    const intent = payment.reference
      ? await provider.readIntent(payment.reference)
      : await provider.chargeKept({ ...asked(order, payment), ...kept })
    await entered(ctx, payment, intent)
    if (intent.status === 'requiresPaymentMethod' || intent.status === 'requiresAction') {
      await askToPay(ctx, id)
      throw refusalOf(intent)
    }
    return { id: payment.id }
  }
