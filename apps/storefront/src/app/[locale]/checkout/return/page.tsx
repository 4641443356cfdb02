import { redirect } from 'next/navigation'
import { one, type SearchParams } from '#catalog/listing-query.ts'
import { getTo } from '#i18n/paths.ts'
import { completeCheckout } from '#lib/shop/checkout.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** Where the bank sends the shopper back to (3-D Secure in a window of its own): asks how it went and goes on. */
export default async function ReturnPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, to] = await Promise.all([searchParams, getTo()])
  let next = '/checkout?step=payment&declined=1'
  try {
    const { order, status } = await completeCheckout(one(params.checkout), one(params.payment_intent) || undefined)
    if (order) next = `/order/${order.id}?placed=1`
    else if (status === 'processing') next = '/checkout?step=payment'
  } catch (refusal) {
    if (!(refusal instanceof ShopRefusal)) throw refusal
    next = '/checkout'
  }
  redirect(to(next))
}
