import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFedexSandbox, type FedexSandbox } from '@portico/sandbox'
import type { PostalAddress, RateRequest, ShippingCarrier } from '../../domain/shipping/port.ts'
import { randomIds } from '../../kernel/ids.ts'
import { createFedexCarrier, type FedexSettings } from './index.ts'

let sandbox: FedexSandbox
let now: Date
let logged: { level: string; entry: Record<string, unknown> }[]

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  logged = []
  sandbox = await startFedexSandbox({ port: 0, now: () => now })
})
afterEach(() => sandbox.close())

const carrierWith = (settings: Partial<FedexSettings> = {}): ShippingCarrier => {
  const log = (level: string) => (entry: unknown) =>
    void logged.push({ level, entry: entry as Record<string, unknown> })
  return createFedexCarrier(
    { baseUrl: sandbox.url, ...sandbox.credentials, timeoutMs: 300, budgetMs: 600, firstPauseMs: 5, ...settings },
    { clock: { now: () => now }, ids: randomIds, log: { warn: log('warn'), error: log('error') } },
  )
}

const address = (rest: Partial<PostalAddress>): PostalAddress => ({
  firstName: 'Ada',
  lastName: 'Byron',
  street: 'Industriestraße 12',
  city: 'Town',
  postalCode: '10115',
  countryCode: 'DE',
  ...rest,
})
const berlin = address({})
const chicago = address({
  street: '200 Industrial Plaza',
  city: 'Chicago',
  region: 'IL',
  postalCode: '60601',
  countryCode: 'US',
})
const munichOffice = address({ street: 'Gewerbering 3', city: 'München', postalCode: '80331' })
const miamiOffice = address({
  street: '1 Business Plaza',
  city: 'Miami',
  region: 'FL',
  postalCode: '33101',
  countryCode: 'US',
})
const miamiHome = address({
  street: '12 Palm Lane',
  city: 'Miami',
  region: 'FL',
  postalCode: '33101',
  countryCode: 'US',
})
const drill = { sku: 'DRILL', quantity: '1', weightKg: '2.4', lengthCm: '34.2', widthCm: '28', heightCm: '11' }

const asked = (rest: Partial<RateRequest> = {}): RateRequest => ({
  from: berlin,
  to: munichOffice,
  residential: false,
  currency: 'EUR',
  shipDate: '2026-11-23',
  items: [drill],
  ...rest,
})
const fromChicago = (rest: Partial<RateRequest> = {}): RateRequest =>
  asked({ from: chicago, to: miamiOffice, currency: 'USD', ...rest })

const calls = (path: string): number => sandbox.journal.list().filter((call) => call.path === path).length
const RATES = '/rate/v1/rates/quotes'
const TOKEN = '/oauth/token'
const RESOLVE = '/address/v1/addresses/resolve'
interface SentPackage {
  groupPackageCount: number
  weight: { units: string; value: number }
  dimensions: { length: number; width: number; height: number; units: string }
}
const sent = () => {
  const body = sandbox.journal.list().findLast((call) => call.path === RATES)?.body
  return (
    body as {
      requestedShipment: {
        requestedPackageLineItems: SentPackage[]
        totalPackageCount: number
        recipient: { address: { residential: boolean } }
      }
    }
  ).requestedShipment
}
const services = async (carrier: ShippingCarrier, request: RateRequest): Promise<string[]> =>
  (await carrier.rates(request)).rates.map((rate) => rate.service)

