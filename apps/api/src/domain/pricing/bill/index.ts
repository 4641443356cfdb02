export { discountsAnswer, totalsAnswer } from './answer.ts'
export { billOf, rowTotal } from './bill-of.ts'
export * from './terms.ts'
