import 'server-only'
import { cache } from 'react'
import { shop } from './call.ts'
import {
  MyOrdersDocument,
  OrderPageDocument,
  TrackOrderDocument,
  type MyOrdersQuery,
  type OrderPartsFragment,
} from './generated/graphql.ts'
import { ShopRefusal } from './refusal.ts'
import { readToken } from './session.ts'

export type Order = OrderPartsFragment

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

/** A guest's order by number and e-mail. @throws ShopRefusal ORDER_NOT_FOUND, RATE_LIMITED */
export async function trackOrder(number: string, email: string): Promise<Order> {
  return (await shop(TrackOrderDocument, { input: { number, email } })).orderTrack
}
