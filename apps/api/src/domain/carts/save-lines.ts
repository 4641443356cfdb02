import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import type { CartFacts, LineFact } from './facts.ts'
import { priceLines } from './price-lines.ts'

/**
 * Makes the stored lines of a cart those of `facts`, and notes the prices that the shopper sees by this change. Only what differs is written, in one
 * statement. The cart must be locked. Answers the facts for the answer of the change: lines that it left alone still carry the price that was seen before, so
 * that a price which changed meanwhile is told once more and then taken as seen.
 */
export async function saveLines(ctx: Ctx, stored: readonly LineFact[], facts: CartFacts): Promise<CartFacts> {
  const seen = priceLines(facts).map((line): LineFact => ({
    id: line.id,
    productId: line.productId,
    unitId: line.unitId,
    quantity: line.quantity,
    position: line.position,
    seenPrice: line.unitPrice?.amount.toFixed(4) ?? null,
    seenCurrency: line.unitPrice ? facts.currency : null,
  }))
  const before = new Map(stored.map((line) => [line.id, line]))
  const changed = seen.filter((line) => differs(line, before.get(line.id)))
  const kept = new Set(seen.map((line) => line.id))
  const gone = stored.filter((line) => !kept.has(line.id)).map((line) => line.id)
  if (changed.length > 0 || gone.length > 0) await write(ctx, facts.id, changed, gone)
  const told = seen.map((line) => {
    const known = before.get(line.id)
    return known?.quantity === line.quantity ? known : line
  })
  return { ...facts, lines: told }
}

async function write(ctx: Ctx, cartId: string, changed: readonly LineFact[], gone: readonly string[]): Promise<void> {
  const now = ctx.clock.now()
  await sql`
    with removed as (delete from cart_lines where cart_id = ${cartId}::uuid and id = any (${gone}::uuid[]))
    insert into cart_lines (id, cart_id, product_id, unit_id, quantity, position, seen_price, seen_currency, created_at, updated_at)
    select l.id, ${cartId}::uuid, l."productId", l."unitId", l.quantity, l.position, l."seenPrice", l."seenCurrency", ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as l (
      id uuid, "productId" uuid, "unitId" uuid, quantity numeric, position int, "seenPrice" numeric, "seenCurrency" text)
    on conflict (id) do update set quantity = excluded.quantity, position = excluded.position,
      seen_price = excluded.seen_price, seen_currency = excluded.seen_currency, updated_at = excluded.updated_at`.execute(
    ctx.db,
  )
}

function differs(line: LineFact, before: LineFact | undefined): boolean {
  if (!before) return true
  return (
    line.position !== before.position ||
    line.quantity !== before.quantity ||
    line.seenPrice !== before.seenPrice ||
    line.seenCurrency !== before.seenCurrency
  )
}
