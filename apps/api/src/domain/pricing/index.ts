export { tierFor, tiersByUnit, unitPriceDigits, type Offer, type PricedUnit, type Tier } from './tiers.ts'
