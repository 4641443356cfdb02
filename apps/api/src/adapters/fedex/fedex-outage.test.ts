import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFedexSandbox, type FedexSandbox } from '@portico/sandbox'
import type { RateRequest, ShippingCarrier } from '../../domain/shipping/port.ts'
import { randomIds } from '../../kernel/ids.ts'
import { createFedexCarrier, type FedexSettings } from './index.ts'

const RATES = '/rate/v1/rates/quotes'
let sandbox: FedexSandbox
let now: Date
let logged: Record<string, unknown>[]

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  logged = []
  sandbox = await startFedexSandbox({ port: 0, now: () => now })
})
afterEach(() => sandbox.close())

const carrierWith = (settings: Partial<FedexSettings> = {}): ShippingCarrier => {
  const log = (entry: unknown) => void logged.push(entry as Record<string, unknown>)
  return createFedexCarrier(
    {
      baseUrl: sandbox.url,
      ...sandbox.credentials,
      timeoutMs: 250,
      budgetMs: 400,
      firstPauseMs: 5,
      resolveAddresses: false,
      ...settings,
    },
    { clock: { now: () => now }, ids: randomIds, log: { warn: log, error: log } },
  )
}

const place = { firstName: 'Ada', lastName: 'Byron', street: 'Gewerbering 3', city: 'Town', countryCode: 'DE' }
const asked: RateRequest = {
  from: { ...place, postalCode: '10115' },
  to: { ...place, postalCode: '80331' },
  residential: false,
  currency: 'EUR',
  shipDate: '2026-11-23',
  items: [{ sku: 'DRILL', quantity: '1', weightKg: '2.4', lengthCm: '34', widthCm: '28', heightCm: '11' }],
}
const rateCalls = (): number => sandbox.journal.list().filter((call) => call.path === RATES).length
const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const start = performance.now()
  return [await work, performance.now() - start]
}

describe('when FedEx stumbles', () => {
  it.each([
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['a broken connection', { kind: 'reset' }],
  ] as const)('%s once, the shopper notices nothing', async (_what, fault) => {
    sandbox.faults.add({ ...fault, path: RATES })
    expect((await carrierWith().rates(asked)).rates.length).toBeGreaterThan(0)
    expect(logged).toEqual([])
  })
})

describe('when FedEx is down', () => {
  it.each([
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['broken connections', { kind: 'reset' }],
  ] as const)('%s becomes a problem that is logged with the transaction id', async (_what, fault) => {
    sandbox.faults.add({ ...fault, path: RATES, times: 50 })
    const [outcome, took] = await timed(carrierWith().rates(asked))
    expect(outcome).toEqual({
      rates: [],
      problem: { code: 'CARRIER_UNAVAILABLE', text: 'FedEx does not answer at the moment.' },
    })
    expect(took).toBeLessThan(900)
    expect(logged[0]).toMatchObject({ carrier: 'fedex', kind: 'outage' })
    expect(logged[0]?.['transactionId']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('a slow answer is waited for no longer than the budget', async () => {
    sandbox.faults.add({ kind: 'slow', delayMs: 1500, path: RATES, times: 5 })
    const [outcome, took] = await timed(carrierWith().rates(asked))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(took).toBeLessThan(900)
  })

  it('a slow token is waited for no longer either', async () => {
    sandbox.faults.add({ kind: 'slow', delayMs: 1500, path: '/oauth/token', times: 5 })
    const [outcome, took] = await timed(carrierWith().rates(asked))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(took).toBeLessThan(1000)
  })

  it('a Retry-After beyond the budget is not waited for', async () => {
    sandbox.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 30, path: RATES })
    const [outcome, took] = await timed(carrierWith().rates(asked))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect([rateCalls(), took < 300]).toEqual([1, true])
  })

  it('nobody listening is a problem', async () => {
    expect((await carrierWith({ baseUrl: 'http://127.0.0.1:9' }).rates(asked)).problem?.code).toBe(
      'CARRIER_UNAVAILABLE',
    )
  })

  it('it is left alone after five outages in a row, and tried again after twenty seconds', async () => {
    const carrier = carrierWith()
    sandbox.faults.add({ kind: 'status', status: 503, path: RATES, times: 20 })
    for (let outage = 0; outage < 5; outage += 1) await carrier.rates(asked)
    const before = rateCalls()
    sandbox.faults.clear()
    expect((await carrier.rates(asked)).problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(rateCalls()).toBe(before)
    now = new Date(now.getTime() + 21_000)
    expect((await carrier.rates(asked)).rates.length).toBeGreaterThan(0)
  })
})

describe('when something else answers in FedEx’s place', () => {
  it.each([
    ['a web page', 'text/html', '<html>Welcome</html>'],
    [
      'JSON that is no rate reply',
      'application/json',
      '{"output":{"rateReplyDetails":"none"},"access_token":"t","expires_in":3600}',
    ],
    [
      'rates without a price',
      'application/json',
      '{"output":{"rateReplyDetails":[{"serviceType":"X","ratedShipmentDetails":[{}]}]},"access_token":"t"}',
    ],
  ])('%s is a problem, not a crash', async (_what, type, body) => {
    const impostor = createServer((_request, response) => response.setHeader('content-type', type).end(body))
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
    const { port } = impostor.address() as AddressInfo
    const outcome = await carrierWith({ baseUrl: `http://127.0.0.1:${port}` }).rates(asked)
    impostor.closeAllConnections()
    await new Promise((resolve) => impostor.close(resolve))
    expect(outcome.rates).toEqual([])
    expect(outcome.problem).toBeDefined()
  })
})
