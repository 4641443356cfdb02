import type { AreaReader } from '../../engine/index.ts'
import { findProduct } from './find-product.ts'

/**
 * Products that something links to, such as an order's line, as `product.find` answers them; those that are sold no more are left out. One
 * statement a product, by its key.
 */
export const productsById: AreaReader = async (ids, ctx, wanted) => {
  const found = await Promise.all(ids.map((id) => findProduct({ id }, ctx, wanted)))
  return new Map(found.flatMap((product, index) => (product ? [[ids[index]!, product]] : [])))
}
