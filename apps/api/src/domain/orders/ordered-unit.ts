import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'

/**
 * How many of the unit in which a line was ordered are one of another unit: 12, where pieces were ordered and a box holds twelve; 1 where no unit is said. Refuses with FIELD_INVALID at `path`
 * where it cannot be known: a number in a unit that the product has not must not become as many of another one.
 */
export async function orderedIn(
  ctx: Ctx,
  line: { productId: string | null; unitCode: string },
  unitId: string | null | undefined,
  path: string,
): Promise<Decimal> {
  if (!unitId) return new Decimal(1)
  const units = await ctx.db
    .selectFrom('units')
    .leftJoin('productUnits', (join) =>
      join.onRef('productUnits.unitId', '=', 'units.id').on('productUnits.productId', '=', line.productId),
    )
    .select(['units.id', 'units.code', 'productUnits.conversion'])
    .where((where) => where.or([where('units.id', '=', unitId), where('units.code', '=', line.unitCode)]))
    .execute()
  const theirs = units.find(({ id }) => id === unitId)
  if (theirs?.code === line.unitCode) return new Decimal(1)
  const ours = units.find(({ code }) => code === line.unitCode)
  if (theirs?.conversion && ours?.conversion) return new Decimal(theirs.conversion).dividedBy(ours.conversion)
  const problem = theirs?.conversion
    ? `cannot be counted in ${line.unitCode}, in which it was ordered: the product has that unit no more`
    : `names a unit that the product has not; it was ordered in ${line.unitCode}`
  throw refuse('FIELD_INVALID', { field: path, problem }, path)
}
