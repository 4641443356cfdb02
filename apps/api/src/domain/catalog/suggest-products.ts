import type { QuestionVerb } from '../../engine/index.ts'
import type { CategoryAnswer } from '../../kernel/contract.ts'
import type { ReadCategoryTree } from './category-tree.ts'
import { cardAnswer, type ListedItem } from './product-answer.ts'
import { item } from './listing-query.ts'
import { binder, priceJoin, shopperOf, shopperRow } from './shopper.ts'

interface Row {
  catalog: number
  items: string | null
  names: string[] | null
}

/** How many of the best are weighed: a word of two letters would find half the shop. */
const weighed = 200
const termCount = 5

/** Small letters without accents: how words are compared. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What the shopper may mean while typing: products, categories, and complete searches. One statement, and one more after the categories have changed. */
export const createSuggest =
  (readTree: ReadCategoryTree): QuestionVerb<'product.suggest'> =>
  async ({ query, first }, ctx) => {
    const shopper = shopperOf(ctx)
    // few statements, each of which PostgreSQL keeps a plan for
    const room = first <= 6 ? 6 : 20
    const { values, bind } = binder()
    const [typed, locale] = [bind(query), bind(shopper.locale)]
    const text = `
    with ${shopperRow(shopper, bind)},
    asked as materialized (select query from read_model.search_query(${typed}::text, ${locale}::text)),
    best as materialized (
      select m.product_id, ts_rank('{0.1,0.25,0.6,1}', m.search, m.query) as rank
      from (
        select t.product_id, t.search, asked.query
        from asked join read_model.texts t on t.locale = ${locale} and t.search @@ asked.query limit ${weighed}
      ) m
      order by rank desc, m.product_id limit 40
    ),
    said as materialized (
      select b.product_id, b.rank, t.card from best b join read_model.texts t on t.product_id = b.product_id and t.locale = ${locale}
    ),
    shown as materialized (select * from said order by rank desc, product_id limit ${room})
    select s.catalog,
      (
        select '[' || string_agg(i.item, ',') || ']' from (
          select ${item} as item
          from shown t join read_model.products r on r.product_id = t.product_id ${priceJoin(shopper, 't.product_id', bind)}
          order by t.rank desc, t.product_id
        ) i
      ) as items,
      (select array_agg(b.card::json ->> 'name') from said b) as names
    from read_model.state s`
    const row = (
      await ctx.reader.rows<Row>(`catalog.suggest.${shopper.customerId === null ? 'all' : 'own'}.${room}`, text, values)
    )[0]!
    const { byId } = await readTree(ctx, row.catalog)
    return {
      products:
        row.items === null
          ? []
          : (JSON.parse(row.items) as ListedItem[]).slice(0, first).map((item) => cardAnswer(item, shopper.currency)),
      categories: categoriesLike([...byId.values()], query, first),
      terms: completions(query, row.names ?? []),
    }
  }

/** Categories in whose name every typed word begins a word, those with more products in front. */
function categoriesLike(categories: readonly CategoryAnswer[], query: string, first: number): CategoryAnswer[] {
  const typed = plain(query).split(' ').filter(Boolean)
  if (typed.length === 0) return []
  return categories
    .filter(({ name }) => {
      const words = plain(name ?? '').split(' ')
      return typed.every((start) => words.some((word) => word.startsWith(start)))
    })
    .sort((a, b) => (b.productCount ?? 0) - (a.productCount ?? 0))
    .slice(0, first)
}

/** The typed words with the last one completed, in the ways in which the names of what was found go on; the most frequent in front. */
function completions(query: string, names: readonly string[]): string[] {
  const typed = plain(query).split(' ').filter(Boolean)
  const last = typed.pop()
  if (!last) return []
  const seen = new Map<string, number>()
  for (const name of names) {
    const words = plain(name).split(' ')
    const at = words.findIndex((word) => word.startsWith(last))
    if (at < 0) continue
    const word = words[at]!
    const next = words[at + 1]
    const phrases = next && /^\p{L}{3,}$/u.test(next) ? [word, `${word} ${next}`] : [word]
    for (const phrase of phrases) {
      const term = [...typed, phrase].join(' ')
      seen.set(term, (seen.get(term) ?? 0) + 1)
    }
  }
  return [...seen]
    .sort(([a, x], [b, y]) => y - x || a.length - b.length || a.localeCompare(b))
    .map(([term]) => term)
    .filter((term) => term !== plain(query))
    .slice(0, termCount)
}
