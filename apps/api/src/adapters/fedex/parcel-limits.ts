import { measuresOf, POUND_MG } from './measures.ts'
import type { PackLimits } from './pack.ts'

/** Services that take packages of the same limits, and are therefore packed for together. */
export interface ServiceClass {
  limits: PackLimits
  takes: (service: string) => boolean
}

/** FedEx's limits for one package, in pounds and inches as its service guide has them. */
interface ServiceGuide {
  pounds: number
  lengthInches: number
  lengthPlusGirthInches: number
}

const HOME_DELIVERY: ServiceGuide = { pounds: 70, lengthInches: 108, lengthPlusGirthInches: 165 }
const GROUND: ServiceGuide = { pounds: 150, lengthInches: 108, lengthPlusGirthInches: 165 }
const EXPRESS: ServiceGuide = { pounds: 150, lengthInches: 119, lengthPlusGirthInches: 165 }
const ABROAD: ServiceGuide = { pounds: 150, lengthInches: 108, lengthPlusGirthInches: 130 }
const CONNECT_PLUS: ServiceGuide = { pounds: 70, lengthInches: 60, lengthPlusGirthInches: 118 }
/** One skid: 119 × 80 × 70 inches, 2,200 lb. */
const FREIGHT: ServiceGuide = { pounds: 2200, lengthInches: 119, lengthPlusGirthInches: 419 }

const isFreight = (service: string): boolean => /FREIGHT/.test(service)
export const isGround = (service: string): boolean => service === 'FEDEX_GROUND' || service === 'SMART_POST'

/** Where goods go from and to, and whether that is a home. */
export interface Journey {
  from: string
  to: string
  residential: boolean
}

/** The classes of services that FedEx has for parcels on a journey; in the US Home Delivery goes to homes, and Ground to the others. */
export function parcelClasses({ from, to, residential }: Journey): ServiceClass[] {
  const limits = (guide: ServiceGuide) => limitsOf(guide, from)
  if (from !== to)
    return [
      {
        limits: limits(ABROAD),
        takes: (service) => !isFreight(service) && service !== 'FEDEX_INTERNATIONAL_CONNECT_PLUS',
      },
      { limits: limits(CONNECT_PLUS), takes: (service) => service === 'FEDEX_INTERNATIONAL_CONNECT_PLUS' },
    ]
  const road: ServiceClass =
    from === 'US' && residential
      ? { limits: limits(HOME_DELIVERY), takes: (service) => service === 'GROUND_HOME_DELIVERY' }
      : { limits: limits(GROUND), takes: isGround }
  return [
    {
      limits: limits(EXPRESS),
      takes: (service) => !isFreight(service) && !isGround(service) && service !== 'GROUND_HOME_DELIVERY',
    },
    ...(from === 'US' || from === 'CA' ? [road] : []),
  ]
}

/** Freight: for shipments of which something is larger or heavier than any parcel. */
export const freightClass = ({ from }: Journey): ServiceClass => ({ limits: limitsOf(FREIGHT, from), takes: isFreight })

function limitsOf(guide: ServiceGuide, from: string): PackLimits {
  return {
    weight: POUND_MG.times(guide.pounds).floor().toNumber(),
    length: guide.lengthInches * 254,
    lengthPlusGirth: guide.lengthPlusGirthInches * 254,
    step: measuresOf(from).side,
  }
}
