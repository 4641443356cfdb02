import { Decimal } from '../../kernel/decimal.ts'

/** How FedEx is told weights and sides: in the units of the country that ships. */
export interface Measures {
  weightUnits: 'KG' | 'LB'
  sideUnits: 'CM' | 'IN'
  /** Milligrams in one weight unit. */
  weight: Decimal
  /** Tenths of a millimetre in one side unit. */
  side: number
}

export const POUND_MG = new Decimal('453592.37')
const IMPERIAL: Measures = { weightUnits: 'LB', sideUnits: 'IN', weight: POUND_MG, side: 254 }
export const METRIC: Measures = { weightUnits: 'KG', sideUnits: 'CM', weight: new Decimal(1_000_000), side: 100 }

/** Pounds and inches in the United States, kilograms and centimetres everywhere else. */
export const measuresOf = (originCountry: string): Measures => (originCountry === 'US' ? IMPERIAL : METRIC)

/** Milligrams in FedEx's unit, to one decimal, rounded up; never nothing. */
export function weightValue(milligrams: number, { weight }: Measures): number {
  const value = new Decimal(milligrams).dividedBy(weight).toDecimalPlaces(1, Decimal.ROUND_UP)
  return Decimal.max(value, '0.1').toNumber()
}

/** Tenths of a millimetre in FedEx's unit: whole numbers only, rounded up, at least 1. */
export const sideValue = (tenths: number, { side }: Measures): number => Math.max(1, Math.ceil(tenths / side))
