import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'

/** Refuses a quantity that is finer than its product’s unit can be divided: QUANTITY_PRECISION. `unitId` null: the primary unit. */
export async function quantityFits(
  ctx: Ctx,
  { productId, unitId }: { productId: string; unitId: string | null },
  quantity: string,
  field: string,
): Promise<void> {
  const { rows } = await sql<{ code: string; precision: number }>`
    select u.code, pu.precision from products p
    join product_units pu on pu.product_id = p.id and pu.unit_id = coalesce(${unitId}::uuid, p.primary_unit_id)
    join units u on u.id = pu.unit_id
    where p.id = ${productId}`.execute(ctx.db)
  const [unit] = rows
  // a product that has not said how its unit is divided, or is not there
  if (!unit) return
  if (new Decimal(quantity).decimalPlaces() > unit.precision)
    throw refuse('QUANTITY_PRECISION', { quantity, unit: unit.code, precision: unit.precision }, field)
}
