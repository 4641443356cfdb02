import type { Bill } from '#lib/shop/invoices.ts'
import type { Order, OrderRow } from '#lib/shop/orders.ts'

type PaymentStatus = NonNullable<Order['amounts']>['paymentStatus']

/** How an order on account stands: an invoice of it is overdue, or due, or none is to be paid yet. */
export type OnAccount = { kind: 'overdue' | 'due'; day: string } | { kind: 'open' }

/** What a buyer is told of how an order is paid. `status` null: there is nothing to say of it. */
export interface PaymentStanding {
  status: PaymentStatus | null
  onAccount: OnAccount | null
}

/**
 * Money that nobody waits for is not missing: an order on account is paid by its invoices (of which `bills` are those that stand), one that is paid elsewhere is none of the shop's, and of a cancelled one
 * nothing is to be paid.
 */
export function paymentStanding(
  state: OrderRow['state'],
  { paymentStatus, paymentMethod }: Pick<NonNullable<OrderRow['amounts']>, 'paymentStatus' | 'paymentMethod'>,
  bills: readonly Bill[],
): PaymentStanding {
  const nothing = paymentStatus === 'unpaid'
  if (!nothing && paymentStatus !== 'partiallyPaid') return { status: paymentStatus, onAccount: null }
  if (state === 'cancelled' || paymentMethod === 'elsewhere')
    return { status: nothing ? null : paymentStatus, onAccount: null }
  if (paymentMethod !== 'onAccount') return { status: paymentStatus, onAccount: null }
  return { status: nothing ? null : paymentStatus, onAccount: standingOf(bills) }
}

function standingOf(bills: readonly Bill[]): OnAccount {
  const days = (overdue: boolean) =>
    bills.flatMap(({ dueOn, paymentStatus }) =>
      dueOn && paymentStatus !== 'paid' && (paymentStatus === 'overdue') === overdue ? [dueOn] : [],
    )
  const [[overdue], [due]] = [days(true).sort(), days(false).sort()]
  if (overdue) return { kind: 'overdue', day: overdue }
  return due ? { kind: 'due', day: due } : { kind: 'open' }
}
