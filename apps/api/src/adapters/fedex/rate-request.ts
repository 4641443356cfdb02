import type { CustomsFacts, Parcelable, PostalAddress, RateRequest } from '../../domain/shipping/port.ts'
import { Decimal } from '../../kernel/decimal.ts'
import type { Money } from '../../kernel/money.ts'
import { toFedexCurrency } from './currencies.ts'
import { fedexPlace } from './fedex-place.ts'
import { measuresOf, sideValue, weightValue, type Measures } from './measures.ts'
import type { PackedGroup } from './pack.ts'

export type RateType = 'ACCOUNT' | 'LIST'
export type PickupType = 'CONTACT_FEDEX_TO_SCHEDULE' | 'DROPOFF_AT_FEDEX_LOCATION' | 'USE_SCHEDULED_PICKUP'

export interface RateSettings {
  accountNumber: string
  /** Negotiated rates of the account, or FedEx's published ones. */
  rateType: RateType
  pickupType: PickupType
}

/**
 * The body of `POST /rate/v1/rates/quotes` (FedEx, Rates and Transit Times API) that asks for all services at once.
 * The preferred currency is asked for besides, since an account's own rates come in the currency of the country that ships.
 */
export function rateRequestBody(
  request: RateRequest,
  groups: readonly PackedGroup[],
  residential: boolean,
  settings: RateSettings,
) {
  const measures = measuresOf(request.from.countryCode)
  const weight = (milligrams: number) => ({ units: measures.weightUnits, value: weightValue(milligrams, measures) })
  const abroad = request.from.countryCode !== request.to.countryCode
  const packages = groups.reduce((sum, group) => sum + group.count, 0)
  const milligrams = groups.reduce((sum, group) => sum + group.weight * group.count, 0)
  return {
    accountNumber: { value: settings.accountNumber },
    rateRequestControlParameters: { returnTransitTimes: true, rateSortOrder: 'COMMITASCENDING' },
    requestedShipment: {
      shipper: { address: fedexPlace(request.from) },
      recipient: { address: { ...fedexPlace(request.to), residential } },
      preferredCurrency: toFedexCurrency(request.currency),
      rateRequestType: [settings.rateType, 'PREFERRED'],
      shipDateStamp: request.shipDate,
      pickupType: settings.pickupType,
      packagingType: 'YOUR_PACKAGING',
      totalPackageCount: packages,
      requestedPackageLineItems: groups.map((group) => ({
        groupPackageCount: group.count,
        weight: weight(group.weight),
        ...(group.length > 0
          ? {
              dimensions: {
                length: sideValue(group.length, measures),
                width: sideValue(group.width, measures),
                height: sideValue(group.height, measures),
                units: measures.sideUnits,
              },
            }
          : {}),
      })),
      ...(abroad ? { customsClearanceDetail: customs(request, packages, weight(milligrams)) } : {}),
    },
  }
}

function customs(request: RateRequest, packages: number, weight: { units: string; value: number }) {
  const known = request.items.flatMap((item) =>
    item.customs ? [commodityOf(item, item.customs, request.from, measuresOf(request.from.countryCode))] : [],
  )
  return {
    dutiesPayment: { paymentType: 'SENDER' },
    commercialInvoice: { shipmentPurpose: 'SOLD' },
    commodities:
      known.length === request.items.length && known.length > 0 ? known : [nominal(request, packages, weight)],
  }
}

/** Money as FedEx writes it: a JSON number, which a decimal of two places survives unchanged, and FedEx's code of the currency. */
export const amountOf = (value: Money) => ({
  amount: value.rounded().amount.toNumber(),
  currency: toFedexCurrency(value.currency),
})

/** Goods of one kind as customs are told of them. */
export function commodityOf(item: Parcelable, customs: CustomsFacts, from: PostalAddress, measures: Measures) {
  const pieces = new Decimal(item.quantity).ceil().toNumber()
  const milligrams = new Decimal(item.weightKg ?? 0).times(item.quantity).times(1_000_000).ceil().toNumber()
  return {
    description: customs.description.slice(0, 450),
    ...(customs.hsCode ? { harmonizedCode: customs.hsCode } : {}),
    countryOfManufacture: customs.originCountry ?? from.countryCode,
    quantity: pieces,
    quantityUnits: 'PCS',
    numberOfPieces: pieces,
    weight: { units: measures.weightUnits, value: weightValue(milligrams, measures) },
    customsValue: amountOf(customs.value),
  }
}

/** Where goods are not known one by one, the whole as merchandise: a quote wants to know what it is worth. */
function nominal(request: RateRequest, packages: number, weight: { units: string; value: number }) {
  const value = request.goodsValue
  return {
    description: 'Merchandise',
    quantity: 1,
    quantityUnits: 'PCS',
    numberOfPieces: packages,
    weight,
    customsValue: value ? amountOf(value) : { amount: 1, currency: toFedexCurrency(request.currency) },
  }
}
