import type { Guard } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { quantityFits } from '../catalog/index.ts'

/** A price is in a currency that its list has, and begins at a quantity that its unit can be divided into. */
const price: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const before =
    deed === 'update'
      ? await ctx.db
          .selectFrom('prices')
          .select(['priceListId', 'productId', 'unitId'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      : undefined
  const { priceListId, productId, unitId } = { ...before, ...given } as Record<string, string>
  const amount = given['amount'] as { currency: string } | undefined
  const said = amount?.currency ?? (given['currency'] as string | undefined)
  if (said !== undefined) {
    const list = await ctx.db
      .selectFrom('priceLists')
      .select(['currencies', 'code'])
      .where('id', '=', priceListId!)
      .executeTakeFirst()
    if (list && !list.currencies.includes(said))
      throw refuse(
        'FIELD_INVALID',
        { field: 'currency', problem: `is ${said}, and the price list ${list.code} has ${list.currencies.join(', ')}` },
        'currency',
      )
  }
  if (typeof given['quantity'] === 'string')
    await quantityFits(ctx, { productId: productId!, unitId: unitId! }, given['quantity'], 'quantity')
}

/** A list is given to a customer, to a group, or to everybody. */
const priceListAssignment: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const before = await ctx.db
    .selectFrom('priceListAssignments')
    .select(['customerId', 'customerGroupId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after = { ...before, ...given }
  if (after['customerId'] && after['customerGroupId'])
    throw refuse(
      'FIELD_INVALID',
      { field: 'customerId', problem: 'and customerGroupId exclude each other' },
      'customerId',
    )
}

/** A rule of a jurisdiction says its country, and no place of its own besides. */
const taxRule: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const before = await ctx.db.selectFrom('taxRules').selectAll().where('id', '=', id).executeTakeFirst()
  const after: Record<string, unknown> = { ...before, ...given }
  if (typeof after['jurisdictionId'] !== 'string') return
  const place = await ctx.db
    .selectFrom('taxJurisdictions')
    .select('countryCode')
    .where('id', '=', after['jurisdictionId'])
    .executeTakeFirst()
  if (place && place.countryCode !== after['countryCode'])
    throw refuse(
      'FIELD_INVALID',
      { field: 'countryCode', problem: `is not ${place.countryCode}, its jurisdiction’s` },
      'countryCode',
    )
  const own = ['region', 'postalFrom', 'postalUntil'].find((field) => after[field])
  if (own) throw refuse('FIELD_INVALID', { field: own, problem: 'and a jurisdiction exclude each other' }, own)
}

/** What must hold before prices and taxes are written. */
export const pricingGuards: Record<string, Guard> = { price, priceListAssignment, taxRule }
