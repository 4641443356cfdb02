import type { CaptureTime } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import type { Money } from '../../kernel/money.ts'
import { ownProviders } from './own-providers.ts'
import type { ProviderIntent } from './port.ts'
import type { PaymentRow } from './record-facts.ts'

/** Enters a payment before its provider hears of it, so that word from the provider always finds it. One statement. */
export async function openPayment(
  ctx: Ctx,
  payment: {
    checkoutId: string | null
    orderId?: string | null
    provider: string
    amount: Money
    capture: CaptureTime
    /** The payment whose reservation it goes on with. */
    replacesId?: string
    payerReference?: string | null
    methodReference?: string | null
  },
): Promise<PaymentRow> {
  const id = ctx.ids.next()
  const amount = payment.amount.toDecimalString()
  const currency = payment.amount.currency
  await ctx.db
    .with('opened', (db) =>
      db.insertInto('payments').values({
        id,
        checkoutId: payment.checkoutId,
        orderId: payment.orderId ?? null,
        replacesId: payment.replacesId ?? null,
        payerReference: payment.payerReference ?? null,
        methodReference: payment.methodReference ?? null,
        provider: payment.provider,
        capture: payment.capture,
        amount,
        currency,
        // under the checkout's lock, by the one clock that all processes share: this orders a checkout's payments
        createdAt: sql<Date>`clock_timestamp()`,
      }),
    )
    .insertInto('paymentEvents')
    .values({
      id: ctx.ids.next(),
      paymentId: id,
      kind: 'created',
      amount,
      currency,
      reference: id,
      occurredAt: ctx.clock.now(),
    })
    .execute()
  return {
    id,
    checkoutId: payment.checkoutId,
    orderId: payment.orderId ?? null,
    reference: null,
    amount,
    currency,
    capture: payment.capture,
  }
}

/** Keeps of what the bank has reserved until when it can be taken, and whether in parts. */
export async function keepReservation(ctx: Ctx, paymentId: string, intent: ProviderIntent): Promise<void> {
  const { captureBefore, multicapture = false } = intent
  if (!captureBefore) return
  await ctx.db
    .updateTable('payments')
    .set({ authorizedUntil: captureBefore, multicapture, updatedAt: ctx.clock.now() })
    .where('id', '=', paymentId)
    .where((where) =>
      where.or([
        where('authorizedUntil', 'is distinct from', captureBefore),
        where('multicapture', '<>', multicapture),
      ]),
    )
    .execute()
}

/** The payment that a checkout is at: its newest. */
export async function paymentOfCheckout(ctx: Ctx, checkoutId: string): Promise<PaymentRow | undefined> {
  return (
    ctx.db
      .selectFrom('payments')
      .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
      .where('checkoutId', '=', checkoutId)
      // what we are the provider of ourselves goes along with it
      .where('provider', 'not in', ownProviders)
      .orderBy('createdAt', 'desc')
      .limit(1)
      .executeTakeFirst()
  )
}

export async function paymentByReference(ctx: Ctx, reference: string): Promise<PaymentRow | undefined> {
  return ctx.db
    .selectFrom('payments')
    .select(['id', 'checkoutId', 'orderId', 'reference', 'amount', 'currency', 'capture'])
    .where('reference', '=', reference)
    .executeTakeFirst()
}
