import type { Ctx, Locale } from '../../kernel/context.ts'
import { money } from '../../kernel/money.ts'
import { priceBasket, type BasketLine } from '../carts/index.ts'
import type { lockQuote } from './lock-quote.ts'

/** What stands in a quote. */
type Quote = Awaited<ReturnType<typeof lockQuote>>

/**
 * Keeps what a quote comes to with these offers, one of each line: priced and taxed by the function that prices carts, at the agreed prices, for where it goes, else for the website's country. Nothing is kept where a
 * line names no product of the shop, or one that has no such unit any more. The caller holds the quote's lock.
 */
export async function priceQuote(ctx: Ctx, quote: Quote, offerIds: readonly string[]): Promise<void> {
  const offers = await ctx.db
    .selectFrom('quoteOffers')
    .innerJoin('quoteLines', 'quoteLines.id', 'quoteOffers.lineId')
    .innerJoin('units', 'units.id', 'quoteOffers.unitId')
    .select([
      'quoteOffers.id',
      'quoteLines.productId',
      'units.code as unit',
      'quoteOffers.quantity',
      'quoteOffers.unitPrice',
    ])
    .where('quoteOffers.id', 'in', [...offerIds])
    .orderBy('quoteLines.position')
    .execute()
  const lines = offers.flatMap(({ productId, ...offer }): BasketLine[] => (productId ? [{ ...offer, productId }] : []))
  if (lines.length < offers.length || lines.length === 0) return
  const { websiteId, customerId, currency } = quote
  const site = await ctx.db
    .selectFrom('websites')
    .select('defaultCountry')
    .where('id', '=', websiteId)
    .executeTakeFirstOrThrow()
  const place = quote.shippingAddress ?? { countryCode: site.defaultCountry }
  const delivery = quote.shippingTotal === null ? null : money(quote.shippingTotal, currency).rounded()
  const { totals } = await priceBasket(
    { ...ctx, locale: quote.locale as Locale },
    { websiteId, customerId, currency, place, lines, promoted: false },
    () => Promise.resolve(delivery),
  )
  await ctx.db
    .updateTable('quotes')
    .set({ totals: JSON.stringify(totals), updatedAt: ctx.clock.now() })
    .where('id', '=', quote.id)
    .execute()
}
