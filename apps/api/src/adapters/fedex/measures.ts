import { Decimal } from '../../kernel/decimal.ts'
import type { PackLimits } from './pack.ts'

/** How FedEx is told weights and sides: in the units of the country that ships. */
export interface Measures {
  weightUnits: 'KG' | 'LB'
  sideUnits: 'CM' | 'IN'
  /** Milligrams in one weight unit. */
  weight: Decimal
  /** Tenths of a millimetre in one side unit. */
  side: number
}

const POUND_MG = new Decimal('453592.37')
const IMPERIAL: Measures = { weightUnits: 'LB', sideUnits: 'IN', weight: POUND_MG, side: 254 }
const METRIC: Measures = { weightUnits: 'KG', sideUnits: 'CM', weight: new Decimal(1_000_000), side: 100 }

/** Pounds and inches in the United States, kilograms and centimetres everywhere else. */
export const measuresOf = (originCountry: string): Measures => (originCountry === 'US' ? IMPERIAL : METRIC)

/** FedEx's limits for one package, in pounds and inches as its service guide has them. */
interface ServiceGuide {
  pounds: number
  lengthInches: number
  lengthPlusGirthInches: number
}

const HOME_DELIVERY: ServiceGuide = { pounds: 70, lengthInches: 108, lengthPlusGirthInches: 165 }
const DOMESTIC: ServiceGuide = { pounds: 150, lengthInches: 108, lengthPlusGirthInches: 165 }
const ABROAD: ServiceGuide = { pounds: 150, lengthInches: 108, lengthPlusGirthInches: 130 }

/**
 * The limits to pack for, most desirable first: to a home in the US small enough for Home Delivery, and when something is larger
 * than that, as large as the other services take.
 */
export function packLimits(journey: { from: string; to: string; residential: boolean }): PackLimits[] {
  const { side } = measuresOf(journey.from)
  const limits = (guide: ServiceGuide): PackLimits => ({
    weight: POUND_MG.times(guide.pounds).floor().toNumber(),
    length: guide.lengthInches * 254,
    lengthPlusGirth: guide.lengthPlusGirthInches * 254,
    step: side,
  })
  if (journey.from !== journey.to) return [limits(ABROAD)]
  return journey.from === 'US' && journey.residential ? [limits(HOME_DELIVERY), limits(DOMESTIC)] : [limits(DOMESTIC)]
}

/** Milligrams in FedEx's unit, to one decimal, rounded up; never nothing. */
export function weightValue(milligrams: number, { weight }: Measures): number {
  const value = new Decimal(milligrams).dividedBy(weight).toDecimalPlaces(1, Decimal.ROUND_UP)
  return Decimal.max(value, '0.1').toNumber()
}

/** Tenths of a millimetre in FedEx's unit: whole numbers only, rounded up, at least 1. */
export const sideValue = (tenths: number, { side }: Measures): number => Math.max(1, Math.ceil(tenths / side))
