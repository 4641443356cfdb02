import type { Ctx } from '../../../kernel/context.ts'
import { refusalsOf } from '../../../kernel/errors.ts'
import { money } from '../../../kernel/money.ts'
import {
  paymentsOfEntries,
  standing,
  type PaymentProvider,
  type PaymentRow,
  type ProviderEntry,
} from '../../payments/index.ts'
import { noteDifference } from './differences.ts'
import { backBy, noteWhatTheyLack, waitingForMoneyBack } from './money-back.ts'
import { repair, type Outcome } from './repair.ts'

export type Tally = Record<Outcome, number>

/** How many entries of their books are looked up in ours at a time. */
const AT_ONCE = 100

/**
 * Compares our ledger with all that the provider has in its books of a period: what we lack is entered, what cannot be is written down as a
 * difference. Run again, or beside another run, it changes nothing more. Answers how many entries agreed, were repaired, and stay open. One that cannot be settled keeps none of the others
 * waiting: why is thrown when all have had their turn.
 */
export async function reconcile(
  ctx: Ctx,
  provider: PaymentProvider,
  period: { from: Date; until: Date },
): Promise<Tally> {
  const tally: Tally = { agrees: 0, repaired: 0, open: 0 }
  const seen = new Set<string>()
  const wentBack = new Set<string>()
  const failures: unknown[] = []
  const orOpen = async (reference: string, attempt: Promise<Outcome>): Promise<Outcome> => {
    try {
      return await attempt
    } catch (error) {
      ctx.log.error({ err: error, reference }, 'an entry of the provider’s books could not be settled')
      failures.push(error)
      return 'open'
    }
  }
  const look = async (entries: readonly ProviderEntry[]) => {
    for (const outcome of await lookUp(ctx, provider, entries, orOpen)) tally[outcome] += 1
    if (seen.size >= AT_ONCE) ctx.log.info({ ...tally, period }, 'comparing our books with the provider’s')
  }
  let waiting: ProviderEntry[] = []
  for await (const entry of provider.entriesOf(period)) {
    if (entry.intent) seen.add(entry.intentReference)
    const reference = backBy(entry)
    if (reference) wentBack.add(reference)
    waiting.push(entry)
    if (waiting.length < AT_ONCE) continue
    await look(waiting)
    waiting = []
  }
  await look(waiting)
  const unclear = [
    ...(await unseen(ctx, provider, period, seen)),
    ...(await waitingForMoneyBack(ctx, provider, period, wentBack)),
  ]
  for (const payment of new Map(unclear.map((one) => [one.id, one])).values())
    tally[await orOpen(payment.reference, askAfter(ctx, provider, payment))] += 1
  if (failures.length > 0) throw failures[0]
  return tally
}

/** What becomes of some entries of their books. `settling` is given each of them. */
export async function lookUp(
  ctx: Ctx,
  provider: PaymentProvider,
  entries: readonly ProviderEntry[],
  settling: (reference: string, attempt: Promise<Outcome>) => Promise<Outcome> = (_, attempt) => attempt,
): Promise<Outcome[]> {
  const ours = await paymentsOfEntries(ctx, entries)
  const outcomes: Outcome[] = []
  for (const entry of entries) {
    const known = ours.get(entry.intentReference)
    const attempt = known ? repair(ctx, provider, known, entry) : unknownHere(ctx, provider, entry)
    outcomes.push(await settling(entry.intentReference, attempt))
  }
  return outcomes
}

/** Money that came to our account by no payment of ours. Only what says that it is one (as `take-news.ts` reads it) is a difference: our database lost something. What says nothing, another program of the house took on the same account. */
async function unknownHere(ctx: Ctx, provider: PaymentProvider, { intent }: ProviderEntry): Promise<Outcome> {
  // of refunds and disputes the intent tells; one that nobody paid moved nothing
  if (!intent?.metadata['paymentId'] || !(intent.amountReceived.isPositive() || intent.amountCapturable.isPositive()))
    return 'agrees'
  const theirs = intent.amountReceived.isPositive() ? intent.amountReceived : intent.amountCapturable
  await noteDifference(ctx, {
    kind: 'unknownPayment',
    provider: provider.code,
    reference: intent.reference,
    paymentId: null,
    detail: `${theirs.toString()} were paid by ${intent.reference}, of which no payment here tells.`,
    currency: theirs.currency,
    ours: null,
    theirs,
  })
  return 'open'
}

/** Payments of ours from that period that their list did not show. */
async function unseen(
  ctx: Ctx,
  provider: PaymentProvider,
  { from, until }: { from: Date; until: Date },
  seen: ReadonlySet<string>,
): Promise<(PaymentRow & { reference: string })[]> {
  const rows = await ctx.db
    .selectFrom('payments')
    .innerJoin('paymentEvents', 'paymentEvents.paymentId', 'payments.id')
    .select(['payments.id', 'checkoutId', 'orderId', 'payments.reference', 'payments.amount', 'payments.currency'])
    .where('paymentEvents.kind', '=', 'created')
    .where('paymentEvents.occurredAt', '>=', from)
    .where('paymentEvents.occurredAt', '<', until)
    .where('provider', '=', provider.code)
    .where('payments.reference', 'is not', null)
    .execute()
  return rows.flatMap((row) =>
    row.reference && !seen.has(row.reference) ? [{ ...row, reference: row.reference }] : [],
  )
}

/** A payment that their list did not show: made a moment before or after by their clock, or not known to them at all. */
export async function askAfter(
  ctx: Ctx,
  provider: PaymentProvider,
  payment: PaymentRow & { reference: string },
): Promise<Outcome> {
  const { reference } = payment
  const entries = await entriesOfIntent(provider, reference)
  const ledger = (await paymentsOfEntries(ctx, [{ intentReference: reference }])).get(reference)?.ledger ?? []
  if (entries) {
    const outcome = worst(await lookUp(ctx, provider, entries))
    return (await noteWhatTheyLack(ctx, provider, payment, ledger, entries)) > 0 ? 'open' : outcome
  }
  await noteDifference(ctx, {
    kind: 'notFound',
    provider: provider.code,
    reference,
    paymentId: payment.id,
    detail: `They know nothing of ${reference}, which is a payment in our ledger.`,
    currency: payment.currency,
    ours: standing(money(payment.amount, payment.currency), ledger).captured,
    theirs: null,
  })
  return 'open'
}

/** All that their books say of one intent; undefined where they know nothing of it. */
export async function entriesOfIntent(
  provider: PaymentProvider,
  intentReference: string,
): Promise<ProviderEntry[] | undefined> {
  const entries: ProviderEntry[] = []
  try {
    for await (const entry of provider.entriesOf({ intentReference })) entries.push(entry)
    return entries
  } catch (error) {
    if (refusalsOf(error).some(({ code }) => code === 'PAYMENT_NOT_FOUND')) return undefined
    throw error
  }
}

/** What became of several entries together. */
export const worst = (outcomes: readonly Outcome[]): Outcome =>
  (['open', 'repaired'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'agrees'
