import type { CheckoutPaymentMethod } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import type { Money } from '../../kernel/money.ts'
import { termOf } from '../customers/index.ts'
import {
  conditionsOfRule,
  ruleFits,
  rulesBuyer,
  type Good,
  type Place,
  type RuleConditions,
  type RulesBuyer,
} from '../pricing/index.ts'

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
  address: Place | null
  subtotal: Money
  goods: readonly Good[]
  customerId: string | null
}

/**
 * The ways to pay for goods, as they are to be shown: by card where no enabled rule speaks of it or one fits, on account where a rule fits and the customer has a
 * payment term. One statement, and one more where account is in question.
 */
export async function paymentWays(ctx: Ctx, { address, subtotal, goods, customerId }: Payable): Promise<PaymentWay[]> {
  const { rows } = await sql<{ rules: PaymentRule[]; buyer: RulesBuyer }>`
    select ${rulesBuyer(customerId)} as buyer, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'method', r.method, 'position', r.position, ${conditionsOfRule}) order by r.position, r.code), '[]')
      from payment_rules r where r.website_id = ${ctx.website.id} and r.enabled) as rules`.execute(ctx.db)
  const { rules, buyer } = rows[0]!
  const { countryCode, region, postalCode } = address ?? { countryCode: ctx.website.defaultCountry }
  const purchase = { countryCode, region, postalCode, subtotal, goods, buyer }
  const fitting = (method: CheckoutPaymentMethod) =>
    rules.find((rule) => rule.method === method && ruleFits(rule, purchase))
  const card = rules.some(({ method }) => method === 'card') ? fitting('card') : { position: 0 }
  const account = customerId ? fitting('onAccount') : undefined
  const term = account && customerId ? await termOf(ctx, customerId) : null
  const ways: PaymentWay[] = [
    ...(card ? [{ method: 'card' as const, paymentTermId: null, position: card.position }] : []),
    ...(account && term ? [{ method: 'onAccount' as const, paymentTermId: term, position: account.position }] : []),
  ]
  return ways.sort((a, b) => a.position - b.position)
}
