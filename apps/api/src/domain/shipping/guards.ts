import type { Guard } from '../../engine/index.ts'
import type { WeightPrice } from '../../kernel/contract.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { ruleGuard } from '../pricing/index.ts'

const conditions = ruleGuard('shippingRules')

/** A rule speaks of a way of the shop's own, of its own website, or of a carrier; services are a carrier's. */
export const shippingRule: Guard = async (change, ctx) => {
  await conditions(change, ctx)
  const { deed, id, given } = change
  if (deed === 'delete') return
  const before = await ctx.db
    .selectFrom('shippingRules')
    .select(['methodId', 'carrier', 'services', 'websiteId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after: Record<string, unknown> = { ...before, ...given }
  const services = (after['services'] as string[] | undefined) ?? []
  if (after['methodId'] && after['carrier'])
    throw refuse('FIELD_INVALID', { field: 'carrier', problem: 'and methodId exclude each other' }, 'carrier')
  if (services.length > 0 && !after['carrier']) throw refuse('FIELD_REQUIRED', { field: 'carrier' }, 'carrier')
  if (typeof after['methodId'] !== 'string') return
  const method = await ctx.db
    .selectFrom('shippingMethods')
    .select('websiteId')
    .where('id', '=', after['methodId'])
    .executeTakeFirst()
  if (method && method.websiteId !== after['websiteId'])
    throw refuse('FIELD_INVALID', { field: 'methodId', problem: 'is a method of another website' }, 'methodId')
}

/** What charges by weight has a table, with each weight once; only what is fetched names a place where. */
export const shippingMethod: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete') return
  const before = await ctx.db
    .selectFrom('shippingMethods')
    .select(['kind', 'charge', 'weightPrices', 'warehouseId'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after: Record<string, unknown> = { ...before, ...given }
  const table = tableOf(after['weightPrices'])
  if (after['charge'] === 'weight' && table.length === 0)
    throw refuse('FIELD_REQUIRED', { field: 'weightPrices' }, 'weightPrices')
  const weights = new Set(table.map(({ upToKg }) => new Decimal(upToKg).toFixed()))
  if (weights.size < table.length)
    throw refuse('FIELD_INVALID', { field: 'weightPrices', problem: 'name a weight twice' }, 'weightPrices')
  if (after['warehouseId'] && after['kind'] !== 'pickup')
    throw refuse('FIELD_INVALID', { field: 'warehouseId', problem: 'is for what is fetched (pickup)' }, 'warehouseId')
}

/** A document as it is given, or as it stands. */
const tableOf = (value: unknown): readonly WeightPrice[] =>
  (typeof value === 'string' ? (JSON.parse(value) as WeightPrice[]) : (value as WeightPrice[] | undefined)) ?? []
