import type { ManyGuard } from '../../engine/index.ts'
import { quantitiesFit } from '../catalog/index.ts'

/** What the guard of a level says, of many at once: what is counted can be counted in the product’s primary unit. */
export const guardLevels: ManyGuard = async (changes, ctx) => {
  const counted = changes.flatMap(({ id, given: { onHand, productId } }, at) =>
    typeof onHand === 'string' ? [{ at, id, quantity: onHand, productId: productId as string | undefined }] : [],
  )
  const ids = counted.flatMap(({ id, productId }) => (productId ? [] : [id]))
  const rows =
    ids.length === 0
      ? []
      : await ctx.db.selectFrom('inventoryLevels').select(['id', 'productId']).where('id', 'in', ids).execute()
  const products = new Map(rows.map(({ id, productId }) => [id, productId]))
  const measured = counted.map(({ id, quantity, productId }) => ({
    productId: productId ?? products.get(id)!,
    unitId: null,
    quantity,
  }))
  const refused = await quantitiesFit(ctx, measured, 'onHand')
  return new Map([...refused].map(([index, refusal]) => [counted[index]!.at, [refusal]]))
}
