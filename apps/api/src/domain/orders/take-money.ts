import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { refuse, refusalsOf } from '../../kernel/errors.ts'
import { defineJob, type Job } from '../../kernel/jobs.ts'
import { lesser, sum, type Money } from '../../kernel/money.ts'
import {
  cancelMoney,
  captureMoney,
  enterIntent,
  keepProblem,
  keepReservation,
  knownPayment,
  oneAtATime,
  standings,
  type KnownPayment,
  type PaymentProvider,
  type Standing,
} from '../payments/index.ts'
import { dueForGoods, type Due } from './due-for-goods.ts'

/** Whether the same question may be answered otherwise in a moment: the provider was not there, or somebody else is taking money of it. */
export const passesByItself = (error: unknown): boolean =>
  refusalsOf(error).some(({ code }) => code === 'PAYMENT_PROVIDER_UNAVAILABLE' || code === 'CONFLICT')

/**
 * Takes the money for the goods of an order that have left, and for those of `shipmentId`, where it was only reserved when the order was made. In parts where the bank
 * lets it, else for all that will be delivered with the first goods; with the last goods what is left over is released. Done again, nothing is left to take. The provider is
 * asked outside of any transaction. What it refuses is kept with the payment, and thrown on.
 */
export async function takeMoney(
  ctx: Ctx,
  provider: PaymentProvider,
  orderId: string,
  shipmentId: string | null,
): Promise<void> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'capture', 'reference'])
    .where('orderId', '=', orderId)
    .orderBy('createdAt')
    .execute()
  const reserved = payments.filter(({ capture, reference }) => capture === 'atShipment' && reference)
  if (reserved.length === 0) return
  const ids = payments.map(({ id }) => id)
  // of goods that have left, one that was let go is asked where there is no other: why there is no money stands with it then
  const stand = await standings(ids, ctx)
  const open = reserved.filter(({ id }) => stand.get(id)?.reserved.isPositive())
  for (const { id } of open.length > 0 || shipmentId ? open : reserved.slice(-1))
    await keepingProblem(ctx, id, () =>
      oneAtATime(ctx, id, async () => {
        // counted while nobody else takes of it
        const due = await dueForGoods(ctx, orderId, shipmentId)
        await takeOf(ctx, provider, id, due, ids)
      }),
    )
}

async function takeOf(
  ctx: Ctx,
  provider: PaymentProvider,
  id: string,
  due: Due & { inAll: Money },
  ids: readonly string[],
) {
  const known = await asItIs(ctx, provider, id)
  const captured = capturedOf(await standings(ids, ctx), due.amount.currency)
  const needed = due.amount.minus(captured)
  const { reserved } = known.standing
  if (!needed.isPositive()) {
    if (due.last && reserved.isPositive()) await cancelMoney(ctx, provider, known, 'requestedByCustomer')
    return
  }
  // another payment holds it since a moment ago: whoever asks once more finds that
  if (!reserved.isPositive() && (await wasRenewed(ctx, id))) throw refuse('CONFLICT')
  const inParts = known.payment.multicapture
  const part = lesser(due.last || inParts ? needed : due.inAll.minus(captured), reserved)
  await captureMoney(ctx, provider, known, {
    part: part.isPositive() ? part : null,
    keepRest: inParts && !due.last && part.comparedTo(reserved) < 0,
    // as long as nothing more was taken it is one question, whoever asks it
    key: `goods-${id}-${captured.toDecimalString()}-${part.toDecimalString()}`,
  }).catch(takenMeanwhile)
}

/** What was reserved a moment ago, somebody has taken since, as in the provider's own office: whoever asks once more finds what is left. */
function takenMeanwhile(error: unknown): never {
  if (refusalsOf(error).some(({ code }) => code === 'PAYMENT_CAPTURE_EXCEEDS')) throw refuse('CONFLICT')
  throw error
}

async function wasRenewed(ctx: Ctx, id: string): Promise<boolean> {
  const next = await ctx.db.selectFrom('payments').select('id').where('replacesId', '=', id).execute()
  const stand = await standings(
    next.map((one) => one.id),
    ctx,
  )
  return [...stand.values()].some((one) => one.authorized.isPositive())
}

const capturedOf = (payments: ReadonlyMap<string, Standing>, currency: string): Money =>
  sum(
    [...payments.values()].map(({ captured }) => captured),
    currency,
  )

/**
 * How the money for the goods of an order that have left stands, where it is taken then: `untaken` while some of it is only reserved, `leftOver` where all of it is here, all goods
 * have left, and something is reserved still; else `taken`. Under the order's lock.
 */
export async function moneyForGoods(ctx: Ctx, orderId: string): Promise<'taken' | 'untaken' | 'leftOver'> {
  const payments = await ctx.db
    .selectFrom('payments')
    .select(['id', 'capture'])
    .where('orderId', '=', orderId)
    .execute()
  if (!payments.some(({ capture }) => capture === 'atShipment')) return 'taken'
  const stand = await standings(
    payments.map(({ id }) => id),
    ctx,
  )
  if (![...stand.values()].some(({ reserved }) => reserved.isPositive())) return 'taken'
  const { amount, last } = await dueForGoods(ctx, orderId, null)
  if (capturedOf(stand, amount.currency).comparedTo(amount) < 0) return 'untaken'
  return last ? 'leftOver' : 'taken'
}

/** A payment with all that its provider knows of it: an answer may have been lost. */
async function asItIs(ctx: Ctx, provider: PaymentProvider, id: string): Promise<KnownPayment> {
  const { payment } = await knownPayment(ctx, id)
  const intent = await provider.readIntent(payment.reference)
  await enterIntent(ctx, payment, intent)
  await keepReservation(ctx, id, intent)
  return knownPayment(ctx, id)
}

async function keepingProblem(ctx: Ctx, paymentId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const [refusal] = refusalsOf(error)
    if (refusal && refusal.code !== 'CONFLICT') await keepProblem(ctx, paymentId, refusal.code)
    throw error
  }
}

const payload = z.object({ orderId: z.uuid() })
export type TakeMoney = Job<z.infer<typeof payload>>

/** Takes the money for goods that another system has sent: they have left already, so nothing can be held back any more. */
export const takeMoneyJob = (provider: PaymentProvider): TakeMoney =>
  defineJob({
    name: 'orders.takeMoney',
    payload,
    run: async ({ orderId }, ctx) => {
      try {
        await takeMoney(ctx, provider, orderId, null)
      } catch (error) {
        if (passesByItself(error) || refusalsOf(error).length === 0) throw error
        ctx.log.error({ orderId, err: refusalsOf(error)[0]?.code }, 'goods have left, and their money cannot be taken')
      }
    },
  })

/** Whether money of an order is taken when its goods leave. One statement. */
export async function paidAtShipment(ctx: Ctx, orderId: string): Promise<boolean> {
  const one = await ctx.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('capture', '=', 'atShipment')
    .executeTakeFirst()
  return one !== undefined
}
