import type { Ctx } from '../../kernel/context.ts'

/** Whom prices and words are for. */
export interface Shopper {
  websiteId: string
  /** null for strangers, visitors and the house itself: the website's prices. */
  customerId: string | null
  locale: string
  currency: string
  now: Date
}

export function shopperOf(ctx: Ctx): Shopper {
  return {
    websiteId: ctx.website.id,
    customerId: ctx.actor.kind === 'customerUser' ? ctx.actor.customerId : null,
    locale: ctx.locale,
    currency: ctx.currency,
    now: ctx.clock.now(),
  }
}

/** Collects the values of a statement: `bind(value)` answers the place that stands for it. */
export function binder(): { values: unknown[]; bind: (value: unknown) => string } {
  const values: unknown[] = []
  return {
    values,
    bind: (value) => `$${values.push(value)}`,
  }
}

/** The row `shopper`, for the `with` of a statement: the chains of price lists to ask for this shopper's prices. */
export function shopperRow(shopper: Shopper, bind: (value: unknown) => string): string {
  const [website, now] = [`${bind(shopper.websiteId)}::uuid`, `${bind(shopper.now)}::timestamptz`]
  const path =
    shopper.customerId === null
      ? `(select path from read_model.website_chains where website_id = ${website} and since <= ${now} order by since desc limit 1)`
      : `read_model.price_path(${website}, ${bind(shopper.customerId)}::uuid, ${now})`
  return `shopper as materialized (select ${path} as path)`
}

/** Joins the row of read_model.prices that holds for `productId`, if there is one, as `price`. Needs `shopperRow`. */
export function priceJoin(shopper: Shopper, productId: string, bind: (value: unknown) => string): string {
  const currency = bind(shopper.currency)
  // a stranger's chain is complete: it is the only one to ask
  return shopper.customerId === null
    ? `left join read_model.prices price on price.product_id = ${productId} and price.currency = ${currency}
        and price.chain_id = (select path[1] from shopper)`
    : `left join lateral (
        select c.* from read_model.prices c
        where c.product_id = ${productId} and c.currency = ${currency} and c.chain_id = any ((select path from shopper)::int[])
        order by array_position((select path from shopper), c.chain_id) limit 1) price on true`
}
