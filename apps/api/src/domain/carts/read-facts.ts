import type { CartState, TaxRounding } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, type RawBuilder } from '../../kernel/db.ts'
import { availableOf } from '../inventory/index.ts'
import {
  givenCoupons,
  promotionsNow,
  type CouponFact,
  type PromotionTerms,
  type TaxPlace,
  type TaxRule,
} from '../pricing/index.ts'
import type { CartFacts, LineFact, ProductFact } from './facts.ts'

export interface FactsOptions {
  /** Products that are not in the cart but may come into it. */
  productIds?: readonly string[]
  sku?: string | null
  /** Default: the cart's own. */
  currency?: string | null
  /** Default: the website's country. */
  place?: TaxPlace | null
  /** Of a guest who buys, to count what they have used of promotions. */
  email?: string | null
}

interface FactsRow {
  currency: string
  state: CartState
  websiteId: string
  customerUserId: string | null
  customerId: string | null
  defaultCountry: string
  pricesIncludeTax: boolean
  taxExempt: boolean
  paying: boolean
  taxRounding: TaxRounding
  shippingTaxCodeId: string | null
  origin: TaxPlace | null
  rules: TaxRule[]
  promotions: PromotionTerms[]
  coupons: CouponFact[]
  lines: LineFact[]
  products: ProductFact[]
}

/**
 * Everything that a cart's lines are judged, priced and shown by, in one statement. Prices and taxes are those of the cart's owner, whoever asks. Undefined when
 * there is no such cart.
 */
export async function readFacts(ctx: Ctx, cartId: string, options: FactsOptions = {}): Promise<CartFacts | undefined> {
  const result = await factsStatement(cartId, ctx.clock.now(), options).execute(ctx.db)
  const row = result.rows[0]
  if (!row) return undefined
  const { defaultCountry, origin, products, ...facts } = row
  return {
    ...facts,
    id: cartId,
    place: origin ?? options.place ?? { countryCode: defaultCountry },
    products: new Map(products.map((product) => [product.id, product])),
  }
}

const units = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'unitId', pu.unit_id, 'code', u.code, 'label', u.label, 'labelPlural', u.label_plural, 'symbol', u.symbol,
    'precision', pu.precision, 'conversion', pu.conversion::text, 'sell', pu.sell, 'weightKg', pu.weight_kg::text,
    'lengthCm', pu.length_cm::text, 'widthCm', pu.width_cm::text, 'heightCm', pu.height_cm::text
  ) order by pu.conversion, u.code), '[]')
  from product_units pu join units u on u.id = pu.unit_id where pu.product_id = p.id)`

const attributes = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'code', a.code, 'label', a.label, 'unit', a.unit, 'optionCode', o.code,
    'value', coalesce(o.label, p.attribute_values -> a.code)
  ) order by array_position(parent.variant_attributes, a.code::text)), '[]')
  from attributes a
  left join attribute_options o on o.attribute_id = a.id and o.code = p.attribute_values ->> a.code
  where a.code = any (parent.variant_attributes) and p.attribute_values ? a.code)`

/** The picture for a list; a variant without one of its own shows its parent's. */
const image = sql`(
  select jsonb_build_object('id', i.id, 'key', i.key, 'alt', i.alt, 'width', i.width, 'height', i.height)
  from product_images i where i.product_id in (p.id, p.parent_id)
  order by i.product_id <> p.id, not ('main' = any (i.roles)), i.position, i.id limit 1)`

/** The categories of a product or of what it is a variant of, and all above them. */
const categories = sql`(
  with recursive above as (
    select c.id, c.parent_id from categories c join product_categories pc on pc.category_id = c.id
    where pc.product_id in (p.id, p.parent_id)
    union
    select c.id, c.parent_id from categories c join above on c.id = above.parent_id)
  select coalesce(jsonb_agg(id), '[]') from above)`

/** Goods that stand in no cart, and whose they are to be. */
export interface BasketPlace {
  websiteId: string
  customerId: string | null
  currency: string
  /** Default: as the website has it. */
  pricesIncludeTax?: boolean
  /** The order that has some of the stock already. */
  orderId?: string
  place: TaxPlace
  productIds: readonly string[]
  skus: readonly string[]
  /** Given by the buyer; what was agreed before is not looked at again. */
  couponCodes?: readonly string[]
  /** Default: promotions may hold, unless it is an order that stands. */
  promoted?: boolean
  email?: string | null
}

