import type { Guard } from '../../engine/index.ts'
import { quantityFits } from '../catalog/index.ts'

/** What is counted can be counted in the product’s primary unit. */
export const levelFits: Guard = async ({ deed, id, given }, ctx) => {
  if (typeof given['onHand'] !== 'string') return
  const productId =
    deed === 'create'
      ? (given['productId'] as string)
      : (await ctx.db.selectFrom('inventoryLevels').select('productId').where('id', '=', id).executeTakeFirstOrThrow())
          .productId
  await quantityFits(ctx, { productId, unitId: null }, given['onHand'], 'onHand')
}
