export { availableOf } from './available.ts'
export { commitStock, releaseOrderStock, releaseStock, shipStock } from './move-stock.ts'
export { reserveStock } from './reserve-stock.ts'
