import { z } from 'zod'
import type {
  BoughtLabels,
  CarrierLabels,
  LabelFormat,
  LabelRequest,
  ParcelMeasure,
  PostalAddress,
} from '../../domain/shipping/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money } from '../../kernel/money.ts'
import { answering, type FedexLog } from './carrier-answer.ts'
import { fromFedexCurrency } from './currencies.ts'
import type { FedexApi } from './fedex-api.ts'
import { fedexPlace } from './fedex-place.ts'
import { measuresOf, METRIC, sideValue, weightValue } from './measures.ts'
import { pack, type PackedGroup } from './pack.ts'
import { freightClass, parcelClasses } from './parcel-limits.ts'
import { amountOf, commodityOf, type PickupType } from './rate-request.ts'
import { streetLines } from './street-lines.ts'
import { FedexTrouble } from './trouble.ts'
import { unpackableProblem } from './unpackable.ts'

/** More go asynchronously, which nobody here waits for: such a shipment is to be split. */
const MAX_PARCELS = 40

const IMAGES: Readonly<Record<LabelFormat, { imageType: string; labelStockType: string }>> = {
  pdf: { imageType: 'PDF', labelStockType: 'PAPER_4X6' },
  png: { imageType: 'PNG', labelStockType: 'PAPER_4X6' },
  zpl: { imageType: 'ZPLII', labelStockType: 'STOCK_4X6' },
  epl: { imageType: 'EPL2', labelStockType: 'STOCK_4X6' },
}

interface LabelSettings {
  accountNumber: string
  pickupType: PickupType
  timeoutMs: number
}

/** Labels by FedEx's Ship API: `POST /ship/v1/shipments`, `PUT /ship/v1/shipments/cancel`. */
export function fedexLabels(
  api: FedexApi,
  settings: LabelSettings,
  log: FedexLog,
  isHome: (to: PostalAddress, believed: boolean) => Promise<boolean>,
): CarrierLabels {
  const waits = { timeoutMs: settings.timeoutMs, budgetMs: settings.timeoutMs * 1.5 }
  return {
    parcelsFor: (items, { service, ...journey }) => {
      const classes = [...parcelClasses(journey), freightClass(journey)]
      const limits = classes.find(({ takes }) => takes(service))?.limits
      if (!limits)
        return { problem: { code: 'CARRIER_NO_SERVICE', text: `FedEx has no service ${service} for this shipment.` } }
      const { groups, unpackable } = pack(items, limits)
      const problem = unpackableProblem(unpackable)
      return problem ? { problem } : { parcels: groups.flatMap(measuresOfGroup) }
    },
    buy: async (request) => {
      if (request.parcels.length > MAX_PARCELS)
        return { kind: 'refused', said: `FedEx takes ${MAX_PARCELS} parcels of one shipment at once.` }
      const residential = await residenceOf(request, isHome)
      return answering(log, 'FedEx sold no labels for a shipment', async () => {
        const body = shipBody(request, residential, settings)
        const answer = await api.send('/ship/v1/shipments', body, { ...waits, once: true })
        const bought = readShipped(answer.body, request.parcels.length)
        if (bought) return bought
        throw new FedexTrouble('outage', 'FedEx answered with something that is no label', {
          transactionId: answer.transactionId,
        })
      })
    },
    cancel: (trackingNumber) =>
      answering(log, 'FedEx did not take labels back', async () => {
        const body = {
          accountNumber: { value: settings.accountNumber },
          deletionControl: 'DELETE_ALL_PACKAGES',
          trackingNumber,
        }
        try {
          const answer = await api.send('/ship/v1/shipments/cancel', body, { ...waits, method: 'PUT' })
          const { cancelledShipment, message } = cancelReply.parse(answer.body).output
          if (!cancelledShipment) throw new FedexTrouble('refused', message ?? 'FedEx did not cancel the shipment.')
          return { known: true }
        } catch (error) {
          if (isUnknownNumber(error)) return { known: false }
          throw error
        }
      }),
  }
}

/** Ground goes to businesses, Home Delivery to homes: whoever chose one of them was told what the address is. */
function residenceOf(
  { service, to, residential }: LabelRequest,
  isHome: (to: PostalAddress, believed: boolean) => Promise<boolean>,
): boolean | Promise<boolean> {
  if (service === 'GROUND_HOME_DELIVERY') return true
  return service === 'FEDEX_GROUND' ? false : isHome(to, residential)
}

const isUnknownNumber = (error: unknown): boolean =>
  error instanceof FedexTrouble &&
  (error.details.errors ?? []).some(({ code }) => /TRACKINGNUMBER\.(ENTERED\.)?INVALID|NOT\.?FOUND/.test(code))

const MILLIGRAMS = 1_000_000
/** Tenths of a millimetre. */
const CENTIMETRE = 100

const measuresOfGroup = ({ count, weight, length, width, height }: PackedGroup): ParcelMeasure[] => {
  const side = (tenths: number) => (tenths > 0 ? new Decimal(tenths).dividedBy(CENTIMETRE).toFixed() : null)
  const one = {
    weightKg: new Decimal(weight).dividedBy(MILLIGRAMS).toDecimalPlaces(4, Decimal.ROUND_UP).toFixed(),
    ...{ lengthCm: side(length), widthCm: side(width), heightCm: side(height) },
  }
  return Array.from({ length: count }, () => one)
}

