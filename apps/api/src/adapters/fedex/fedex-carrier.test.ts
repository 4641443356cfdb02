import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asked, askedInUs, drill, FedexStage, places } from '../../testing/fedex.ts'

let stage: FedexStage

beforeEach(async () => {
  stage = await new FedexStage().open()
})
afterEach(() => stage.close())

describe('rates from FedEx', () => {
  it('name, price and date every service inside Germany, in euro and without VAT', async () => {
    const { rates, problem } = await stage.carrier().rates(asked())
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
    const carrier = stage.carrier()
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
    const [account] = (await stage.carrier().rates(asked())).rates
    const [list] = (await stage.carrier({ rateType: 'LIST' }).rates(asked())).rates
    expect(list?.amount.comparedTo(account!.amount)).toBeGreaterThan(0)
  })

  it('are asked for in pounds and whole inches from the US, in kilograms and whole centimetres from elsewhere', async () => {
    const carrier = stage.carrier()
    await carrier.rates(asked())
    expect(stage.sent().requestedPackageLineItems).toEqual([
      {
        groupPackageCount: 1,
        weight: { units: 'KG', value: 2.4 },
        dimensions: { length: 35, width: 28, height: 11, units: 'CM' },
      },
    ])
    await carrier.rates(askedInUs())
    expect(stage.sent().requestedPackageLineItems).toEqual([
      {
        groupPackageCount: 1,
        weight: { units: 'LB', value: 5.3 },
        dimensions: { length: 14, width: 12, height: 5, units: 'IN' },
      },
    ])
  })

  it('are for several packages when the cart does not fit into one, and cost more', async () => {
    const carrier = stage.carrier()
    const one = await carrier.rates(asked({ items: [{ ...drill, weightKg: '25' }] }))
    const many = await carrier.rates(asked({ items: [{ ...drill, weightKg: '25', quantity: '5' }] }))
    expect(stage.sent().totalPackageCount).toBe(3)
    expect(stage.sent().requestedPackageLineItems.map((line) => [line.groupPackageCount, line.weight.value])).toEqual([
      [2, 50],
      [1, 25],
    ])
    expect(many.rates[0]?.amount.comparedTo(one.rates[0]!.amount)).toBeGreaterThan(0)
  })

  it('are asked for once by each way to pack: abroad smaller parcels bring Connect Plus along', async () => {
    const carrier = stage.carrier()
    const services = async (quantity: string) =>
      (await carrier.rates(asked({ to: places.zurich, items: [{ ...drill, weightKg: '12', quantity }] }))).rates
    await services('1')
    expect(stage.sandbox.journal.list().filter(({ path }) => path.startsWith('/rate'))).toHaveLength(1)
    const four = await services('4')
    expect(stage.sandbox.journal.list().filter(({ path }) => path.startsWith('/rate'))).toHaveLength(3)
    expect(new Set(four.map(({ service }) => service)).size).toBe(four.length)
  })

  it('are freight’s for what no parcel is, all of it together', async () => {
    const engine = { ...drill, sku: 'ENGINE', weightKg: '180', lengthCm: '120', widthCm: '80', heightCm: '90' }
    const { rates, problem } = await stage.carrier().rates(askedInUs({ items: [engine, drill] }))
    expect(problem).toBeUndefined()
    expect(rates.map(({ service, parcels }) => [service, parcels]).sort()).toEqual([
      ['FEDEX_1_DAY_FREIGHT', 1],
      ['FEDEX_2_DAY_FREIGHT', 1],
      ['FEDEX_3_DAY_FREIGHT', 1],
    ])
    const wing = { ...engine, lengthCm: '400' }
    expect(await stage.carrier().rates(askedInUs({ items: [wing] }))).toMatchObject({
      rates: [],
      problem: { code: 'CARRIER_ITEM_TOO_LARGE' },
    })
  })

  it('cross borders with customs data and a span of days', async () => {
    const { rates } = await stage.carrier().rates(asked({ to: places.zurich }))
    expect(rates.map((rate) => rate.service)).toContain('FEDEX_INTERNATIONAL_PRIORITY')
    const economy = rates.find((rate) => rate.service === 'FEDEX_REGIONAL_ECONOMY')
    expect([economy?.transitDaysMin, economy?.transitDaysMax]).toEqual([3, 4])
  })
})

describe('what cannot be shipped', () => {
  it.each([
    ['a postal code that does not exist', { to: places.nowhere }, 'CARRIER_ADDRESS_UNKNOWN'],
    ['a country that FedEx does not go to', { to: places.antarctica }, 'CARRIER_NO_SERVICE'],
    ['a piece too heavy', { items: [{ ...drill, weightKg: '80' }] }, 'CARRIER_ITEM_TOO_LARGE'],
    ['a piece without weight', { items: [{ ...drill, weightKg: null }] }, 'CARRIER_WEIGHT_UNKNOWN'],
    [
      'more packages than FedEx takes',
      { items: [{ ...drill, quantity: '101', shipsAlone: true }] },
      'CARRIER_TOO_MANY_PACKAGES',
    ],
    ['a currency that FedEx does not know', { currency: 'XTS' }, 'CARRIER_REFUSED'],
  ])('%s is told as a problem', async (_what, rest, code) => {
    expect(await stage.carrier().rates(asked(rest))).toMatchObject({ rates: [], problem: { code } })
  })

  it('an empty cart asks nothing', async () => {
    expect(await stage.carrier().rates(asked({ items: [] }))).toEqual({ rates: [] })
    expect(stage.sandbox.journal.list()).toEqual([])
  })
})
