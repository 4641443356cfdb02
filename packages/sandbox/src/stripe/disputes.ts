import type { Cause } from './events.ts'
import type { Desk } from './desk.ts'
import type { Parameters } from './parameters.ts'
import { invalidRequest, missing } from './problem.ts'
import type { Charge, Dispute } from './resources.ts'
import { newId } from './store.ts'

export const KNOWN_DISPUTE = ['evidence', 'metadata', 'submit']

/** Words of evidence by which Stripe decides disputes of test payments (docs.stripe.com/testing#evidence). */
const DECIDED = { winning_evidence: 'won', losing_evidence: 'lost' } as const

/** `POST /v1/disputes/:id`: evidence of the shop, which is under review from then on, but where it is one of the words that decide it. Refuses one that is decided. */
export function updateDispute(desk: Desk, id: string, parameters: Parameters, cause: Cause): Dispute {
  const { store, events } = desk
  const dispute = store.tables.disputes[id]
  if (!dispute) throw missing('dispute', id, 'dispute')
  if (isDecided(dispute)) throw invalidRequest('This dispute is already closed.')
  dispute.metadata = parameters.metadata(dispute.metadata)
  const text = parameters.group('evidence')?.['uncategorized_text']
  const outcome = Object.entries(DECIDED).find(([word]) => word === text)?.[1]
  if (outcome) decide(dispute, outcome)
  else if (parameters.boolean('submit') !== false) dispute.status = 'under_review'
  events.announce('charge.dispute.updated', dispute, cause)
  if (outcome === 'won') events.announce('charge.dispute.funds_reinstated', dispute, cause)
  if (outcome) events.announce('charge.dispute.closed', dispute, cause)
  store.changed()
  return dispute
}

function decide(dispute: Dispute, outcome: 'won' | 'lost'): void {
  dispute.status = outcome
  if (outcome === 'lost') return
  const { amount, currency } = dispute
  dispute.balance_transactions.push({ id: newId('txn_1'), object: 'balance_transaction', amount, currency })
  dispute.is_charge_refundable = true
}

const isDecided = ({ status }: Dispute): boolean => status === 'won' || status === 'lost'

/** Whether a charge can be refunded as far as disputes go: one that the shop has won is behind it. */
export const mayBeRefunded = ({ store }: Desk, charge: Charge): boolean =>
  Object.values(store.tables.disputes).every((dispute) => dispute.charge !== charge.id || dispute.is_charge_refundable)
