import { addDays, dayOf, readDay } from './calendar.ts'
import { holdCurrencies, preferredCurrency } from './currencies.ts'
import { failure } from './errors.ts'
import { locate, regionOf, type Place } from './geography.ts'
import type { RatedParcel } from './rating.ts'
import { holdRegion } from './regions.ts'
import { crossesCustoms, laneOf, servicesOf, type Lane } from './services.ts'

interface QuotedAddress {
  postalCode: string
  countryCode: string
  stateOrProvinceCode?: string
}

/** The part of FedEx's rate request that prices depend on. Its shape was checked against the OpenAPI document before. */
export interface QuoteBody {
  accountNumber: { value?: string }
  carrierCodes?: string[]
  rateRequestControlParameters?: { returnTransitTimes?: boolean; rateSortOrder?: string }
  requestedShipment: {
    shipper: { address: QuotedAddress }
    recipient: { address: QuotedAddress & { residential?: boolean } }
    serviceType?: string
    packagingType?: string
    preferredCurrency?: string
    rateRequestType?: string[]
    shipDateStamp?: string
    totalPackageCount?: number
    requestedPackageLineItems: {
      groupPackageCount?: number
      weight: { units: 'KG' | 'LB'; value: number }
      dimensions?: { length: number; width: number; height: number; units: 'CM' | 'IN' }
    }[]
    customsClearanceDetail?: { commodities: unknown[] }
  }
}

/** A rate request that made sense. */
export interface Quote {
  from: Place
  to: Place
  lane: Lane
  residential: boolean
  parcels: RatedParcel[]
  shipDay: Date
  serviceType: string | undefined
  networks: readonly string[]
  rateTypes: readonly string[]
  /** By FedEx's code. */
  preferredCurrency: string | undefined
  withTransit: boolean
  sort: string
}

const MAX_PACKAGES = 100
const SHIP_DAYS_AHEAD = 10

/**
 * Reads a rate request as FedEx does, and throws its 400 for what makes no sense. The codes are those that FedEx's answers are
 * known by in public clients; its OpenAPI document leaves them out.
 */
export function readQuote(body: QuoteBody, known: { accountNumber: string; now: Date }): Quote {
  const shipment = body.requestedShipment
  if (body.accountNumber.value !== known.accountNumber)
    throw failure(400, 'ACCOUNT.NUMBER.INVALID', 'The account number is invalid. Please update and try again.')
  const { from, to } = readPlaces(shipment)
  const lane = laneOf(from.countryCode, to.countryCode)
  if (!lane) throw noService()
  if (crossesCustoms(from.countryCode, to.countryCode) && !shipment.customsClearanceDetail?.commodities.length)
    throw failure(
      400,
      'COMMODITY.INFORMATION.REQUIRED',
      'Customs commodity data is required for international rating. Please update and try again.',
    )
  const serviceType = shipment.serviceType
  if (serviceType && !servicesOf(lane).some((service) => service.type === serviceType)) throw badCombination()
  if (shipment.packagingType && shipment.packagingType !== 'YOUR_PACKAGING') throw badCombination()
  holdCurrencies(shipment.customsClearanceDetail)
  const rateTypes = shipment.rateRequestType?.length ? shipment.rateRequestType : ['ACCOUNT']
  return {
    from,
    to,
    lane,
    residential: shipment.recipient.address.residential ?? false,
    parcels: readParcels(shipment),
    shipDay: readShipDay(shipment.shipDateStamp, known.now),
    serviceType,
    networks: body.carrierCodes?.length ? body.carrierCodes : ['FDXE', 'FDXG'],
    rateTypes,
    preferredCurrency: rateTypes.includes('PREFERRED') ? preferredCurrency(shipment.preferredCurrency) : undefined,
    withTransit: body.rateRequestControlParameters?.returnTransitTimes ?? false,
    sort: body.rateRequestControlParameters?.rateSortOrder ?? 'SERVICENAMETRADITIONAL',
  }
}

/** No service between the two places. */
export const noService = () =>
  failure(
    400,
    'RATE.LOCATION.NOSERVICE',
    'FedEx service is not currently available to this origin / destination combination. Enter new information or contact FedEx Customer Service.',
  )

/** The service is not offered for this journey, recipient or packaging. */
export const badCombination = () =>
  failure(
    400,
    'SERVICE.PACKAGECOMBINATION.INVALID',
    'Invalid service and packaging combination. Please update and try again.',
  )

function readPlaces(shipment: QuoteBody['requestedShipment']): { from: Place; to: Place } {
  const { shipper, recipient } = shipment
  holdRegion('SHIPPER', shipper.address.stateOrProvinceCode)
  holdRegion('RECIPIENT', recipient.address.stateOrProvinceCode)
  if (!regionOf(shipper.address.countryCode) || !regionOf(recipient.address.countryCode)) throw noService()
  const from = locate(shipper.address.countryCode, shipper.address.postalCode)
  if (!from)
    throw failure(
      400,
      'COUNTRY.POSTALCODE.INVALID',
      'Origin postal code missing or invalid. Please update and try again.',
    )
  const to = locate(recipient.address.countryCode, recipient.address.postalCode)
  if (!to)
    throw failure(
      400,
      'DESTINATION.POSTALCODE.MISSING.ORINVALID',
      'Destination postal code missing or invalid. Please update and try again.',
    )
  return { from, to }
}

function readParcels(shipment: QuoteBody['requestedShipment']): RatedParcel[] {
  const parcels = shipment.requestedPackageLineItems.flatMap(({ groupPackageCount = 1, weight, dimensions }) => {
    if (!(weight.value > 0))
      throw failure(400, 'PACKAGE.WEIGHT.INVALID', 'Package weight is missing or invalid. Please update and try again.')
    if (dimensions && Math.min(dimensions.length, dimensions.width, dimensions.height) < 1)
      throw failure(
        400,
        'PACKAGEDIMENSION.TYPE.ERROR',
        'Each dimension must be at least 1. Please update and try again.',
      )
    if (groupPackageCount < 1 || groupPackageCount > MAX_PACKAGES) throw tooMany()
    return Array.from({ length: groupPackageCount }, () => ({
      units: weight.units,
      weight: weight.value,
      ...(dimensions ? { dimensions } : {}),
    }))
  })
  if (parcels.length < 1 || parcels.length > MAX_PACKAGES) throw tooMany()
  if (shipment.totalPackageCount !== undefined && shipment.totalPackageCount !== parcels.length)
    throw failure(
      400,
      'TOTALPACKAGECOUNT.INVALID',
      'The total package count does not match the packages of the shipment. Please update and try again.',
    )
  return parcels
}

const tooMany = () =>
  failure(
    400,
    'PACKAGECOUNT.EXCEEDS.LIMIT',
    `A rate request may hold 1 to ${MAX_PACKAGES} packages. Please update and try again.`,
  )

function readShipDay(stamp: string | undefined, now: Date): Date {
  const today = readDay(dayOf(now)) ?? now
  if (stamp === undefined) return today
  const day = readDay(stamp)
  // The stamp is local time of the shipper: west of Greenwich it may still be yesterday there.
  if (!day || day < addDays(today, -1) || day > addDays(today, SHIP_DAYS_AHEAD + 1))
    throw failure(
      400,
      'SHIPDATE.INVALID',
      `The ship date is not valid: from today to ${SHIP_DAYS_AHEAD} days ahead. Please update and try again.`,
    )
  return day
}
