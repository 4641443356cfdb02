import type { Desk, OrderLine } from './desk.ts'

/** How the goods of an order are packed: whole, or one piece first and then the rest. */
export type Part = 'whole' | 'first' | 'rest'

function partOf({ position, quantity }: OrderLine, part: Part): OrderLine {
  if (part === 'whole') return { position, quantity }
  return { position, quantity: part === 'first' ? '1' : String(Number(quantity) - 1) }
}

/** Enters what is packed. Answers the id of the shipment. */
export async function pack(
  desk: Desk,
  order: { number: string; id: string; lines: readonly OrderLine[] },
  part: Part,
  besides: object = {},
): Promise<string> {
  const lines = order.lines.map((line) => partOf(line, part))
  const attributes = { orderId: order.id, number: `${order.number}-${part}`, carrier: 'dhl', lines, ...besides }
  const made = await desk.act('shipments', 'enter', attributes)
  return made!.id
}

/** Has packed goods leave. */
export const leave = (desk: Desk, shipment: string): Promise<unknown> => {
  const row = `shipments/${shipment}`
  return desk.act(row, 'ship', {}, { isDone: { TRANSITION_NOT_ALLOWED: desk.isIn(row, 'shipped', 'delivered') } })
}

/** Has the goods of an order leave. */
export async function ship(desk: Desk, number: string, inParts: boolean): Promise<void> {
  const order = await desk.order(number)
  const parts: readonly Part[] = inParts && Number(order.lines[0]!.quantity) >= 2 ? ['first', 'rest'] : ['whole']
  for (const part of parts) await leave(desk, await pack(desk, { number, ...order }, part))
}