/** The body of `POST /ship/v1/shipments`: all parcels at once, under one master number. */
function shipBody(request: LabelRequest, residential: boolean, settings: LabelSettings) {
  const { from, to, parcels, service, format, reference, shipDate } = request
  const measures = measuresOf(from.countryCode)
  const weights = parcels.map(({ weightKg }) =>
    weightValue(new Decimal(weightKg).times(MILLIGRAMS).ceil().toNumber(), measures),
  )
  const side = (centimetres: string) =>
    sideValue(new Decimal(centimetres).times(CENTIMETRE).ceil().toNumber(), measures)
  return {
    accountNumber: { value: settings.accountNumber },
    labelResponseOptions: 'LABEL',
    requestedShipment: {
      shipDatestamp: shipDate,
      shipper: partyOf(from),
      recipients: [{ ...partyOf({ ...to, phone: to.phone ?? from.phone ?? null }, residential) }],
      pickupType: settings.pickupType,
      serviceType: service,
      packagingType: 'YOUR_PACKAGING',
      totalWeight: Decimal.sum(...weights).toNumber(),
      totalPackageCount: parcels.length,
      shippingChargesPayment: { paymentType: 'SENDER' },
      labelSpecification: { labelFormatType: 'COMMON2D', ...IMAGES[format] },
      rateRequestType: ['ACCOUNT'],
      requestedPackageLineItems: parcels.map(({ lengthCm, widthCm, heightCm }, at) => ({
        sequenceNumber: at + 1,
        weight: { units: measures.weightUnits, value: weights[at]! },
        ...(lengthCm && widthCm && heightCm
          ? {
              dimensions: {
                ...{ length: side(lengthCm), width: side(widthCm), height: side(heightCm) },
                units: measures.sideUnits,
              },
            }
          : {}),
        customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: reference }],
      })),
      ...(from.countryCode === to.countryCode ? {} : { customsClearanceDetail: customs(request) }),
    },
  }
}

function customs({ items, from, goodsValue }: LabelRequest) {
  return {
    dutiesPayment: { paymentType: 'SENDER' },
    commercialInvoice: { shipmentPurpose: 'SOLD' },
    totalCustomsValue: amountOf(goodsValue),
    isDocumentOnly: false,
    // weights of commodities are in kilograms, wherever they leave from
    commodities: items.flatMap((item) => (item.customs ? [commodityOf(item, item.customs, from, METRIC)] : [])),
  }
}

function partyOf(address: PostalAddress, residential?: boolean) {
  const personName = `${address.firstName} ${address.lastName}`.trim().slice(0, 70)
  return {
    contact: {
      ...(personName ? { personName } : {}),
      ...(address.company ? { companyName: address.company.slice(0, 35) } : {}),
      phoneNumber: (address.phone ?? '').replaceAll(/[^\d+]/g, ''),
      ...(address.email ? { emailAddress: address.email.slice(0, 80) } : {}),
    },
    address: {
      streetLines: streetLines(address.street, address.street2),
      ...fedexPlace(address),
      ...(residential === undefined ? {} : { residential }),
    },
  }
}

const cancelReply = z.object({
  output: z.object({ cancelledShipment: z.boolean().default(false), message: z.string().optional() }),
})

const shipReply = z.object({
  output: z.object({
    transactionShipments: z
      .array(
        z.object({
          masterTrackingNumber: z.string().min(1),
          pieceResponses: z.array(
            z.object({
              trackingNumber: z.string().min(1),
              packageDocuments: z.array(
                z.object({ contentType: z.string().optional(), encodedLabel: z.string().optional() }),
              ),
            }),
          ),
          completedShipmentDetail: z
            .object({
              shipmentRating: z
                .object({
                  actualRateType: z.string().optional(),
                  shipmentRateDetails: z
                    .array(
                      z.object({
                        rateType: z.string().optional(),
                        totalNetFedExCharge: z.number().optional(),
                        totalNetCharge: z.number().optional(),
                        currency: z.string().optional(),
                      }),
                    )
                    .default([]),
                })
                .optional(),
            })
            .optional(),
        }),
      )
      .min(1),
  }),
})

/** The labels of an answer; undefined where one of them is missing. */
function readShipped(body: unknown, parcels: number): BoughtLabels | undefined {
  const shipment = shipReply.safeParse(body).data?.output.transactionShipments[0]
  if (!shipment) return undefined
  const read = shipment.pieceResponses.flatMap(({ trackingNumber, packageDocuments }) => {
    const found = packageDocuments.find(
      ({ contentType = 'LABEL', encodedLabel }) => contentType === 'LABEL' && encodedLabel,
    )
    return found?.encodedLabel ? [{ trackingNumber, label: Buffer.from(found.encodedLabel, 'base64') }] : []
  })
  if (read.length !== parcels) return undefined
  const { actualRateType, shipmentRateDetails: rates = [] } = shipment.completedShipmentDetail?.shipmentRating ?? {}
  // FedEx names the one that it bills; their order means nothing
  const rated = rates.find(({ rateType }) => rateType === actualRateType) ?? rates[0]
  const net = rated?.totalNetFedExCharge ?? rated?.totalNetCharge
  const cost = net !== undefined && rated?.currency ? money(String(net), fromFedexCurrency(rated.currency)) : null
  return { masterTrackingNumber: shipment.masterTrackingNumber, cost, parcels: read }
}
