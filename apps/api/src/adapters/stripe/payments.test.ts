import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewIntent, ProviderIntent } from '../../domain/payments/port.ts'
import { money } from '../../kernel/money.ts'
import { Shopper, startStripeStandIn, type StripeStandIn } from '../../testing/stripe-stand-in.ts'

let standIn: StripeStandIn
beforeAll(async () => void (standIn = await startStripeStandIn()))
beforeEach(() => standIn.sandbox.reset())
afterAll(() => standIn.sandbox.close())

const order = (changes: Partial<NewIntent> = {}): NewIntent => ({
  paymentId: randomUUID(),
  amount: money('19.99', 'EUR'),
  description: 'Order P-1001',
  email: 'ada@example.com',
  metadata: { paymentId: 'p-1', checkoutId: 'c-1' },
  capture: 'automatic',
  ...changes,
})

const shopper = (intent: ProviderIntent): Shopper => new Shopper(standIn.sandbox, intent.clientSecret)
const atStripe = (intent: ProviderIntent) => standIn.sandbox.state().intents[intent.reference]
const snapshot = () => structuredClone({ ...standIn.sandbox.state(), answers: {} })

async function paid(changes: Partial<NewIntent> = {}): Promise<ProviderIntent> {
  const intent = await standIn.provider.createIntent(order(changes))
  await shopper(intent).pays('pm_card_visa')
  return standIn.provider.readIntent(intent.reference)
}

describe('a payment', () => {
  it('waits for the shopper, and is paid when their browser confirms it', async () => {
    const intent = await standIn.provider.createIntent(order())
    expect(intent).toMatchObject({ status: 'requiresPaymentMethod', lastError: null, method: null })
    expect(intent.clientSecret).toMatch(/^pi_\w+_secret_\w+$/)
    expect(atStripe(intent)).toMatchObject({
      amount: 1999,
      currency: 'eur',
      capture_method: 'automatic',
      automatic_payment_methods: { enabled: true },
      description: 'Order P-1001',
      receipt_email: 'ada@example.com',
      metadata: { paymentId: 'p-1', checkoutId: 'c-1' },
    })

    expect((await shopper(intent).pays('pm_card_visa')).intent?.status).toBe('succeeded')
    const after = await standIn.provider.readIntent(intent.reference)
    expect(after.status).toBe('succeeded')
    expect(after.amountReceived).toEqual(money('19.99', 'EUR'))
    expect(after.metadata).toEqual({ paymentId: 'p-1', checkoutId: 'c-1' })
    expect(after.method).toMatchObject({
      type: 'card',
      brand: 'visa',
      last4: '4242',
      expires: { month: expect.any(Number) as number },
    })
  })

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', null],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', null],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', null],
    ['pm_card_radarBlock', 'card_declined', 'fraudulent'],
  ])('tells why %s was declined, and can be tried again', async (method, code, declineCode) => {
    const intent = await standIn.provider.createIntent(order())
    const answer = await shopper(intent).pays(method)
    expect(answer).toMatchObject({ status: 402, error: { type: 'card_error', code } })
    const after = await standIn.provider.readIntent(intent.reference)
    expect(after).toMatchObject({ status: 'requiresPaymentMethod', lastError: { code, declineCode } })
    expect(after.amountReceived.isZero()).toBe(true)

    await shopper(intent).pays('pm_card_mastercard')
    const again = await standIn.provider.readIntent(intent.reference)
    expect(again).toMatchObject({ status: 'succeeded', lastError: null, method: { brand: 'mastercard' } })
  })

  it('is paid after the shopper authenticated by 3-D Secure', async () => {
    const intent = await standIn.provider.createIntent(order())
    expect((await shopper(intent).pays('pm_card_authenticationRequired')).intent?.status).toBe('requires_action')
    expect((await standIn.provider.readIntent(intent.reference)).status).toBe('requiresAction')
    await shopper(intent).authenticates('succeeded')
    expect((await standIn.provider.readIntent(intent.reference)).status).toBe('succeeded')
  })

  it('is not paid when 3-D Secure fails, however often the bank says so', async () => {
    const intent = await standIn.provider.createIntent(order())
    await shopper(intent).pays('pm_card_authenticationRequired')
    await shopper(intent).authenticates('failed')
    const after = await standIn.provider.readIntent(intent.reference)
    expect(after).toMatchObject({
      status: 'requiresPaymentMethod',
      lastError: { code: 'payment_intent_authentication_failure' },
    })
    expect(after.amountReceived.isZero()).toBe(true)
  })

  it('may be declined after 3-D Secure succeeded', async () => {
    const intent = await standIn.provider.createIntent(order())
    await shopper(intent).pays('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds')
    await shopper(intent).authenticates('succeeded')
    const after = await standIn.provider.readIntent(intent.reference)
    expect(after).toMatchObject({ status: 'requiresPaymentMethod', lastError: { declineCode: 'insufficient_funds' } })
  })

  it('is processing while a bank transfer is on its way', async () => {
    const intent = await standIn.provider.createIntent(order({ amount: money('19.99', 'USD') }))
    await shopper(intent).pays('pm_usBankAccount')
    expect((await standIn.provider.readIntent(intent.reference)).status).toBe('processing')
    await fetch(`${standIn.sandbox.url}/_sandbox/settle/${intent.reference}`, { method: 'POST' })
    expect((await standIn.provider.readIntent(intent.reference)).status).toBe('succeeded')
  })

  it.each([
    ['JPY', '1200', 1200],
    ['KWD', '12.340', 12340],
    ['ISK', '500', 50000],
  ])('of %s is counted as Stripe counts it', async (currency, amount, minor) => {
    const after = await paid({ amount: money(amount, currency) })
    expect(atStripe(after)?.amount_received).toBe(minor)
    expect(after.amountReceived).toEqual(money(amount, currency))
  })

  it('that does not exist is refused as not found', async () => {
    await expect(standIn.provider.readIntent('pi_unknown')).rejects.toMatchObject({ code: 'PAYMENT_NOT_FOUND' })
  })
})

