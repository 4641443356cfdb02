import { ofOne, onlyWhile, type Guard } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { guardPrices } from './guard-prices.ts'
import { staysComplete } from './promotions/complete.ts'

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

const movable = onlyWhile('promotion', ['draft', 'active', 'paused'])

const promotion: Guard = async (writing, ctx) => {
  await movable(writing, ctx)
  await staysComplete(writing, ctx)
}

/** What must hold before prices and taxes are written. */
export const pricingGuards: Record<string, Guard> = {
  price: ofOne(guardPrices),
  priceListAssignment,
  promotion,
  taxRule,
}
