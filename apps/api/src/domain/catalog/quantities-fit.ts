import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

/** A quantity of a product in one of its units; `unitId` null: the primary one. */
export interface Measured {
  productId: string
  unitId: string | null
  quantity: string
}

/** Quantities that are finer than their units can be divided (QUANTITY_PRECISION), by their place; one statement, however many there are. */
export async function quantitiesFit(
  ctx: Ctx,
  measured: readonly Measured[],
  field: string,
): Promise<ReadonlyMap<number, Refusal>> {
  const refused = new Map<number, Refusal>()
  if (measured.length === 0) return refused
  const { rows } = await sql<{ place: number; code: string; precision: number }>`
    select m.place, u.code, pu.precision
    from unnest(${measured.map(({ productId }) => productId)}::uuid[], ${measured.map(({ unitId }) => unitId)}::uuid[])
      with ordinality as m (product_id, unit_id, place)
    join products p on p.id = m.product_id
    join product_units pu on pu.product_id = p.id and pu.unit_id = coalesce(m.unit_id, p.primary_unit_id)
    join units u on u.id = pu.unit_id`.execute(ctx.db)
  for (const { place, code, precision } of rows) {
    const { quantity } = measured[place - 1]!
    if (new Decimal(quantity).decimalPlaces() > precision)
      refused.set(place - 1, refuse('QUANTITY_PRECISION', { quantity, unit: code, precision }, field))
  }
  return refused
}
