import type { ActionVerb } from '../../engine/index.ts'
import { calendarDay } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { askedQuantity } from '../../kernel/quantity.ts'
import { cartAnswer } from './answer.ts'
import type { CartFacts, ProductFact, UnitFact } from './facts.ts'
import { asRefusal, mostLines, problemOf } from './judge-lines.ts'
import { openCart, ownerOf } from './own-cart.ts'
import { valueFacts } from './value-cart.ts'
import { priceLines } from './price-lines.ts'
import { readFacts } from './read-facts.ts'
import { saveLines } from './save-lines.ts'

/** Puts a product into the caller's cart. Three statements in the transaction, and one more for a stranger, who becomes a visitor. */
export const addLine: ActionVerb<'cart.addLine'> = async (input, ctx) => {
  if (!input.productId && !input.sku) throw refuse('FIELD_REQUIRED', { field: 'productId or sku' }, 'productId')
  const owner = ownerOf(ctx) ?? { customerUserId: null, visitorId: await ctx.sessions.becomeVisitor(ctx) }
  const cartId = await openCart(ctx, owner)
  const facts = await readFacts(ctx, cartId, {
    productIds: input.productId ? [input.productId] : [],
    sku: input.productId ? null : (input.sku ?? null),
  })
  if (!facts) throw new Error(`cart ${cartId} is gone although it is locked`)
  if (facts.paying) throw refuse('PAYMENT_PENDING')
  const product = askedProduct(facts, input)
  const unit = askedUnit(product, input.unit ?? null)
  const quantity = askedQuantity(input.quantity, { unit: unit.code, precision: unit.precision }, 'quantity')
  const changed = withMore(facts, product, unit, quantity, ctx)
  const cart = valueFacts(await saveLines(ctx, facts.lines, changed), ctx.clock.now())
  return cartAnswer(cart, ctx)
}

/** `at`: where it is asked for, before the names of its members. */
export function askedProduct(
  facts: CartFacts,
  asked: { productId?: string | null; sku?: string | null },
  at = '',
): ProductFact {
  const product = asked.productId
    ? facts.products.get(asked.productId)
    : [...facts.products.values()].find((one) => one.sku === asked.sku)
  // what is not shown anywhere is not here either
  if (!product?.enabled) throw refuse('NOT_FOUND', { what: 'product' }, at + (asked.productId ? 'productId' : 'sku'))
  if (product.type === 'kit') throw refuse('PRODUCT_UNAVAILABLE', { sku: product.sku })
  if (product.type === 'configurable') throw refuse('PRODUCT_NEEDS_VARIANT', { sku: product.sku })
  return product
}

/** The unit of that code; without a code the primary one, or the smallest that is sold where the primary one is not. */
export function askedUnit(product: ProductFact, code: string | null, path = 'unit'): UnitFact {
  const sold = product.units.filter((unit) => unit.sell)
  const unit =
    code === null
      ? (sold.find((one) => one.unitId === product.primaryUnitId) ?? sold[0])
      : sold.find((one) => one.code === code)
  if (!unit) throw refuse('UNIT_NOT_SOLD', { sku: product.sku, unit: code ?? '' }, path)
  return unit
}

/** The facts with so much more of a product. Refuses what keeps the line from being bought then, and CART_FULL. */
export function withMore(
  facts: CartFacts,
  product: ProductFact,
  unit: UnitFact,
  quantity: Decimal,
  ctx: Ctx,
): CartFacts {
  const known = facts.lines.find((line) => line.productId === product.id && line.unitId === unit.unitId)
  if (!known && facts.lines.length >= mostLines) throw refuse('CART_FULL', { max: mostLines })
  const line = {
    id: known?.id ?? ctx.ids.next(),
    productId: product.id,
    unitId: unit.unitId,
    quantity: quantity.plus(known?.quantity ?? 0).toFixed(6),
    position: known?.position ?? Math.max(0, ...facts.lines.map((one) => one.position)) + 1,
    seenPrice: known?.seenPrice ?? null,
    seenCurrency: known?.seenCurrency ?? null,
  }
  const changed = {
    ...facts,
    lines: known ? facts.lines.map((one) => (one.id === known.id ? line : one)) : [...facts.lines, line],
  }
  refuseProblem(changed, line.id, ctx)
  return changed
}

/** Refuses what keeps a changed line from being bought. */
export function refuseProblem(facts: CartFacts, lineId: string, ctx: Ctx): void {
  const lines = priceLines(facts)
  const line = lines.find((one) => one.id === lineId)
  const sisters = lines.filter((one) => one.productId === line?.productId)
  const problem = line && problemOf(line, sisters, calendarDay(ctx.clock.now()))
  if (problem) throw asRefusal(problem, problem.code.startsWith('QUANTITY') ? 'quantity' : undefined)
}
