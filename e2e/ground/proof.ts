import { expect } from './journey.ts'
import type { OrderRecord, Records } from './records.ts'
import type { ThirdParty } from './third-party.ts'

/** Exactly one order under this e-mail address, paid in full by its ledger and announced once. @returns it */
export async function onePaidOrder(records: Records, email: string): Promise<OrderRecord> {
  const orders = await records.orders(email)
  expect(orders, 'orders in the database').toHaveLength(1)
  const [order] = orders
  if (!order) throw new Error('unreachable: one order was expected just now')
  expect(order.paid, 'paid, by the ledger').toBe(order.total)
  expect(order.payments, 'payments of the order').toBe(1)
  expect(order.announced, 'order.placed in the outbox').toBe(1)
  return order
}

interface Seen {
  number: string
  paymentStatus: string
  totals: { total: { amount: string; currency: string } }
  lines: { sku: string; quantity: string }[]
}

const parts = 'number paymentStatus totals { total { amount currency } } lines { sku quantity }'

/** A third party sees the same order through the storefront API, by number and e-mail address. */
export async function sameForThirdParty(client: ThirdParty, order: OrderRecord): Promise<void> {
  const { orderTrack } = await client.ask<{ orderTrack: Seen }>(
    `query($input: OrderTrackInput!) { orderTrack(input: $input) { ${parts} } }`,
    { input: { number: order.number, email: order.email } },
  )
  expect(orderTrack.number).toBe(order.number)
  expect(orderTrack.paymentStatus).toBe('paid')
  expect(Number(orderTrack.totals.total.amount)).toBe(Number(order.total))
  expect(orderTrack.lines.map((line) => line.sku)).toEqual(order.lines.map((line) => line.sku))
}
