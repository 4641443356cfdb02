import type { CaptureTime, MoneyBackCause, PaymentEventKind } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { money, sum, type Money } from '../../kernel/money.ts'
import { appendEvents, type News } from '../../kernel/outbox.ts'
import { failedTries, refundsBegun, refundsUndone, standing, type LedgerEntry, type Standing } from './ledger.ts'
import { keepRefundProblem } from './keep-refund-problem.ts'
import type { ProviderDispute, ProviderIntent, ProviderRefund } from './port.ts'

/** A fact about a payment. `reference` makes it one fact: told again, it is not entered again. */
export interface Fact {
  kind: PaymentEventKind
  amount: Money
  reference: string
  /** The amount is all that has come so far: what the ledger holds already is not entered again. */
  soFar?: true
  code?: string | null
  /** Why money goes back. */
  reason?: MoneyBackCause | null
  message?: string | null
  occurredAt?: Date
}

export interface PaymentRow {
  id: string
  checkoutId: string | null
  orderId: string | null
  reference: string | null
  amount: string
  currency: string
  capture?: CaptureTime
}

/** The code of the entry `cancelled` where nobody asked for it: the money was not taken in time. */
export const LAPSED = 'lapsed'

/** What an intent, as the provider has it now, says for the ledger. */
export function factsOf(intent: ProviderIntent): Fact[] {
  const fact = (kind: PaymentEventKind, amount: Money): Fact[] => [{ kind, amount, reference: intent.reference }]
  switch (intent.status) {
    case 'requiresPaymentMethod':
      return []
    case 'requiresAction':
      return fact('actionRequired', intent.amount)
    case 'processing':
      return fact('processing', intent.amount)
    case 'requiresCapture':
      return [...fact('authorized', intent.amountCapturable.plus(intent.amountReceived)), ...capturedSoFar(intent)]
    case 'succeeded': {
      const rest = intent.amount.minus(intent.amountReceived)
      if (!intent.manual) return fact('captured', intent.amountReceived)
      return [...capturedSoFar(intent), ...(rest.isPositive() ? fact('released', rest) : [])]
    }
    case 'cancelled':
      return [
        ...capturedSoFar(intent),
        ...fact('cancelled', intent.amount).map((one) => (intent.lapsed ? { ...one, code: LAPSED } : one)),
      ]
  }
}

/** What was captured of an intent in one or several parts; the provider tells their sum. */
function capturedSoFar({ amountReceived: amount, reference }: ProviderIntent): Fact[] {
  return amount.isPositive() ? [{ kind: 'captured', amount, reference, soFar: true }] : []
}

/** Entries of what was captured in parts are called by the intent, the later ones with their number besides: `pi_3…#2`. */
const isPartOf = (reference: string) => (entry: Pick<LedgerEntry, 'kind' | 'reference'>) =>
  entry.kind === 'captured' && (entry.reference === reference || entry.reference.startsWith(`${reference}#`))

/** What a ledger holds of what an intent has brought so far. */
export function heldSoFar(ledger: readonly LedgerEntry[], { reference, amount }: Fact): Money {
  const parts = ledger.filter(isPartOf(reference))
  return sum(
    parts.map((entry) => money(entry.amount, entry.currency)),
    amount.currency,
  )
}

/** Facts as entries of their own: of what has come so far, what the ledger does not hold yet; and that a bank is at work, once for each try, the later ones with their number besides. */
function entriesFor(facts: readonly Fact[], ledger: readonly LedgerEntry[]): Fact[] {
  return facts.flatMap((fact) => {
    if (fact.kind === 'processing') {
      const tries = failedTries([...ledger, ...facts])
      return [tries === 0 ? fact : { ...fact, reference: `${fact.reference}#${tries + 1}` }]
    }
    if (!fact.soFar) return [fact]
    const more = fact.amount.minus(heldSoFar(ledger, fact))
    if (!more.isPositive()) return []
    const count = ledger.filter(isPartOf(fact.reference)).length
    return [{ ...fact, amount: more, reference: count === 0 ? fact.reference : `${fact.reference}#${count + 1}` }]
  })
}

