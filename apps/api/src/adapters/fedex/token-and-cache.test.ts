import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asked, drill, FedexStage, paths } from '../../testing/fedex.ts'

let stage: FedexStage

beforeEach(async () => {
  stage = await new FedexStage().open()
})
afterEach(() => stage.close())

describe('the token', () => {
  it('is asked for once, however many carts ask at the same time', async () => {
    const carrier = stage.carrier()
    await Promise.all(['1', '2', '3', '4'].map((quantity) => carrier.rates(asked({ items: [{ ...drill, quantity }] }))))
    await carrier.rates(asked({ items: [{ ...drill, quantity: '5' }] }))
    expect([stage.calls(paths.token), stage.calls(paths.rates)]).toEqual([1, 5])
  })

  it('is renewed shortly before it expires', async () => {
    const carrier = stage.carrier({ resolveAddresses: false })
    await carrier.rates(asked())
    stage.clock.advance({ seconds: 3550 })
    await carrier.rates(asked({ items: [{ ...drill, quantity: '2' }] }))
    expect(stage.calls(paths.token)).toBe(2)
    expect(stage.sandbox.journal.list().every((call) => call.status === 200)).toBe(true)
  })

  it('is renewed once when FedEx refuses it, and the shopper notices nothing', async () => {
    const carrier = stage.carrier({ resolveAddresses: false })
    await carrier.rates(asked())
    stage.sandbox.tokens.expireAll()
    const { rates } = await carrier.rates(asked({ items: [{ ...drill, quantity: '2' }] }))
    expect(rates.length).toBeGreaterThan(0)
    expect(stage.sandbox.journal.list().map((call) => call.status)).toEqual([200, 200, 401, 200, 200])
  })

  it('that FedEx keeps refusing is a problem, logged as an error, not a loop', async () => {
    stage.sandbox.faults.add({ kind: 'status', status: 401, path: paths.rates, times: 9 })
    const outcome = await stage.carrier({ resolveAddresses: false }).rates(asked())
    expect(outcome).toMatchObject({ rates: [], problem: { code: 'CARRIER_UNAVAILABLE' } })
    expect(stage.calls(paths.rates)).toBe(2)
    expect(stage.logged).toMatchObject([{ level: 'error', entry: { kind: 'credentials', status: 401 } }])
  })

  it('that is not given for wrong keys is a problem', async () => {
    const outcome = await stage.carrier({ clientSecret: 'guess' }).rates(asked())
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(stage.calls(paths.rates)).toBe(0)
  })
})

describe('answers', () => {
  it('are kept for some minutes', async () => {
    const carrier = stage.carrier()
    const first = await carrier.rates(asked())
    expect(await carrier.rates(asked())).toEqual(first)
    expect(stage.calls(paths.rates)).toBe(1)
    stage.clock.advance({ seconds: 301 })
    await carrier.rates(asked())
    expect(stage.calls(paths.rates)).toBe(2)
  })

  it('are not kept when they are problems', async () => {
    const carrier = stage.carrier({ resolveAddresses: false })
    stage.sandbox.faults.add({ kind: 'status', status: 500, path: paths.rates, times: 4 })
    expect((await carrier.rates(asked())).rates).toEqual([])
    expect((await carrier.rates(asked())).rates.length).toBeGreaterThan(0)
  })

  it('of one question underway are shared', async () => {
    const carrier = stage.carrier({ resolveAddresses: false })
    const [a, b] = await Promise.all([carrier.rates(asked()), carrier.rates(asked())])
    expect(a).toEqual(b)
    expect(stage.calls(paths.rates)).toBe(1)
  })
})
