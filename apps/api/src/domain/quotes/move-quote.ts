import { moveRow, type ActionVerb } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockQuote } from './lock-quote.ts'
import { priceQuote } from './price-quote.ts'

/** Shows a draft to its customer. Every line must offer something; the request that it answers is quoted by it. */
export const sendQuote: ActionVerb<'quote.send'> = async ({ id }, ctx) => {
  const now = ctx.clock.now()
  const quote = await lockQuote(ctx, id)
  const { rfqId, validUntil, state } = quote
  if (state === 'draft' && validUntil && validUntil <= now)
    throw refuse('QUOTE_INCOMPLETE', { problem: 'it would have run out already' })
  await moveRow(ctx, { entity: 'quote', id, action: 'send', to: 'sent', besides: { sentAt: now } })
  const { rows } = await sql<{ lines: number; empty: number; strange: number }>`
    select count(*)::int as lines, count(*) filter (where not exists (select from quote_offers o where o.line_id = l.id))::int as empty,
      count(*) filter (where exists (select from quote_offers o where o.line_id = l.id and o.currency <> q.currency))::int as strange
    from quote_lines l join quotes q on q.id = l.quote_id where l.quote_id = ${id}`.execute(ctx.db)
  const [found] = rows
  if (!found?.lines) throw refuse('QUOTE_INCOMPLETE', { problem: 'it has no lines' })
  if (found.empty > 0) throw refuse('QUOTE_INCOMPLETE', { problem: 'a line offers nothing' })
  if (found.strange > 0) throw refuse('QUOTE_INCOMPLETE', { problem: 'an offer is in another currency' })
  const offers = await ctx.db
    .selectFrom('quoteOffers')
    .innerJoin('quoteLines', 'quoteLines.id', 'quoteOffers.lineId')
    .select('quoteOffers.id')
    .where('quoteLines.quoteId', '=', id)
    .execute()
  // where there is something to choose, what it comes to is known once it is chosen
  if (offers.length === found.lines)
    await priceQuote(
      ctx,
      quote,
      offers.map((offer) => offer.id),
    )
  if (rfqId) {
    const rfq = await ctx.db.selectFrom('rfqs').select('state').where('id', '=', rfqId).executeTakeFirstOrThrow()
    if (rfq.state !== 'quoted') await moveRow(ctx, { entity: 'rfq', id: rfqId, action: 'quote', to: 'quoted' })
  }
  return { id }
}

export const declineQuote: ActionVerb<'quote.decline'> = async ({ id, reason }, ctx) => {
  await lockQuote(ctx, id)
  const besides = { decidedAt: ctx.clock.now(), declineReason: reason ?? null }
  await moveRow(ctx, { entity: 'quote', id, action: 'decline', to: 'declined', besides })
  return { id }
}

/** Ends an offer before its time, or after it. */
export const expireQuote: ActionVerb<'quote.expire'> = async ({ id }, ctx) => {
  await moveRow(ctx, {
    entity: 'quote',
    id,
    action: 'expire',
    to: 'expired',
    besides: { decidedAt: ctx.clock.now() },
  })
  return { id }
}
