import type { ActionVerb } from '../../engine/index.ts'
import type { CartAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { askedQuantity } from '../../kernel/quantity.ts'
import { refuseProblem } from './add-line.ts'
import { cartAnswer } from './answer.ts'
import type { CartFacts, LineFact } from './facts.ts'
import { lockOwnCart, ownerOf } from './own-cart.ts'
import { valueFacts } from './value-cart.ts'
import { readFacts } from './read-facts.ts'
import { saveLines } from './save-lines.ts'

/** Sets the quantity of a line, 0 removes it. Someone else's line is refused like one that never was. */
export const changeLine: ActionVerb<'cart.changeLine'> = (input, ctx) =>
  changeLines(ctx, (facts) => {
    const line = facts.lines.find((one) => one.id === input.lineId)
    if (!line) throw refuse('NOT_FOUND', { what: 'cart line' }, 'lineId')
    const others = facts.lines.filter((one) => one.id !== line.id)
    if (new Decimal(input.quantity).isZero()) return others
    const unit = facts.products.get(line.productId)?.units.find((one) => one.unitId === line.unitId)
    const quantity = askedQuantity(
      input.quantity,
      { unit: unit?.code ?? line.unitId, precision: unit?.precision ?? 0 },
      'quantity',
    )
    const lines = facts.lines.map((one) => (one.id === line.id ? { ...one, quantity: quantity.toFixed(6) } : one))
    refuseProblem({ ...facts, lines }, line.id, ctx)
    return lines
  })

/** Takes a line out. One that is not there (any more) changes nothing, whoever it belongs to. */
export const removeLine: ActionVerb<'cart.removeLine'> = (input, ctx) =>
  changeLines(ctx, (facts) => facts.lines.filter((one) => one.id !== input.lineId))

/** Takes out every line. */
export const clearCart: ActionVerb<'cart.clear'> = (_input, ctx) => changeLines(ctx, () => [])

/** Locks the caller's cart, changes its lines, and answers it. Three statements. Refuses NOT_FOUND without a cart, PAYMENT_PENDING while it is paid. */
async function changeLines(ctx: Ctx, change: (facts: CartFacts) => LineFact[]): Promise<CartAnswer> {
  const owner = ownerOf(ctx)
  const cartId = owner && (await lockOwnCart(ctx, owner))
  const facts = cartId && (await readFacts(ctx, cartId))
  if (!facts) throw refuse('NOT_FOUND', { what: 'cart' })
  const lines = change(facts)
  if (facts.paying) throw refuse('PAYMENT_PENDING')
  const cart = valueFacts(await saveLines(ctx, facts.lines, { ...facts, lines }), ctx.clock.now())
  return cartAnswer(cart, ctx)
}
