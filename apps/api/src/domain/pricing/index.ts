export { ratesAt, type TaxPlace, type TaxRule } from './tax-rules.ts'
export { tierFor, type Tier } from './tiers.ts'
export { billOf, rowTotal, taxOf, totalsAnswer, type Bill, type LineTax, type TaxableLine } from './totals.ts'
