import type { Ctx } from '../../kernel/context.ts'
import { appendEvents } from '../../kernel/outbox.ts'

/** Tells that what can be had of products is another amount now, one piece of news a product. In the transaction that changes it; one statement. */
export function tellStockChanged(ctx: Ctx, productIds: readonly string[]): Promise<void> {
  return appendEvents(
    ctx,
    [...new Set(productIds)].map((productId) => ({
      topic: 'inventory.changed',
      entity: 'product',
      entityId: productId,
      payload: { productIds: [productId] },
    })),
  )
}
