import type { ActionVerb, QuestionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { paymentOfCheckout } from '../payments/index.ts'
import { editCheckout, findCheckout, type CheckoutRow } from './find-checkout.ts'
import type { Frozen } from './placing/hold-goods.ts'
import { viewCheckout } from './read-checkout.ts'

/** The ways to pay for a checkout as it is now. Of one that is being paid, also those that could be chosen if that payment were left. */
export const paymentOptions: QuestionVerb<'checkout.paymentOptions'> = async ({ checkoutId }, ctx) => {
  const row = await findCheckout(ctx, checkoutId)
  if (row.state !== 'paying') return waysNow(ctx, row)
  const [begun, others] = await Promise.all([wayBegun(ctx, row), waysNow(ctx, { ...row, state: 'open' })])
  const {
    savable = false,
    position = 0,
    paymentTerm = null,
  } = others.find(({ method }) => method === begun.method) ?? {}
  return [{ ...begun, savable, position, paymentTerm }, ...others.filter(({ method }) => method !== begun.method)].sort(
    (one, other) => one.position - other.position,
  )
}

async function waysNow(ctx: Ctx, row: CheckoutRow) {
  const { ways, priced } = await viewCheckout(ctx, row)
  return ways.map(({ method, paymentTermId, position, capture, savable, surcharge }) => ({
    method,
    position,
    capture,
    savable,
    surcharge: surcharge && priced ? (priced.charged(surcharge).answer.totals?.surcharge ?? null) : null,
    paymentTerm: paymentTermId ? { id: paymentTermId } : null,
  }))
}

/** A card of the signed-in person; others, and those of others, look alike. */
async function ownCard(ctx: Ctx, id: string): Promise<string> {
  const card =
    ctx.actor.kind === 'customerUser'
      ? await ctx.db
          .selectFrom('savedPaymentMethods')
          .select('id')
          .where('id', '=', id)
          .where('customerUserId', '=', ctx.actor.customerUserId)
          .executeTakeFirst()
      : undefined
  if (!card) throw refuse('PAYMENT_METHOD_UNAVAILABLE', { method: 'this card' }, 'savedPaymentMethodId')
  return card.id
}

/** While it is being paid: the way by which it is, as it was agreed. */
async function wayBegun(ctx: Ctx, { id, snapshot }: CheckoutRow) {
  const { agreement, totals } = snapshot as unknown as Frozen
  const payment = await paymentOfCheckout(ctx, id)
  const capture = payment?.capture ?? ('atOrder' as const)
  const method = agreement.paymentMethod === 'onAccount' ? ('onAccount' as const) : ('card' as const)
  return { method, capture, surcharge: totals.surcharge ?? null }
}

/** Chooses one of them. */
export const setPaymentMethod: ActionVerb<'checkout.setPaymentMethod'> = async (
  { checkoutId, method, savedPaymentMethodId, saveCard },
  ctx,
) => {
  const asked = await findCheckout(ctx, checkoutId)
  if (asked.state === 'open' && !asked.shippingAddress)
    throw refuse('CHECKOUT_INCOMPLETE', { missing: 'shippingAddress' })
  const { ways } = await viewCheckout(ctx, asked)
  const way = ways.find((one) => one.method === method)
  const card = savedPaymentMethodId && method === 'card' ? await ownCard(ctx, savedPaymentMethodId) : null
  const row = await editCheckout(ctx, checkoutId, {
    paymentMethod: method,
    savedPaymentMethodId: card,
    saveCard: Boolean(saveCard) && !card,
  })
  if (saveCard && way && !way.savable)
    throw refuse('PAYMENT_METHOD_UNAVAILABLE', { method: 'a saved card' }, 'saveCard')
  if (!way) throw refuse('PAYMENT_METHOD_UNAVAILABLE', { method }, 'method')
  return (await viewCheckout(ctx, row)).answer
}