describe('rates from FedEx', () => {
  it('name, price and date every service inside Germany, in euro and without VAT', async () => {
    const { rates, problem } = await carrierWith().rates(asked())
    expect(problem).toBeUndefined()
    expect(rates.map((rate) => rate.service).sort()).toEqual([
      'FEDEX_FIRST',
      'FEDEX_PRIORITY',
      'FEDEX_PRIORITY_EXPRESS',
    ])
    const priority = rates.find((rate) => rate.service === 'FEDEX_PRIORITY')
    expect(priority).toMatchObject({
      carrier: 'fedex',
      transitDaysMin: 2,
      transitDaysMax: 2,
      deliveryDate: '2026-11-25',
    })
    expect(priority?.name.de).toContain('bis Tagesende')
    expect(priority?.amount.currency).toBe('EUR')
    expect(priority?.amount.toDecimalString()).toMatch(/^\d+\.\d\d$/)
  })

  it('come in the shop’s currency when that is not the warehouse’s', async () => {
    const carrier = carrierWith()
    const [euro, dollar] = [await carrier.rates(asked()), await carrier.rates(asked({ currency: 'USD' }))]
    const price = (outcome: typeof euro) => outcome.rates.find((rate) => rate.service === 'FEDEX_PRIORITY')?.amount
    expect(price(dollar)?.currency).toBe('USD')
    expect(
      price(dollar)
        ?.amount.dividedBy(price(euro)?.amount ?? 1)
        .toNumber(),
    ).toBeCloseTo(1.085, 2)
  })

  it('are the account’s or FedEx’s published ones, as the settings say', async () => {
    const [account] = (await carrierWith().rates(asked())).rates
    const [list] = (await carrierWith({ rateType: 'LIST' }).rates(asked())).rates
    expect(list?.amount.comparedTo(account!.amount)).toBeGreaterThan(0)
  })

  it('are asked for in pounds and whole inches from the US, in kilograms and whole centimetres from elsewhere', async () => {
    const carrier = carrierWith()
    await carrier.rates(asked())
    expect(sent().requestedPackageLineItems).toEqual([
      {
        groupPackageCount: 1,
        weight: { units: 'KG', value: 2.4 },
        dimensions: { length: 35, width: 28, height: 11, units: 'CM' },
      },
    ])
    await carrier.rates(fromChicago())
    expect(sent().requestedPackageLineItems).toEqual([
      {
        groupPackageCount: 1,
        weight: { units: 'LB', value: 5.3 },
        dimensions: { length: 14, width: 12, height: 5, units: 'IN' },
      },
    ])
  })

  it('are for several packages when the cart does not fit into one, and cost more', async () => {
    const carrier = carrierWith()
    const one = await carrier.rates(asked({ items: [{ ...drill, weightKg: '25' }] }))
    const many = await carrier.rates(asked({ items: [{ ...drill, weightKg: '25', quantity: '5' }] }))
    expect(sent().totalPackageCount).toBe(3)
    expect(sent().requestedPackageLineItems.map((line) => [line.groupPackageCount, line.weight.value])).toEqual([
      [2, 50],
      [1, 25],
    ])
    expect(many.rates[0]?.amount.comparedTo(one.rates[0]!.amount)).toBeGreaterThan(0)
  })

  it('cross borders with customs data and a span of days', async () => {
    const zurich = address({ city: 'Zürich', postalCode: '8001', countryCode: 'CH' })
    const { rates } = await carrierWith().rates(asked({ to: zurich }))
    expect(rates.map((rate) => rate.service)).toContain('FEDEX_INTERNATIONAL_PRIORITY')
    const economy = rates.find((rate) => rate.service === 'FEDEX_REGIONAL_ECONOMY')
    expect([economy?.transitDaysMin, economy?.transitDaysMax]).toEqual([3, 4])
  })
})

describe('homes', () => {
  it('get Home Delivery because FedEx knows them, whatever the shop believes', async () => {
    const carrier = carrierWith()
    expect(await services(carrier, fromChicago({ to: miamiHome, residential: false }))).toContain(
      'GROUND_HOME_DELIVERY',
    )
    expect(await services(carrier, fromChicago({ to: miamiOffice, residential: true }))).toContain('FEDEX_GROUND')
    expect(calls(RESOLVE)).toBe(2)
  })

  it('are what the shop believes when FedEx cannot tell', async () => {
    sandbox.faults.add({ kind: 'status', status: 403, path: RESOLVE })
    expect(await services(carrierWith(), fromChicago({ to: miamiHome, residential: false }))).toContain('FEDEX_GROUND')
  })

  it('are looked up once per address', async () => {
    const carrier = carrierWith()
    await carrier.rates(fromChicago({ to: miamiHome }))
    await carrier.rates(fromChicago({ to: miamiHome, items: [{ ...drill, quantity: '2' }] }))
    expect([calls(RESOLVE), calls(RATES)]).toEqual([1, 2])
  })

  it('get packages small enough for Home Delivery, unless something is larger', async () => {
    const carrier = carrierWith()
    await carrier.rates(fromChicago({ to: miamiHome, items: [{ ...drill, weightKg: '20', quantity: '2' }] }))
    expect(sent().totalPackageCount).toBe(2)
    const heavy = await services(carrier, fromChicago({ to: miamiHome, items: [{ ...drill, weightKg: '50' }] }))
    expect(heavy).toContain('FEDEX_2_DAY')
    expect(heavy).not.toContain('GROUND_HOME_DELIVERY')
  })
})

