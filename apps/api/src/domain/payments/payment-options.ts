import type { CheckoutPaymentMethod } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import type { Money } from '../../kernel/money.ts'
import { termOf } from '../customers/index.ts'
import { groupOf, ruleFits, type RuleConditions } from '../pricing/index.ts'

interface PaymentRule extends RuleConditions {
  method: CheckoutPaymentMethod
  position: number
}

export interface PaymentWay {
  method: CheckoutPaymentMethod
  paymentTermId: string | null
  position: number
}

/** Goods that are to be paid for. */
export interface Payable {
  /** Where they go; none is known: the website's country. */
  address: { countryCode: string; region?: string | null } | null
  subtotal: Money
  customerId: string | null
}

/**
 * The ways to pay for goods, as they are to be shown: by card where no enabled rule speaks of it or one fits, on account where a rule fits and the customer has a
 * payment term. One statement, and one more where account is in question.
 */
export async function paymentWays(ctx: Ctx, { address, subtotal, customerId }: Payable): Promise<PaymentWay[]> {
  const { rows } = await sql<{ rules: PaymentRule[]; customerGroupId: string | null }>`
    select ${groupOf(customerId)} as customer_group_id, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'method', r.method, 'position', r.position, 'countries', to_jsonb(r.countries), 'regions', to_jsonb(r.regions),
        'currency', r.currency, 'subtotalFrom', r.subtotal_from::text, 'subtotalUntil', r.subtotal_until::text,
        'customerGroupId', r.customer_group_id) order by r.position, r.code), '[]')
      from payment_rules r where r.website_id = ${ctx.website.id} and r.enabled) as rules`.execute(ctx.db)
  const { rules, customerGroupId } = rows[0]!
  const place = address ?? { countryCode: ctx.website.defaultCountry }
  const fitting = (method: CheckoutPaymentMethod) =>
    rules.find((rule) => rule.method === method && ruleFits(rule, { ...place, subtotal, customerGroupId }))
  const card = rules.some(({ method }) => method === 'card') ? fitting('card') : { position: 0 }
  const account = customerId ? fitting('onAccount') : undefined
  const term = account && customerId ? await termOf(ctx, customerId) : null
  const ways: PaymentWay[] = [
    ...(card ? [{ method: 'card' as const, paymentTermId: null, position: card.position }] : []),
    ...(account && term ? [{ method: 'onAccount' as const, paymentTermId: term, position: account.position }] : []),
  ]
  return ways.sort((a, b) => a.position - b.position)
}