describe('repeating a write', () => {
  it('makes one intent, not two', async () => {
    const same = order()
    const first = await standIn.provider.createIntent(same)
    const second = await standIn.provider.createIntent(same)
    expect(second.reference).toBe(first.reference)
    expect(Object.keys(standIn.sandbox.state().intents)).toHaveLength(1)
  })

  it('makes one intent when both come at the same moment', async () => {
    standIn.sandbox.faults.add({ kind: 'slow', delayMs: 150, phase: 'after', method: 'POST' })
    const same = order()
    const both = await Promise.all([standIn.provider.createIntent(same), standIn.provider.createIntent(same)])
    expect(both[0].reference).toBe(both[1].reference)
    expect(Object.keys(standIn.sandbox.state().intents)).toHaveLength(1)
    expect(standIn.sandbox.journal.list().some((call) => call.status === 409)).toBe(true)
  })

  it('refuses another amount under the same payment, and leaves the first as it was', async () => {
    const same = order()
    const first = await standIn.provider.createIntent(same)
    const before = snapshot()
    await expect(standIn.provider.createIntent({ ...same, amount: money('29.99', 'EUR') })).rejects.toMatchObject({
      code: 'PAYMENT_PROVIDER_REJECTED',
    })
    expect(snapshot()).toEqual(before)
    expect(atStripe(first)?.amount).toBe(1999)
  })
})

