import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFedexSandbox, type FedexSandbox } from './index.ts'
import { documented } from './openapi.ts'
import ratesDocument from './openapi/rates.openapi.json' with { type: 'json' }

const MONDAY = new Date('2026-11-23T09:00:00Z')

let sandbox: FedexSandbox
let now: Date

beforeEach(async () => {
  now = MONDAY
  sandbox = await startFedexSandbox({ port: 0, now: () => now })
})
afterEach(() => sandbox.close())

const token = async (): Promise<string> => {
  const { clientId, clientSecret } = sandbox.credentials
  const answer = await fetch(`${sandbox.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

interface Reply {
  output: {
    rateReplyDetails: {
      serviceType: string
      commit?: { dateDetail: { dayFormat: string }; transitDays?: unknown }
      operationalDetail: { transitTime?: string }
      ratedShipmentDetails: {
        rateType: string
        ratedWeightMethod: string
        totalNetCharge: number
        totalNetFedExCharge: number
        totalVatCharge: number
        shipmentRateDetail: { currency: string; surCharges: { type: string; amount: number }[] }
      }[]
    }[]
    resolvedAddresses: { classification: string }[]
  }
  errors: { code: string; message: string; parameterList?: { key: string }[] }[]
  transactionId: string
  customerTransactionId?: string
}

const post = async (path: string, body: unknown, bearer?: string) => {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer ?? (await token())}`,
      'content-type': 'application/json',
      'x-customer-transaction-id': 'order-1',
    },
    body: JSON.stringify(body),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Reply }
}

const CHICAGO = { postalCode: '60601', countryCode: 'US' }
const MIAMI = { postalCode: '33101', countryCode: 'US' }
const BERLIN = { postalCode: '10115', countryCode: 'DE' }
const MUNICH = { postalCode: '80331', countryCode: 'DE' }
const box = { weight: { units: 'LB', value: 5 }, dimensions: { length: 12, width: 9, height: 6, units: 'IN' } }
const carton = { weight: { units: 'KG', value: 3 }, dimensions: { length: 30, width: 20, height: 15, units: 'CM' } }

const question = (
  from: object,
  to: object,
  parcels: unknown[] = [box],
  rest: object = {},
  control: object = { returnTransitTimes: true },
) => ({
  accountNumber: { value: sandbox.credentials.accountNumber },
  rateRequestControlParameters: control,
  requestedShipment: {
    shipper: { address: from },
    recipient: { address: to },
    pickupType: 'USE_SCHEDULED_PICKUP',
    rateRequestType: ['ACCOUNT', 'LIST'],
    shipDateStamp: '2026-11-23',
    requestedPackageLineItems: parcels,
    ...rest,
  },
})

const rates = (body: unknown) => post('/rate/v1/rates/quotes', body)
const services = (reply: Reply): string[] => reply.output.rateReplyDetails.map((detail) => detail.serviceType)
const net = (reply: Reply, service: string, type = 'ACCOUNT'): number => {
  const rated = reply.output.rateReplyDetails.find((detail) => detail.serviceType === service)?.ratedShipmentDetails
  return rated?.find((one) => one.rateType === type)?.totalNetFedExCharge ?? Number.NaN
}

describe('the token', () => {
  it('is given for the right credentials, as the authorization document says', async () => {
    const { clientId, clientSecret } = sandbox.credentials
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    })
    const answer = await fetch(`${sandbox.url}/oauth/token`, { method: 'POST', body: form })
    const body = await answer.json()
    expect(answer.status).toBe(200)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'CXS' })
    expect(documented.tokenReply(body)).toBe(true)
  })

  it('is refused for a wrong secret with NOT.AUTHORIZED.ERROR', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: sandbox.credentials.clientId,
      client_secret: 'guess',
    })
    const answer = await fetch(`${sandbox.url}/oauth/token`, { method: 'POST', body: form })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] })
    expect(sandbox.tokens.issued).toBe(0)
  })

  it('is refused when it is asked for in JSON, as FedEx does', async () => {
    expect((await post('/oauth/token', { grant_type: 'client_credentials' }, 'none')).status).toBe(400)
  })

  it('expires after an hour', async () => {
    const bearer = await token()
    now = new Date(MONDAY.getTime() + 3600_000)
    const answer = await post('/rate/v1/rates/quotes', question(CHICAGO, MIAMI), bearer)
    expect(answer.status).toBe(401)
    expect(answer.body.errors[0]?.message).toMatch(/^Access token expired/)
  })
})

