import 'server-only'
import { cache } from 'react'
import { shop, written } from './call.ts'
import {
  MyOrdersDocument,
  MyOrdersWithoutAmountsDocument,
  OrderPageDocument,
  OrderWithoutAmountsDocument,
  PayOrderDocument,
  TrackOrderDocument,
  type MyOrdersQuery,
  type OrderAmountsFragment,
  type OrderPartsFragment,
  type OrderRowAmountsFragment,
  type OrderRowFragment,
  type PayOrderMutation,
  type TrackOrderQuery,
} from './generated/graphql.ts'
import { asFarAsShown } from './hidden.ts'
import { ShopRefusal } from './refusal.ts'
import { readToken } from './session.ts'

/** An order as its buyer may see it. `amounts`: what it costs and how it is paid; null where their role for the company hides some of that. */
export interface Order extends OrderPartsFragment {
  amounts: OrderAmountsFragment | null
}
export interface OrderRow extends OrderRowFragment {
  amounts: OrderRowAmountsFragment | null
}
export type OrderPayment = NonNullable<PayOrderMutation['orderPay']>

/** An order that this visitor or customer bought, or null (also for somebody else's). */
export const readOrder = cache(async (id: string): Promise<Order | null> => {
  if (!(await readToken())) return null
  try {
    return await orderOf(id)
  } catch (problem) {
    if (problem instanceof ShopRefusal) return null
    throw problem
  }
})

const orderOf = (id: string): Promise<Order | null> =>
  asFarAsShown<Order | null>(
    async () => {
      const { order } = await shop(OrderPageDocument, { id })
      return order ? { ...order, amounts: order } : null
    },
    async () => {
      const { order } = await shop(OrderWithoutAmountsDocument, { id })
      return order ? { ...order, amounts: null } : null
    },
  )

interface OrderPage {
  items: OrderRow[]
  pageInfo: MyOrdersQuery['orders']['pageInfo']
}

/** One page of the signed-in person's orders, newest first. */
export const readMyOrders = (after: string | null, first = 10): Promise<OrderPage> =>
  asFarAsShown<OrderPage>(
    async () => {
      const { items, pageInfo } = (await shop(MyOrdersDocument, { first, after })).orders
      return { pageInfo, items: items.map((order) => ({ ...order, amounts: order })) }
    },
    async () => {
      const { items, pageInfo } = (await shop(MyOrdersWithoutAmountsDocument, { first, after })).orders
      return { pageInfo, items: items.map((order) => ({ ...order, amounts: null })) }
    },
  )

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
