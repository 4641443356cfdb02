import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CarrierLabels, LabelRequest } from '../../domain/shipping/port.ts'
import { money } from '../../kernel/money.ts'
import { drill, FedexStage, places } from '../../testing/fedex.ts'

let stage: FedexStage
beforeEach(async () => {
  stage = await new FedexStage().open()
})
afterEach(() => stage.close())

const SHIP = '/ship/v1/shipments'
const phone = '3125550100'
const chicago = { ...places.chicago, company: 'Portico', phone }
const miami = { ...places.miamiOffice, phone: '+1 (305) 555-0100' }
const carton = { weightKg: '2.4', lengthCm: '34.2', widthCm: '28', heightCm: '11' }

const wanted = (rest: Partial<LabelRequest> = {}): LabelRequest => ({
  reference: 'L-7KQ4-M2XN',
  service: 'FEDEX_GROUND',
  format: 'pdf',
  from: chicago,
  to: miami,
  residential: false,
  shipDate: '2026-11-23',
  parcels: [carton, { ...carton, weightKg: '5' }],
  items: [drill],
  goodsValue: money('149.90', 'USD'),
  ...rest,
})

/** The first call compiles FedEx's document in the stand-in: it waits longer than the others need to. */
const carrier = (patientMs = 10_000) => stage.carrier({ patientMs })
const labels = (patientMs?: number): CarrierLabels => carrier(patientMs).labels!
const inTheBooks = () => stage.sandbox.book.state().parcels

const bought = async (request = wanted()) => {
  const answer = await labels().buy(request)
  if (answer.kind !== 'done') throw new Error(`no labels: ${JSON.stringify(answer)}`)
  return answer.done
}

describe('labels of FedEx', () => {
  it('are bought for all parcels at once, with our reference, and say what they cost', async () => {
    const done = await bought()
    expect(done.parcels).toHaveLength(2)
    expect(done.parcels[0]!.trackingNumber).toBe(done.masterTrackingNumber)
    expect(done.parcels.every(({ label }) => label.subarray(0, 5).toString() === '%PDF-')).toBe(true)
    expect(done.cost).toMatchObject({ currency: 'USD' })
    expect(done.cost!.isPositive()).toBe(true)
    expect(inTheBooks().map(({ references, weight }) => [references[0]!.value, weight.units])).toEqual([
      ['L-7KQ4-M2XN', 'LB'],
      ['L-7KQ4-M2XN', 'LB'],
    ])
    expect(stage.calls(SHIP)).toBe(1)
  })

  it.each([
    ['png', '\u0089PNG'],
    ['zpl', '^XA'],
    ['epl', 'N\n'],
  ] as const)('come as %s', async (format, begins) => {
    const { parcels } = await bought(wanted({ format, parcels: [carton] }))
    expect(parcels[0]!.label.toString('latin1').startsWith(begins)).toBe(true)
  })

  it('go abroad with what customs ask for, in kilograms', async () => {
    const customs = { description: 'Drill', hsCode: '846721', originCountry: 'DE', value: money('149.90', 'USD') }
    const to = { ...places.zurich, phone: '+41 44 668 18 00' }
    await bought(wanted({ service: 'INTERNATIONAL_ECONOMY', to, items: [{ ...drill, customs }] }))
    const sent = stage.sandbox.journal.list().findLast(({ path }) => path === SHIP)?.body as {
      requestedShipment: { customsClearanceDetail: { commodities: object[]; totalCustomsValue: object } }
    }
    expect(sent.requestedShipment.customsClearanceDetail).toMatchObject({
      totalCustomsValue: { amount: 149.9, currency: 'USD' },
      commodities: [{ harmonizedCode: '846721', countryOfManufacture: 'DE', weight: { units: 'KG', value: 2.4 } }],
    })
  })

  it('go from Britain without its regions, with customs’ values in FedEx’s codes, and cost pounds', async () => {
    const value = money('149.90', 'GBP')
    const customs = { description: 'Drill', hsCode: '846721', originCountry: 'DE', value }
    const from = { ...places.london, company: 'Portico', phone: '+44 20 7946 0000' }
    const to = { ...places.zurich, region: 'ZH', phone: '+41 44 668 18 00' }
    const items = [{ ...drill, customs }]
    const { cost } = await bought(wanted({ service: 'INTERNATIONAL_ECONOMY', from, to, items, goodsValue: value }))
    expect(cost?.currency).toBe('GBP')
    const sent = stage.sandbox.journal.list().findLast(({ path }) => path === SHIP)?.body as {
      requestedShipment: { shipper: { address: object }; recipients: { address: object }[] }
    }
    const amount = { amount: 149.9, currency: 'UKL' }
    expect(sent.requestedShipment).toMatchObject({
      customsClearanceDetail: { totalCustomsValue: amount, commodities: [{ customsValue: amount }] },
    })
    const addresses = [sent.requestedShipment.shipper.address, sent.requestedShipment.recipients[0]!.address]
    expect(addresses.map((address) => 'stateOrProvinceCode' in address)).toEqual([false, false])
  })

  it('are refused in FedEx’s words, and none is bought', async () => {
    const to = { ...miami, postalCode: '00000' }
    expect(await labels().buy(wanted({ to }))).toEqual({
      kind: 'refused',
      said: 'Destination postal code missing or invalid. Please update and try again. (DESTINATION.POSTALCODE.MISSING.ORINVALID)',
    })
    expect(await labels().buy(wanted({ parcels: Array.from({ length: 41 }, () => carton) }))).toMatchObject({
      kind: 'refused',
    })
    expect(inTheBooks()).toEqual([])
  })

  it('are packed within the limits of their service', () => {
    const journey = { from: 'US', to: 'US', residential: true, service: 'GROUND_HOME_DELIVERY' }
    const heavy = { ...drill, weightKg: '20', quantity: '3' }
    expect(labels().parcelsFor([heavy], journey)).toMatchObject({
      parcels: [{ weightKg: '20' }, { weightKg: '20' }, { weightKg: '20' }],
    })
    expect(labels().parcelsFor([{ ...drill, weightKg: null }], journey)).toMatchObject({
      problem: { code: 'CARRIER_WEIGHT_UNKNOWN' },
    })
  })
})

