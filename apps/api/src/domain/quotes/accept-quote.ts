import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockQuote } from './lock-quote.ts'
import { priceQuote } from './price-quote.ts'

/** Accepts a quote that is still good, with one offer of each line; where a line has only one, it need not be named. */
export const acceptQuote: ActionVerb<'quote.accept'> = async ({ id, offerIds }, ctx) => {
  const quote = await lockQuote(ctx, id)
  const now = ctx.clock.now()
  if (quote.state === 'sent' && quote.validUntil && quote.validUntil <= now) throw refuse('QUOTE_EXPIRED')
  await moveRow(ctx, { entity: 'quote', id, action: 'accept', to: 'accepted', besides: { decidedAt: now } })
  const chosen = await choose(ctx, id, offerIds ?? [])
  await ctx.db.updateTable('quoteOffers').set({ chosen: true, updatedAt: now }).where('id', 'in', chosen).execute()
  await priceQuote(ctx, quote, chosen)
  return { id }
}

async function choose(ctx: Ctx, quoteId: string, named: readonly string[]): Promise<string[]> {
  const offers = await ctx.db
    .selectFrom('quoteOffers')
    .innerJoin('quoteLines', 'quoteLines.id', 'quoteOffers.lineId')
    .select(['quoteOffers.id', 'quoteLines.position'])
    .where('quoteLines.quoteId', '=', quoteId)
    .orderBy('quoteLines.position')
    .execute()
  const stranger = named.findIndex((id) => !offers.some((offer) => offer.id === id))
  if (stranger >= 0)
    throw refuse(
      'REFERENCE_NOT_FOUND',
      { field: 'offerIds', entity: 'quoteOffer', value: named[stranger]! },
      'offerIds',
    )
  return [...new Set(offers.map(({ position }) => position))].map((position) => {
    const own = offers.filter((offer) => offer.position === position)
    const picked = own.length === 1 ? own : own.filter(({ id }) => named.includes(id))
    if (picked.length !== 1)
      throw refuse(
        'FIELD_INVALID',
        { field: 'offerIds', problem: `must name one of the ${own.length} offers of line ${position}` },
        'offerIds',
      )
    return picked[0]!.id
  })
}
