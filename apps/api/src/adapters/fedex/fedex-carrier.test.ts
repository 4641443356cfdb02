import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { money } from '../../kernel/money.ts'
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

  it('are published ones in another currency, too, and dearer than the account’s by as much', async () => {
    const price = async (rateType: 'ACCOUNT' | 'LIST', currency: string) =>
      (await stage.carrier({ rateType }).rates(asked({ currency }))).rates.find(
        ({ service }) => service === 'FEDEX_PRIORITY',
      )!.amount.amount
    const dearer = async (currency: string) =>
      (await price('LIST', currency)).dividedBy(await price('ACCOUNT', currency)).toNumber()
    expect(await dearer('EUR')).toBeGreaterThan(1.2)
    expect(await dearer('USD')).toBeCloseTo(await dearer('EUR'), 2)
  })

  it('come for a British warehouse in pounds, for which FedEx has a code of its own', async () => {
    const within = { from: places.london, to: { ...places.london, postalCode: 'M1 1AE' }, currency: 'GBP' }
    const british = await stage.carrier().rates(asked(within))
    expect(british.problem).toBeUndefined()
    expect(british.rates[0]?.amount.currency).toBe('GBP')
    expect(stage.sent().preferredCurrency).toBe('UKL')
  })

  it.each([
    ['CHF', 'SFR', '149.90', 149.9],
    ['JPY', 'JYE', '149.90', 150],
    ['MXN', 'NMP', '149.90', 149.9],
    ['SGD', 'SID', '149.90', 149.9],
    ['AED', 'DHS', '149.90', 149.9],
    ['KRW', 'WON', '149.90', 150],
    ['TWD', 'NTD', '149.90', 149.9],
    ['KWD', 'KUD', '149.905', 149.91],
  ])('come in %s, and customs hear of %s', async (currency, code, value, amount) => {
    const customs = { description: 'Drill', hsCode: null, originCountry: null, value: money(value, currency) }
    const carrier = stage.carrier()
    const to = places.zurich
    for (const items of [[{ ...drill, customs }], [drill]]) {
      const { rates, problem } = await carrier.rates(asked({ to, currency, items, goodsValue: money(value, currency) }))
      expect(problem).toBeUndefined()
      expect(rates.map((rate) => rate.amount.currency)).toContain(currency)
      expect(stage.sent().customsClearanceDetail?.commodities[0]?.customsValue).toEqual({ amount, currency: code })
    }
  })

  it('are asked for without regions, but for the states of America and the provinces of Canada', async () => {
    const carrier = stage.carrier()
    const states = async (from: typeof places.berlin, to: typeof places.berlin) => {
      expect((await carrier.rates(asked({ from, to }))).problem?.code).not.toBe('CARRIER_ADDRESS_UNKNOWN')
      const { shipper, recipient } = stage.sent()
      return [shipper.address['stateOrProvinceCode'], recipient.address['stateOrProvinceCode']]
    }
    expect(await states(places.london, places.paris)).toEqual([undefined, undefined])
    const toronto = { ...places.london, city: 'Toronto', region: 'on', postalCode: 'M5V 2T6', countryCode: 'CA' }
    expect(await states(places.chicago, toronto)).toEqual(['IL', 'ON'])
    const sanJuan = { ...places.london, city: 'San Juan', region: null, postalCode: '00901', countryCode: 'PR' }
    expect(await states(places.chicago, sanJuan)).toEqual(['IL', 'PR'])
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
