import type {
  Localized,
  MoneyValue,
  PickupPlace,
  ShippingCharge,
  ShippingMethodKind,
  ShippingOption,
  WeightPrice,
} from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { money } from '../../kernel/money.ts'
import {
  conditionsOfRule,
  ruleFits,
  rulesBuyer,
  type Purchase,
  type RuleConditions,
  type RulesBuyer,
} from '../pricing/index.ts'

/** An enabled rule of the website. */
export interface ShippingRule extends RuleConditions {
  position: number
  /** Code of the way of the shop's own that it speaks of. */
  method: string | null
  carrier: string | null
  services: readonly string[]
  surcharge: string | null
}

/** A way of delivery of the shop's own; amounts are decimals of its currency. */
export interface OwnMethod {
  code: string
  kind: ShippingMethodKind
  label: Localized
  description: Localized | null
  countries: readonly string[]
  currency: string
  price: string
  charge: ShippingCharge
  weightPrices: readonly WeightPrice[]
  freeFrom: string | null
  transitDaysMin: number | null
  transitDaysMax: number | null
  fallback: boolean
  openingHours: Localized | null
  /** Where goods are picked up; null: no warehouse is active. */
  place: Omit<PickupPlace, 'openingHours'> | null
}

export interface Offers {
  /** All that are active, as the house orders them. */
  methods: readonly OwnMethod[]
  /** In the order in which they are asked. */
  rules: readonly ShippingRule[]
  buyer: RulesBuyer
}

/** The warehouse of a method `m`, else the one that is asked first. */
const pickupPlace = sql`(
  select jsonb_build_object('name', w.name, 'street', w.street, 'postalCode', w.postal_code, 'city', w.city, 'region', w.region,
    'countryCode', w.country_code, 'phone', w.phone)
  from warehouses w where w.active or w.id = m.warehouse_id
  order by w.id = m.warehouse_id desc nulls last, w.priority desc, w.code limit 1)`

/** What the website offers of its own, its rules, and the group of the buyer that they may ask for. One statement. */
export async function offersNow(ctx: Pick<Ctx, 'db' | 'website'>, customerId: string | null): Promise<Offers> {
  const { rows } = await sql<Offers>`
    select ${rulesBuyer(customerId)} as buyer, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'code', m.code, 'kind', m.kind, 'label', m.label, 'description', m.description, 'countries', to_jsonb(m.countries),
        'currency', m.currency, 'price', m.price::text, 'freeFrom', m.free_from::text,
        'transitDaysMin', m.transit_days_min, 'transitDaysMax', m.transit_days_max, 
        'charge', m.charge, 'weightPrices', m.weight_prices, 'fallback', m.fallback, 'openingHours', m.opening_hours, 'place', case when m.kind = 'pickup' then ${pickupPlace} end) order by m.position, m.code), '[]')
      from shipping_methods m where m.website_id = ${ctx.website.id} and m.active) as methods, (
      select coalesce(jsonb_agg(jsonb_build_object(
        'position', r.position, 'method', m.code, 'carrier', r.carrier, 'services', to_jsonb(r.services),
        ${conditionsOfRule}, 'surcharge', r.surcharge::text) order by r.position, r.code), '[]')
      from shipping_rules r left join shipping_methods m on m.id = r.method_id
      where r.website_id = ${ctx.website.id} and r.enabled) as rules`.execute(ctx.db)
  return rows[0]!
}

/** Where goods are picked up that go by a method of the shop's own; undefined: they are delivered, or nobody knows. */
export async function pickupPlaceOf({ db }: Pick<Ctx, 'db'>, methodId: string): Promise<PickupPlace | undefined> {
  const { rows } = await sql<{ place: PickupPlace | null }>`
    select ${pickupPlace} as place from shipping_methods m where m.id = ${methodId}::uuid and m.kind = 'pickup'`.execute(
    db,
  )
  return rows[0]?.place ?? undefined
}

const speaksOf = ({ method, carrier, services }: ShippingRule, option: ShippingOption): boolean =>
  method !== null
    ? method === option.service && ['flatRate', 'pickup'].includes(option.carrier)
    : carrier === null || (carrier === option.carrier && (services.length === 0 || services.includes(option.service)))

export interface Ruled {
  option: ShippingOption
  /** As it is to be shown, the lower first. */
  position: number
}

/** A way of delivery as the rules have it, with what they add to its price; undefined where they speak of it and none of them fits. */
export function ruled(option: ShippingOption, rules: readonly ShippingRule[], purchase: Purchase): Ruled | undefined {
  const speaking = rules.filter((rule) => speaksOf(rule, option))
  if (speaking.length === 0) return { option, position: 0 }
  const rule = speaking.find((one) => ruleFits(one, purchase))
  if (!rule) return undefined
  const { position, surcharge } = rule
  if (surcharge === null || money(surcharge, purchase.subtotal.currency).isZero()) return { option, position }
  const added = money(surcharge, purchase.subtotal.currency).rounded()
  const price = money(option.price.amount, option.price.currency).plus(added).toJSON()
  return { option: { ...option, price, surcharge: added.toJSON() }, position }
}

/** What a way of delivery costs without what a rule adds. */
export function bare(option: ShippingOption): ShippingOption {
  const { surcharge, ...rest } = option
  if (!surcharge) return option
  return { ...rest, price: less(option.price, surcharge) }
}

const less = (price: MoneyValue, by: MoneyValue): MoneyValue =>
  money(price.amount, price.currency).minus(money(by.amount, by.currency)).toJSON()
