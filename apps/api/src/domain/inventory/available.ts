import { sql, type RawBuilder } from '../../kernel/db.ts'

/**
 * What can be promised of a product, for use inside a statement: on hand minus reserved over all active warehouses, in the primary unit. Negative
 * where backorders were promised. `product` is an expression of type uuid.
 */
export function availableOf(product: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(
    select coalesce(sum(level.on_hand - level.reserved), 0)
    from inventory_levels level join warehouses place on place.id = level.warehouse_id and place.active
    where level.product_id = ${product})`
}
