import type { Wanted } from '../../engine/index.ts'
import type { CartAnswer, ProductAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { findProduct } from '../catalog/index.ts'

/** What is left of a product that is no longer shown anywhere, and is still in somebody's cart. */
const withdrawn = {
  featured: false,
  isNew: false,
  priceFrom: false,
  unitPrices: [],
  images: [],
  variantOptions: [],
  variants: [],
  breadcrumbs: [],
} satisfies Partial<ProductAnswer>

/**
 * Asks the catalogue for what the caller wants to know of the products in a cart beyond what a cart itself shows: their tiers, variants, breadcrumbs. Costs
 * one statement a product, and nothing where a cart's own answer is enough. Completed in place.
 */
export async function completeProducts(cart: CartAnswer, wanted: Wanted, ctx: Ctx): Promise<CartAnswer> {
  const fields = Object.keys(wanted['lines']?.['product'] ?? {}).filter((field) => field !== '__typename')
  for (const { product } of cart.lines ?? []) {
    const missing = product ? fields.filter((field) => !(field in product)) : []
    if (!product || missing.length === 0) continue
    const known: Partial<ProductAnswer> =
      (await findProduct({ id: product.id }, ctx, wanted['lines']?.['product'] ?? {})) ?? withdrawn
    Object.assign(product, Object.fromEntries(missing.map((field) => [field, known[field as keyof ProductAnswer]])))
  }
  return cart
}
