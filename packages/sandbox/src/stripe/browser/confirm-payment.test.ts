import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startStripeSandbox, type StripeSandbox } from '../start.ts'
import type { PaymentIntent } from '../resources.ts'

let sandbox: StripeSandbox
beforeAll(async () => {
  sandbox = await startStripeSandbox({ settleAfterMs: null })
  // as much of a page as the script looks at before a form is mounted; it cannot draw
  vi.stubGlobal('document', {
    currentScript: { src: `${sandbox.url}/v3/` },
    querySelectorAll: () => [],
    createElement: () => ({ getContext: () => null }),
    adoptedStyleSheets: [],
  })
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync = vi.fn()
    },
  )
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await sandbox.close()
})

async function newIntent(): Promise<PaymentIntent> {
  const answer = await fetch(`${sandbox.url}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.secretKey}` },
    body: new URLSearchParams({ amount: '12000', currency: 'eur', 'automatic_payment_methods[enabled]': 'true' }),
  })
  return (await answer.json()) as PaymentIntent
}

/** Presses "Pay" in a page whose form was opened for this amount. */
async function pay(intent: PaymentIntent, opened: { amount: number; currency: string }, told?: { amount: number }) {
  const { Elements } = await import('./elements.ts')
  const { confirmPayment } = await import('./confirm-payment.ts')
  const elements = new Elements(sandbox.publishableKey, { mode: 'payment', ...opened }, 'en')
  if (told) elements.update(told)
  elements.submitted = true
  const clientSecret = intent.client_secret ?? ''
  return confirmPayment(sandbox.publishableKey, { elements, clientSecret, redirect: 'if_required' })
}

it.each([
  [{ amount: 9000, currency: 'eur' }, 'The provided amount (9000) does not match the expected amount (12000).'],
  [{ amount: 12000, currency: 'usd' }, 'The provided currency (usd) does not match the expected currency (eur).'],
])(
  'refuses to confirm an intent for another sum than the form was opened for, and takes nothing: %o',
  async (opened, message) => {
    const intent = await newIntent()
    const before = structuredClone(sandbox.state())
    await expect(pay(intent, opened)).rejects.toMatchObject({ name: 'IntegrationError', message })
    expect(sandbox.state()).toEqual(before)
  },
)

it('goes on where both are the same, at first or since the form was told', async () => {
  const intent = await newIntent()
  const next = 'Invalid value for elements: it should have a mounted Payment Element.'
  await expect(pay(intent, { amount: 12000, currency: 'EUR' })).rejects.toThrow(next)
  await expect(pay(intent, { amount: 9000, currency: 'eur' }, { amount: 12000 })).rejects.toThrow(next)
})
