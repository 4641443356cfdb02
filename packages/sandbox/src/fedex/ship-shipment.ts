import { failure } from './errors.ts'
import { locate } from './geography.ts'
import { labelImage, type LabelImageType } from './label-image.ts'
import { readQuote, type QuoteBody } from './quote-request.ts'
import { answerQuote } from './quotes.ts'
import { crossesCustoms, laneOf, servicesOf } from './services.ts'
import type { BookedParcel, PlaceOfScan, ShipmentBook } from './shipment-book.ts'

interface Party {
  contact: { personName?: string; companyName?: string; phoneNumber: string }
  address: {
    streetLines: string[]
    city: string
    stateOrProvinceCode?: string
    postalCode?: string
    countryCode: string
    residential?: boolean
  }
}

interface ShipPackage {
  groupPackageCount?: number
  customerReferences?: BookedParcel['references']
  weight: { units: 'KG' | 'LB'; value: number }
  dimensions?: { length: number; width: number; height: number; units: 'CM' | 'IN' }
}

/** What is read of `POST /ship/v1/shipments`. Its shape was checked against the OpenAPI document before. */
export interface ShipBody {
  accountNumber: { value: string }
  labelResponseOptions: 'LABEL' | 'URL_ONLY'
  processingOptionType?: string
  requestedShipment: {
    shipDatestamp?: string
    shipper: Party
    recipients: Party[]
    serviceType: string
    packagingType: string
    shippingChargesPayment: { paymentType: string }
    labelSpecification: { imageType: LabelImageType; labelStockType: string }
    customsClearanceDetail?: { commodities: unknown[]; totalCustomsValue?: unknown }
    requestedPackageLineItems: ShipPackage[]
    totalPackageCount?: number
  }
}

interface Known {
  accountNumber: string
  now: Date
  /** Where labels can be fetched from, for who asks for addresses only. */
  url: string
}

/** More go asynchronously, which this stand-in does not do. */
const MOST_PACKAGES = 40

/** `output` of FedEx's answer to `POST /ship/v1/shipments`: labels are bought, and their parcels are known from then on. Throws FedEx's 400 and buys nothing. */
export function shipShipment(body: ShipBody, book: ShipmentBook, known: Known) {
  const shipment = body.requestedShipment
  if (body.accountNumber.value !== known.accountNumber)
    throw failure(
      400,
      'ACCOUNTNUMBER.REGISTRATION.REQUIRED',
      'Please enter a valid 9-digit FedEx account number or register for a new FedEx account number.',
    )
  const recipient = shipment.recipients[0]
  if (!recipient) throw failure(400, 'RECIPIENTS.REQUIRED', 'At least one recipient is required.')
  holdContact('SHIPPER', shipment.shipper)
  holdContact('RECIPIENTCONTACT', recipient)
  const quote = readQuote(quoteBody(body, recipient), { accountNumber: known.accountNumber, now: known.now })
  if (quote.parcels.length > MOST_PACKAGES)
    throw failure(
      400,
      'PACKAGECOUNT.EXCEEDS.LIMIT',
      `A shipment of more than ${MOST_PACKAGES} packages must be processed asynchronously.`,
    )
  const offered = answerQuote(quote, known.now).rateReplyDetails[0]!
  const service = servicesOf(laneOf(quote.from.countryCode, quote.to.countryCode)!).find(
    ({ type }) => type === shipment.serviceType,
  )!
  const rated = offered.ratedShipmentDetails[0]!
  const shipDay = shipment.shipDatestamp ?? known.now.toISOString().slice(0, 10)
  const packages = shipment.requestedPackageLineItems.flatMap((one) =>
    Array.from({ length: one.groupPackageCount ?? 1 }, () => one),
  )
  const numbers = packages.map(() => book.newTrackingNumber())
  const master = numbers[0]!
  const places = { from: placeOf(shipment.shipper), to: placeOf(recipient) }
  packages.forEach(({ customerReferences = [], weight }, at) =>
    book.book({
      trackingNumber: numbers[at]!,
      masterTrackingNumber: master,
      references: customerReferences,
      serviceType: service.type,
      serviceName: service.name,
      carrierCode: service.network,
      weight,
      ...places,
      shipDay,
    }),
  )
  const { imageType } = shipment.labelSpecification
  const documentOf = (one: ShipPackage, at: number) => {
    const image = labelImage(imageType, {
      trackingNumber: numbers[at]!,
      serviceName: service.name,
      piece: `${at + 1} of ${packages.length}`,
      weight: `${one.weight.value} ${one.weight.units}`,
      from: linesOf(shipment.shipper),
      to: linesOf(recipient),
      references: (one.customerReferences ?? []).map(({ value }) => value ?? ''),
    })
    const where = `${known.url}/document/v2/document/retrieve/${numbers[at]}`
    return {
      contentType: 'LABEL',
      copiesToPrint: 1,
      docType: imageType,
      ...(body.labelResponseOptions === 'LABEL' ? { encodedLabel: image.toString('base64') } : { url: where }),
    }
  }
  const net = rated.totalNetCharge
  return {
    transactionShipments: [
      {
        masterTrackingNumber: master,
        serviceType: service.type,
        serviceName: service.name,
        serviceCategory: service.network === 'FDXG' ? 'GROUND' : 'EXPRESS',
        shipDatestamp: shipDay,
        pieceResponses: packages.map((one, at) => ({
          masterTrackingNumber: master,
          trackingNumber: numbers[at],
          packageSequenceNumber: at + 1,
          serviceCategory: service.network === 'FDXG' ? 'GROUND' : 'EXPRESS',
          netChargeAmount: at === 0 ? net : 0,
          customerReferences: one.customerReferences ?? [],
          packageDocuments: [documentOf(one, at)],
        })),
        completedShipmentDetail: {
          carrierCode: service.network,
          usDomestic: quote.from.countryCode === 'US' && quote.to.countryCode === 'US',
          masterTrackingId: {
            trackingIdType: service.network === 'FDXG' ? 'GROUND' : 'FEDEX',
            trackingNumber: master,
          },
          shipmentRating: {
            actualRateType: 'PAYOR_ACCOUNT_PACKAGE',
            shipmentRateDetails: [
              {
                rateType: 'PAYOR_ACCOUNT_PACKAGE',
                totalBaseCharge: rated.totalBaseCharge,
                totalNetFedExCharge: rated.totalNetFedExCharge,
                totalNetCharge: net,
                currency: rated.shipmentRateDetail.currency,
              },
            ],
          },
        },
        alerts: [],
      },
    ],
    alerts: [{ code: 'VIRTUAL.RESPONSE', message: 'This is a Virtual Response.', alertType: 'NOTE' }],
  }
}

