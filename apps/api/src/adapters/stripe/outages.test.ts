import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewIntent } from '../../domain/payments/port.ts'
import { money } from '../../kernel/money.ts'
import { Shopper, startStripeStandIn, type StripeStandIn } from '../../testing/stripe-stand-in.ts'

let standIn: StripeStandIn
beforeAll(async () => void (standIn = await startStripeStandIn()))
beforeEach(() => {
  standIn.sandbox.reset()
  standIn.sandbox.faults.clear()
  standIn.sandbox.journal.clear()
})
afterAll(() => standIn.sandbox.close())

const order = (): NewIntent => ({
  paymentId: randomUUID(),
  amount: money('19.99', 'EUR'),
  description: 'Order P-1001',
  metadata: {},
  capture: 'automatic',
})
const intents = () => Object.values(standIn.sandbox.state().intents)
const keysSent = () => new Set(standIn.sandbox.journal.list().map((call) => call.idempotencyKey))

describe('when Stripe stumbles', () => {
  it.each([500, 503] as const)('asks again after %d, under the same key', async (status) => {
    standIn.sandbox.faults.add({ kind: 'status', status })
    const intent = await standIn.provider.createIntent(order())
    expect(intent.status).toBe('requiresPaymentMethod')
    expect(intents()).toHaveLength(1)
    expect(keysSent().size).toBe(1)
  })

  it('waits and asks again after 429', async () => {
    standIn.sandbox.faults.add({ kind: 'status', status: 429, times: 2 })
    await standIn.provider.createIntent(order())
    expect(standIn.sandbox.journal.list().map((call) => call.status)).toEqual([429, 429, 200])
    expect(keysSent().size).toBe(1)
  })

  it('makes one intent though the answer to the first try was lost', async () => {
    standIn.sandbox.faults.add({ kind: 'reset', phase: 'after', method: 'POST' })
    const intent = await standIn.provider.createIntent(order())
    expect(intents().map(({ id }) => id)).toEqual([intent.reference])
  })

  it('makes one intent though the first try was done and answered 500', async () => {
    standIn.sandbox.faults.add({ kind: 'status', status: 500, phase: 'after', method: 'POST' })
    const intent = await standIn.provider.createIntent(order())
    expect(intents().map(({ id }) => id)).toEqual([intent.reference])
  })

  it('is not held to an answer that was a fault, and is saved under the key for a day', async () => {
    const patient = standIn.providerWith({ maxNetworkRetries: 0 })
    const fault = { kind: 'status', status: 500, phase: 'after', method: 'POST' } as const
    const unavailable = { code: 'PAYMENT_PROVIDER_UNAVAILABLE' }
    const asked = { ...order(), capture: 'manual' as const }
    standIn.sandbox.faults.add(fault)
    await expect(patient.createIntent(asked)).rejects.toMatchObject(unavailable)
    const { reference, clientSecret } = await patient.createIntent(asked)
    expect(intents().map(({ id }) => id)).toEqual([reference])
    await new Shopper(standIn.sandbox, clientSecret).pays('pm_card_visa')

    // done, though the answer was a fault: seen, and not done twice
    standIn.sandbox.faults.add(fault)
    const part = money('5', 'EUR')
    const capture = (key: string) => patient.captureIntent(reference, part, key, { keepRest: true })
    await expect(capture('c-1')).rejects.toMatchObject(unavailable)
    expect((await capture('c-1')).amountReceived).toEqual(part)
    expect((await capture('c-2')).amountReceived).toEqual(money('10', 'EUR'))
    await patient.captureIntent(reference, money('9.99', 'EUR'), 'c-3')

    standIn.sandbox.faults.add(fault)
    const refund = (key: string) => patient.refund(reference, part, null, key)
    await expect(refund('r-1')).rejects.toMatchObject(unavailable)
    const made = await refund('r-1')
    expect(Object.keys(standIn.sandbox.state().refunds)).toEqual([made.reference])
    expect((await refund('r-2')).reference).not.toBe(made.reference)
  })

  it('asks under another key where the fault was saved and nothing was done', async () => {
    const patient = standIn.providerWith({ maxNetworkRetries: 0 })
    const asked = { ...order(), capture: 'manual' as const }
    const { reference, clientSecret } = await patient.createIntent(asked)
    await new Shopper(standIn.sandbox, clientSecret).pays('pm_card_visa')
    const intent = standIn.sandbox.state().intents[reference]!
    const before = structuredClone(intent)
    standIn.sandbox.faults.add({ kind: 'status', status: 500, phase: 'after', method: 'POST' })
    await expect(patient.cancelIntent(reference, 'abandoned', 'k')).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    })
    Object.assign(intent, before)
    expect((await patient.cancelIntent(reference, 'abandoned', 'k')).status).toBe('cancelled')
    expect([...keysSent()].filter((key) => key?.includes('cancel'))).toEqual([
      'portico-cancel-k',
      'portico-cancel-k-again-1',
    ])
  })

  it('gives up on a slow answer and asks again', async () => {
    const hasty = standIn.providerWith({ timeoutMs: 150 })
    standIn.sandbox.faults.add({ kind: 'slow', delayMs: 400 })
    const intent = await hasty.createIntent(order())
    expect(intents().map(({ id }) => id)).toEqual([intent.reference])
  })
})

describe('when Stripe is away', () => {
  it.each([
    ['503', { kind: 'status', status: 503, times: 9 } as const],
    ['429', { kind: 'status', status: 429, times: 9 } as const],
    ['a broken line', { kind: 'reset', times: 9 } as const],
  ])('refuses with one code after %s, and nothing was made', async (_name, fault) => {
    standIn.sandbox.faults.add(fault)
    await expect(standIn.provider.createIntent(order())).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
      status: 503,
    })
    expect(intents()).toEqual([])
  })

  it('refuses when nobody listens at its address', async () => {
    const lost = standIn.providerWith({ apiBaseUrl: 'http://127.0.0.1:9', maxNetworkRetries: 0 })
    await expect(lost.readIntent('pi_1')).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE' })
  })
})

describe('when our settings are wrong', () => {
  it('says that the payment service refused us, and logs it without the key', async () => {
    const secretKey = 'sk_test_of_somebody_else_4711'
    const wrong = standIn.providerWith({ secretKey })
    await expect(wrong.createIntent(order())).rejects.toMatchObject({ code: 'PAYMENT_PROVIDER_REJECTED' })
    expect(intents()).toEqual([])
    expect(standIn.logged()).toContain('StripeAuthenticationError')
    expect(standIn.logged()).not.toContain('4711')
  })

  it('refuses an address with a path, which the SDK would drop', () => {
    expect(() => standIn.providerWith({ apiBaseUrl: 'https://proxy.test/stripe' })).toThrow(/STRIPE_API_BASE_URL/)
  })

  it('never logs a client secret', async () => {
    const intent = await standIn.provider.createIntent(order())
    await standIn.provider.cancelIntent(intent.reference, 'abandoned', 'k')
    await standIn.provider.captureIntent(intent.reference, null, 'k').catch(() => undefined)
    expect(standIn.logged()).toContain('payment_intent_unexpected_state')
    expect(standIn.logged()).not.toContain('_secret_')
  })
})
