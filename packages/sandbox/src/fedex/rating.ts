import { distanceKm, type Place } from './geography.ts'
import type { Lane, Service } from './services.ts'

/** One physical package as it was asked for. */
export interface RatedParcel {
  units: 'KG' | 'LB'
  weight: number
  /** Whole centimetres or inches, as the units say; absent = FedEx rates by weight alone. */
  dimensions?: { length: number; width: number; height: number; units: 'CM' | 'IN' }
}

/** Amounts are whole hundredths, so that no sum is ever off by a float. */
export interface Surcharge {
  type: string
  description: string
  amount: number
}

export interface PackageRating {
  billedHalfKilos: number
  dimensionalHalfKilos: number
  byDimension: boolean
  base: number
}

export interface ShipmentRating {
  zone: number
  packages: PackageRating[]
  base: number
  discount: number
  surcharges: Surcharge[]
  fuelPercentTenths: number
  /** Before tax: base − discount + surcharges. */
  net: number
  vat: number
}

const LB_GRAMS = 453.59237
const IN_CM = 2.54
/** FedEx's divisors for volume weight: cubic centimetres per kilogram, cubic inches per pound. */
export const DIM_DIVISOR = { KG: 5000, LB: 139 } as const

const zoneEdges: Readonly<Record<Lane, readonly number[]>> = {
  // FedEx's own mile bands (150, 300, 600, 1000, 1400, 1800) in kilometres.
  domesticUs: [241, 483, 966, 1609, 2253, 2897],
  domesticCanada: [241, 483, 966, 1609, 2253, 2897],
  domesticEurope: [200, 500],
  intraEurope: [400, 900, 1500],
  usCanada: [800, 1600, 2400, 3200],
  international: [1500, 3000, 5000, 8000, 11_000, 14_000],
}

/** FedEx's zone, counted from 2 as in its rate tables. */
export function zoneOf(lane: Lane, from: Place, to: Place): number {
  const distance = distanceKm(from, to)
  const edges = zoneEdges[lane]
  const beyond = edges.findIndex((edge) => distance < edge)
  return 2 + (beyond === -1 ? edges.length : beyond)
}

const halfKilos = (grams: number): number => Math.max(1, Math.ceil(grams / 500 - 1e-9))

/** Sides in inches, longest first. */
const sides = (parcel: RatedParcel): [number, number, number] | undefined => {
  if (!parcel.dimensions) return undefined
  const scale = parcel.dimensions.units === 'IN' ? 1 : 1 / IN_CM
  const sorted = [parcel.dimensions.length, parcel.dimensions.width, parcel.dimensions.height]
    .map((side) => side * scale)
    .sort((a, b) => b - a)
  return [sorted[0] ?? 0, sorted[1] ?? 0, sorted[2] ?? 0]
}

const pounds = (parcel: RatedParcel): number =>
  parcel.units === 'LB' ? parcel.weight : (parcel.weight * 1000) / LB_GRAMS

/** Which of a service's limits a package breaks, if any. A hair's breadth is given for the conversion of units. */
export function brokenLimit(parcel: RatedParcel, { limits }: Service): 'weight' | 'size' | 'tooLight' | undefined {
  if (pounds(parcel) > limits.weightLb + 0.05) return 'weight'
  // freight begins where parcels end
  if (pounds(parcel) < (limits.leastLb ?? 0)) return 'tooLight'
  const side = sides(parcel)
  if (!side) return undefined
  const [length, width, height] = side
  const tooLong = length > limits.lengthIn + 0.5
  return tooLong || length + 2 * width + 2 * height > limits.lengthPlusGirthIn + 0.5 ? 'size' : undefined
}

// Beyond 5, 20 and 45 kg every further half kilogram costs less.
const breaks = [
  { upTo: 10, permille: 1000 },
  { upTo: 40, permille: 800 },
  { upTo: 90, permille: 650 },
  { upTo: Infinity, permille: 560 },
]

function basePrice(service: Service, zone: number, billed: number): number {
  const perHalfKilo = service.price.halfKilo + service.price.halfKiloZone * (zone - 2)
  let permilles = 0
  let from = 1
  for (const step of breaks) {
    permilles += Math.max(0, Math.min(billed, step.upTo) - from) * step.permille
    from = step.upTo
  }
  return service.price.start + service.price.zone * (zone - 2) + Math.round((perHalfKilo * permilles) / 1000)
}

function ratePackage(parcel: RatedParcel, service: Service, zone: number): PackageRating {
  const actual = halfKilos(parcel.units === 'KG' ? parcel.weight * 1000 : parcel.weight * LB_GRAMS)
  const side = parcel.dimensions
  const volume = side ? side.length * side.width * side.height : 0
  const grams = !side
    ? 0
    : side.units === 'CM'
      ? (volume / DIM_DIVISOR.KG) * 1000
      : (volume / DIM_DIVISOR.LB) * LB_GRAMS
  const dimensional = side ? halfKilos(grams) : 0
  const billed = Math.max(actual, dimensional)
  return {
    billedHalfKilos: billed,
    dimensionalHalfKilos: dimensional,
    byDimension: dimensional > actual,
    base: basePrice(service, zone, billed),
  }
}

const percent = (amount: number, tenths: number): number => Math.round((amount * tenths) / 1000)

function handling(parcels: readonly RatedParcel[]): Surcharge[] {
  let oversize = 0
  let additional = 0
  for (const parcel of parcels) {
    const [length, width, height] = sides(parcel) ?? [0, 0, 0]
    if (length > 96 || length + 2 * width + 2 * height > 130) oversize += 1
    else if (length > 48 || width > 30 || pounds(parcel) > 50) additional += 1
  }
  return [
    ...(oversize ? [{ type: 'OVERSIZE', description: 'Oversize', amount: oversize * 11_000 }] : []),
    ...(additional
      ? [{ type: 'ADDITIONAL_HANDLING', description: 'Additional handling surcharge', amount: additional * 1750 }]
      : []),
  ]
}

/** What a shipment costs with a service, in hundredths of the origin's currency. Pure: the same question has the same answer. */
export function rateShipment(question: {
  service: Service
  zone: number
  parcels: readonly RatedParcel[]
  residential: boolean
  /** LIST rates are before the account's discount. */
  discounted: boolean
  vatPercent: number
}): ShipmentRating {
  const { service, zone, parcels } = question
  const packages = parcels.map((parcel) => ratePackage(parcel, service, zone))
  const base = packages.reduce((sum, rating) => sum + rating.base, 0)
  const discount = question.discounted ? percent(base, service.network === 'FDXE' ? 320 : 180) : 0
  const surcharges = handling(parcels)
  if (question.residential) {
    const amount = service.network === 'FDXE' ? 605 : 555
    surcharges.push({
      type: 'RESIDENTIAL_DELIVERY',
      description: 'Residential delivery surcharge',
      amount: amount * parcels.length,
    })
  }
  const fuelPercentTenths = service.network === 'FDXE' ? 145 : 105
  // FedEx takes fuel on the freight and on the surcharges before it.
  const fuel = percent(base - discount + surcharges.reduce((sum, one) => sum + one.amount, 0), fuelPercentTenths)
  surcharges.push({ type: 'FUEL', description: 'Fuel Surcharge', amount: fuel })
  const net = base - discount + surcharges.reduce((sum, one) => sum + one.amount, 0)
  return {
    zone,
    packages,
    base,
    discount,
    surcharges,
    fuelPercentTenths,
    net,
    vat: percent(net, question.vatPercent * 10),
  }
}
