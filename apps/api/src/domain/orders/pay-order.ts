import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { money } from '../../kernel/money.ts'
import { enterIntent, payerOf, standings, type PaymentProvider } from '../payments/index.ts'
import { beginPayment, payableOrder, type BegunPayment } from './begin-payment.ts'

/** `order.pay`: the buyer pays themselves, in their browser. */
export const payOrder =
  (provider: PaymentProvider): ActionVerb<'order.pay'> =>
  async ({ id }, caller) => {
    const order = await payableOrder(caller, id)
    const ctx: Ctx = { ...caller, actor: { kind: 'system' } }
    const payer = order.customerUserId ? await payerOf(ctx, provider, order.customerUserId) : null
    const { payment, intent } = await beginPayment(ctx, provider, order, { payer, card: null }).catch(
      async (error: unknown) => {
        // paid a moment ago, by the same form
        const known = await underWay(ctx, provider, id)
        if (!known) throw error
        return known
      },
    )
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

/** The newest payment of what was due for an order, where the bank is at work on it or has said yes a moment ago. */
async function underWay(ctx: Ctx, provider: PaymentProvider, orderId: string): Promise<BegunPayment | undefined> {
  const newest = await ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
    .where('orderId', '=', orderId)
    .where('checkoutId', 'is', null)
    .where('provider', '=', provider.code)
    .where('reference', 'is not', null)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  const state = newest && (await standings([newest.id], ctx)).get(newest.id)?.state
  if (!newest?.reference || !(state === 'processing' || state === 'captured')) return undefined
  const intent = await provider.readIntent(newest.reference)
  await enterIntent(ctx, newest, intent)
  return { payment: newest, intent }
}
