import type { Area } from '../../engine/index.ts'
import { adjustLevel } from './adjust-level.ts'
import { guardLevels } from './guard-levels.ts'
import { levelFits } from './guards.ts'
import { calendarGuard } from './warehouse-calendar.ts'

export { availableOf } from './available.ts'
export { leftForLine } from './left-for-line.ts'
export { commitStock, releaseOrderStock, releaseStock, shipStock } from './move-stock.ts'
export { planShipments } from './plan-shipments.ts'
export { shipPart } from './ship-part.ts'
export { releasePart } from './release-part.ts'
export { reserveStock } from './reserve-stock.ts'
export { dayAt, shipDayOf, type WarehouseCalendar } from './warehouse-calendar.ts'

/** Stock: what lies where, and what of it is promised. */
export const createInventory = (): Area => ({
  actions: { 'inventoryLevel.adjust': adjustLevel },
  guards: { inventoryLevel: levelFits, warehouse: calendarGuard },
  manyGuards: { inventoryLevel: guardLevels },
})
