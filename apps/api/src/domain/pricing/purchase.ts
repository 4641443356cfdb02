import type { MoneyValue } from '../../kernel/contract.ts'
import { sql, type RawBuilder } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import type { Money } from '../../kernel/money.ts'

/** Of goods, what rules of payment and shipping look at. */
export interface Good {
  sku: string
  quantity: string
  /** Digits behind the point that a quantity may have; 0: it is counted in pieces. */
  precision: number
  /** Kilograms of one unit; null: not known. */
  weightKg: string | null
  rowTotal: MoneyValue
}

/** Who buys, as rules know them; all null: a guest. */
export interface RulesBuyer {
  groupId: string | null
  /** Code of the group. */
  group: string | null
  /** Number in the books. */
  number: string | null
}

/** Where goods go, as rules know it. */
export interface Place {
  countryCode: string
  region?: string | null
  postalCode?: string | null
}

/** What rules look at: where goods go, which they are and what they come to, and whose they are to be. */
export interface Purchase extends Place {
  subtotal: Money
  goods: readonly Good[]
  buyer: RulesBuyer
}

/** What goods weigh, kilograms: those whose weight is known, and whether that is all of them. */
export function weightOf({ goods }: Pick<Purchase, 'goods'>): { known: Decimal; whole: boolean } {
  return {
    known: goods.reduce(
      (sum, { weightKg, quantity }) => sum.plus(new Decimal(weightKg ?? 0).times(quantity)),
      new Decimal(0),
    ),
    whole: goods.every(({ weightKg }) => weightKg !== null),
  }
}

/** The group of a customer, for use inside a statement: their own, else that of the nearest company above that has one. Null for guests. */
export const groupOf = (customerId: string | null | RawBuilder<string | null>): RawBuilder<string | null> => sql<
  string | null
>`(
  with recursive companies as (
    select c.parent_id, c.group_id, 0 as depth from customers c where c.id = ${customerId}::uuid
    union all
    -- the bound ends a circle of parents
    select c.parent_id, c.group_id, below.depth + 1 from customers c join companies below on c.id = below.parent_id
    where below.depth < 10
  )
  select group_id from companies where group_id is not null order by depth limit 1)`

/** Who buys, for use inside a statement. */
export const rulesBuyer = (customerId: string | null): RawBuilder<RulesBuyer> => sql<RulesBuyer>`(
  with belonging as (select ${groupOf(customerId)} as group_id)
  select jsonb_build_object(
    'groupId', (select group_id from belonging),
    'group', (select g.code from customer_groups g join belonging b on b.group_id = g.id),
    'number', (select code from customers where id = ${customerId}::uuid)))`

/** The conditions of a rule `r`, for use inside a statement: members of a jsonb_build_object. */
export const conditionsOfRule: RawBuilder<unknown> = sql`
  'countries', to_jsonb(r.countries), 'regions', to_jsonb(r.regions), 'postalCodes', to_jsonb(r.postal_codes),
  'currency', r.currency, 'subtotalFrom', r.subtotal_from::text, 'subtotalUntil', r.subtotal_until::text,
  'weightFrom', r.weight_from::text, 'weightUntil', r.weight_until::text, 'expression', r.expression,
  'customerGroupId', r.customer_group_id`