describe('the token', () => {
  it('is asked for once, however many carts ask at the same time', async () => {
    const carrier = carrierWith()
    await Promise.all(['1', '2', '3', '4'].map((quantity) => carrier.rates(asked({ items: [{ ...drill, quantity }] }))))
    await carrier.rates(asked({ items: [{ ...drill, quantity: '5' }] }))
    expect([calls(TOKEN), calls(RATES)]).toEqual([1, 5])
  })

  it('is renewed shortly before it expires', async () => {
    const carrier = carrierWith({ resolveAddresses: false })
    await carrier.rates(asked())
    now = new Date(now.getTime() + 3_550_000)
    await carrier.rates(asked({ items: [{ ...drill, quantity: '2' }] }))
    expect(calls(TOKEN)).toBe(2)
    expect(sandbox.journal.list().every((call) => call.status === 200)).toBe(true)
  })

  it('is renewed once when FedEx refuses it, and the shopper notices nothing', async () => {
    const carrier = carrierWith({ resolveAddresses: false })
    await carrier.rates(asked())
    sandbox.tokens.expireAll()
    const { rates } = await carrier.rates(asked({ items: [{ ...drill, quantity: '2' }] }))
    expect(rates.length).toBeGreaterThan(0)
    expect(sandbox.journal.list().map((call) => call.status)).toEqual([200, 200, 401, 200, 200])
  })

  it('that FedEx keeps refusing is a problem, logged as an error, not a loop', async () => {
    sandbox.faults.add({ kind: 'status', status: 401, path: RATES, times: 9 })
    const outcome = await carrierWith({ resolveAddresses: false }).rates(asked())
    expect(outcome).toMatchObject({ rates: [], problem: { code: 'CARRIER_UNAVAILABLE' } })
    expect(calls(RATES)).toBe(2)
    expect(logged).toMatchObject([{ level: 'error', entry: { kind: 'credentials', status: 401 } }])
  })

  it('that is not given for wrong keys is a problem', async () => {
    const outcome = await carrierWith({ clientSecret: 'guess' }).rates(asked())
    expect(outcome.problem?.code).toBe('CARRIER_UNAVAILABLE')
    expect(calls(RATES)).toBe(0)
  })
})

describe('answers', () => {
  it('are kept for some minutes', async () => {
    const carrier = carrierWith()
    const first = await carrier.rates(asked())
    expect(await carrier.rates(asked())).toEqual(first)
    expect(calls(RATES)).toBe(1)
    now = new Date(now.getTime() + 301_000)
    await carrier.rates(asked())
    expect(calls(RATES)).toBe(2)
  })

  it('are not kept when they are problems', async () => {
    const carrier = carrierWith({ resolveAddresses: false })
    sandbox.faults.add({ kind: 'status', status: 500, path: RATES, times: 4 })
    expect((await carrier.rates(asked())).rates).toEqual([])
    expect((await carrier.rates(asked())).rates.length).toBeGreaterThan(0)
  })

  it('of one question underway are shared', async () => {
    const carrier = carrierWith({ resolveAddresses: false })
    const [a, b] = await Promise.all([carrier.rates(asked()), carrier.rates(asked())])
    expect(a).toEqual(b)
    expect(calls(RATES)).toBe(1)
  })
})

describe('what cannot be shipped', () => {
  it.each([
    ['a postal code that does not exist', { to: address({ postalCode: '05123' }) }, 'CARRIER_ADDRESS_UNKNOWN'],
    [
      'a country that FedEx does not go to',
      { to: address({ countryCode: 'AQ', postalCode: '1' }) },
      'CARRIER_NO_SERVICE',
    ],
    ['a piece too heavy', { items: [{ ...drill, weightKg: '80' }] }, 'CARRIER_ITEM_TOO_LARGE'],
    ['a piece without weight', { items: [{ ...drill, weightKg: null }] }, 'CARRIER_WEIGHT_UNKNOWN'],
    [
      'more packages than FedEx takes',
      { items: [{ ...drill, quantity: '101', shipsAlone: true }] },
      'CARRIER_TOO_MANY_PACKAGES',
    ],
    ['a currency that FedEx does not know', { currency: 'XTS' }, 'CARRIER_REFUSED'],
  ])('%s is told as a problem', async (_what, rest, code) => {
    expect(await carrierWith().rates(asked(rest))).toMatchObject({ rates: [], problem: { code } })
  })

  it('an empty cart asks nothing', async () => {
    expect(await carrierWith().rates(asked({ items: [] }))).toEqual({ rates: [] })
    expect(sandbox.journal.list()).toEqual([])
  })
})
