import { inLanguage, type ComputedField } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'

interface Unit {
  unitCode: string
  unitLabel: string
}
/** A decimal count of a unit. */
type Counted = Unit & { quantity: string }

/** The units of order lines as the house has them now, by their codes. One statement. */
async function knownUnits(units: readonly Unit[], ctx: Ctx) {
  const codes = [...new Set(units.map(({ unitCode }) => unitCode))]
  const known =
    codes.length === 0
      ? []
      : await ctx.db.selectFrom('units').select(['code', 'label', 'labelPlural']).where('code', 'in', codes).execute()
  return new Map(known.map((unit) => [unit.code, unit]))
}

/** What units of so many are called in the language of the reader (`1 piece`, `6 pieces`), as a cart has it; as they were called then where there is no such unit any more. One statement. */
export async function countedUnits(units: readonly Unit[], ctx: Ctx): Promise<(counted: Counted) => string> {
  const known = await knownUnits(units, ctx)
  return ({ unitCode, unitLabel, quantity }) => {
    const unit = known.get(unitCode)
    const name = new Decimal(quantity).equals(1) ? unit?.label : (unit?.labelPlural ?? unit?.label)
    return inLanguage(name, ctx) ?? unitLabel
  }
}

/** `orderLine.unitName`: in the language of the reader; as it was called then where there is no such unit any more. */
export const unitName: ComputedField = async (ids, ctx) => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'unitCode', 'unitLabel'])
    .where('id', 'in', [...ids])
    .execute()
  const known = await knownUnits(lines, ctx)
  return new Map(
    lines.map(({ id, unitCode, unitLabel }) => [id, inLanguage(known.get(unitCode)?.label, ctx) ?? unitLabel]),
  )
}

/** `orderLine.countedUnitName`: the same, for so many as were ordered. */
export const countedUnitName: ComputedField = async (ids, ctx) => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'unitCode', 'unitLabel', 'quantity'])
    .where('id', 'in', [...ids])
    .execute()
  const nameOf = await countedUnits(lines, ctx)
  return new Map(lines.map((line) => [line.id, nameOf(line)]))
}
