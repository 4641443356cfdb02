import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startStripeSandbox, type StripeSandbox } from './start.ts'

let sandbox: StripeSandbox
beforeAll(async () => void (sandbox = await startStripeSandbox({ settleAfterMs: null })))
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { error?: Record<string, unknown> }
}

interface Asking {
  key?: string | null
  headers?: Record<string, string>
  method?: string
}

async function ask(path: string, form?: Record<string, string>, asking: Asking = {}, at = sandbox): Promise<Answer> {
  const key = asking.key === undefined ? at.secretKey : asking.key
  const answer = await fetch(at.url + path, {
    method: asking.method ?? (form ? 'POST' : 'GET'),
    headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...asking.headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? (JSON.parse(text) as Answer['body']) : {} }
}

const INTENT = { amount: '1999', currency: 'eur', 'automatic_payment_methods[enabled]': 'true' }
const newIntent = async (more: Record<string, string> = {}) =>
  (await ask('/v1/payment_intents', { ...INTENT, ...more })).body
const confirm = (id: unknown, form: Record<string, string>, asking: Asking = {}) =>
  ask(`/v1/payment_intents/${String(id)}/confirm`, { return_url: 'https://shop.test/', ...form }, asking)
const unchanged = async (work: () => Promise<Answer>): Promise<Answer> => {
  const before = structuredClone(sandbox.state())
  const answer = await work()
  expect(sandbox.state()).toEqual(before)
  return answer
}

describe('who may ask', () => {
  it.each([
    ['no key', null, /did not provide an API key/],
    ['a key of somebody else', 'sk_test_of_somebody_else', /^Invalid API Key provided: sk_test_\*+else$/],
  ])('answers 401 to %s', async (_name, key, message) => {
    const answer = await unchanged(() => ask('/v1/payment_intents', INTENT, { key }))
    expect(answer).toMatchObject({ status: 401, body: { error: { type: 'invalid_request_error' } } })
    expect(answer.body.error?.['message']).toMatch(message)
  })

  it('takes the key as the user name of Basic, as curl sends it', async () => {
    const basic = `Basic ${Buffer.from(`${sandbox.secretKey}:`).toString('base64')}`
    expect((await ask('/v1/payment_intents', undefined, { key: null, headers: { authorization: basic } })).status).toBe(
      200,
    )
  })

  it('lets a browser touch only the intent whose client secret it has, and only see a part of it', async () => {
    const mine = await newIntent({ 'metadata[cost]': '7' })
    const other = await newIntent()
    const browser = { key: sandbox.publishableKey }
    const path = `/v1/payment_intents/${String(mine['id'])}`
    expect(await ask(path, undefined, browser)).toMatchObject({
      status: 400,
      body: { error: { param: 'client_secret' } },
    })
    const foreign = { payment_method: 'pm_card_visa', client_secret: String(other['client_secret']) }
    expect(await unchanged(() => confirm(mine['id'], foreign, browser))).toMatchObject({
      status: 400,
      body: { error: { code: 'payment_intent_invalid_parameter' } },
    })
    const seen = await ask(`${path}?client_secret=${String(mine['client_secret'])}`, undefined, browser)
    expect(seen).toMatchObject({ status: 200, body: { id: mine['id'], status: 'requires_payment_method' } })
    expect(seen.body).not.toHaveProperty('metadata')
    expect(await unchanged(() => ask(`${path}/cancel`, {}, browser))).toMatchObject({
      status: 401,
      body: { error: { code: 'secret_key_required' } },
    })
  })

  it('answers preflights of any origin, as Stripe does', async () => {
    const answer = await ask('/v1/payment_intents', undefined, {
      method: 'OPTIONS',
      key: null,
      headers: { origin: 'https://shop.test' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
  })

  it('never takes a live key', async () => {
    await expect(startStripeSandbox({ secretKey: 'sk_live_x' })).rejects.toThrow(/only takes test keys/)
  })
})

describe('what may be asked', () => {
  it.each([
    [{ currency: 'eur' }, 'parameter_missing', 'amount'],
    [{ amount: '19.99', currency: 'eur' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: '49', currency: 'eur' }, 'amount_too_small', 'amount'],
    [{ amount: '100000000', currency: 'eur' }, 'amount_too_large', 'amount'],
    [{ amount: '5124', currency: 'kwd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: '550', currency: 'isk' }, 'invalid_charge_amount_no_decimal_compatible', 'amount'],
    [{ ...INTENT, colour: 'red' }, 'parameter_unknown', 'colour'],
    [{ ...INTENT, 'payment_method_types[]': 'card' }, 'parameter_unknown', 'payment_method_types'],
    [{ ...INTENT, receipt_email: 'nobody' }, 'email_invalid', 'receipt_email'],
  ])('refuses %j with %s', async (form, code, param) => {
    const answer = await unchanged(() => ask('/v1/payment_intents', form))
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'invalid_request_error', code, param } } })
    expect(answer.headers.get('request-id')).toMatch(/^req_/)
  })

  it('still knows payment_method_types in older versions of the API', async () => {
    const headers = { 'stripe-version': '2025-03-31.basil' }
    const answer = await ask('/v1/payment_intents', { ...INTENT, 'payment_method_types[]': 'card' }, { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('stripe-version')).toBe('2025-03-31.basil')
  })

  it('answers 404 for what does not exist', async () => {
    expect(await ask('/v1/payment_intents/pi_no')).toMatchObject({
      status: 404,
      body: { error: { code: 'resource_missing', message: "No such payment_intent: 'pi_no'" } },
    })
    expect((await ask('/v1/nonsense')).body.error?.['message']).toMatch(
      /^Unrecognized request URL \(GET: \/v1\/nonsense\)/,
    )
  })
})

describe('the same request again', () => {
  const headers = { 'idempotency-key': 'order-1' }

  it('gets the same answer and says so', async () => {
    const first = await ask('/v1/payment_intents', INTENT, { headers })
    const again = await ask('/v1/payment_intents', INTENT, { headers })
    expect(again.body).toEqual(first.body)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'))
  })

  it('is refused when it is another one', async () => {
    await ask('/v1/payment_intents', INTENT, { headers })
    const answer = await unchanged(() => ask('/v1/payment_intents', { ...INTENT, amount: '2000' }, { headers }))
    expect(answer).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } })
  })

  it('repeats a decline, but not a mistake in the request', async () => {
    const intent = await newIntent()
    const first = await confirm(intent['id'], { payment_method: 'pm_card_chargeDeclined' }, { headers })
    const again = await confirm(intent['id'], { payment_method: 'pm_card_chargeDeclined' }, { headers })
    expect([first.status, again.status]).toEqual([402, 402])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(Object.keys(sandbox.state().charges)).toHaveLength(1)

    const other = { 'idempotency-key': 'order-2' }
    expect((await ask('/v1/payment_intents', { ...INTENT, amount: '1' }, { headers: other })).status).toBe(400)
    expect((await ask('/v1/payment_intents', INTENT, { headers: other })).status).toBe(200)
  })

  it('meets a conflict while the first one is under way', async () => {
    sandbox.faults.add({ kind: 'slow', delayMs: 120, phase: 'after' })
    const both = await Promise.all([
      ask('/v1/payment_intents', INTENT, { headers }),
      ask('/v1/payment_intents', INTENT, { headers }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.error).toMatchObject({ code: 'idempotency_key_in_use' })
    expect(Object.keys(sandbox.state().intents)).toHaveLength(1)
  })
})

describe('the states of an intent', () => {
  it.each([
    ['confirm', 'succeeded', /already succeeded/],
    ['capture', 'succeeded', /statuses may be captured: requires_capture/],
    ['cancel', 'succeeded', /status of succeeded/],
  ])('does not let %s happen to one that %s', async (verb, _state, message) => {
    const intent = await newIntent()
    await confirm(intent['id'], { payment_method: 'pm_card_visa' })
    const form: Record<string, string> = verb === 'confirm' ? { return_url: 'https://shop.test/' } : {}
    const answer = await unchanged(() => ask(`/v1/payment_intents/${String(intent['id'])}/${verb}`, form))
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } } },
    })
    expect(answer.body.error?.['message']).toMatch(message)
  })

  it('asks the server for a return_url, since methods may redirect', async () => {
    const intent = await newIntent()
    const path = `/v1/payment_intents/${String(intent['id'])}/confirm`
    const answer = await unchanged(() => ask(path, { payment_method: 'pm_card_visa' }))
    expect(answer.status).toBe(400)
    expect(answer.body.error?.['message']).toMatch(/you must provide a `return_url`/)
  })

  it('sends a redirected shopper through the bank page and back', async () => {
    const intent = await newIntent()
    const asked = await confirm(intent['id'], { payment_method: 'pm_card_threeDSecure2Required' })
    const action = asked.body['next_action'] as { type: string; redirect_to_url: { url: string } }
    expect(action.type).toBe('redirect_to_url')
    expect(await (await fetch(action.redirect_to_url.url)).text()).toContain('Complete authentication')
    const back = await fetch(action.redirect_to_url.url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'succeeded' }),
      redirect: 'manual',
    })
    expect(back.status).toBe(303)
    expect(back.headers.get('location')).toMatch(
      /^https:\/\/shop\.test\/\?payment_intent=pi_.*redirect_status=succeeded$/,
    )
    expect((await ask(`/v1/payment_intents/${String(intent['id'])}`)).body['status']).toBe('succeeded')
  })

  it.each([
    ['4000000000000002', 'card_declined', 402],
    ['4242424242424241', 'incorrect_number', 402],
    ['4000000000000259', null, 200],
    ['4539578763621486', 'card_declined', 402],
  ])('judges the card number %s', async (number, code, status) => {
    const intent = await newIntent()
    const card = {
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': number,
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '34',
      'payment_method_data[card][cvc]': '123',
    }
    const answer = await confirm(intent['id'], card)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.['code'] ?? null).toBe(code)
    expect(JSON.stringify(sandbox.state())).not.toContain(number)
  })

  it('lists newest first and by pages', async () => {
    const ids = []
    for (let i = 0; i < 3; i++) ids.push((await newIntent())['id'])
    const first = await ask('/v1/payment_intents?limit=2')
    expect((first.body['data'] as { id: string }[]).map(({ id }) => id)).toEqual([ids[2], ids[1]])
    expect(first.body['has_more']).toBe(true)
    const rest = await ask(`/v1/payment_intents?limit=2&starting_after=${String(ids[1])}`)
    expect((rest.body['data'] as { id: string }[]).map(({ id }) => id)).toEqual([ids[0]])
    expect(rest.body['has_more']).toBe(false)
  })

  it('expands what it is asked to', async () => {
    const intent = await newIntent()
    await confirm(intent['id'], { payment_method: 'pm_card_visa' })
    const answer = await ask(`/v1/payment_intents/${String(intent['id'])}?expand[]=latest_charge`)
    expect(answer.body['latest_charge']).toMatchObject({ object: 'charge', paid: true, amount: 1999 })
  })
})