/** What a refund, as the provider has it now, says for the ledger. */
export function refundFact({ status, amount, reference, failure, reason, madeAt }: ProviderRefund): Fact {
  const kinds = { succeeded: 'refunded', pending: 'refundPending', failed: 'refundFailed' } as const
  return {
    kind: kinds[status],
    amount,
    reference,
    ...(failure ? { code: failure } : {}),
    ...(reason ? { reason } : {}),
    // that it failed is known since somebody told of it
    ...(madeAt && status !== 'failed' ? { occurredAt: madeAt } : {}),
  }
}

/** What a dispute, as the provider has it now, says for the ledger: that there is one, or how it ended. */
export function disputeFact({ outcome, amount, reference, status }: ProviderDispute): Fact {
  const kinds = { won: 'disputeWon', lost: 'disputeLost' } as const
  return { kind: outcome ? kinds[outcome] : 'disputed', amount, reference, code: status }
}

/**
 * Enters facts that the ledger does not hold yet, and answers what the payment amounts to now. With a new entry the payment has changed (`updatedAt`): what it amounts to is the sum of its
 * entries; its order follows by `payment.changed`. Each refund is told once (`payment.refunded`), and that it failed after that (`payment.refundFailed`). One statement, and one more each where parts were captured or a bank is at work, and where refunds are told of. Whoever calls it holds the lock of the payment's checkout, so that no entry comes in between.
 */
export async function recordFacts(
  ctx: Ctx,
  payment: PaymentRow,
  said: readonly Fact[],
): Promise<Standing & { news: boolean }> {
  const held = ctx.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount', 'currency', 'reference', sql<boolean>`false`.as('fresh')])
    .where('paymentId', '=', payment.id)
  const facts = said.some(({ soFar, kind }) => soFar || kind === 'processing')
    ? entriesFor(said, await held.execute())
    : said
  const entries =
    facts.length === 0
      ? await held.execute()
      : await ctx.db
          .with('added', (db) =>
            db
              .insertInto('paymentEvents')
              .values(facts.map((fact) => entryOf(ctx, payment, fact)))
              .onConflict((conflict) => conflict.columns(['paymentId', 'kind', 'reference']).doNothing())
              .returning(['kind', 'amount', 'currency', 'reference']),
          )
          .with('touched', (db) =>
            db
              .updateTable('payments')
              .set({
                updatedAt: ctx.clock.now(),
                captureProblem: unlessTaken<string>('captureProblem'),
                captureTriedAt: unlessTaken<Date>('captureTriedAt'),
              })
              .where('id', '=', payment.id)
              .where(({ exists, selectFrom }) => exists(selectFrom('added').select('added.kind'))),
          )
          .selectFrom('added')
          .select(['kind', 'amount', 'currency', 'reference', sql<boolean>`true`.as('fresh')])
          .unionAll(held)
          .execute()
  await keepRefundProblem(ctx, payment.id, facts, entries)
  const refunds = [
    ...refundsBegun(entries).map(({ reference }) => ofRefund('payment.refunded', payment, reference)),
    ...refundsUndone(entries).map(({ reference }) => ofRefund('payment.refundFailed', payment, reference)),
  ]
  if (refunds.length > 0) await appendEvents(ctx, refunds)
  return {
    ...standing(money(payment.amount, payment.currency), entries),
    news: entries.some(({ fresh }) => fresh),
  }
}

/** A field that says why the money could not be taken: nothing any more, where it was after all, also by others or by an answer that was lost. */
const unlessTaken = <Value>(field: 'captureProblem' | 'captureTriedAt') =>
  sql<Value | null>`case when exists (select from added where kind = 'captured') then null else ${sql.ref(`payments.${field}`)} end`

/** What the world hears of a refund, once: that it is made, and that it failed after that. */
const ofRefund = (topic: News['topic'], { id, orderId }: PaymentRow, reference: string): News => ({
  topic,
  entity: 'payment',
  entityId: id,
  payload: { paymentId: id, orderId, reference },
})

const entryOf = (ctx: Ctx, payment: PaymentRow, fact: Fact) => ({
  id: ctx.ids.next(),
  paymentId: payment.id,
  kind: fact.kind,
  amount: fact.amount.toDecimalString(),
  currency: fact.amount.currency,
  reference: fact.reference,
  code: fact.code ?? null,
  reason: fact.reason ?? null,
  message: fact.message?.slice(0, 500) ?? null,
  occurredAt: fact.occurredAt ?? ctx.clock.now(),
})
