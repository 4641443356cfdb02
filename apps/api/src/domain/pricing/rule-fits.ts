import type { Guard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, type RawBuilder } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Money } from '../../kernel/money.ts'

/** For which purchases a rule of payment or shipping is; amounts are decimals of `currency`. */
export interface RuleConditions {
  countries: readonly string[]
  /** ISO 3166-2: US-CA. */
  regions: readonly string[]
  currency: string | null
  subtotalFrom: string | null
  subtotalUntil: string | null
  customerGroupId: string | null
}

/** What rules look at: where goods go, what they come to, and to what group their buyer belongs. */
export interface Purchase {
  countryCode: string
  region?: string | null
  subtotal: Money
  customerGroupId: string | null
}

/** Whether a rule is for a purchase. What it leaves open fits all. */
export function ruleFits(rule: RuleConditions, purchase: Purchase): boolean {
  const { countryCode, region, subtotal, customerGroupId } = purchase
  return (
    (rule.countries.length === 0 || rule.countries.includes(countryCode)) &&
    (rule.regions.length === 0 || rule.regions.includes(`${countryCode}-${region ?? ''}`)) &&
    (rule.currency === null || rule.currency === subtotal.currency) &&
    (rule.subtotalFrom === null || subtotal.amount.greaterThanOrEqualTo(rule.subtotalFrom)) &&
    (rule.subtotalUntil === null || subtotal.amount.lessThan(rule.subtotalUntil)) &&
    (rule.customerGroupId === null || rule.customerGroupId === customerGroupId)
  )
}

/** The group of a customer, for use inside a statement: their own, else that of the nearest company above that has one. Null for guests. */
export const groupOf = (customerId: string | null): RawBuilder<string | null> => sql<string | null>`(
  with recursive companies as (
    select c.parent_id, c.group_id, 0 as depth from customers c where c.id = ${customerId}::uuid
    union all
    -- the bound ends a circle of parents
    select c.parent_id, c.group_id, below.depth + 1 from customers c join companies below on c.id = below.parent_id
    where below.depth < 10
  )
  select group_id from companies where group_id is not null order by depth limit 1)`

const amounts = ['subtotalFrom', 'subtotalUntil', 'surcharge'] as const

/** What must hold of a rule's conditions, whatever it is a rule of. `table`: where it stands. */
export const ruleGuard =
  (table: 'paymentRules' | 'shippingRules'): Guard =>
  async ({ deed, id, given }, ctx) => {
    if (deed === 'delete') return
    const after = { ...(deed === 'update' ? await before(ctx, table, id) : {}), ...given }
    for (const [field, form, what] of [
      ['countries', /^[A-Z]{2}$/, 'no country by ISO 3166-1: DE'],
      ['regions', /^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'no region by ISO 3166-2: US-CA'],
    ] as const)
      for (const one of (given[field] as string[] | undefined) ?? [])
        if (!form.test(one)) throw refuse('FIELD_INVALID', { field, problem: `"${one}" is ${what}` }, field)
    const currency = after['currency']
    const said = amounts.find((field) => after[field] !== undefined && after[field] !== null)
    if (said && !currency) throw refuse('FIELD_REQUIRED', { field: 'currency' }, 'currency')
    const [from, until] = [amountOf(after['subtotalFrom']), amountOf(after['subtotalUntil'])]
    if (from && until && until.lessThanOrEqualTo(from))
      throw refuse('FIELD_INVALID', { field: 'subtotalUntil', problem: 'is not above subtotalFrom' }, 'subtotalUntil')
  }

async function before(ctx: Ctx, table: 'paymentRules' | 'shippingRules', id: string): Promise<Record<string, unknown>> {
  return (await ctx.db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()) ?? {}
}

/** An amount as it is given, or as it stands. */
function amountOf(value: unknown): Decimal | null {
  if (typeof value === 'string') return new Decimal(value)
  return typeof value === 'object' && value !== null ? new Decimal((value as { amount: string }).amount) : null
}
