import 'server-only'
import { cache } from 'react'
import { shop, written } from './call.ts'
import {
  MyOrdersDocument,
  OrderPageDocument,
  PayOrderDocument,
  TrackOrderDocument,
  type MyOrdersQuery,
  type OrderPartsFragment,
  type PayOrderMutation,
  type TrackOrderQuery,
} from './generated/graphql.ts'
import { ShopRefusal } from './refusal.ts'
import { readToken } from './session.ts'

export type Order = OrderPartsFragment
export type OrderPayment = NonNullable<PayOrderMutation['orderPay']>

/** An order that this visitor or customer bought, or null (also for somebody else's). */
export const readOrder = cache(async (id: string): Promise<Order | null> => {
  if (!(await readToken())) return null
  try {
    return (await shop(OrderPageDocument, { id })).order ?? null
  } catch (problem) {
    if (problem instanceof ShopRefusal) return null
    throw problem
  }
})

/** One page of the signed-in person's orders, newest first. */
export async function readMyOrders(after: string | null, first = 10): Promise<MyOrdersQuery['orders']> {
  return (await shop(MyOrdersDocument, { first, after })).orders
}

/** How a guest's order stands, by number and e-mail; nothing of the person. @throws ShopRefusal ORDER_NOT_FOUND, RATE_LIMITED */
export async function trackOrder(number: string, email: string): Promise<TrackOrderQuery['orderTrack']> {
  return (await shop(TrackOrderDocument, { input: { number, email } })).orderTrack
}

/** Begins to pay what an order lacks, or asks how that stands. Safe to repeat. @throws ShopRefusal PAYMENT_NOTHING_DUE, PAYMENT_STATE_CONFLICT … */
export async function payOrder(id: string): Promise<OrderPayment> {
  const { orderPay } = await written(PayOrderDocument, { id })
  // the roles of a company's buyers may hide its orders
  if (!orderPay) throw new ShopRefusal('FORBIDDEN', 'this order is not shown to its buyer')
  return orderPay
}