describe('the stand-in itself', () => {
  it('keeps its state for a second start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'portico-stripe-'))
    const stateFile = join(folder, 'stripe.json')
    const first = await startStripeSandbox({ stateFile })
    const intent = await ask('/v1/payment_intents', INTENT, {}, first)
    await first.close()
    const second = await startStripeSandbox({ stateFile })
    const again = await ask(`/v1/payment_intents/${String(intent.body['id'])}`, undefined, {}, second)
    await second.close()
    rmSync(folder, { recursive: true })
    expect(again).toMatchObject({ status: 200, body: { amount: 1999 } })
  })

  it('says which port is taken and how to choose another', async () => {
    await expect(startStripeSandbox({ port: sandbox.port })).rejects.toThrow(/Port \d+ .* taken.*STRIPE_SANDBOX_PORT/)
  })

  it.each(['/v3', '/v3/', '/endive/stripe.js'])('serves its browser script at %s', async (path) => {
    const answer = await fetch(sandbox.url + path)
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
    expect(await answer.text()).toContain('confirmPayment')
  })

  it('is steered over HTTP, and refuses faults that it does not know', async () => {
    const post = (path: string, body: unknown) =>
      fetch(sandbox.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await post('/_sandbox/faults', { kind: 'status', status: 503, path: '/v1/refunds' })).status).toBe(200)
    expect((await ask('/v1/payment_intents')).status).toBe(200)
    expect((await ask('/v1/refunds')).status).toBe(503)
    expect((await ask('/v1/refunds')).status).toBe(200)
    expect((await post('/_sandbox/faults', { kind: 'meteor' })).status).toBe(400)
    expect((await post('/_sandbox/webhooks/faults', { kind: 'late' })).status).toBe(400)
  })
})
