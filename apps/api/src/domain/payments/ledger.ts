import type { PaymentEventKind, PaymentState } from '../../kernel/contract.ts'
import { money, sum, zero, type Money } from '../../kernel/money.ts'

export interface LedgerEntry {
  /** Which fact: a refund that failed after all has the reference of the refund that it undoes, a dispute's end that of the dispute. */
  reference: string
  kind: PaymentEventKind
  amount: string
  currency: string
}

/** What a payment amounts to: sums over its ledger, whatever order the entries came in. */
export interface Standing {
  authorized: Money
  captured: Money
  /** What the bank still holds, to be captured. */
  reserved: Money
  /** What went back to the payer: refunds, and disputes that were lost. */
  refunded: Money
  /** What banks are still to decide on. */
  disputed: Money
  state: PaymentState
}

/** Entries that say how a try to pay went, the further along the higher. The furthest one counts, not the last one; but for a bank that is at work on a later try than those that have failed. */
const progress: Partial<Record<PaymentEventKind, { rank: number; state: PaymentState }>> = {
  created: { rank: 0, state: 'pending' },
  actionRequired: { rank: 1, state: 'pending' },
  processing: { rank: 2, state: 'processing' },
  failed: { rank: 3, state: 'failed' },
  authorized: { rank: 4, state: 'authorized' },
  cancelled: { rank: 5, state: 'cancelled' },
}

/** The standing of a payment of `amount`, from all its entries. */
export function standing(amount: Money, entries: readonly LedgerEntry[]): Standing {
  const total = (kind: PaymentEventKind) =>
    sum(
      entries.filter((entry) => entry.kind === kind).map((entry) => money(entry.amount, entry.currency)),
      amount.currency,
    )
  const captured = total('captured')
  const refunded = sum(
    entries.filter((entry) => wentBack(entry, entries)).map((entry) => money(entry.amount, entry.currency)),
    amount.currency,
  )
  const cancelled = entries.some(({ kind }) => kind === 'cancelled')
  const authorized = cancelled ? zero(amount.currency) : total('authorized')
  const left = authorized.minus(captured).minus(total('released'))
  const reserved = !cancelled && left.isPositive() ? left : zero(amount.currency)
  const disputed = sum(
    entries.filter((entry) => isUndecided(entry, entries)).map((entry) => money(entry.amount, entry.currency)),
    amount.currency,
  )
  return { authorized, captured, reserved, refunded, disputed, state: stateOf(amount, captured, refunded, entries) }
}

/** Whether anything of it is here, taken or reserved, that neither went back nor is disputed. */
export const isKept = ({ captured, refunded, disputed, reserved }: Standing): boolean =>
  reserved.isPositive() || captured.minus(refunded).minus(disputed).isPositive()

/** Whether an entry says that a payer disputes a payment, and no other one how that ended. */
const isUndecided = ({ kind, reference }: LedgerEntry, entries: readonly LedgerEntry[]): boolean =>
  kind === 'disputed' &&
  !entries.some(
    (other) => (other.kind === 'disputeWon' || other.kind === 'disputeLost') && other.reference === reference,
  )

/** Which entry undoes another one of the same reference, whichever of the two came first. */
const undoneBy: Partial<Record<PaymentEventKind, PaymentEventKind>> = {
  refunded: 'refundFailed',
  // a bank may decide for us after all
  disputeLost: 'disputeWon',
}

/** Whether an entry says that money went back to the payer, and no other one that it did not after all. */
export function wentBack({ kind, reference }: LedgerEntry, entries: readonly LedgerEntry[]): boolean {
  const undoing = undoneBy[kind]
  return undoing !== undefined && !entries.some((other) => other.kind === undoing && other.reference === reference)
}

function stateOf(amount: Money, captured: Money, refunded: Money, entries: readonly LedgerEntry[]): PaymentState {
  if (captured.isPositive()) {
    if (refunded.isPositive()) return refunded.amount.lessThan(captured.amount) ? 'partiallyRefunded' : 'refunded'
    return captured.amount.lessThan(amount.amount) ? 'partiallyCaptured' : 'captured'
  }
  let furthest = progress.created
  for (const { kind } of entries) {
    const step = progress[kind]
    if (step && step.rank >= (furthest?.rank ?? 0)) furthest = step
  }
  const state = furthest?.state ?? 'pending'
  return state === 'failed' && isAtBank(entries) ? 'processing' : state
}

/** Which try a bank is at work on: the entry is called by the payment, for later tries with their number besides (`pi_3…#2`). */
const tryOf = ({ reference }: LedgerEntry): number => Number(/#(\d+)$/.exec(reference)?.[1] ?? 1)

/** How many tries have failed; each is told under a name of its own. */
export const failedTries = (entries: readonly Pick<LedgerEntry, 'kind' | 'reference'>[]): number =>
  new Set(entries.filter(({ kind }) => kind === 'failed').map(({ reference }) => reference)).size

const isAtBank = (entries: readonly LedgerEntry[]): boolean =>
  Math.max(0, ...entries.filter(({ kind }) => kind === 'processing').map(tryOf)) > failedTries(entries)

/** Refunds that are on their way: asked for, and neither made nor failed yet. */
export const onItsWay = <Entry extends LedgerEntry>(entries: readonly Entry[]): Entry[] =>
  entries.filter(
    ({ kind, reference }) =>
      kind === 'refundPending' &&
      !entries.some((other) => other.reference === reference && ['refunded', 'refundFailed'].includes(other.kind)),
  )

/**
 * New entries by which money goes back to the payer: each refund is among them once, with its first word (it is on its way, or made), and not where it has failed by then. What a bank
 * has decided (a dispute), and what takes an entry back, is no refund.
 */
export const refundsBegun = <Entry extends LedgerEntry & { fresh: boolean }>(entries: readonly Entry[]): Entry[] => {
  const of = (kinds: readonly PaymentEventKind[], reference: string) =>
    entries.filter((other) => other.reference === reference && kinds.includes(other.kind))
  return entries.filter(
    ({ kind, reference, amount, currency, fresh }) =>
      fresh &&
      (kind === 'refunded' || kind === 'refundPending') &&
      money(amount, currency).isPositive() &&
      of(['refundFailed'], reference).length === 0 &&
      of(['refunded', 'refundPending'], reference).every(
        (other) => other.kind === kind || (other.fresh && kind === 'refunded'),
      ),
  )
}

/** New entries by which a refund that was told of (`refundsBegun`) has failed after all, as a bank may say days later. */
export const refundsUndone = <Entry extends LedgerEntry & { fresh: boolean }>(entries: readonly Entry[]): Entry[] =>
  entries.filter(
    ({ kind, reference, fresh }) =>
      fresh &&
      kind === 'refundFailed' &&
      entries.some(
        (other) =>
          other.reference === reference &&
          !other.fresh &&
          (other.kind === 'refunded' || other.kind === 'refundPending'),
      ),
  )
