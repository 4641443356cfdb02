import type { Desk } from './desk.ts'

/** Cancels an order: its money goes back, or is let go. */
export const cancelOrder = (desk: Desk, orderId: string): Promise<unknown> => {
  const row = `orders/${orderId}`
  return desk.act(row, 'cancel', {}, { isDone: { TRANSITION_NOT_ALLOWED: desk.isIn(row, 'cancelled') } })
}
