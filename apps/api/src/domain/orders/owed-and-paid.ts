import { greater, lesser, money, sum, zero, type Money } from '../../kernel/money.ts'
import { onItsWay, wentBack, type OrderStanding } from '../payments/index.ts'

/** What an order came to until it was another sum; `id` is in one sequence with the entries of ledgers (uuid v7). */
export interface CameTo {
  id: string
  until: Date
  owed: Money
}

/** What an order owes and has, by its ledgers. `due` and `overpaid` are never both more than nothing. */
export interface Reckoned {
  /** What all that will be delivered costs. Nothing of what is cancelled. */
  owed: Money
  /** What has arrived and stayed: neither refunded, nor on its way back, nor taken back by a bank. */
  stayed: Money
  /** What of it goods may leave for: what has stayed, and what the house gave back out of kindness. Nothing where nothing has stayed and nothing is reserved. */
  paid: Money
  /** What the bank holds, to be taken. */
  reserved: Money
  /** What its buyer is still to pay. */
  due: Money
  /** What the house is still to give back: nothing of what is disputed, which the bank has taken until it decides. */
  overpaid: Money
  /** What payers dispute, and no bank has decided. */
  disputed: Money
}

type Entry = OrderStanding['payments'][number]['entries'][number]

/**
 * What an order owes and has, from its ledgers and from what it came to (`cameTo`, the earliest first; `owed` since). Sums, whatever order the entries were heard in. What went back is not
 * asked for again, unless it was too much of what the order came to then; what a bank took back is not asked for either, and no goods leave for it.
 */
export function reckon(order: OrderStanding, owed: Money, cameTo: readonly CameTo[]): Reckoned {
  const none = zero(owed.currency)
  const { payments } = order
  const { tooMuch, taken, back } = goneBack(payments, owed, cameTo)
  const captured = sum(
    payments.map((one) => one.captured),
    owed.currency,
  )
  const stayed = captured.minus(back)
  const held = (of: readonly { reserved: Money }[]) =>
    sum(
      of.map(({ reserved }) => reserved),
      owed.currency,
    )
  const reserved = held(payments)
  const promised = held(payments.filter(({ doubtful }) => !doubtful))
  const disputed = sum(
    payments.map((one) => one.disputed),
    owed.currency,
  )
  const atBank = sum(payments.map(underDispute), owed.currency)
  const gone = !stayed.isPositive() && !reserved.isPositive()
  if (order.elsewhere) return { owed, stayed, paid: none, reserved, due: none, overpaid: none, disputed }
  return {
    owed,
    stayed,
    paid: gone ? none : greater(captured.minus(tooMuch).minus(taken), none),
    reserved,
    due: greater(owed.minus(captured.minus(tooMuch)).minus(promised), none),
    overpaid: greater(stayed.minus(atBank).minus(owed), none),
    disputed,
  }
}

/** What of a payment is disputed, and is neither back nor on its way back. */
function underDispute({ captured, refunded, disputed, entries }: OrderStanding['payments'][number]): Money {
  const underWay = sum(
    onItsWay(entries).map((entry) => money(entry.amount, entry.currency)),
    captured.currency,
  )
  return lesser(disputed, greater(captured.minus(refunded).minus(underWay), zero(captured.currency)))
}

/** Money that went back, or is on its way, with its first word. */
interface Back {
  payment: OrderStanding['payments'][number]
  entry: Entry
  byBank: boolean
}

/** What went back in all; what of it was too much when it did; and what else a bank has taken. */
function goneBack(payments: OrderStanding['payments'], owed: Money, cameTo: readonly CameTo[]) {
  const none = zero(owed.currency)
  const backs = payments
    .flatMap((payment) => backOf(payment.entries).map((entry): Back => ({ payment, ...entry })))
    .sort(({ entry: one }, { entry: other }) => inTurn(one, other))
  return backs.reduce(
    ({ tooMuch, taken, back }, { payment, entry, byBank }) => {
      const part = money(entry.amount, entry.currency)
      const arrived = sum(
        payments.filter((one) => one === payment || wasBegun(one, entry)).map((one) => one.captured),
        none.currency,
      )
      const over = greater(arrived.minus(tooMuch).minus(leastWhen(entry, owed, cameTo)), none)
      // below nothing: what was entered by mistake is taken back
      const more = part.amount.isNegative() ? lesser(tooMuch, part.negated()).negated() : lesser(over, part)
      return {
        tooMuch: tooMuch.plus(more),
        taken: byBank ? taken.plus(part.minus(more)) : taken,
        back: back.plus(part),
      }
    },
    { tooMuch: none, taken: none, back: none },
  )
}

/** The entries of a ledger by which money is gone, a refund that was on its way first by that. */
function backOf(entries: readonly Entry[]): Omit<Back, 'payment'>[] {
  const gone = [...entries.filter((entry) => wentBack(entry, entries)), ...onItsWay(entries)]
  return gone.map((entry) => {
    const first = entries
      .filter(({ kind, reference }) => kind === 'refundPending' && reference === entry.reference)
      .reduce((least, other) => (other.entryId < least.entryId ? other : least), entry)
    const { entryId, occurredAt } = first
    return { entry: { ...entry, entryId, occurredAt }, byBank: entry.kind === 'disputeLost' }
  })
}

const secondOf = (at: Date) => Math.floor(at.getTime() / 1_000)

/** Providers know whole seconds; within one, our own sequence counts. */
const inTurn = (one: Entry, other: Entry): number =>
  secondOf(one.occurredAt) - secondOf(other.occurredAt) || (one.entryId < other.entryId ? -1 : 1)

/** Whether a payment was begun before money went back. What it has brought may have been heard of at any time since, so it is counted from then. */
function wasBegun({ entries }: OrderStanding['payments'][number], back: Entry): boolean {
  const [first] = entries.toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1))
  return first !== undefined && inTurn(first, back) < 0
}

/** How far a provider's clock and ours may be apart, in milliseconds; it says whole seconds, besides. */
const clocksDiffer = 5_000

/**
 * The least that an order came to when money went back. That was between when its provider says so and when it was heard of here; which changes came after that, our own sequence says. Between the two,
 * the order of things is not known, and the least counts: what was too much then may be asked for again, and goods do not leave without it.
 */
function leastWhen({ occurredAt, entryId }: Entry, owed: Money, cameTo: readonly CameTo[]): Money {
  const after = cameTo.findIndex(({ id }) => id > entryId)
  const heard = after < 0 ? cameTo.length : after
  const before =
    cameTo.slice(0, heard).findLastIndex(({ until }) => until.getTime() < occurredAt.getTime() - clocksDiffer) + 1
  return [...cameTo.map((one) => one.owed), owed].slice(before, heard + 1).reduce(lesser)
}
