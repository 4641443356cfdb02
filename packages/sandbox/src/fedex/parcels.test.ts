import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Conversation } from './conversation.ts'
import { documented } from './openapi.ts'

let fedex: Conversation
let now: Date

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  fedex = await Conversation.open({ now: () => now })
})
afterEach(() => fedex.close())

const shipper = {
  contact: { companyName: 'Portico', phoneNumber: '3125550100' },
  address: {
    streetLines: ['200 Industrial Plaza'],
    city: 'Chicago',
    stateOrProvinceCode: 'IL',
    postalCode: '60601',
    countryCode: 'US',
  },
}
const recipient = {
  contact: { personName: 'Ada Byron', phoneNumber: '3055550100' },
  address: {
    streetLines: ['1 Business Plaza'],
    city: 'Miami',
    stateOrProvinceCode: 'FL',
    postalCode: '33101',
    countryCode: 'US',
  },
}
const piece = (pounds: number) => ({
  weight: { units: 'LB', value: pounds },
  customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: 'S-1' }],
})

const order = (rest: object = {}, imageType = 'PDF') => ({
  accountNumber: { value: fedex.sandbox.credentials.accountNumber },
  labelResponseOptions: 'LABEL',
  requestedShipment: {
    shipper,
    recipients: [recipient],
    serviceType: 'FEDEX_GROUND',
    packagingType: 'YOUR_PACKAGING',
    pickupType: 'USE_SCHEDULED_PICKUP',
    totalWeight: 5,
    shipDatestamp: '2026-11-23',
    shippingChargesPayment: { paymentType: 'SENDER' },
    labelSpecification: { imageType, labelStockType: 'PAPER_4X6' },
    requestedPackageLineItems: [piece(5)],
    ...rest,
  },
})

interface Shipped {
  masterTrackingNumber: string
  pieceResponses: { trackingNumber: string; packageDocuments: { encodedLabel: string; docType: string }[] }[]
  completedShipmentDetail: {
    shipmentRating: { shipmentRateDetails: { totalNetFedExCharge: number; currency: string }[] }
  }
}
const ship = async (body: object) => {
  const { status, body: reply } = await fedex.post('/ship/v1/shipments', body)
  const output = reply.output as unknown as { transactionShipments: Shipped[] } | undefined
  return { status, reply, shipped: output?.transactionShipments[0] }
}
const cancel = (trackingNumber: string) =>
  fedex.post(
    '/ship/v1/shipments/cancel',
    { accountNumber: { value: fedex.sandbox.credentials.accountNumber }, trackingNumber },
    undefined,
    'PUT',
  )
