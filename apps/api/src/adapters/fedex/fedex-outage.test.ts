import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShippingCarrier } from '../../domain/shipping/port.ts'
import { asked, FedexStage, paths } from '../../testing/fedex.ts'
import type { FedexSettings } from './index.ts'

let stage: FedexStage

beforeEach(async () => {
  stage = await new FedexStage().open()
})
afterEach(() => stage.close())

const carrier = (settings: Partial<FedexSettings> = {}): ShippingCarrier =>
  stage.carrier({ timeoutMs: 250, budgetMs: 400, resolveAddresses: false, ...settings })

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
    stage.sandbox.faults.add({ ...fault, path: paths.rates })
    expect((await carrier().rates(asked())).rates.length).toBeGreaterThan(0)
    expect(stage.logged).toEqual([])
  })
})

describe('when FedEx is down', () => {
  it.each([
    ['429', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['broken connections', { kind: 'reset' }],
  ] as const)('%s becomes a problem that is logged with the transaction id', async (_what, fault) => {
    stage.sandbox.faults.add({ ...fault, path: paths.rates, times: 50 })
    const [outcome, took] = await timed(carrier().rates(asked()))
    expect(outcome).toEqual({
      rates: [],
      problem: { code: 'CARRIER_UNAVAILABLE', text: 'FedEx does not answer at the moment.' },
    })
    expect(took).toBeLessThan(10_000)
    expect(stage.logged[0]?.entry).toMatchObject({ carrier: 'fedex', kind: 'outage' })
    expect(stage.logged[0]?.entry['transactionId']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('a slow answer is waited for no longer than the budget', async () => {
    stage.sandbox.faults.add({ kind: 'slow', delayMs: 30_000, path: paths.rates, times: 5 })
    const [outcome, took] = await timed(carrier().rates(asked()))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(took).toBeLessThan(10_000)
  })

  it('a slow token is waited for no longer either', async () => {
    stage.sandbox.faults.add({ kind: 'slow', delayMs: 30_000, path: '/oauth/token', times: 5 })
    const [outcome, took] = await timed(carrier().rates(asked()))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(took).toBeLessThan(10_000)
  })

  it('a Retry-After beyond the budget is not waited for', async () => {
    stage.sandbox.faults.add({ kind: 'status', status: 429, retryAfterSeconds: 30, path: paths.rates })
    const [outcome, took] = await timed(carrier().rates(asked()))
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect([stage.calls(paths.rates), took < 10_000]).toEqual([1, true])
  })

  it('nobody listening is a problem', async () => {
    expect((await carrier({ baseUrl: 'http://127.0.0.1:9' }).rates(asked())).problem?.code).toBe('CARRIER_UNAVAILABLE')
  })

  it('it is left alone after five outages in a row, and tried again after twenty seconds', async () => {
    const troubled = carrier()
    stage.sandbox.faults.add({ kind: 'status', status: 503, path: paths.rates, times: 20 })
    for (let outage = 0; outage < 5; outage += 1) await troubled.rates(asked())
    const before = stage.calls(paths.rates)
    stage.sandbox.faults.clear()
    expect((await troubled.rates(asked())).problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(stage.calls(paths.rates)).toBe(before)
    stage.clock.advance({ seconds: 21 })
    expect((await troubled.rates(asked())).rates.length).toBeGreaterThan(0)
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
    [
      'a negative price',
      'application/json',
      '{"output":{"rateReplyDetails":[{"serviceType":"X","ratedShipmentDetails":[{"rateType":"ACCOUNT","totalNetCharge":-1,"currency":"EUR"}]}]},"access_token":"t"}',
    ],
  ])('%s is a problem, not a crash', async (_what, type, body) => {
    const impostor = createServer((_request, response) => response.setHeader('content-type', type).end(body))
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
    const { port } = impostor.address() as AddressInfo
    const outcome = await carrier({ baseUrl: `http://127.0.0.1:${port}` }).rates(asked())
    impostor.closeAllConnections()
    await new Promise((resolve) => impostor.close(resolve))
    expect(outcome.rates).toEqual([])
    expect(outcome.problem).toBeDefined()
  })
})
