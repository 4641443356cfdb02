import type { Ctx } from '../../kernel/context.ts'
import type { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { askedQuantity } from '../../kernel/quantity.ts'
import { askedProduct, askedUnit } from './add-line.ts'
import type { CartFacts, ProductFact, UnitFact } from './facts.ts'
import { readBasketFacts } from './read-facts.ts'

/** Goods as somebody names them. */
interface GoodsAsked {
  productId?: string | null
  /** Instead of the id. */
  sku?: string | null
  /** Code; the primary one if left out. */
  unit?: string | null
  /** A decimal text, in that unit. */
  quantity: string
}

interface Goods {
  product: ProductFact
  unit: UnitFact
  quantity: Decimal
}

/** What is known of products that somebody of a company names at the shop, by their ids and SKUs. One statement. */
export const goodsFacts = (
  ctx: Ctx,
  customerId: string,
  asked: readonly Pick<GoodsAsked, 'productId' | 'sku'>[],
): Promise<CartFacts> =>
  readBasketFacts(ctx, {
    websiteId: ctx.website.id,
    customerId,
    currency: ctx.currency,
    place: { countryCode: ctx.website.defaultCountry },
    productIds: asked.flatMap(({ productId }) => productId ?? []),
    skus: asked.flatMap(({ productId, sku }) => (productId ? [] : (sku ?? []))),
  })

/**
 * The goods that somebody of a company names, whatever there is of them. `at`: where one is named, before the names of its members. Refuses with FIELD_REQUIRED,
 * NOT_FOUND, PRODUCT_UNAVAILABLE, PRODUCT_NEEDS_VARIANT, UNIT_NOT_SOLD, QUANTITY_INVALID, QUANTITY_PRECISION and QUANTITY_TOO_LARGE.
 */
export async function askedGoods(
  ctx: Ctx,
  customerId: string,
  asked: readonly GoodsAsked[],
  at: (index: number) => string = () => '',
): Promise<Goods[]> {
  for (const [index, { productId, sku }] of asked.entries())
    if (!productId && !sku) throw refuse('FIELD_REQUIRED', { field: 'productId or sku' }, `${at(index)}productId`)
  const facts = await goodsFacts(ctx, customerId, asked)
  return asked.map((one, index) => {
    const product = askedProduct(facts, one, at(index))
    const unit = askedUnit(product, one.unit ?? null, `${at(index)}unit`)
    const rule = { unit: unit.code, precision: unit.precision }
    return { product, unit, quantity: askedQuantity(one.quantity, rule, `${at(index)}quantity`) }
  })
}
