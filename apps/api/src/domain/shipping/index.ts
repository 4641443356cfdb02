import type { Area } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Address, AddressCheck, ShippingOptions } from '../../kernel/contract.ts'
import type { RunnableJob } from '../../kernel/jobs.ts'
import { buyLabels } from './buy-labels.ts'
import { callOffJob } from './call-off.ts'
import { cancelLabels } from './cancel-labels.ts'
import type { CallOff, LabelFiles } from './label-parts.ts'
import { parcelLabel } from './parcel-label.ts'
import { bookPickup, cancelPickup } from './pickups.ts'
import type { ShippingCarrier } from './port.ts'
import { checkedAddress } from './check-address.ts'
import { shippingMethod, shippingRule } from './guards.ts'
import { trackParcel, trackParcelsJob } from './track-parcels.ts'
import { shippingOptionsFor, type ShippingQuestion } from './shipping-options.ts'

export { deliveryStands, isOwnWay, ownOptions, type Going } from './own-methods.ts'
export { readParcels } from './read-parcels.ts'
export { pickupPlaceOf } from './shipping-rules.ts'
export { nothingBought } from './label-parts.ts'
export type { CallOff, LabelFiles } from './label-parts.ts'
export type { ShippingCarrier } from './port.ts'
export type { ShippingQuestion } from './shipping-options.ts'

/** What is known of carriers by their codes (whoever writes `FedEx` means `fedex`); of those that are not connected here, nothing. */
export interface Carriers {
  /** As people call it; of one that is not known here, its code. */
  nameOf(code: string): string
  /** What a service of a carrier is called, by language; null: nobody knows a name of it. */
  serviceOf(code: string, service: string): { en: string; de: string } | null
  /** Where people follow a parcel of a carrier; null: nobody knows where. */
  pageOf(code: string, trackingNumber: string): string | null
  /** Whether its labels can be bought here, so that its parcels have numbers. */
  sellsLabels(code: string): boolean
}

/** What shipping does for the areas above it. */
export interface Shipping extends Area {
  /** The ways of delivery for a cart, cheapest first, with notices for carriers that had no answer. Never throws for outages. */
  optionsFor(ctx: Ctx, question: ShippingQuestion): Promise<ShippingOptions>
  /** What carriers know of an address; never throws for outages. */
  checkAddress(ctx: Ctx, address: Address): Promise<AddressCheck>
  /** Gives back what was bought for a shipment that is not sent after all. */
  readonly callOff: CallOff
  readonly carriers: Carriers
  readonly jobs: readonly RunnableJob[]
}

/** Shipping with the carriers of this installation; `patienceMs` is the longest wait for all of them together. */
export function createShipping(ports: {
  carriers: readonly ShippingCarrier[]
  labels: LabelFiles
  patienceMs?: number
}): Shipping {
  const { carriers, labels: files, patienceMs = 2000 } = ports
  const callOff = callOffJob(carriers)
  const known = (code: string) =>
    carriers.find((one) => [one.code, one.name].some((word) => word.toLowerCase() === code.trim().toLowerCase()))
  return {
    guards: { shippingMethod, shippingRule },
    sagas: {
      'shipment.buyLabels': buyLabels({ carriers, files, callOff }),
      'shipment.cancelLabels': cancelLabels({ carriers, callOff }),
      'shipment.bookPickup': bookPickup({ carriers, callOff }),
      'shipment.cancelPickup': cancelPickup(carriers),
      'shipmentParcel.track': trackParcel(carriers),
    },
    questions: { 'shipmentParcel.label': parcelLabel(files) },
    callOff,
    carriers: {
      nameOf: (code) => known(code)?.name ?? code,
      serviceOf: (code, service) => known(code)?.serviceName?.(service) ?? null,
      pageOf: (code, trackingNumber) => known(code)?.tracking?.urlOf(trackingNumber) ?? null,
      sellsLabels: (code) => carriers.some((one) => one.code === code && one.labels !== undefined),
    },
    jobs: [callOff, trackParcelsJob(carriers)],
    checkAddress: (ctx, address) => checkedAddress(address, ctx, carriers, patienceMs),
    optionsFor: (ctx, question) => shippingOptionsFor(question, ctx, carriers, patienceMs),
  }
}
