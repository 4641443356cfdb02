import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startStripeSandbox, type StripeSandbox } from './start.ts'

let sandbox: StripeSandbox
beforeAll(async () => void (sandbox = await startStripeSandbox({ settleAfterMs: null })))
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

interface Answer {
  status: number
  body: Record<string, unknown> & { id: string; status: string; client_secret: string; error?: { code?: string } }
}

async function ask(path: string, form?: Record<string, string>, key = sandbox.secretKey): Promise<Answer> {
  const answer = await fetch(sandbox.url + path, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}` },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

const newIntent = async (form: Record<string, string> = {}) =>
  (
    await ask('/v1/payment_intents', {
      amount: '1999',
      currency: 'eur',
      'automatic_payment_methods[enabled]': 'true',
      ...form,
    })
  ).body

/** Confirms as Stripe.js does. */
const confirm = ({ id, client_secret }: Answer['body'], form: Record<string, string>) =>
  ask(
    `/v1/payment_intents/${id}/confirm`,
    { client_secret, use_stripe_sdk: 'true', return_url: 'https://shop.test/back?checkout=1', ...form },
    sandbox.publishableKey,
  )
const read = async ({ id }: { id: string }) => (await ask(`/v1/payment_intents/${id}?expand[]=latest_charge`)).body
const events = () => Object.values(sandbox.state().events).map(({ type }) => type)

const ideal = { 'payment_method_data[type]': 'ideal' }
const sepa = (iban: string): Record<string, string> => ({
  'payment_method_data[type]': 'sepa_debit',
  'payment_method_data[sepa_debit][iban]': iban,
  'payment_method_data[billing_details][name]': 'Ada Byron',
  'payment_method_data[billing_details][email]': 'ada@example.com',
  'mandate_data[customer_acceptance][type]': 'online',
})

describe('which methods an intent has', () => {
  it.each([
    [{}, ['card', 'link', 'ideal', 'bancontact', 'sepa_debit']],
    [{ currency: 'usd' }, ['card', 'link', 'us_bank_account']],
    [{ currency: 'jpy' }, ['card']],
    [{ capture_method: 'manual' }, ['card', 'link']],
    [{ 'automatic_payment_methods[allow_redirects]': 'never' }, ['card', 'link', 'sepa_debit']],
    [
      { 'payment_method_options[card][setup_future_usage]': 'off_session' },
      ['card', 'link', 'ideal', 'bancontact', 'sepa_debit'],
    ],
  ])('with %j they are %j, for the form and for the API', async (form: Record<string, string>, types) => {
    const intent = await newIntent(form)
    expect(intent['payment_method_types']).toEqual(types)
    const session = await ask(
      `/v1/elements/sessions?client_secret=${intent.client_secret}`,
      undefined,
      sandbox.publishableKey,
    )
    expect(session.body['payment_method_preference']).toEqual({ ordered_payment_method_types: types })
  })

  it('refuses a method that it does not have, and one without what it needs', async () => {
    const manual = await newIntent({ capture_method: 'manual' })
    expect((await confirm(manual, ideal)).status).toBe(400)
    const intent = await newIntent()
    const { 'mandate_data[customer_acceptance][type]': _mandate, ...without } = sepa('DE89370400440532013000')
    for (const form of [
      { ...ideal, return_url: '' },
      without,
      sepa('DE89370400440532013001'),
      sepa('DE02120300000000202051'),
      { ...sepa('DE89370400440532013000'), 'payment_method_data[billing_details][email]': '' },
    ])
      expect((await confirm(intent, form)).status, JSON.stringify(form)).toBe(400)
    expect((await read(intent)).status).toBe('requires_payment_method')
    expect(JSON.stringify(sandbox.state())).not.toContain('DE02120300000000202051')
  })
})

/** Presses a button on the bank's page that an intent sends to, and answers where that leads. */
async function atTheBank(action: unknown, outcome: 'succeeded' | 'failed'): Promise<URL> {
  const { redirect_to_url: to } = action as { redirect_to_url: { url: string } }
  expect(await (await fetch(to.url)).text()).toContain('iDEAL test payment page')
  const back = await fetch(to.url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
  return new URL(back.headers.get('location') ?? '')
}

describe('iDEAL', () => {
  it('sends to the bank, which sends back with what became of it', async () => {
    const intent = await newIntent()
    const asked = (await confirm(intent, ideal)).body
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    const back = await atTheBank(asked['next_action'], 'succeeded')
    expect(Object.fromEntries(back.searchParams)).toEqual({
      checkout: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    })
    expect(await read(intent)).toMatchObject({
      status: 'succeeded',
      latest_charge: { payment_method_details: { type: 'ideal', ideal: { bank: 'rabobank' } } },
    })
    expect(events()).toContain('payment_intent.succeeded')
  })

  it('is failed by the shopper, and can be paid otherwise', async () => {
    const intent = await newIntent()
    const back = await atTheBank((await confirm(intent, ideal)).body['next_action'], 'failed')
    expect(back.searchParams.get('redirect_status')).toBe('failed')
    expect(await read(intent)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure', payment_method: { type: 'ideal' } },
    })
    expect(events()).toContain('payment_intent.payment_failed')
    expect((await confirm(intent, { payment_method: 'pm_card_visa' })).body.status).toBe('succeeded')
  })

  it('is answered once: the page of a try that was left counts no more', async () => {
    const intent = await newIntent()
    const left = (await confirm(intent, ideal)).body
    const anew = (await confirm(intent, ideal)).body
    await atTheBank(anew['next_action'], 'failed')
    const { redirect_to_url: old } = left['next_action'] as { redirect_to_url: { url: string } }
    expect(await (await fetch(old.url)).text()).toContain('not asked for any more')
    await fetch(old.url, { method: 'POST', body: new URLSearchParams({ outcome: 'succeeded' }), redirect: 'manual' })
    expect((await read(intent)).status).toBe('requires_payment_method')
  })
})

describe('a SEPA debit', () => {
  const settle = (id: string) => fetch(`${sandbox.url}/_sandbox/settle/${id}`, { method: 'POST' })

  it.each([
    ['DE89 3704 0044 0532 0130 00', 'succeeded'],
    ['DE62370400440532013001', 'requires_payment_method'],
  ])('of %s is processing until the bank has answered, and then %s', async (iban, status) => {
    const intent = await newIntent()
    expect((await confirm(intent, sepa(iban))).body.status).toBe('processing')
    await settle(intent.id)
    const after = await read(intent)
    expect(after.status).toBe(status)
    if (status === 'succeeded')
      expect(after['latest_charge']).toMatchObject({
        payment_method_details: { type: 'sepa_debit', sepa_debit: { last4: '3000', country: 'DE' } },
      })
    else expect(after['last_payment_error']).toMatchObject({ decline_code: 'insufficient_funds' })
  })

  it('may be disputed after it has succeeded', async () => {
    const intent = await newIntent()
    await confirm(intent, sepa('DE35370400440532013002'))
    await settle(intent.id)
    expect(Object.values(sandbox.state().disputes)).toMatchObject([{ payment_intent: intent.id }])
  })
})

describe('a wallet', () => {
  const token = async (type: string, card = 'pm_card_visa') =>
    (await ask('/v1/tokens', { 'wallet[type]': type, 'wallet[card]': card }, sandbox.publishableKey)).body.id
  const withToken = (id: string) => ({ 'payment_method_data[type]': 'card', 'payment_method_data[card][token]': id })

  it.each(['google_pay', 'apple_pay'])('hands over a card, and the charge says that it was %s', async (type) => {
    const intent = await newIntent()
    expect((await confirm(intent, withToken(await token(type)))).body.status).toBe('succeeded')
    expect((await read(intent))['latest_charge']).toMatchObject({
      payment_method_details: { type: 'card', card: { last4: '4242', wallet: { type } } },
    })
  })

  it('gives a token that is used once', async () => {
    const id = await token('google_pay')
    await confirm(await newIntent(), withToken(id))
    const again = await confirm(await newIntent(), withToken(id))
    expect(again).toMatchObject({ status: 400, body: { error: { code: 'token_already_used' } } })
  })

  it('of Link is a method of its own', async () => {
    const intent = await newIntent()
    const link = {
      'payment_method_data[type]': 'link',
      'payment_method_data[billing_details][email]': 'ada@example.com',
    }
    expect((await confirm(intent, link)).body.status).toBe('succeeded')
    expect((await read(intent))['latest_charge']).toMatchObject({
      payment_method_details: { type: 'link', link: { country: 'US' } },
    })
  })
})

describe('what the issuer checks', () => {
  const card = (number: string): Record<string, string> => ({
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': number,
    'payment_method_data[card][exp_month]': '12',
    'payment_method_data[card][exp_year]': '34',
    'payment_method_data[card][cvc]': '123',
    'payment_method_data[billing_details][address][line1]': '500 Market Street',
    'payment_method_data[billing_details][address][postal_code]': '94105',
  })

  it.each([
    ['4000000000000036', 'incorrect_zip'],
    ['4000000000000010', 'incorrect_zip'],
    ['4000000000000101', 'incorrect_cvc'],
  ])('declines %s with %s', async (number, code) => {
    const intent = await newIntent()
    expect(await confirm(intent, card(number))).toMatchObject({ status: 402, body: { error: { code } } })
    expect((await read(intent)).status).toBe('requires_payment_method')
  })

  it('tells what it found of a charge that went through', async () => {
    const intent = await newIntent()
    await confirm(intent, card('4000000000000028'))
    expect((await read(intent))['latest_charge']).toMatchObject({
      payment_method_details: {
        card: {
          checks: { address_line1_check: 'fail', address_postal_code_check: 'pass', cvc_check: 'pass' },
        },
      },
    })
  })

  it('lets a wrong postal code pass where the account does not block it', async () => {
    const lenient = await startStripeSandbox({ settleAfterMs: null, blockFailedChecks: false })
    const strict = sandbox
    sandbox = lenient
    const intent = await newIntent()
    const answer = await confirm(intent, card('4000000000000036'))
    const { latest_charge: charge } = await read(intent)
    sandbox = strict
    await lenient.close()
    expect(answer.body.status).toBe('succeeded')
    expect(charge).toMatchObject({
      payment_method_details: { card: { checks: { address_postal_code_check: 'fail' } } },
    })
  })
})
