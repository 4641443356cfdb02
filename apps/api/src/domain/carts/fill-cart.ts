import type { CartAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { askedProduct, askedUnit, withMore } from './add-line.ts'
import { cartAnswer } from './answer.ts'
import { openCart, ownerOf } from './own-cart.ts'
import { readFacts } from './read-facts.ts'
import { saveLines } from './save-lines.ts'
import { valueFacts } from './value-cart.ts'

/** So much of a product, in a unit by its code. */
export interface CartItem {
  productId: string
  unitCode: string
  quantity: string
}

/**
 * Puts items into the caller's cart, all of them or none; each is judged as if it were put there by itself. Refuses what stands in the way of the first one that cannot
 * be bought, SESSION_REQUIRED, PAYMENT_PENDING. Three statements.
 */
export async function fillCart(ctx: Ctx, items: readonly CartItem[]): Promise<CartAnswer> {
  const owner = ownerOf(ctx)
  if (!owner) throw refuse('SESSION_REQUIRED')
  const cartId = await openCart(ctx, owner)
  const facts = await readFacts(ctx, cartId, { productIds: items.map(({ productId }) => productId) })
  if (!facts) throw new Error(`cart ${cartId} is gone although it is locked`)
  if (facts.paying) throw refuse('PAYMENT_PENDING')
  let changed = facts
  for (const { productId, unitCode, quantity } of items) {
    const product = askedProduct(facts, { productId })
    changed = withMore(changed, product, askedUnit(product, unitCode), new Decimal(quantity), ctx)
  }
  const cart = valueFacts(await saveLines(ctx, facts.lines, changed), ctx.clock.now())
  return cartAnswer(cart, ctx)
}
