import type { ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { keepLockOrder } from '../../kernel/locks.ts'
import { quantityFits } from '../catalog/index.ts'

/**
 * Adds to what lies in a warehouse, or takes from it, and keeps why. Nobody takes more than lies there, whoever takes at the same moment; what comes is taken in also
 * where less than nothing was counted. A movement that has a
 * reference is posted once.
 */
export const adjustLevel: ActionVerb<'inventoryLevel.adjust'> = async (
  { id, change: given, unitId, reason, note, reference },
  ctx,
) => {
  if (new Decimal(given).isZero())
    throw refuse('FIELD_INVALID', { field: 'change', problem: 'changes nothing' }, 'change')
  const now = ctx.clock.now()
  keepLockOrder(ctx, 'inventory_levels')
  // under the level's lock, so that of two who tell of one movement the second finds it
  const before = await ctx.db
    .selectFrom('inventoryLevels')
    .select(['productId', 'warehouseId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw refuse('NOT_FOUND', { what: 'inventoryLevel' }, 'id')
  const change = await inPrimary(ctx, before.productId, unitId ?? null, given)
  if (reference && (await isPosted(ctx, { ...before, change, reference }))) return { id }
  const { rows } = await sql<{ onHand: string }>`
    update inventory_levels set on_hand = on_hand + ${change}::numeric, updated_at = ${now}
    where id = ${id} and (on_hand + ${change}::numeric >= 0 or ${change}::numeric > 0)
    returning on_hand`.execute(ctx.db)
  const [level] = rows
  if (!level) throw await notEnough(id, ctx)
  await quantityFits(ctx, { productId: before.productId, unitId: null }, change, 'change')
  await ctx.db
    .insertInto('stockMovements')
    .values({
      id: ctx.ids.next(),
      ...before,
      onHand: level.onHand,
      change,
      reason,
      note: note ?? null,
      reference: reference ?? null,
      by: ctx.actor.kind === 'backOffice' ? ctx.actor.name : null,
      movedAt: now,
    })
    .execute()
  return { id }
}

/** A change in the product's primary unit. Refuses a unit that the product has not. */
async function inPrimary(ctx: Ctx, productId: string, unitId: string | null, change: string): Promise<string> {
  if (unitId === null) return change
  const unit = await ctx.db
    .selectFrom('productUnits')
    .select('conversion')
    .where('productId', '=', productId)
    .where('unitId', '=', unitId)
    .executeTakeFirst()
  if (!unit)
    throw refuse('FIELD_INVALID', { field: 'unitId', problem: 'names a unit that the product has not' }, 'unitId')
  return new Decimal(change).times(unit.conversion).toFixed()
}

/** Whether the movement of this reference was posted. One that said something else is refused. */
async function isPosted(
  ctx: Ctx,
  said: { productId: string; warehouseId: string; change: string; reference: string },
): Promise<boolean> {
  const posted = await ctx.db
    .selectFrom('stockMovements')
    .select(['productId', 'warehouseId', 'change'])
    .where('reference', '=', said.reference)
    .executeTakeFirst()
  if (!posted) return false
  const same =
    posted.productId === said.productId &&
    posted.warehouseId === said.warehouseId &&
    new Decimal(posted.change).equals(said.change)
  if (!same)
    throw refuse(
      'DOCUMENT_STANDS',
      { entity: 'stockMovement', number: said.reference, difference: 'another product, warehouse or quantity' },
      'reference',
    )
  return true
}

async function notEnough(id: string, { db }: Ctx) {
  const { rows } = await sql<{ sku: string; onHand: string; unit: string }>`
    select p.sku, trim_scale(l.on_hand)::text as on_hand, u.code as unit
    from inventory_levels l join products p on p.id = l.product_id join units u on u.id = p.primary_unit_id where l.id = ${id}`.execute(
    db,
  )
  const { sku, onHand, unit } = rows[0]!
  return refuse('NOT_ENOUGH_STOCK', { sku, available: onHand, unit }, 'change')
}
