export type { TaxPlace, TaxRule } from './tax-rules.ts'
export { tierFor } from './tiers.ts'
export { billOf, rowTotal, totalsAnswer, type Bill, type LineTax } from './totals.ts'
