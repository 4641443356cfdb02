import type { Guard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { inPostalRanges, rangeProblem } from './postal-ranges.ts'
import { weightOf, type Purchase } from './purchase.ts'
import { expressionHolds, expressionProblem } from './rule-expression.ts'

/** For which purchases a rule of payment or shipping is; amounts are decimals of `currency`, weights kilograms. */
export interface RuleConditions {
  countries: readonly string[]
  /** ISO 3166-2: US-CA. */
  regions: readonly string[]
  /** As postal-ranges.ts reads them. */
  postalCodes: readonly string[]
  currency: string | null
  subtotalFrom: string | null
  subtotalUntil: string | null
  weightFrom: string | null
  weightUntil: string | null
  expression: string | null
  customerGroupId: string | null
}

/** Whether a rule is for a purchase. What it leaves open fits all. */
export function ruleFits(rule: RuleConditions, purchase: Purchase): boolean {
  const { countryCode, region, postalCode, subtotal, buyer } = purchase
  return (
    (rule.countries.length === 0 || rule.countries.includes(countryCode)) &&
    (rule.regions.length === 0 || rule.regions.includes(`${countryCode}-${region ?? ''}`)) &&
    (rule.postalCodes.length === 0 || inPostalRanges(rule.postalCodes, postalCode ?? '', countryCode)) &&
    (rule.currency === null || rule.currency === subtotal.currency) &&
    (rule.subtotalFrom === null || subtotal.amount.greaterThanOrEqualTo(rule.subtotalFrom)) &&
    (rule.subtotalUntil === null || subtotal.amount.lessThan(rule.subtotalUntil)) &&
    weightFits(rule, purchase) &&
    (rule.customerGroupId === null || rule.customerGroupId === buyer.groupId) &&
    (rule.expression === null || expressionHolds(rule.expression, purchase))
  )
}

function weightFits({ weightFrom, weightUntil }: RuleConditions, purchase: Purchase): boolean {
  if (weightFrom === null && weightUntil === null) return true
  const { known, whole } = weightOf(purchase)
  return (
    whole &&
    (weightFrom === null || known.greaterThanOrEqualTo(weightFrom)) &&
    (weightUntil === null || known.lessThan(weightUntil))
  )
}

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
    for (const one of (given['postalCodes'] as string[] | undefined) ?? []) {
      const problem = rangeProblem(one)
      if (problem)
        throw refuse('FIELD_INVALID', { field: 'postalCodes', problem: `"${one}" ${problem}` }, 'postalCodes')
    }
    const expression = given['expression']
    const misread = typeof expression === 'string' ? expressionProblem(expression) : undefined
    if (misread) throw refuse('FIELD_INVALID', { field: 'expression', problem: misread }, 'expression')
    const currency = after['currency']
    const said = amounts.find((field) => after[field] !== undefined && after[field] !== null)
    if (said && !currency) throw refuse('FIELD_REQUIRED', { field: 'currency' }, 'currency')
    for (const what of ['subtotal', 'weight']) {
      const [from, until] = [amountOf(after[`${what}From`]), amountOf(after[`${what}Until`])]
      if (!from || !until || until.greaterThan(from)) continue
      const field = `${what}Until`
      throw refuse('FIELD_INVALID', { field, problem: `is not above ${what}From` }, field)
    }
  }

async function before(ctx: Ctx, table: 'paymentRules' | 'shippingRules', id: string): Promise<Record<string, unknown>> {
  return (await ctx.db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()) ?? {}
}

/** An amount as it is given, or as it stands. */
function amountOf(value: unknown): Decimal | null {
  if (typeof value === 'string') return new Decimal(value)
  return typeof value === 'object' && value !== null ? new Decimal((value as { amount: string }).amount) : null
}
