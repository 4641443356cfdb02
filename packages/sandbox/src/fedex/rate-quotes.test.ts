import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BERLIN, box, carton, CHICAGO, Conversation, MIAMI, MUNICH, type Reply } from './conversation.ts'
import { documented } from './openapi.ts'

let fedex: Conversation

beforeEach(async () => {
  fedex = await Conversation.open({ now: () => new Date('2026-11-23T09:00:00Z') })
})
afterEach(() => fedex.close())

const services = (reply: Reply): string[] => reply.output.rateReplyDetails.map((detail) => detail.serviceType)
const net = (reply: Reply, service: string, type = 'ACCOUNT'): number => {
  const rated = reply.output.rateReplyDetails.find((detail) => detail.serviceType === service)?.ratedShipmentDetails
  return rated?.find((one) => one.rateType === type)?.totalNetFedExCharge ?? Number.NaN
}

describe('rates', () => {
  it('keep to the OpenAPI document and echo the transaction id', async () => {
    for (const [from, to, parcel] of [
      [CHICAGO, MIAMI, box],
      [BERLIN, MUNICH, carton],
      [BERLIN, { postalCode: '75008', countryCode: 'FR' }, carton],
    ] as const) {
      const { status, headers, body } = await fedex.rates(fedex.question(from, to, [parcel]))
      expect(status).toBe(200)
      expect(documented.rateReply(body), JSON.stringify(documented.rateReply.errors)).toBe(true)
      expect(body.customerTransactionId).toBe('order-1')
      expect(headers.get('x-customer-transaction-id')).toBe('order-1')
    }
  })

  it('are the same for the same question', async () => {
    const [a, b] = [
      await fedex.rates(fedex.question(CHICAGO, MIAMI)),
      await fedex.rates(fedex.question(CHICAGO, MIAMI)),
    ]
    expect(a.body.output).toEqual(b.body.output)
  })

  it('offer Ground to a business and Home Delivery to a home, never both', async () => {
    const business = services((await fedex.rates(fedex.question(CHICAGO, MIAMI))).body)
    const home = services((await fedex.rates(fedex.question(CHICAGO, { ...MIAMI, residential: true }))).body)
    expect(business).toContain('FEDEX_GROUND')
    expect(business).not.toContain('GROUND_HOME_DELIVERY')
    expect(home).toContain('GROUND_HOME_DELIVERY')
    expect(home).not.toContain('FEDEX_GROUND')
  })

  it('cost more to a home, further away, heavier and bulkier', async () => {
    const service = 'FEDEX_2_DAY'
    const plain = net((await fedex.rates(fedex.question(CHICAGO, MIAMI))).body, service)
    const home = net((await fedex.rates(fedex.question(CHICAGO, { ...MIAMI, residential: true }))).body, service)
    const near = net(
      (await fedex.rates(fedex.question(CHICAGO, { postalCode: '46201', countryCode: 'US' }))).body,
      service,
    )
    const heavy = net(
      (await fedex.rates(fedex.question(CHICAGO, MIAMI, [{ ...box, weight: { units: 'LB', value: 20 } }]))).body,
      service,
    )
    const bulky = (
      await fedex.rates(
        fedex.question(CHICAGO, MIAMI, [{ ...box, dimensions: { length: 24, width: 20, height: 18, units: 'IN' } }]),
      )
    ).body
    expect(home).toBeGreaterThan(plain)
    expect(near).toBeLessThan(plain)
    expect(heavy).toBeGreaterThan(plain)
    expect(net(bulky, service)).toBeGreaterThan(plain)
    expect(bulky.output.rateReplyDetails[0]?.ratedShipmentDetails[0]?.ratedWeightMethod).toBe('DIM')
  })

  it('carry a fuel surcharge, and LIST above ACCOUNT', async () => {
    const { body } = await fedex.rates(fedex.question(CHICAGO, MIAMI))
    const [account] = body.output.rateReplyDetails[0]?.ratedShipmentDetails ?? []
    expect(account?.shipmentRateDetail.surCharges.map((one) => one.type)).toContain('FUEL')
    expect(net(body, 'FEDEX_GROUND', 'LIST')).toBeGreaterThan(net(body, 'FEDEX_GROUND'))
  })

  it('know the European services, in euro, with German VAT inside the net charge', async () => {
    const { body } = await fedex.rates(fedex.question(BERLIN, MUNICH, [carton]))
    expect(services(body)).toEqual(['FEDEX_FIRST', 'FEDEX_PRIORITY_EXPRESS', 'FEDEX_PRIORITY'])
    const rated = body.output.rateReplyDetails[0]?.ratedShipmentDetails[0]
    expect(rated?.shipmentRateDetail.currency).toBe('EUR')
    expect(rated?.totalVatCharge).toBeCloseTo((rated?.totalNetFedExCharge ?? 0) * 0.19, 1)
  })

  it('come in a preferred currency as the examples have it: published as INCENTIVE, the account’s as CURRENCY', async () => {
    const { body } = await fedex.rates(
      fedex.question(BERLIN, MUNICH, [carton], { rateRequestType: ['LIST', 'PREFERRED'], preferredCurrency: 'GBP' }),
    )
    expect(documented.rateReply(body), JSON.stringify(documented.rateReply.errors)).toBe(true)
    const rated = body.output.rateReplyDetails[0]?.ratedShipmentDetails
    expect(rated?.map((one) => [one.rateType, one.shipmentRateDetail.currency])).toEqual([
      ['ACCOUNT', 'EUR'],
      ['PREFERRED_INCENTIVE', 'UKL'],
      ['PREFERRED_CURRENCY', 'UKL'],
      ['LIST', 'EUR'],
    ])
    expect(rated?.[2]?.shipmentRateDetail.currencyExchangeRate).toEqual({
      ...{ fromCurrency: 'EUR', intoCurrency: 'UKL' },
      rate: 0.85,
    })
  })

  it('are in FedEx’s own codes, and customs’ amounts have to be', async () => {
    const london = { postalCode: 'SW1A 1AA', countryCode: 'GB' }
    const customs = (currency: string) => ({
      customsClearanceDetail: {
        commodities: [
          { description: 'Tools', quantity: 1, weight: carton.weight, customsValue: { amount: 9, currency } },
        ],
      },
    })
    const ask = async (currency: string) =>
      (await fedex.rates(fedex.question(london, MUNICH, [carton], customs(currency)))).body
    const { currency } = (await ask('UKL')).output.rateReplyDetails[0]!.ratedShipmentDetails[0]!.shipmentRateDetail
    expect(currency).toBe('UKL')
    expect((await ask('GBP')).errors[0]?.code).toBe('CURRENCY.TYPE.INVALID')
  })

  it('commit to working days only', async () => {
    const friday = fedex.question(CHICAGO, MIAMI, [box], { shipDateStamp: '2026-11-27', serviceType: 'FEDEX_2_DAY' })
    const [detail] = (await fedex.rates(friday)).body.output.rateReplyDetails
    expect(detail?.operationalDetail.transitTime).toBe('TWO_DAYS')
    expect(detail?.commit?.dateDetail.dayFormat).toBe('2026-12-01T17:00:00')
  })

  it('need customs data where goods cross a customs border', async () => {
    const abroad = [CHICAGO, { postalCode: '3000', countryCode: 'CH' }] as const
    expect((await fedex.rates(fedex.question(...abroad))).body.errors[0]?.code).toBe('COMMODITY.INFORMATION.REQUIRED')
    const customs = {
      customsClearanceDetail: {
        commodities: [
          { description: 'Tools', quantity: 1, weight: box.weight, customsValue: { amount: 10, currency: 'USD' } },
        ],
      },
    }
    expect(services((await fedex.rates(fedex.question(...abroad, [box], customs))).body)).toContain(
      'FEDEX_INTERNATIONAL_PRIORITY',
    )
  })
})

