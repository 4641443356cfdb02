import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CHICAGO, Conversation, MIAMI, MUNICH } from './conversation.ts'
import { documented } from './openapi.ts'

let fedex: Conversation
let now: Date

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  fedex = await Conversation.open({ now: () => now })
})
afterEach(() => fedex.close())

describe('the token', () => {
  it('is given for the right credentials, as the authorization document says', async () => {
    const { clientId, clientSecret } = fedex.sandbox.credentials
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    })
    const answer = await fetch(`${fedex.sandbox.url}/oauth/token`, { method: 'POST', body: form })
    const body = await answer.json()
    expect(answer.status).toBe(200)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'CXS' })
    expect(documented.tokenReply(body)).toBe(true)
  })

  it('is refused for a wrong secret with NOT.AUTHORIZED.ERROR', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: fedex.sandbox.credentials.clientId,
      client_secret: 'guess',
    })
    const answer = await fetch(`${fedex.sandbox.url}/oauth/token`, { method: 'POST', body: form })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] })
    expect(fedex.sandbox.tokens.issued).toBe(0)
  })

  it('is refused when it is asked for in JSON, as FedEx does', async () => {
    expect((await fedex.post('/oauth/token', { grant_type: 'client_credentials' }, 'none')).status).toBe(400)
  })

  it('expires after an hour', async () => {
    const bearer = (await fedex.token()).body.access_token
    now = new Date(now.getTime() + 3600_000)
    const answer = await fedex.post('/rate/v1/rates/quotes', fedex.question(CHICAGO, MIAMI), bearer)
    expect(answer.status).toBe(401)
    expect(answer.body.errors[0]?.message).toMatch(/^Access token expired/)
  })
})

describe('addresses', () => {
  it.each([
    [['Hauptstraße 5'], MUNICH, 'RESIDENTIAL'],
    [['Industriestraße 12', 'Halle 3'], MUNICH, 'BUSINESS'],
    [['10 FedEx Parkway', 'Apt 4'], CHICAGO, 'MIXED'],
    [['PO Box 12'], CHICAGO, 'UNKNOWN'],
    [['Somewhere 1'], { postalCode: '00000', countryCode: 'DE' }, 'UNKNOWN'],
  ])('%j is classified', async (streetLines, place, classification) => {
    const { status, body } = await fedex.post('/address/v1/addresses/resolve', {
      addressesToValidate: [{ address: { streetLines, city: 'Town', ...place } }],
    })
    expect(status).toBe(200)
    expect(documented.addressReply(body), JSON.stringify(documented.addressReply.errors)).toBe(true)
    expect(body.output.resolvedAddresses[0]?.classification).toBe(classification)
  })
})

describe('trouble', () => {
  it.each([401, 429, 500, 503] as const)('%i comes in FedEx’s envelope, once', async (status) => {
    const bearer = (await fedex.token()).body.access_token
    fedex.sandbox.faults.add({ kind: 'status', status, path: '/rate' })
    const first = await fedex.post('/rate/v1/rates/quotes', fedex.question(CHICAGO, MIAMI), bearer)
    expect(first.status).toBe(status)
    expect(documented.error(first.body)).toBe(true)
    expect(first.body.customerTransactionId).toBe('order-1')
    expect((await fedex.post('/rate/v1/rates/quotes', fedex.question(CHICAGO, MIAMI), bearer)).status).toBe(200)
  })

  it('breaks the connection when it was asked to, over the admin surface', async () => {
    const bearer = (await fedex.token()).body.access_token
    await fetch(`${fedex.sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'reset', path: '/rate' }),
    })
    await expect(fedex.post('/rate/v1/rates/quotes', fedex.question(CHICAGO, MIAMI), bearer)).rejects.toThrow(
      'fetch failed',
    )
  })

  it('answers 429 beyond the quota of ten seconds', async () => {
    const small = await Conversation.open({ requestsPerTenSeconds: 2, now: () => now })
    const ask = async (): Promise<number> =>
      (await fetch(`${small.sandbox.url}/oauth/token`, { method: 'POST', body: new URLSearchParams() })).status
    const statuses = [await ask(), await ask(), await ask()]
    now = new Date(now.getTime() + 10_000)
    statuses.push(await ask())
    await small.close()
    expect(statuses).toEqual([400, 400, 429, 400])
  })
})