/** What goods are judged, priced and shown by that stand in no cart, without lines. One statement. Faults (Error) when there is no such website. */
export async function readBasketFacts(ctx: Ctx, basket: BasketPlace): Promise<CartFacts> {
  const { rows } = await factsOf(meOfBasket(basket), basket, {
    now: ctx.clock.now(),
    cartId: null,
    own: ownOfOrder(basket.orderId ?? null),
    email: basket.email ?? null,
    promoted: basket.promoted ?? basket.orderId === undefined,
  }).execute(ctx.db)
  const row = rows[0]
  if (!row) throw new Error(`there is no website ${basket.websiteId}`)
  const { defaultCountry: _, origin, products, ...facts } = row
  return {
    ...facts,
    id: basket.orderId ?? '',
    place: origin ?? basket.place,
    products: new Map(products.map((product) => [product.id, product])),
  }
}

const factsStatement = (cartId: string, now: Date, { currency, sku, place, productIds, email }: FactsOptions) =>
  factsOf(
    meOfCart(cartId, currency ?? null),
    { productIds: productIds ?? [], skus: sku ? [sku] : [], place },
    { now, cartId, own: ownOfCart(cartId), email: email ?? null, promoted: true },
  )

/** How the website taxes, and by its own place where that is what it goes by. */
const taxedAt = sql`w.default_country, w.tax_rounding, w.shipping_tax_code_id, case when w.tax_basis = 'origin' then (
        select jsonb_build_object('countryCode', o.country_code, 'region', o.region, 'postalCode', o.postal_code)
        from warehouses o where o.active or o.id = w.tax_origin_id
        order by o.id = w.tax_origin_id desc nulls last, o.priority desc, o.code limit 1) end as origin`

/** Whose the goods are, and where: for tax and prices. */
const meOfCart = (cartId: string, currency: string | null) => sql`
      select c.id, c.state, coalesce(${currency}::text, c.currency) as currency, c.website_id, c.customer_user_id, person.customer_id, c.coupon_codes, ${taxedAt}, w.prices_include_tax,
        coalesce(company.tax_exempt, false) as tax_exempt, coalesce(company.tax_code_id, alike.tax_code_id) as tax_code_id
      from carts c
      join websites w on w.id = c.website_id
      left join customer_users person on person.id = c.customer_user_id
      left join customers company on company.id = person.customer_id
      left join customer_groups alike on alike.id = company.group_id
      where c.id = ${cartId}::uuid`

const meOfBasket = ({ websiteId, customerId, currency, pricesIncludeTax, couponCodes }: BasketPlace) => sql`
      select null::uuid as id, 'open' as state, ${currency}::text as currency, w.id as website_id, null::uuid as customer_user_id,
        company.id as customer_id, ${couponCodes ?? []}::text[] as coupon_codes, ${taxedAt}, coalesce(${pricesIncludeTax ?? null}::boolean, w.prices_include_tax) as prices_include_tax,
        coalesce(company.tax_exempt, false) as tax_exempt, coalesce(company.tax_code_id, alike.tax_code_id) as tax_code_id
      from websites w
      left join customers company on company.id = ${customerId}::uuid
      left join customer_groups alike on alike.id = company.group_id
      where w.id = ${websiteId}::uuid`

/** Stock that is promised to these goods already, by product. */
const ownOfCart = (cartId: string) => sql`
      select r.product_id, sum(r.quantity) as quantity
      from checkouts k join reservations r on r.checkout_id = k.id and r.state = 'held'
      where k.cart_id = ${cartId}::uuid group by r.product_id`

const ownOfOrder = (orderId: string | null) => sql`
      select r.product_id, sum(r.quantity) as quantity
      from reservations r where r.order_id = ${orderId}::uuid and r.state = 'committed' group by r.product_id`

