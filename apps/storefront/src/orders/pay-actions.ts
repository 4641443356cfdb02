'use server'

import { payStep, type PayStep } from '#checkout/pay-step.ts'
import { getTo } from '#i18n/paths.ts'
import { payOrder } from '#lib/shop/orders.ts'
import { ShopRefusal } from '#lib/shop/refusal.ts'

/** Begins to pay what an order lacks, or asks how that stands; where nothing is lacking any more, it is paid. */
export async function payRest(orderId: string): Promise<PayStep> {
  return payStep(async () => {
    const paid = { href: (await getTo())(`/order/${orderId}`), processing: false }
    try {
      const { status, payment, failure } = await payOrder(orderId)
      return status === 'paid' ? paid : { href: null, processing: status === 'processing', payment, failure }
    } catch (refusal) {
      if (refusal instanceof ShopRefusal && refusal.code === 'PAYMENT_NOTHING_DUE') return paid
      throw refusal
    }
  })
}
