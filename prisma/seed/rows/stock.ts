import type { Rows } from '../copy.ts'
import { warehouses } from '../data/company.ts'
import { drawn, seedId } from '../ids.ts'
import type { Sellable } from './sellables.ts'

/** What lies where, before the historic orders take from it. Configurable products have no stock of their own. */
export function stockRows(all: readonly Sellable[]): {
  warehouses: NonNullable<Rows['warehouses']>
  inventoryLevels: NonNullable<Rows['inventoryLevels']>
} {
  return {
    warehouses: warehouses.map((warehouse) => ({ id: seedId('warehouse', warehouse.code), ...warehouse })),
    inventoryLevels: all
      .filter(({ type, stock }) => type === 'simple' && stock !== 'unmanaged')
      .flatMap((sellable) =>
        warehouses.map(({ code }) => ({
          id: levelId(sellable.sku, code),
          onHand: String(onHand(sellable, code)),
          reserved: '0',
          productId: sellable.id,
          warehouseId: seedId('warehouse', code),
        })),
      ),
  }
}

/** Id of the level of a product in a warehouse. */
export const levelId = (sku: string, warehouse: string) => seedId('inventoryLevel', `${sku}/${warehouse}`)

function onHand({ sku, stock, tiers, data }: Sellable, warehouse: string): number {
  const chance = (below: number) => drawn(`${sku}/${warehouse}`, below)
  if (data.upcomingWeeks || stock === 'none' || stock === 'backorder' || stock === 'unmanaged') return 0
  if (data.discontinued || stock === 'low') return warehouse === 'memphis' ? (tiers === 'bulk' ? 30 : 3) : 0
  if (stock === 'some') return tiers === 'bulk' ? 200 + chance(300) : 8 + chance(30)
  return tiers === 'bulk' ? 2_000 + chance(8_000) : tiers === 'supply' ? 250 + chance(900) : 40 + chance(160)
}
