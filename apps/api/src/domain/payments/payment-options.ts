import type { CaptureTime, CheckoutPaymentMethod } from '../../kernel/contract.ts'
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
  type Surcharge,
} from '../pricing/index.ts'

interface PaymentRule extends RuleConditions {
  method: CheckoutPaymentMethod
  position: number
  surcharge: string | null
  surchargePercent: string | null
}

export interface PaymentWay {
  method: CheckoutPaymentMethod
  paymentTermId: string | null
  position: number
  capture: CaptureTime
  /** The card may be kept, by who has an account. */
  savable: boolean
  /** What it costs to pay so; null: nothing. */
  surcharge: Surcharge | null
}

/** How a way to pay is done at the website, and between which totals in the currency that is asked for. */
interface Setting {
  method: CheckoutPaymentMethod
  capture: CaptureTime
  saveCards: boolean
  minimum: string | null
  maximum: string | null
}

/** Goods that are to be paid for. */
export interface Payable {
  /** Where they go; none is known: the website's country. */
  address: Place | null
  /** After discounts. */
  subtotal: Money
  goods: readonly Good[]
  /** What is to be paid in a way that costs so much; none is known: the subtotal. */
  total?: (surcharge: Surcharge | null) => Money | null
  customerId: string | null
}

/**
 * The ways to pay for goods, as they are to be shown: by card where no enabled rule speaks of it or one fits, on account where a rule fits, the customer has a
 * payment term, and their credit limit, if there is one, is in this currency; either where what is paid that way is between the limits of the website. One statement, and one more where account is in question.
 */
export async function paymentWays(
  ctx: Ctx,
  { address, subtotal, total, goods, customerId }: Payable,
): Promise<PaymentWay[]> {
  const { rows } = await sql<{ rules: PaymentRule[]; settings: Setting[]; buyer: RulesBuyer }>`
    select ${rulesBuyer(customerId)} as buyer, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'method', r.method, 'position', r.position, 'surcharge', r.surcharge::text,
        'surchargePercent', r.surcharge_percent::text, ${conditionsOfRule}) order by r.position, r.code), '[]')
      from payment_rules r where r.website_id = ${ctx.website.id} and r.enabled) as rules, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'method', s.method, 'capture', s.capture, 'saveCards', s.save_cards, 'minimum', l.minimum::text, 'maximum', l.maximum::text)), '[]')
      from payment_settings s left join payment_limits l on l.setting_id = s.id and l.currency = ${subtotal.currency}
      where s.website_id = ${ctx.website.id}) as settings`.execute(ctx.db)
  const { rules, settings, buyer } = rows[0]!
  const { countryCode, region, postalCode } = address ?? { countryCode: ctx.website.defaultCountry }
  const purchase = { countryCode, region, postalCode, subtotal, goods, buyer }
  const fitting = (method: CheckoutPaymentMethod) =>
    rules.find((rule) => rule.method === method && ruleFits(rule, purchase))
  const setting = (method: CheckoutPaymentMethod) => settings.find((one) => one.method === method)
  const within = (method: CheckoutPaymentMethod, rule: typeof bareCard | PaymentRule) => {
    const { minimum, maximum } = setting(method) ?? {}
    if (!minimum && !maximum) return true
    const due = total?.(surchargeBy(rule)) ?? subtotal
    return !(minimum && due.amount.lessThan(minimum)) && !(maximum && due.amount.greaterThan(maximum))
  }
  const done = (method: CheckoutPaymentMethod, rule: typeof bareCard | PaymentRule) => ({
    position: rule.position,
    surcharge: surchargeBy(rule),
    capture: setting(method)?.capture ?? ('atOrder' as const),
    savable: Boolean(setting(method)?.saveCards) && ctx.actor.kind === 'customerUser',
  })
  const card = rules.some(({ method }) => method === 'card') ? fitting('card') : bareCard
  const account = customerId ? fitting('onAccount') : undefined
  const term = account && customerId ? await termOf(ctx, customerId, subtotal.currency) : null
  const ways: PaymentWay[] = [
    ...(card && within('card', card) ? [{ ...done('card', card), method: 'card' as const, paymentTermId: null }] : []),
    ...(account && term && within('onAccount', account)
      ? [{ ...done('onAccount', account), method: 'onAccount' as const, paymentTermId: term }]
      : []),
  ]
  return ways.sort((a, b) => a.position - b.position)
}

const bareCard = { position: 0, surcharge: null, surchargePercent: null }

const surchargeBy = ({ surcharge, surchargePercent }: Pick<PaymentRule, 'surcharge' | 'surchargePercent'>) =>
  surcharge === null && surchargePercent === null ? null : { amount: surcharge, percent: surchargePercent }
