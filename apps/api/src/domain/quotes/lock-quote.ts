import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** A quote under lock. Refuses with NOT_FOUND. */
export async function lockQuote(ctx: Ctx, id: string) {
  const quote = await ctx.db.selectFrom('quotes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!quote) throw refuse('NOT_FOUND', { what: 'quote' }, 'id')
  return quote
}
