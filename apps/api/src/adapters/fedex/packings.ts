import type { Parcelable } from '../../domain/shipping/port.ts'
import { pack, type PackedGroup, type Unpackable } from './pack.ts'
import { freightClass, parcelClasses, type Journey, type ServiceClass } from './parcel-limits.ts'

/** A way to pack goods, and the services that take them packed so. */
export interface ServicePacking {
  groups: PackedGroup[]
  takes: (service: string) => boolean
}

/**
 * How goods are packed for the services of a journey: within the limits of each, and only once where two services' limits lead to the same parcels. What no parcel
 * service takes goes as freight, all of it; what freight does not take either is told.
 */
export function packingsFor(
  items: readonly Parcelable[],
  journey: Journey,
): { packings: ServicePacking[]; unpackable: Unpackable[] } {
  const parcels = packedBy(items, parcelClasses(journey))
  if (parcels.packings.length > 0) return parcels
  const weightless = parcels.unpackable.some(({ reason }) => reason === 'weightUnknown')
  return weightless ? parcels : packedBy(items, [freightClass(journey)])
}

function packedBy(items: readonly Parcelable[], classes: readonly ServiceClass[]) {
  const alike = new Map<string, ServicePacking>()
  let unpackable: Unpackable[] = []
  for (const { limits, takes } of classes) {
    const packing = pack(items, limits)
    if (packing.unpackable.length > 0) {
      unpackable = packing.unpackable
      continue
    }
    const key = JSON.stringify(packing.groups)
    const known = alike.get(key)
    alike.set(key, {
      groups: packing.groups,
      takes: known ? (service) => known.takes(service) || takes(service) : takes,
    })
  }
  return { packings: [...alike.values()], unpackable: alike.size > 0 ? [] : unpackable }
}
