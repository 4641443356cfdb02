import type { PaymentEventKind } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { money, type Money } from '../../kernel/money.ts'
import { standing, type Standing } from './ledger.ts'
import type { ProviderDispute, ProviderIntent, ProviderRefund } from './port.ts'

/** A fact about a payment. `reference` makes it one fact: told again, it is not entered again. */
export interface Fact {
  kind: PaymentEventKind
  amount: Money
  reference: string
  code?: string | null
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
}

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
      return fact('authorized', intent.amountCapturable)
    case 'succeeded':
      return fact('captured', intent.amountReceived)
    case 'cancelled':
      return fact('cancelled', intent.amount)
  }
}

/** What a refund, as the provider has it now, says for the ledger. */
export function refundFact({ status, amount, reference }: ProviderRefund): Fact {
  const kinds = { succeeded: 'refunded', pending: 'refundPending', failed: 'refundFailed' } as const
  return { kind: kinds[status], amount, reference }
}

/** What a dispute, as the provider has it now, says for the ledger: that there is one, or how it ended. */
export function disputeFact({ outcome, amount, reference, status }: ProviderDispute): Fact {
  const kinds = { won: 'disputeWon', lost: 'disputeLost' } as const
  return { kind: outcome ? kinds[outcome] : 'disputed', amount, reference, code: status }
}

/**
 * Enters facts that the ledger does not hold yet, and answers what the payment amounts to now. One statement. Whoever calls it holds the
 * lock of the payment's checkout, so that no entry comes in between.
 */
export async function recordFacts(
  ctx: Ctx,
  payment: PaymentRow,
  facts: readonly Fact[],
): Promise<Standing & { news: boolean }> {
  const held = ctx.db
    .selectFrom('paymentEvents')
    .select(['kind', 'amount', 'currency', 'reference', sql<boolean>`false`.as('fresh')])
    .where('paymentId', '=', payment.id)
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
          .selectFrom('added')
          .select(['kind', 'amount', 'currency', 'reference', sql<boolean>`true`.as('fresh')])
          .unionAll(held)
          .execute()
  return {
    ...standing(money(payment.amount, payment.currency), entries),
    news: entries.some(({ fresh }) => fresh),
  }
}

const entryOf = (ctx: Ctx, payment: PaymentRow, fact: Fact) => ({
  id: ctx.ids.next(),
  paymentId: payment.id,
  kind: fact.kind,
  amount: fact.amount.toDecimalString(),
  currency: fact.amount.currency,
  reference: fact.reference,
  code: fact.code ?? null,
  message: fact.message?.slice(0, 500) ?? null,
  occurredAt: fact.occurredAt ?? ctx.clock.now(),
})

/** How people call what was paid with: `Visa •••• 4242`. */
export function methodLabel(intent: ProviderIntent): string | null {
  const method = intent.method
  if (!method) return null
  const name = method.brand ?? method.type
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${method.last4 ? ` •••• ${method.last4}` : ''}`.slice(0, 80)
}
