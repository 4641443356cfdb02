import type { ActionVerb } from '../../engine/index.ts'
import { refuse } from '../../kernel/errors.ts'
import { fillCart } from '../carts/index.ts'

/** Puts what was ordered once into the caller's cart again, at the prices of now. The engine has seen that the order is within the caller's reach. */
export const orderAgain: ActionVerb<'order.orderAgain'> = async ({ id, positions }, ctx) => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['position', 'sku', 'productId', 'unitCode', 'quantity'])
    .where('orderId', '=', id)
    .orderBy('position')
    .execute()
  const stray = positions?.find((one) => !lines.some(({ position }) => position === one))
  if (stray !== undefined)
    throw refuse(
      'FIELD_INVALID',
      { field: 'positions', problem: `${stray} is none of the ${lines.length} lines of the order` },
      'positions',
    )
  const wanted = positions ? lines.filter(({ position }) => positions.includes(position)) : lines
  return fillCart(
    ctx,
    wanted.map(({ productId, sku, unitCode, quantity }) => {
      if (!productId) throw refuse('PRODUCT_UNAVAILABLE', { sku })
      return { productId, unitCode, quantity }
    }),
  )
}
