export { availableOf } from './available.ts'
export { leftForLine } from './left-for-line.ts'
export { commitStock, releaseOrderStock, releaseStock, shipStock } from './move-stock.ts'
export { reserveStock } from './reserve-stock.ts'
