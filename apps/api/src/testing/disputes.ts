import { expect } from 'vitest'
import type { OpenShop } from './shop.ts'

/** The bank decides a dispute of a payment, by the evidence with which Stripe's test payments are decided; the house has heard of it. */
export async function decided(shop: OpenShop, intentId: string, outcome: 'won' | 'lost'): Promise<void> {
  const dispute = Object.values(shop.stripe.state().disputes).find((one) => one.payment_intent === intentId)!
  const evidence = { won: 'winning_evidence', lost: 'losing_evidence' }[outcome]
  const answer = await fetch(`${shop.stripe.url}/v1/disputes/${dispute.id}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.stripe.secretKey}` },
    body: new URLSearchParams({ 'evidence[uncategorized_text]': evidence }),
  })
  expect(answer.status).toBe(200)
  await shop.stripe.webhooks.idle()
  await shop.drain()
}
