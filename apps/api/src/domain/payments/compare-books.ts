import type { Money } from '../../kernel/money.ts'
import { money } from '../../kernel/money.ts'
import type { LedgerEntry } from './ledger.ts'
import type { ProviderEntry } from './port.ts'
import { disputeFact, factsOf, heldSoFar, refundFact, type Fact, type PaymentRow } from './record-facts.ts'

/** What an entry of the provider's books says against our ledger. */
export interface Comparison {
  /** Facts about money that the ledger lacks. */
  missed: readonly Fact[]
  /** Where both tell of the same thing by other sums. */
  differs: { reference: string; ours: Money; theirs: Money; what: string } | null
}

/** Steps of a try to pay that move no money: the ledger may do without them. */
const onTheWay = new Set<Fact['kind']>(['created', 'actionRequired', 'processing', 'failed'])

/** What a provider's entry says for the ledger. */
export function factsIn({ intent, refund, dispute }: ProviderEntry): Fact[] {
  return [
    ...(intent ? factsOf(intent) : []),
    ...(refund ? [refundFact(refund)] : []),
    ...(dispute ? [disputeFact(dispute)] : []),
  ]
}

/** Compares one entry of the provider's books with the ledger of its payment. */
export function compareBooks(
  payment: Pick<PaymentRow, 'amount' | 'currency'>,
  ledger: readonly LedgerEntry[],
  entry: ProviderEntry,
): Comparison {
  const facts = factsIn(entry).filter(({ kind }) => !onTheWay.has(kind))
  const held = (fact: Fact) => ledger.find(({ kind, reference }) => kind === fact.kind && reference === fact.reference)
  const due = money(payment.amount, payment.currency)
  if (entry.intent && !entry.intent.amount.equals(due))
    return {
      missed: [],
      differs: { reference: entry.intentReference, ours: due, theirs: entry.intent.amount, what: 'is to be paid' },
    }
  for (const fact of facts) {
    if (fact.soFar) {
      const sum = heldSoFar(ledger, fact)
      if (sum.comparedTo(fact.amount) > 0)
        return { missed: [], differs: { reference: fact.reference, ours: sum, theirs: fact.amount, what: fact.kind } }
      continue
    }
    const ours = held(fact)
    // a reservation is said again with what is left of it
    if (!ours || fact.kind === 'authorized') continue
    const sum = money(ours.amount, ours.currency)
    if (!sum.equals(fact.amount))
      return { missed: [], differs: { reference: fact.reference, ours: sum, theirs: fact.amount, what: fact.kind } }
  }
  const lacks = (fact: Fact) => (fact.soFar ? !heldSoFar(ledger, fact).equals(fact.amount) : !held(fact))
  return { missed: facts.filter(lacks), differs: null }
}