describe('rates', () => {
  it('keep to the OpenAPI document and echo the transaction id', async () => {
    for (const [from, to, parcel] of [
      [CHICAGO, MIAMI, box],
      [BERLIN, MUNICH, carton],
      [BERLIN, { postalCode: '75008', countryCode: 'FR' }, carton],
    ] as const) {
      const { status, headers, body } = await rates(question(from, to, [parcel]))
      expect(status).toBe(200)
      expect(documented.rateReply(body), JSON.stringify(documented.rateReply.errors)).toBe(true)
      expect(body.customerTransactionId).toBe('order-1')
      expect(headers.get('x-customer-transaction-id')).toBe('order-1')
    }
  })

  it('are the same for the same question', async () => {
    const [a, b] = [await rates(question(CHICAGO, MIAMI)), await rates(question(CHICAGO, MIAMI))]
    expect(a.body.output).toEqual(b.body.output)
  })

  it('offer Ground to a business and Home Delivery to a home, never both', async () => {
    const business = services((await rates(question(CHICAGO, MIAMI))).body)
    const home = services((await rates(question(CHICAGO, { ...MIAMI, residential: true }))).body)
    expect(business).toContain('FEDEX_GROUND')
    expect(business).not.toContain('GROUND_HOME_DELIVERY')
    expect(home).toContain('GROUND_HOME_DELIVERY')
    expect(home).not.toContain('FEDEX_GROUND')
  })

  it('cost more to a home, further away, heavier and bulkier', async () => {
    const service = 'FEDEX_2_DAY'
    const plain = net((await rates(question(CHICAGO, MIAMI))).body, service)
    const home = net((await rates(question(CHICAGO, { ...MIAMI, residential: true }))).body, service)
    const near = net((await rates(question(CHICAGO, { postalCode: '46201', countryCode: 'US' }))).body, service)
    const heavy = net(
      (await rates(question(CHICAGO, MIAMI, [{ ...box, weight: { units: 'LB', value: 20 } }]))).body,
      service,
    )
    const bulky = (
      await rates(
        question(CHICAGO, MIAMI, [{ ...box, dimensions: { length: 24, width: 20, height: 18, units: 'IN' } }]),
      )
    ).body
    expect(home).toBeGreaterThan(plain)
    expect(near).toBeLessThan(plain)
    expect(heavy).toBeGreaterThan(plain)
    expect(net(bulky, service)).toBeGreaterThan(plain)
    expect(bulky.output.rateReplyDetails[0]?.ratedShipmentDetails[0]?.ratedWeightMethod).toBe('DIM')
  })

  it('carry a fuel surcharge, and LIST above ACCOUNT', async () => {
    const { body } = await rates(question(CHICAGO, MIAMI))
    const [account] = body.output.rateReplyDetails[0]?.ratedShipmentDetails ?? []
    expect(account?.shipmentRateDetail.surCharges.map((one) => one.type)).toContain('FUEL')
    expect(net(body, 'FEDEX_GROUND', 'LIST')).toBeGreaterThan(net(body, 'FEDEX_GROUND'))
  })

  it('know the European services, in euro, with German VAT inside the net charge', async () => {
    const { body } = await rates(question(BERLIN, MUNICH, [carton]))
    expect(services(body)).toEqual(['FEDEX_FIRST', 'FEDEX_PRIORITY_EXPRESS', 'FEDEX_PRIORITY'])
    const rated = body.output.rateReplyDetails[0]?.ratedShipmentDetails[0]
    expect(rated?.shipmentRateDetail.currency).toBe('EUR')
    expect(rated?.totalVatCharge).toBeCloseTo((rated?.totalNetFedExCharge ?? 0) * 0.19, 1)
  })

  it('come in a preferred currency as PREFERRED_CURRENCY', async () => {
    const { body } = await rates(
      question(BERLIN, MUNICH, [carton], { rateRequestType: ['ACCOUNT', 'PREFERRED'], preferredCurrency: 'USD' }),
    )
    const rated = body.output.rateReplyDetails[0]?.ratedShipmentDetails
    expect(rated?.map((one) => [one.rateType, one.shipmentRateDetail.currency])).toEqual([
      ['ACCOUNT', 'EUR'],
      ['PREFERRED_CURRENCY', 'USD'],
    ])
  })

  it('commit to working days only', async () => {
    const friday = question(CHICAGO, MIAMI, [box], { shipDateStamp: '2026-11-27', serviceType: 'FEDEX_2_DAY' })
    const [detail] = (await rates(friday)).body.output.rateReplyDetails
    expect(detail?.operationalDetail.transitTime).toBe('TWO_DAYS')
    expect(detail?.commit?.dateDetail.dayFormat).toBe('2026-12-01T17:00:00')
  })

  it('need customs data where goods cross a customs border', async () => {
    const abroad = [CHICAGO, { postalCode: '3000', countryCode: 'CH' }] as const
    expect((await rates(question(...abroad))).body.errors[0]?.code).toBe('COMMODITY.INFORMATION.REQUIRED')
    const customs = {
      customsClearanceDetail: {
        commodities: [
          { description: 'Tools', quantity: 1, weight: box.weight, customsValue: { amount: 10, currency: 'USD' } },
        ],
      },
    }
    expect(services((await rates(question(...abroad, [box], customs))).body)).toContain('FEDEX_INTERNATIONAL_PRIORITY')
  })
})

