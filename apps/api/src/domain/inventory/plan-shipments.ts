import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import type { Decimal } from '../../kernel/decimal.ts'
import { allocate, type Shelf } from './allocation.ts'

/** A part of a product and the warehouse that would send it. */
export interface PlannedShare {
  productId: string
  warehouseId: string
  /** In the primary unit. */
  quantity: Decimal
}

/**
 * From which warehouses products would be sent if they were ordered now: by the rule that promises stock, so that what is quoted is what leaves. Promises nothing. Of
 * products whose stock is not kept, or of which there is too little, it says nothing. One statement.
 */
export async function planShipments(
  ctx: Pick<Ctx, 'db'>,
  needs: ReadonlyMap<string, Decimal>,
  countryCode: string,
): Promise<PlannedShare[]> {
  const { rows } = await sql<Shelf & { productId: string; backorder: boolean }>`
    select l.product_id, p.backorder and not p.discontinued as backorder, l.id as level_id, l.warehouse_id,
      w.code as warehouse_code, w.country_code, w.priority, l.on_hand - l.reserved as available
    from inventory_levels l join products p on p.id = l.product_id join warehouses w on w.id = l.warehouse_id
    where l.product_id = any (${[...needs.keys()]}::uuid[]) and p.manage_inventory and w.active`.execute(ctx.db)
  return [...needs].flatMap(([productId, need]) => {
    const own = rows.filter((row) => row.productId === productId)
    const shares = allocate(need, own, countryCode, own[0]?.backorder ?? false) ?? []
    return shares.map(({ warehouseId, quantity }) => ({ productId, warehouseId, quantity }))
  })
}
