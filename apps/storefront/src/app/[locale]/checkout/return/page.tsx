import { redirect } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { completeCheckout } from '#lib/shop/checkout.ts'
import { payOrder } from '#lib/shop/orders.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/**
 * Where the bank sends the shopper back to: asks how it went and goes on. What stands in the address beside the payment's name (`redirect_status`) anybody could have
 * written there, and it is not read.
 */
export default async function ReturnPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to] = await Promise.all([searchParams, getTo()])
  const order = one(params.order)
  redirect(to(order ? await afterRest(order) : await afterPurchase(one(params.checkout), one(params.payment_intent))))
}

/** A purchase: the order, or the payment step, which says how it stands. */
async function afterPurchase(checkout: string, reference: string): Promise<string> {
  try {
    const { order, status } = await completeCheckout(checkout, reference || undefined)
    if (order) return `/order/${order.id}?placed=1`
    return status === 'failed' || status === 'refunded'
      ? `/checkout?step=payment&ended=${status}`
      : `/checkout?checkout=${encodeURIComponent(checkout)}&step=payment`
  } catch (refusal) {
    if (!(refusal instanceof ShopRefusal)) throw refusal
    return '/checkout'
  }
}

/** What an order lacked: its page, with what the bank said. */
async function afterRest(id: string): Promise<string> {
  const page = `/order/${encodeURIComponent(id)}`
  try {
    const { failure } = await payOrder(id)
    return failure ? `${page}?declined=${encodeURIComponent(failure.code)}` : page
  } catch (refusal) {
    if (!(refusal instanceof ShopRefusal)) throw refusal
    return page
  }
}