interface Tracked {
  error?: { code: string }
  latestStatusDetail: { code: string }
  scanEvents: { eventType: string; date: string; scanLocation: { city?: string } }[]
}
const track = async (...numbers: string[]) => {
  const { status, body } = await fedex.post('/track/v1/trackingnumbers', {
    includeDetailedScans: true,
    trackingInfo: numbers.map((trackingNumber) => ({ trackingNumberInfo: { trackingNumber } })),
  })
  const output = body.output as unknown as { completeTrackResults: { trackResults: Tracked[] }[] } | undefined
  return { status, body, results: output?.completeTrackResults.flatMap(({ trackResults }) => trackResults) ?? [] }
}
const scan = async (number: string, body: object = {}) =>
  (
    await fetch(`${fedex.sandbox.url}/_sandbox/parcels/${number}/scans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).status

describe('labels', () => {
  it('are bought for each parcel, under one master number, as the document of the Ship API says', async () => {
    const { status, reply, shipped } = await ship(order({ requestedPackageLineItems: [piece(5), piece(7)] }))
    expect(status).toBe(200)
    expect(documented.shipReply(reply)).toBe(true)
    const numbers = shipped!.pieceResponses.map(({ trackingNumber }) => trackingNumber)
    expect(new Set(numbers).size).toBe(2)
    expect(numbers[0]).toBe(shipped!.masterTrackingNumber)
    expect(numbers[0]).toMatch(/^\d{12}$/)
    expect(shipped!.completedShipmentDetail.shipmentRating.shipmentRateDetails[0]).toMatchObject({ currency: 'USD' })
  })

  it.each([
    ['PDF', '%PDF-1.4'],
    ['PNG', '\u0089PNG'],
    ['ZPLII', '^XA'],
    ['EPL2', 'N\n'],
  ])('come as %s when that is asked for', async (imageType, begins) => {
    const { shipped } = await ship(order({}, imageType))
    const [document] = shipped!.pieceResponses[0]!.packageDocuments
    expect(document!.docType).toBe(imageType)
    expect(Buffer.from(document!.encodedLabel, 'base64').toString('latin1').startsWith(begins)).toBe(true)
  })

  it.each([
    ['a weight of nothing', { requestedPackageLineItems: [piece(0)] }, 'PACKAGE.WEIGHT.INVALID'],
    ['more than the service takes', { requestedPackageLineItems: [piece(151)] }, 'MAXIMUM.WEIGHT.EXCEEDED'],
    ['a service that does not go there', { serviceType: 'FEDEX_FIRST' }, 'SERVICE.PACKAGECOMBINATION.INVALID'],
    [
      'a postal code that nobody has',
      { recipients: [{ ...recipient, address: { ...recipient.address, postalCode: '00000' } }] },
      'DESTINATION.POSTALCODE.MISSING.ORINVALID',
    ],
    [
      'a phone number that is none',
      { recipients: [{ ...recipient, contact: { personName: 'Ada', phoneNumber: '12' } }] },
      'RECIPIENTCONTACT.PHONENUMBER.INVALID',
    ],
    [
      'goods abroad without customs data',
      {
        serviceType: 'INTERNATIONAL_ECONOMY',
        recipients: [{ ...recipient, address: { ...recipient.address, countryCode: 'DE', postalCode: '10115' } }],
      },
      'COMMODITY.INFORMATION.REQUIRED',
    ],
  ])('are refused for %s, and nothing is booked', async (_what, rest, code) => {
    const { status, reply } = await ship(order(rest))
    expect(status).toBe(400)
    expect(reply.errors[0]?.code).toBe(code)
    expect(fedex.sandbox.book.state().parcels).toEqual([])
  })

  it('are refused for another account, and for a body that the document does not know', async () => {
    const other = await ship({ ...order(), accountNumber: { value: '111111111' } })
    expect(other.reply.errors[0]?.code).toBe('ACCOUNTNUMBER.REGISTRATION.REQUIRED')
    const { labelResponseOptions: _left, ...short } = order()
    expect((await ship(short)).reply.errors[0]?.code).toBe('INVALID.INPUT.EXCEPTION')
    expect(fedex.sandbox.book.state().parcels).toEqual([])
  })
})

describe('cancelling', () => {
  it('takes back a whole shipment that FedEx does not have yet, once', async () => {
    const { shipped } = await ship(order({ requestedPackageLineItems: [piece(5), piece(7)] }))
    const { status, body } = await cancel(shipped!.masterTrackingNumber)
    expect(status).toBe(200)
    expect(documented.cancelReply(body)).toBe(true)
    const { results } = await track(shipped!.pieceResponses[1]!.trackingNumber)
    expect(results[0]!.latestStatusDetail.code).toBe('CA')
    expect((await cancel(shipped!.masterTrackingNumber)).body.errors[0]?.code).toBe('TRACKINGNUMBER.ENTERED.INVALID')
  })

  it('is refused for a number that is unknown, and for a parcel that is under way, which goes on', async () => {
    expect((await cancel('794600000000')).body.errors[0]?.code).toBe('TRACKINGNUMBER.ENTERED.INVALID')
    const number = (await ship(order())).shipped!.masterTrackingNumber
    await scan(number, { code: 'PU' })
    expect((await cancel(number)).status).toBe(400)
    expect((await track(number)).results[0]!.latestStatusDetail.code).toBe('PU')
  })
})

describe('tracking', () => {
  it('tells each scan with the local time of its place, the latest first', async () => {
    const number = (await ship(order())).shipped!.masterTrackingNumber
    for (let at = 0; at < 5; at += 1) {
      now = new Date(now.getTime() + 3_600_000)
      expect(await scan(number)).toBe(200)
    }
    const { body, results } = await track(number)
    expect(documented.trackReply(body)).toBe(true)
    expect(results[0]!.scanEvents.map(({ eventType }) => eventType)).toEqual(['DL', 'OD', 'AR', 'IT', 'PU', 'OC'])
    expect(results[0]!.scanEvents[0]).toMatchObject({
      date: '2026-11-23T09:00:00-05:00',
      scanLocation: { city: 'MIAMI' },
    })
    expect(results[0]!.scanEvents[4]!.date).toBe('2026-11-23T04:00:00-06:00')
    expect(await scan(number)).toBe(409)
  })

  it('tells what is unknown beside what is known, and refuses 31 numbers', async () => {
    const number = (await ship(order())).shipped!.masterTrackingNumber
    const { status, results } = await track(number, '794600000000')
    expect(status).toBe(200)
    expect(results.map(({ error }) => error?.code)).toEqual([undefined, 'TRACKING.TRACKINGNUMBER.NOTFOUND'])
    expect((await track(...Array.from({ length: 31 }, () => number))).status).toBe(400)
  })

  it('tells of whoever had a number, and of one that left in the days that it is asked for', async () => {
    const number = (await ship(order())).shipped!.masterTrackingNumber
    fedex.sandbox.book.wasUsed(number, new Date('2026-08-03T09:00:00Z'))
    const asked = async (days: object) => {
      const { body } = await fedex.post('/track/v1/trackingnumbers', {
        includeDetailedScans: true,
        trackingInfo: [{ trackingNumberInfo: { trackingNumber: number }, ...days }],
      })
      const { completeTrackResults } = body.output as unknown as {
        completeTrackResults: { trackResults: Tracked[] }[]
      }
      return completeTrackResults[0]!.trackResults.map((one) => one.error?.code ?? one.latestStatusDetail.code)
    }
    expect(await asked({})).toEqual(['DL', 'IN'])
    expect(await asked({ shipDateBegin: '2026-11-22' })).toEqual(['IN'])
    expect(await asked({ shipDateEnd: '2026-08-31' })).toEqual(['DL'])
    expect(await asked({ shipDateBegin: '2026-11-24' })).toEqual(['TRACKING.TRACKINGNUMBER.NOTFOUND'])
  })

  it('tells why a parcel could not be handed over', async () => {
    const number = (await ship(order())).shipped!.masterTrackingNumber
    await scan(number, { code: 'DE' })
    const [result] = (await track(number)).results
    expect(result!.scanEvents[0]).toMatchObject({ exceptionDescription: 'Customer not available or business closed' })
  })
})

describe('pickups', () => {
  const ask = (rest: object = {}) => ({
    associatedAccountNumber: { value: fedex.sandbox.credentials.accountNumber },
    originDetail: {
      pickupLocation: shipper,
      readyDateTimestamp: '2026-11-23T14:00:00Z',
      customerCloseTime: '18:00:00',
      ...rest,
    },
    packageCount: 2,
    carrierCode: 'FDXE',
  })

  it('are booked, and cancelled by their code, day and station', async () => {
    const { status, body } = await fedex.post('/pickup/v1/pickups', ask())
    const booked = body.output as unknown as { pickupConfirmationCode: string; location: string }
    expect(status).toBe(200)
    const put = (location: string) => {
      const { pickupConfirmationCode } = booked
      const { associatedAccountNumber, carrierCode } = ask()
      const asked = {
        associatedAccountNumber,
        carrierCode,
        pickupConfirmationCode,
        scheduledDate: '2026-11-23',
        location,
      }
      return fedex.post('/pickup/v1/pickups/cancel', asked, undefined, 'PUT')
    }
    expect((await put('XXXX')).status).toBe(400)
    expect((await put(booked.location)).status).toBe(200)
    expect((await put(booked.location)).status).toBe(400)
  })

  it('are refused for a day that is gone, and where the house closes before they are ready', async () => {
    for (const rest of [{ readyDateTimestamp: '2026-10-01T14:00:00Z' }, { customerCloseTime: '13:00:00' }])
      expect((await fedex.post('/pickup/v1/pickups', ask(rest))).status).toBe(400)
    expect(fedex.sandbox.book.state().pickups).toEqual([])
  })
})

it('forgets labels and pickups when it is reset', async () => {
  await ship(order())
  await fetch(`${fedex.sandbox.url}/_sandbox/reset`, { method: 'POST' })
  expect(fedex.sandbox.book.state()).toEqual({ parcels: [], earlier: [], pickups: [] })
})
