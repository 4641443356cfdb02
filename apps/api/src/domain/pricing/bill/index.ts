export { discountsAnswer, totalsAnswer } from './answer.ts'
export { billOf, rowTotal, surchargeOf } from './bill-of.ts'
export * from './terms.ts'
