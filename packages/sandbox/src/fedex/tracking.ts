import { failure } from './errors.ts'
import { SCANS } from './scans.ts'
import type { BookedParcel, Scan, ShipmentBook } from './shipment-book.ts'

export interface TrackBody {
  includeDetailedScans: boolean
  trackingInfo: {
    trackingNumberInfo: { trackingNumber: string }
    /** YYYY-MM-DD */
    shipDateBegin?: string
    shipDateEnd?: string
  }[]
}

const MOST_NUMBERS = 30

/** `output` of FedEx's answer to `POST /track/v1/trackingnumbers`. What is unknown is told beside what is known; only an empty or a too long list is a 400. */
export function trackParcels({ includeDetailedScans, trackingInfo }: TrackBody, book: ShipmentBook) {
  if (trackingInfo.length === 0 || trackingInfo.some((one) => one.trackingNumberInfo.trackingNumber.trim() === ''))
    throw failure(400, 'TRACKING.TRACKINGNUMBER.EMPTY', 'Please provide tracking number.')
  if (trackingInfo.length > MOST_NUMBERS)
    throw failure(
      400,
      'TRACKING.TRACKINGNUMBERS.EXCEEDED',
      `A request may hold at most ${MOST_NUMBERS} tracking numbers. Please update and try again.`,
    )
  return {
    completeTrackResults: trackingInfo.map(({ trackingNumberInfo: { trackingNumber }, shipDateBegin, shipDateEnd }) => {
      const parcels = book.whoHad(trackingNumber, {
        ...(shipDateBegin ? { from: shipDateBegin } : {}),
        ...(shipDateEnd ? { to: shipDateEnd } : {}),
      })
      const trackResults = parcels.map((parcel) => known(parcel, includeDetailedScans))
      return { trackingNumber, trackResults: trackResults.length > 0 ? trackResults : [unknown(trackingNumber)] }
    }),
  }
}

const unknown = (trackingNumber: string) => ({
  trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: '', carrierCode: '' },
  error: {
    code: 'TRACKING.TRACKINGNUMBER.NOTFOUND',
    message: 'Tracking number cannot be found. Please correct the tracking number and try again.',
  },
})

function known(parcel: BookedParcel, detailed: boolean) {
  const last = parcel.scans.at(-1)!
  const { trackingNumber, carrierCode, serviceType, serviceName } = parcel
  const when = (code: Scan['code']) => parcel.scans.find((scan) => scan.code === code)?.date
  const dates = [
    { type: 'ACTUAL_PICKUP', dateTime: when('PU') },
    { type: 'ACTUAL_DELIVERY', dateTime: when('DL') },
  ].filter(({ dateTime }) => dateTime !== undefined)
  const delivered = last.code === 'DL'
  return {
    trackingNumberInfo: { trackingNumber, trackingNumberUniqueId: `1~${trackingNumber}~FX`, carrierCode },
    latestStatusDetail: {
      code: SCANS[last.code].statusCode,
      derivedCode: SCANS[last.code].statusCode,
      statusByLocale: SCANS[last.code].status,
      description: SCANS[last.code].status,
      scanLocation: locationOf(last),
      ...(last.exception
        ? { ancillaryDetails: [{ reason: last.exception.code, reasonDescription: last.exception.description }] }
        : {}),
    },
    serviceDetail: { type: serviceType, description: serviceName, shortDescription: carrierCode },
    packageDetails: {
      weightAndDimensions: { weight: [{ value: String(parcel.weight.value), unit: parcel.weight.units }] },
    },
    additionalTrackingInfo: {
      packageIdentifiers: parcel.references.map(({ value = '' }) => ({ type: 'CUSTOMER_REFERENCE', values: [value] })),
    },
    dateAndTimes: dates,
    // the latest first, as FedEx has them
    scanEvents: (detailed ? parcel.scans.toReversed() : [last]).map(eventOf),
    ...(delivered ? { deliveryDetails: { receivedByName: 'FRONT DESK', deliveryAttempts: '0' } } : {}),
  }
}

const eventOf = (scan: Scan) => ({
  date: scan.date,
  eventType: scan.code,
  eventDescription: SCANS[scan.code].said,
  exceptionCode: scan.exception?.code ?? '',
  exceptionDescription: scan.exception?.description ?? '',
  derivedStatus: SCANS[scan.code].status,
  derivedStatusCode: SCANS[scan.code].statusCode,
  // nobody has scanned what was only told by the sender
  scanLocation: scan.code === 'OC' || scan.code === 'CA' ? { streetLines: [''], residential: false } : locationOf(scan),
  locationType: scan.code === 'OC' || scan.code === 'CA' ? 'CUSTOMER' : 'FEDEX_FACILITY',
})

const locationOf = ({ place }: Scan) => ({ streetLines: [''], ...place, residential: false })