describe('reserved money', () => {
  async function reserved(): Promise<ProviderIntent> {
    const intent = await paid({ capture: 'manual' })
    expect(intent).toMatchObject({ status: 'requiresCapture' })
    expect(intent.amountCapturable).toEqual(money('19.99', 'EUR'))
    return intent
  }

  it('is taken in full, once, however often it is asked for', async () => {
    const intent = await reserved()
    const captured = await standIn.provider.captureIntent(intent.reference, null, 'k-1')
    expect(captured).toMatchObject({ status: 'succeeded' })
    expect(captured.amountReceived).toEqual(money('19.99', 'EUR'))
    expect((await standIn.provider.captureIntent(intent.reference, null, 'k-1')).status).toBe('succeeded')
    expect((await standIn.provider.captureIntent(intent.reference, null, 'another-key')).status).toBe('succeeded')
  })

  it('is taken in part, and the rest is released', async () => {
    const intent = await reserved()
    const captured = await standIn.provider.captureIntent(intent.reference, money('12.00', 'EUR'), 'k-1')
    expect(captured.amountReceived).toEqual(money('12', 'EUR'))
    expect(captured.amountCapturable.isZero()).toBe(true)
  })

  it('is not taken beyond what is reserved', async () => {
    const intent = await reserved()
    const before = snapshot()
    await expect(standIn.provider.captureIntent(intent.reference, money('20.00', 'EUR'), 'k-1')).rejects.toMatchObject({
      code: 'PAYMENT_CAPTURE_EXCEEDS',
    })
    expect(snapshot()).toEqual(before)
  })

  it('cannot be taken where nothing was reserved', async () => {
    const intent = await standIn.provider.createIntent(order({ capture: 'manual' }))
    await expect(standIn.provider.captureIntent(intent.reference, null, 'k-1')).rejects.toMatchObject({
      code: 'PAYMENT_STATE_CONFLICT',
    })
  })

  it('is released by cancelling', async () => {
    const intent = await reserved()
    const cancelled = await standIn.provider.cancelIntent(intent.reference, 'abandoned', 'k-1')
    expect(cancelled.status).toBe('cancelled')
    expect(cancelled.amountCapturable.isZero()).toBe(true)
  })
})

describe('cancelling', () => {
  it('keeps a shopper from paying afterwards, and may be repeated', async () => {
    const intent = await standIn.provider.createIntent(order())
    expect((await standIn.provider.cancelIntent(intent.reference, 'abandoned', 'k-1')).status).toBe('cancelled')
    expect((await standIn.provider.cancelIntent(intent.reference, 'abandoned', 'k-2')).status).toBe('cancelled')
    expect(await shopper(intent).pays('pm_card_visa')).toMatchObject({
      status: 400,
      error: { code: 'payment_intent_unexpected_state' },
    })
  })

  it('answers that the money came first when it did', async () => {
    const intent = await paid()
    const before = snapshot()
    expect((await standIn.provider.cancelIntent(intent.reference, 'abandoned', 'k-1')).status).toBe('succeeded')
    expect(snapshot()).toEqual(before)
  })
})

describe('refunding', () => {
  it('gives back parts until nothing is left, and refuses more', async () => {
    const intent = await paid()
    const { provider } = standIn
    const first = await provider.refund(intent.reference, money('5.00', 'EUR'), 'requestedByCustomer', 'r-1')
    expect(first).toMatchObject({ status: 'succeeded', amount: money('5', 'EUR') })
    expect(
      (await provider.refund(intent.reference, money('5.00', 'EUR'), 'requestedByCustomer', 'r-1')).reference,
    ).toBe(first.reference)
    const before = snapshot()
    await expect(provider.refund(intent.reference, money('15.00', 'EUR'), null, 'r-2')).rejects.toMatchObject({
      code: 'PAYMENT_REFUND_EXCEEDS',
    })
    expect(snapshot()).toEqual(before)
    expect((await provider.refund(intent.reference, null, null, 'r-3')).amount).toEqual(money('14.99', 'EUR'))
    await expect(provider.refund(intent.reference, null, null, 'r-4')).rejects.toMatchObject({
      code: 'PAYMENT_REFUND_EXCEEDS',
    })
    expect(Object.keys(standIn.sandbox.state().refunds)).toHaveLength(2)
  })

  it('may take its time', async () => {
    const intent = await standIn.provider.createIntent(order())
    await shopper(intent).pays('pm_card_pendingRefund')
    expect((await standIn.provider.refund(intent.reference, null, null, 'r-1')).status).toBe('pending')
  })
})
