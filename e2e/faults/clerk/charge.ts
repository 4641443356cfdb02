import { refusedBy, type Desk } from './desk.ts'

/** What makes an order of twice as much impossible: there is no more, or it was packed. */
const impossible = ['NOT_ENOUGH_STOCK', 'QUANTITY_INVALID', 'PRODUCT_UNAVAILABLE', 'ORDER_LINE_PACKED']

/** The buyer wants twice as much, and says so by telephone; what is due is charged to their card. Answers whether there was as much. */
export async function charge(desk: Desk, number: string): Promise<boolean> {
  const { id, lines } = await desk.order(number)
  const [line] = lines
  const row = `orders/${id}`
  const quantity = String(Number(line!.quantity) * 2)
  try {
    await desk.act(row, 'changeLine', { position: line!.position, quantity })
  } catch (error) {
    if (impossible.includes(refusedBy(error))) return false
    throw error
  }
  await desk.act(row, 'charge', {}, { isDone: { PAYMENT_NOTHING_DUE: () => Promise.resolve(true) } })
  return true
}
