import type { AmendedLine } from '../../../kernel/contract.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'

const rowOf = (position: number, line: AmendedLine): OrderLineRow => ({ position, ...line })

/**
 * An order as it stood after a step (0: as it was placed), by taking later steps back. What is told of each is then what that step made, however late it is
 * written; addresses, numbers and texts are those of now, and told again with whatever comes later.
 */
export function asItStood(order: OrderRow, after: number): OrderRow {
  const lines = new Map(order.lines.map((line) => [line.position, line]))
  let { total, taxTotal, taxes } = order
  let shippingDiscount = order.shippingDiscount
  const later = order.amendments.filter(({ number }) => number > after)
  for (const step of later.sort((one, other) => other.number - one.number)) {
    for (const { position, before } of step.lines)
      if (before) lines.set(position, rowOf(position, before))
      else lines.delete(position)
    if (!step.totalsBefore) continue
    ;({ total, tax: taxTotal, taxes } = step.totalsBefore)
    shippingDiscount = step.totalsBefore.shippingDiscount ?? { amount: '0', currency: order.currency }
  }
  return { ...order, lines: [...lines.values()], total, taxTotal, taxes, shippingDiscount }
}

/** The lines that a step took out, as they were. */
export const takenOut = ({ lines }: Pick<OrderRow['amendments'][number], 'lines'>): OrderLineRow[] =>
  lines.flatMap(({ position, before, after }) => (before && !after ? [rowOf(position, before)] : []))

/** The positions of the lines that a step put in. */
export const putIn = ({ lines }: Pick<OrderRow['amendments'][number], 'lines'>): ReadonlySet<number> =>
  new Set(lines.flatMap(({ position, before, after }) => (after && !before ? [position] : [])))