it('answers a request of nothing but the required fields', async () => {
  const bare = {
    accountNumber: { value: fedex.sandbox.credentials.accountNumber },
    requestedShipment: {
      shipper: { address: CHICAGO },
      recipient: { address: MIAMI },
      pickupType: 'DROPOFF_AT_FEDEX_LOCATION',
      requestedPackageLineItems: [{ weight: box.weight }],
    },
  }
  const { status, body } = await fedex.rates(bare)
  expect(status).toBe(200)
  expect(body.output.rateReplyDetails[0]?.ratedShipmentDetails.map((one) => one.rateType)).toEqual(['ACCOUNT'])
})

describe('what FedEx refuses', () => {
  it.each([
    [
      'an origin that no town has',
      () => fedex.question({ postalCode: '00000', countryCode: 'US' }, MIAMI),
      'COUNTRY.POSTALCODE.INVALID',
    ],
    [
      'a destination that no town has',
      () => fedex.question(BERLIN, { postalCode: '05123', countryCode: 'DE' }, [carton]),
      'DESTINATION.POSTALCODE.MISSING.ORINVALID',
    ],
    [
      'a country it does not go to',
      () => fedex.question(CHICAGO, { postalCode: '1', countryCode: 'AQ' }),
      'RATE.LOCATION.NOSERVICE',
    ],
    [
      'a service of another lane',
      () => fedex.question(BERLIN, MUNICH, [carton], { serviceType: 'FEDEX_GROUND' }),
      'SERVICE.PACKAGECOMBINATION.INVALID',
    ],
    [
      'home delivery to a business',
      () => fedex.question(CHICAGO, MIAMI, [box], { serviceType: 'GROUND_HOME_DELIVERY' }),
      'SERVICE.PACKAGECOMBINATION.INVALID',
    ],
    [
      'a package too heavy',
      () => fedex.question(CHICAGO, MIAMI, [{ weight: { units: 'LB', value: 2201 } }]),
      'MAXIMUM.WEIGHT.EXCEEDED',
    ],
    [
      'a package too long',
      () => fedex.question(CHICAGO, MIAMI, [{ ...box, dimensions: { length: 130, width: 5, height: 5, units: 'IN' } }]),
      'DIMENSIONS.EXCEEDS.LIMITS',
    ],
    [
      'a package of no weight',
      () => fedex.question(CHICAGO, MIAMI, [{ weight: { units: 'LB', value: 0 } }]),
      'PACKAGE.WEIGHT.INVALID',
    ],
    [
      'a currency it does not know',
      () => fedex.question(CHICAGO, MIAMI, [box], { rateRequestType: ['PREFERRED'], preferredCurrency: 'XXX' }),
      'CURRENCY.TYPE.INVALID',
    ],
    [
      'a region of more than two characters',
      () => fedex.question(BERLIN, { postalCode: '75008', countryCode: 'FR', stateOrProvinceCode: 'IDF' }, [carton]),
      'RECIPIENT.ADDRESSSTATEORPROVINCECODE.MAXCHAREXCEEDED',
    ],
    [
      'a ship date of last week',
      () => fedex.question(CHICAGO, MIAMI, [box], { shipDateStamp: '2026-11-16' }),
      'SHIPDATE.INVALID',
    ],
    [
      'another account',
      () => ({ ...fedex.question(CHICAGO, MIAMI), accountNumber: { value: '1' } }),
      'ACCOUNT.NUMBER.INVALID',
    ],
  ])('%s', async (_what, ask, code) => {
    const { status, body } = await fedex.rates(ask())
    expect(status).toBe(400)
    expect(body.errors[0]?.code).toBe(code)
    expect(documented.error(body)).toBe(true)
  })

  it('a body that departs from the OpenAPI document, naming every place', async () => {
    const { requestedShipment, ...rest } = fedex.question(CHICAGO, MIAMI, [
      { weight: { units: 'STONE', value: 1 }, dimensions: { length: 1.5, width: 1, height: 1, units: 'IN' } },
    ])
    const { status, body } = await fedex.rates({
      ...rest,
      requestedShipment: { ...requestedShipment, pickupType: undefined },
    })
    expect(status).toBe(400)
    const keys = body.errors[0]?.parameterList?.map((parameter) => parameter.key)
    expect(keys).toContain('requestedShipment.pickupType')
    expect(keys).toContain('requestedShipment.requestedPackageLineItems.0.weight.units')
    expect(keys).toContain('requestedShipment.requestedPackageLineItems.0.dimensions.length')
  })

  it('a body that is no JSON, in its own envelope', async () => {
    const answer = await fetch(`${fedex.sandbox.url}/rate/v1/rates/quotes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(answer.status).toBe(400)
    expect(documented.error(await answer.json())).toBe(true)
  })
})