describe('a purchase whose answer does not come', () => {
  const fault = (rest: object) => stage.sandbox.faults.add({ path: SHIP, times: 9, ...rest } as never)

  it.each([
    ['is lost on the way back', { kind: 'reset', phase: 'after' }],
    ['is a 500 after the deed', { kind: 'status', status: 500, phase: 'after' }],
    ['is a 503', { kind: 'status', status: 503 }],
  ])('because it %s is unknown, and is not made again', async (_how, planned) => {
    fault(planned)
    expect(await labels().buy(wanted())).toEqual({ kind: 'unknown' })
    expect(stage.calls(SHIP)).toBeLessThanOrEqual(1)
    expect(inTheBooks().length).toBeLessThanOrEqual(2)
  })

  it('because it takes too long is unknown', async () => {
    await bought()
    fault({ kind: 'slow', delayMs: 600, phase: 'after' })
    expect(await labels(200).buy(wanted())).toEqual({ kind: 'unknown' })
    expect(inTheBooks()).toHaveLength(4)
  })

  it('because FedEx has enough of us is made again when it says so', async () => {
    fault({ kind: 'status', status: 429, times: 2 })
    expect(await labels().buy(wanted())).toMatchObject({ kind: 'done' })
    expect(inTheBooks()).toHaveLength(2)
  })

  it('because nobody listens, or there is no token, has surely not happened', async () => {
    stage.sandbox.faults.add({ kind: 'status', status: 503, path: '/oauth/token', times: 9 })
    expect(await labels().buy(wanted())).toEqual({ kind: 'unavailable' })
    const nobody = stage.carrier({ baseUrl: 'http://127.0.0.1:9' })
    expect(await nobody.labels!.buy(wanted())).toEqual({ kind: 'unavailable' })
    expect(inTheBooks()).toEqual([])
  })

  it('leaves FedEx alone after five of them', async () => {
    const one = labels()
    fault({ kind: 'status', status: 500 })
    for (let at = 0; at < 5; at += 1) expect(await one.buy(wanted())).toEqual({ kind: 'unknown' })
    expect(await one.buy(wanted())).toEqual({ kind: 'unavailable' })
    expect(stage.calls(SHIP)).toBe(5)
  })
})

describe('giving labels back', () => {
  it('is done once; afterwards FedEx knows nothing of them', async () => {
    const { masterTrackingNumber } = await bought()
    expect(await labels().cancel(masterTrackingNumber)).toEqual({ kind: 'done', done: { known: true } })
    expect(await labels().cancel(masterTrackingNumber)).toEqual({ kind: 'done', done: { known: false } })
  })

  it('is tried again where the answer is lost, and refused for what is under way', async () => {
    const { masterTrackingNumber } = await bought()
    stage.sandbox.faults.add({ kind: 'reset', path: `${SHIP}/cancel` })
    expect(await labels().cancel(masterTrackingNumber)).toMatchObject({ kind: 'done' })
    const other = await bought()
    stage.sandbox.book.scan(other.masterTrackingNumber, 'PU')
    expect(await labels().cancel(other.masterTrackingNumber)).toMatchObject({
      kind: 'refused',
      said: expect.stringContaining('already been tendered') as string,
    })
  })
})