describe('what FedEx refuses', () => {
  it.each([
    [
      'an origin that no town has',
      () => question({ postalCode: '00000', countryCode: 'US' }, MIAMI),
      'COUNTRY.POSTALCODE.INVALID',
    ],
    [
      'a destination that no town has',
      () => question(BERLIN, { postalCode: '05123', countryCode: 'DE' }, [carton]),
      'DESTINATION.POSTALCODE.MISSING.ORINVALID',
    ],
    [
      'a country it does not go to',
      () => question(CHICAGO, { postalCode: '1', countryCode: 'AQ' }),
      'RATE.LOCATION.NOSERVICE',
    ],
    [
      'a service of another lane',
      () => question(BERLIN, MUNICH, [carton], { serviceType: 'FEDEX_GROUND' }),
      'SERVICE.PACKAGECOMBINATION.INVALID',
    ],
    [
      'home delivery to a business',
      () => question(CHICAGO, MIAMI, [box], { serviceType: 'GROUND_HOME_DELIVERY' }),
      'SERVICE.PACKAGECOMBINATION.INVALID',
    ],
    [
      'a package too heavy',
      () => question(CHICAGO, MIAMI, [{ weight: { units: 'LB', value: 151 } }]),
      'MAXIMUM.WEIGHT.EXCEEDED',
    ],
    [
      'a package too long',
      () => question(CHICAGO, MIAMI, [{ ...box, dimensions: { length: 130, width: 5, height: 5, units: 'IN' } }]),
      'DIMENSIONS.EXCEEDS.LIMITS',
    ],
    [
      'a package of no weight',
      () => question(CHICAGO, MIAMI, [{ weight: { units: 'LB', value: 0 } }]),
      'PACKAGE.WEIGHT.INVALID',
    ],
    [
      'a currency it does not know',
      () => question(CHICAGO, MIAMI, [box], { rateRequestType: ['PREFERRED'], preferredCurrency: 'XXX' }),
      'CURRENCY.TYPE.INVALID',
    ],
    [
      'a ship date of last week',
      () => question(CHICAGO, MIAMI, [box], { shipDateStamp: '2026-11-16' }),
      'SHIPDATE.INVALID',
    ],
    [
      'another account',
      () => ({ ...question(CHICAGO, MIAMI), accountNumber: { value: '1' } }),
      'ACCOUNT.NUMBER.INVALID',
    ],
  ])('%s', async (_what, ask, code) => {
    const { status, body } = await rates(ask())
    expect(status).toBe(400)
    expect(body.errors[0]?.code).toBe(code)
    expect(documented.error(body)).toBe(true)
  })

  it('a body that departs from the OpenAPI document, naming every place', async () => {
    const { requestedShipment, ...rest } = question(CHICAGO, MIAMI, [
      { weight: { units: 'STONE', value: 1 }, dimensions: { length: 1.5, width: 1, height: 1, units: 'IN' } },
    ])
    const { status, body } = await rates({
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
    const answer = await fetch(`${sandbox.url}/rate/v1/rates/quotes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(answer.status).toBe(400)
    expect(documented.error(await answer.json())).toBe(true)
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
    const { status, body } = await post('/address/v1/addresses/resolve', {
      addressesToValidate: [{ address: { streetLines, city: 'Town', ...place } }],
    })
    expect(status).toBe(200)
    expect(documented.addressReply(body), JSON.stringify(documented.addressReply.errors)).toBe(true)
    expect(body.output.resolvedAddresses[0]?.classification).toBe(classification)
  })
})

describe('trouble', () => {
  it.each([401, 429, 500, 503] as const)('%i comes in FedEx’s envelope, once', async (status) => {
    const bearer = await token()
    sandbox.faults.add({ kind: 'status', status, path: '/rate' })
    const first = await post('/rate/v1/rates/quotes', question(CHICAGO, MIAMI), bearer)
    expect(first.status).toBe(status)
    expect(documented.error(first.body)).toBe(true)
    expect(first.body.customerTransactionId).toBe('order-1')
    expect((await post('/rate/v1/rates/quotes', question(CHICAGO, MIAMI), bearer)).status).toBe(200)
  })

  it('breaks the connection when it was asked to, over the admin surface', async () => {
    const bearer = await token()
    await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'reset', path: '/rate' }),
    })
    await expect(post('/rate/v1/rates/quotes', question(CHICAGO, MIAMI), bearer)).rejects.toThrow('fetch failed')
  })

  it('answers 429 beyond the quota of ten seconds', async () => {
    const small = await startFedexSandbox({ port: 0, requestsPerTenSeconds: 2, now: () => now })
    const ask = async (): Promise<number> =>
      (await fetch(`${small.url}/oauth/token`, { method: 'POST', body: new URLSearchParams() })).status
    const statuses = [await ask(), await ask(), await ask()]
    now = new Date(now.getTime() + 10_000)
    statuses.push(await ask())
    await small.close()
    expect(statuses).toEqual([400, 400, 429, 400])
  })
})

it('answers the smallest request of FedEx’s own samples', async () => {
  const { example } = ratesDocument.components.schemas.MinimumSamplePayload_1
  const { status, body } = await rates({ ...example, accountNumber: { value: sandbox.credentials.accountNumber } })
  expect(status).toBe(200)
  expect(services(body)).toContain('FEDEX_GROUND')
})