/** A shipment is priced, and refused, as the rate quotes would be. */
const quoteBody = ({ accountNumber, requestedShipment }: ShipBody, recipient: Party): QuoteBody => {
  const { shipper, serviceType, packagingType, shipDatestamp, requestedPackageLineItems } = requestedShipment
  const { totalPackageCount, customsClearanceDetail } = requestedShipment
  const at = ({ address: { postalCode = '', countryCode, stateOrProvinceCode } }: Party) => ({
    ...{ postalCode, countryCode },
    ...(stateOrProvinceCode === undefined ? {} : { stateOrProvinceCode }),
  })
  const abroad = crossesCustoms(shipper.address.countryCode, recipient.address.countryCode)
  if (abroad && customsClearanceDetail && !customsClearanceDetail.totalCustomsValue)
    throw failure(400, 'CUSTOMS.VALUE.REQUIRED', 'The total customs value is required. Please update and try again.')
  return {
    accountNumber,
    requestedShipment: {
      shipper: { address: at(shipper) },
      recipient: { address: { ...at(recipient), residential: recipient.address.residential ?? false } },
      ...{ serviceType, packagingType, requestedPackageLineItems, rateRequestType: ['ACCOUNT'] },
      ...(shipDatestamp === undefined ? {} : { shipDateStamp: shipDatestamp }),
      ...(totalPackageCount === undefined ? {} : { totalPackageCount }),
      ...(customsClearanceDetail ? { customsClearanceDetail } : {}),
    },
  }
}

function holdContact(who: string, { contact, address }: Party): void {
  if (!contact.personName && !contact.companyName)
    throw failure(400, `${who}.NAME.REQUIRED`, 'A person or company name is required. Please update and try again.')
  const digits = contact.phoneNumber.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  const american = address.countryCode === 'US' || address.countryCode === 'CA'
  if (american ? digits.length !== 10 : digits.length < 5 || digits.length > 15)
    throw failure(
      400,
      `${who}.PHONENUMBER.INVALID`,
      'The phone number is missing or invalid. Please update and try again.',
    )
  if (!address.streetLines.some((line) => line.trim() !== ''))
    throw failure(400, `${who}.STREETLINE.REQUIRED`, 'A street line is required. Please update and try again.')
}

const placeOf = ({ address }: Party): PlaceOfScan => ({
  city: address.city.toUpperCase(),
  ...(address.stateOrProvinceCode ? { stateOrProvinceCode: address.stateOrProvinceCode } : {}),
  postalCode: locate(address.countryCode, address.postalCode ?? '')?.postalCode ?? '',
  countryCode: address.countryCode,
})

const linesOf = ({ contact, address }: Party): string[] => [
  ...[contact.companyName, contact.personName].flatMap((line) => line ?? []),
  ...address.streetLines,
  `${address.postalCode ?? ''} ${address.city} ${address.countryCode}`.trim(),
]