function factsOf(
  me: RawBuilder<unknown>,
  asked: { productIds: readonly string[]; skus: readonly string[]; place?: TaxPlace | null },
  {
    now,
    cartId,
    own,
    email,
    promoted,
  }: { now: Date; cartId: string | null; own: RawBuilder<unknown>; email: string | null; promoted: boolean },
) {
  return sql<FactsRow>`
    with me as (${me}),
    wanted as (
      select product_id as id from cart_lines where cart_id = ${cartId}::uuid
      union
      select id from products where id = any (${asked.productIds}::uuid[])
      union
      select id from products where sku = any (${asked.skus}::text[])
    ),
    tier as materialized (
      select priced.* from me, prices_in_chain(
        price_list_chain(me.website_id, me.customer_id, ${now}::timestamptz),
        (select coalesce(array_agg(id), '{}') from wanted), me.currency) priced
    ),
    own as materialized (${own}),
    given as materialized (${givenCoupons({ now, email })})
    select me.state, me.currency, me.website_id, me.customer_user_id, me.customer_id, me.default_country, me.prices_include_tax, me.tax_exempt,
      me.tax_rounding, me.shipping_tax_code_id, me.origin, ${promoted ? promotionsNow({ now, email }) : sql`'[]'::jsonb`} as promotions,
      (select coalesce(jsonb_agg(jsonb_build_object('code', g.code, 'promotionId', g.promotion_id, 'problem', g.problem) order by g.at), '[]')
        from given g) as coupons,
      exists (select 1 from checkouts k where k.cart_id = me.id and k.state = 'paying') as paying,
      (select coalesce(jsonb_agg(jsonb_build_object(
        'code', r.code, 'name', r.name, 'countryCode', r.country_code, 'region', coalesce(j.region, r.region),
        'postalFrom', coalesce(area.postal_from, r.postal_from), 'postalUntil', coalesce(area.postal_until, r.postal_until),
        'rate', r.rate::text, 'stacks', r.stacks, 'productTaxCodeId', r.product_tax_code_id,
        'ofCustomer', r.customer_tax_code_id is not null)), '[]')
        from tax_rules r
        left join tax_jurisdictions j on j.id = r.jurisdiction_id
        left join tax_postal_ranges area on area.jurisdiction_id = j.id
        where r.country_code = coalesce(me.origin ->> 'countryCode', ${asked.place?.countryCode ?? null}::text, me.default_country)
          and (r.customer_tax_code_id is null or r.customer_tax_code_id = me.tax_code_id)) as rules,
      (select coalesce(jsonb_agg(jsonb_build_object(
        'id', l.id, 'productId', l.product_id, 'unitId', l.unit_id, 'quantity', l.quantity::text, 'position', l.position,
        'seenPrice', l.seen_price::text, 'seenCurrency', l.seen_currency) order by l.position, l.id), '[]')
        from cart_lines l where l.cart_id = me.id) as lines,
      (select coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'sku', p.sku, 'type', p.type, 'name', p.name, 'shortDescription', p.short_description, 'slug', p.slug,
        'parentId', p.parent_id, 'parentSlug', parent.slug, 'categoryIds', ${categories}, 'gtin', p.gtin, 'mpn', p.mpn,
        'enabled', p.status = 'enabled' and coalesce(parent.status, 'enabled') = 'enabled',
        'brand', (select jsonb_build_object('id', b.id, 'code', b.code, 'slug', b.slug, 'name', b.name) from brands b where b.id = coalesce(p.brand_id, parent.brand_id)),
        'image', ${image}, 'attributes', ${attributes}, 'units', ${units},
        'manageInventory', p.manage_inventory, 'backorder', p.backorder, 'discontinued', p.discontinued,
        'lowInventoryThreshold', p.low_inventory_threshold::text, 'availableFrom', p.available_from,
        'minimumQuantity', p.minimum_quantity::text, 'maximumQuantity', p.maximum_quantity::text,
        'primaryUnitId', p.primary_unit_id, 'taxCodeId', p.tax_code_id,
        'available', (${availableOf(sql`p.id`)} + coalesce((select own.quantity from own where own.product_id = p.id), 0))::text,
        'tiers', (select coalesce(jsonb_agg(jsonb_build_object(
          'unitId', t.unit_id, 'quantity', t.quantity::text, 'amount', t.amount::text) order by t.quantity), '[]')
          from tier t where t.product_id = p.id))), '[]')
        from wanted join products p on p.id = wanted.id left join products parent on parent.id = p.parent_id) as products
    from me`
}
