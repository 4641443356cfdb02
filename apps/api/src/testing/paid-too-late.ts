import { Buyer } from './buyer.ts'
import type { OpenShop } from './shop.ts'

/**
 * Somebody who has paid for a checkout that was let go while the money was on its way: by an operator, an older version, a lost answer. What Stripe says of
 * it is withheld until `tell`.
 */
export async function paidTooLate(shop: OpenShop, card?: string): Promise<{ buyer: Buyer; tell(): Promise<void> }> {
  const { faults } = shop.stripe.webhooks
  const buyer = new Buyer(shop)
  const placement = await buyer.atTheTill()
  faults.add({ kind: 'withheld', times: 9 })
  await buyer.pays(placement, card)
  await shop.database.db
    .updateTable('checkouts')
    .set({ state: 'open', snapshot: null })
    .where('id', '=', buyer.checkoutId)
    .execute()
  return {
    buyer,
    tell: async () => {
      faults.clear()
      shop.stripe.webhooks.release()
      await shop.stripe.webhooks.idle()
    },
  }
}
