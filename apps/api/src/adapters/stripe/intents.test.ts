import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { toIntent } from './intents.ts'

const created = Date.parse('2026-11-23T09:00:00Z') / 1000

/** An intent as Stripe tells it, with a charge of so and such a method. */
const intent = (rest: object, details: object = { type: 'link', link: { country: 'DE' } }): Stripe.PaymentIntent =>
  ({
    ...{ id: 'pi_1', object: 'payment_intent', client_secret: null, status: 'requires_capture', currency: 'eur' },
    ...{ amount: 1000, amount_capturable: 1000, amount_received: 0, metadata: {}, capture_method: 'manual' },
    latest_charge: { id: 'ch_1', object: 'charge', created, payment_method_details: details },
    ...rest,
  }) as unknown as Stripe.PaymentIntent

describe('until when reserved money can be captured', () => {
  const until = (rest: object, details?: object) => toIntent(intent(rest, details)).captureBefore?.toISOString() ?? null

  it('is what a card’s charge says', () => {
    const capture_before = created + 5 * 24 * 3600
    expect(until({}, { type: 'card', card: { capture_before } })).toBe('2026-11-28T09:00:00.000Z')
  })

  it.each([
    ['link', '2026-11-30T08:00:00.000Z'],
    ['amazon_pay', '2026-11-30T08:00:00.000Z'],
    ['paypal', '2026-12-03T08:00:00.000Z'],
    ['klarna', '2026-12-21T08:00:00.000Z'],
  ])('is worked out where a charge by %s tells nothing', (type, at) => {
    expect(until({}, { type, [type]: {} })).toBe(at)
  })

  it('is nothing where nothing is reserved, or the charge is not there', () => {
    expect(until({ status: 'succeeded' })).toBeNull()
    expect(until({ latest_charge: 'ch_1' })).toBeNull()
  })
})

it('an intent has lapsed where Stripe itself cancelled it, and not where somebody asked for that', () => {
  const lapsed = (cancellation_reason: string | null) => toIntent(intent({ status: 'canceled', cancellation_reason }))
  expect(['automatic', 'expired'].map((reason) => lapsed(reason).lapsed)).toEqual([true, true])
  expect(['duplicate', 'abandoned', null].map((reason) => lapsed(reason).lapsed)).toEqual([false, false, false])
})
