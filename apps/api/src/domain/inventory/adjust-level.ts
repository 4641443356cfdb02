import type { ActionVerb } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { keepLockOrder } from '../../kernel/locks.ts'
import { quantityFits } from '../catalog/index.ts'

/** Adds to what lies in a warehouse, or takes from it, and keeps why. Less than nothing cannot lie there, whoever takes at the same moment. */
export const adjustLevel: ActionVerb<'inventoryLevel.adjust'> = async ({ id, change, reason, note }, ctx) => {
  if (new Decimal(change).isZero())
    throw refuse('FIELD_INVALID', { field: 'change', problem: 'changes nothing' }, 'change')
  const now = ctx.clock.now()
  keepLockOrder(ctx, 'inventory_levels')
  const { rows } = await sql<{ productId: string; warehouseId: string; onHand: string }>`
    update inventory_levels set on_hand = on_hand + ${change}::numeric, updated_at = ${now}
    where id = ${id} and on_hand + ${change}::numeric >= 0
    returning product_id, warehouse_id, on_hand`.execute(ctx.db)
  const [level] = rows
  if (!level) throw await refusal(id, ctx)
  await quantityFits(ctx, { productId: level.productId, unitId: null }, change, 'change')
  await ctx.db
    .insertInto('stockMovements')
    .values({
      id: ctx.ids.next(),
      ...level,
      change,
      reason,
      note: note ?? null,
      by: ctx.actor.kind === 'backOffice' ? ctx.actor.name : null,
      movedAt: now,
    })
    .execute()
  return { id }
}

async function refusal(id: string, { db }: Parameters<typeof quantityFits>[0]) {
  const { rows } = await sql<{ sku: string; onHand: string; unit: string }>`
    select p.sku, trim_scale(l.on_hand)::text as on_hand, u.code as unit
    from inventory_levels l join products p on p.id = l.product_id join units u on u.id = p.primary_unit_id where l.id = ${id}`.execute(
    db,
  )
  const [level] = rows
  return level
    ? refuse('NOT_ENOUGH_STOCK', { sku: level.sku, available: level.onHand, unit: level.unit }, 'change')
    : refuse('NOT_FOUND', { what: 'inventoryLevel' }, 'id')
}
