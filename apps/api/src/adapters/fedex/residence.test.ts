import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RateRequest, ShippingCarrier } from '../../domain/shipping/port.ts'
import { askedInUs, drill, FedexStage, paths, places } from '../../testing/fedex.ts'

let stage: FedexStage

beforeEach(async () => {
  stage = await new FedexStage().open()
})
afterEach(() => stage.close())

const services = async (carrier: ShippingCarrier, request: RateRequest): Promise<string[]> =>
  (await carrier.rates(request)).rates.map((rate) => rate.service)

describe('homes', () => {
  it('get Home Delivery because FedEx knows them, whatever the shop believes', async () => {
    const carrier = stage.carrier()
    expect(await services(carrier, askedInUs({ to: places.miamiHome, residential: false }))).toContain(
      'GROUND_HOME_DELIVERY',
    )
    expect(await services(carrier, askedInUs({ to: places.miamiOffice, residential: true }))).toContain('FEDEX_GROUND')
    expect(stage.calls(paths.resolve)).toBe(2)
  })

  it('are what the shop believes when FedEx cannot tell', async () => {
    stage.sandbox.faults.add({ kind: 'status', status: 403, path: paths.resolve })
    expect(await services(stage.carrier(), askedInUs({ to: places.miamiHome, residential: false }))).toContain(
      'FEDEX_GROUND',
    )
  })

  it('are not asked about for a minute after FedEx could not tell', async () => {
    const carrier = stage.carrier()
    stage.sandbox.faults.add({ kind: 'status', status: 503, path: paths.resolve, times: 9 })
    await carrier.rates(askedInUs({ to: places.miamiHome }))
    const before = stage.calls(paths.resolve)
    await carrier.rates(askedInUs({ to: places.miamiOffice }))
    expect(stage.calls(paths.resolve)).toBe(before)
    stage.sandbox.faults.clear()
    stage.clock.advance({ seconds: 61 })
    expect(await services(carrier, askedInUs({ to: places.miamiHome }))).toContain('GROUND_HOME_DELIVERY')
  })

  it('are looked up once per address', async () => {
    const carrier = stage.carrier()
    await carrier.rates(askedInUs({ to: places.miamiHome }))
    await carrier.rates(askedInUs({ to: places.miamiHome, items: [{ ...drill, quantity: '2' }] }))
    expect([stage.calls(paths.resolve), stage.calls(paths.rates)]).toEqual([1, 2])
  })

  it('get packages small enough for Home Delivery, unless something is larger', async () => {
    const carrier = stage.carrier()
    await carrier.rates(askedInUs({ to: places.miamiHome, items: [{ ...drill, weightKg: '20', quantity: '2' }] }))
    expect(stage.sent().totalPackageCount).toBe(2)
    const heavy = await services(carrier, askedInUs({ to: places.miamiHome, items: [{ ...drill, weightKg: '50' }] }))
    expect(heavy).toContain('FEDEX_2_DAY')
    expect(heavy).not.toContain('GROUND_HOME_DELIVERY')
  })
})

it('addresses of countries whose regions FedEx does not know are resolved without them', async () => {
  const { lookUp } = stage.carrier()
  expect(await lookUp!(places.paris)).toMatchObject({ found: { city: 'PARIS', region: null, postalCode: '75008' } })
  expect(await lookUp!(places.miamiHome)).toMatchObject({ found: { region: 'FL' } })
})
