import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** A quote under lock. Who comes from the shop finds their own company's only, and no drafts. Refuses with NOT_FOUND. */
export async function ownQuote(ctx: Ctx, id: string) {
  const quote = await ctx.db.selectFrom('quotes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const { actor } = ctx
  const mine =
    quote &&
    (actor.kind === 'system' ||
      actor.kind === 'backOffice' ||
      (actor.kind === 'customerUser' &&
        quote.state !== 'draft' &&
        (quote.customerUserId === actor.customerUserId || quote.customerId === actor.customerId)))
  if (!mine) throw refuse('NOT_FOUND', { what: 'quote' }, 'id')
  return quote
}
