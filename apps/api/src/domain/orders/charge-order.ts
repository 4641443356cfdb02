import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { payerOf, refusalOf, type PaymentProvider } from '../payments/index.ts'
import { beginPayment, dueOf, payableOrder, type PayableOrder } from './begin-payment.ts'

/** The card to charge: the one that is named, the default one of who ordered, or what the order was paid with. Refuses SAVED_CARD_MISSING. */
async function cardFor(ctx: Ctx, provider: PaymentProvider, order: PayableOrder, asked: string | null) {
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
        .where('checkoutId', 'is not', null)
        .where('methodReference', 'is not', null)
        .orderBy('createdAt', 'desc')
        .limit(1)
        .executeTakeFirst()
  if (!paidWith?.card || !paidWith.payer) throw refuse('SAVED_CARD_MISSING', {}, 'savedPaymentMethodId')
  return { card: paidWith.card, payer: paidWith.payer }
}

/** Called where a buyer must pay by themselves. */
export type AskToPay = (ctx: Ctx, orderId: string) => Promise<void>

/** `order.charge`: the house charges a kept card with what is due for an order, without the buyer. Each try asks the bank anew. */
export const chargeOrder =
  (provider: PaymentProvider, askToPay: AskToPay): ActionVerb<'order.charge'> =>
  async ({ id, savedPaymentMethodId }, ctx) => {
    const order = await payableOrder(ctx, id)
    await dueOf(ctx, id)
    const { payment, intent } = await beginPayment(
      ctx,
      provider,
      order,
      await cardFor(ctx, provider, order, savedPaymentMethodId ?? null),
    )
    if (intent.status === 'requiresPaymentMethod' || intent.status === 'requiresAction') {
      await askToPay(ctx, id)
      throw refusalOf(intent)
    }
    return { id: payment.id }
  }