describe('tracking by FedEx', () => {
  const asked = (trackingNumber: string) => ({ trackingNumber, since: new Date('2026-11-22T00:00:00Z') })

  it('tells the steps in their order, with local times, and what is unknown beside them', async () => {
    const { masterTrackingNumber: number } = await bought(wanted({ parcels: [carton] }))
    for (let at = 0; at < 4; at += 1) {
      stage.clock.advance({ hours: 3 })
      stage.sandbox.book.scan(number, stage.sandbox.book.nextOf(number))
    }
    const answer = await carrier().tracking!.track([asked(number), asked('794600000000')])
    if (answer.kind !== 'done') throw new Error(answer.kind)
    expect(answer.done[0]).toMatchObject({ trackingNumber: number, status: 'outForDelivery' })
    expect(answer.done[1]).toMatchObject({ said: expect.stringContaining('cannot be found') as string })
    const steps = 'steps' in answer.done[0]! ? answer.done[0].steps : []
    expect(steps.map(({ status }) => status)).toEqual([
      'announced',
      'collected',
      'inTransit',
      'inTransit',
      'outForDelivery',
    ])
    expect(steps.at(-1)).toMatchObject({ city: 'MIAMI', region: 'FL', localTime: '2026-11-23T16:00:00-05:00' })
  })

  it('leaves out what happened before, and tells where that is all that FedEx knows', async () => {
    const { masterTrackingNumber: number } = await bought(wanted({ parcels: [carton] }))
    stage.sandbox.book.scan(number, 'PU')
    stage.clock.advance({ hours: 3 })
    const since = stage.clock.now()
    const nothing = await carrier().tracking!.track([{ trackingNumber: number, since }])
    expect(nothing).toMatchObject({ done: [{ said: expect.stringContaining('an earlier parcel') as string }] })
    stage.sandbox.book.scan(number, 'OD')
    const answer = await carrier().tracking!.track([{ trackingNumber: number, since }, asked(number)])
    if (answer.kind !== 'done') throw new Error(answer.kind)
    const steps = answer.done.map((one) => ('steps' in one ? one.steps.map(({ status }) => status) : []))
    expect(steps).toEqual([['outForDelivery'], ['announced', 'collected', 'outForDelivery']])
  })

  it('tells why a parcel could not be handed over', async () => {
    const { masterTrackingNumber: number } = await bought(wanted({ parcels: [carton] }))
    stage.sandbox.book.scan(number, 'DE', { exception: { code: '08', description: 'Nobody was there' } })
    const answer = await carrier().tracking!.track([asked(number)])
    expect(answer).toMatchObject({ kind: 'done', done: [{ status: 'exception' }] })
  })

  it('answers an outage as a value', async () => {
    stage.sandbox.faults.add({ kind: 'status', status: 500, path: '/track', times: 9 })
    expect(await carrier().tracking!.track([asked('794600000000')])).toEqual({ kind: 'unknown' })
  })
})

describe('pickups of FedEx', () => {
  const asked = {
    service: 'FEDEX_2_DAY',
    at: chicago,
    on: '2026-11-24',
    readyAt: '14:00',
    closesAt: '18:00',
    packages: 2,
    weightKg: '7.4',
    remarks: null,
  }

  it('are booked and cancelled, by Express with its station', async () => {
    const answer = await carrier().pickups!.book(asked)
    if (answer.kind !== 'done') throw new Error(JSON.stringify(answer))
    expect(answer.done.location).toBe('NQAA')
    const { service, on } = asked
    const cancel = () => carrier().pickups!.cancel({ service, on, ...answer.done })
    expect(await cancel()).toEqual({ kind: 'done', done: { known: true } })
    expect(await cancel()).toEqual({ kind: 'done', done: { known: false } })
  })

  it('are booked in Britain, whose regions FedEx does not know', async () => {
    const at = { ...places.london, company: 'Portico', phone: '+44 20 7946 0000' }
    expect(await carrier().pickups!.book({ ...asked, at })).toMatchObject({ kind: 'done' })
  })

  it('are refused in FedEx’s words, and not booked twice where the answer is lost', async () => {
    expect(await carrier().pickups!.book({ ...asked, on: '2026-10-01' })).toMatchObject({ kind: 'refused' })
    stage.sandbox.faults.add({ kind: 'reset', phase: 'after', path: '/pickup/v1/pickups', times: 9 })
    expect(await carrier().pickups!.book(asked)).toEqual({ kind: 'unknown' })
    expect(stage.sandbox.book.state().pickups).toHaveLength(1)
  })
})
