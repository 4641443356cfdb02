import type { Facet, FacetValue, PriceRange } from '../../kernel/contract.ts'
import { askedRow, listingTables, narrowing, type ListingInput, type Statement } from './listing-query.ts'
import { amountOf } from './product-answer.ts'
import { binder, shopperRow, type Shopper } from './shopper.ts'

/** What a listing says of all its pages together. */
export interface Counts {
  total: number
  availableCount: number
  priceRange: PriceRange | null
  facets: Facet[]
}

/** Which of it somebody wants. */
export interface CountsWanted {
  facets: boolean
  priceRange: boolean
  availableCount: boolean
}

/** A value of a facet as the statement answers it: counts under all filters, and under all but those of its own facet. */
interface Counted {
  facet: string
  facetLabel: string | null
  value: string
  label: string | null
  swatch: string | null
  count: number
}

interface Row {
  total: number
  available: number
  lowest: string | null
  highest: string | null
  facets: Counted[] | null
}

const chosenTags = ({ filters }: ListingInput) =>
  (filters ?? []).flatMap(({ code, values }) => (code === 'category' ? [] : values.map((value) => `${code}:${value}`)))

/** Everything a listing counts, in one statement over what its category and search leave. */
export function countsStatement(input: ListingInput, shopper: Shopper, wanted: CountsWanted): Statement {
  const { values, bind } = binder()
  const asked = askedRow(input, shopper, bind)
  const rows = shopperRow(shopper, bind)
  const { facets, price, available } = narrowing(input, bind)
  const needsPrice = wanted.priceRange || price !== null
  const { from, where } = listingTables(
    input,
    shopper,
    bind,
    new Set(needsPrice ? (['r', 'price'] as const) : (['r'] as const)),
  )
  const passes = facets.map((_, at) => `f${at}`)
  const all = (...but: string[]) => ['priced', 'fitting', ...passes].filter((pass) => !but.includes(pass)).join(' and ')
  // a value is counted by all filters but those of its own facet
  const ownFacet = [...new Set(facets.map(({ code }) => code))].map((code) => ({
    code: code === 'category' ? 'in' : code,
    passes: facets.flatMap((facet, at) => (facet.code === code ? [`f${at}`] : [])),
  }))
  // only when wanted: PostgreSQL refuses values that no place of the statement names
  const counted = (): string => {
    const cases = ownFacet.map(({ code, passes: own }) => `when ${bind(code)}::text then ${all(...own)}`).join(' ')
    const passing = cases ? `case split_part(tag, ':', 1) ${cases} else ${all()} end` : all()
    return `
    tagged as materialized (
      select tag, split_part(tag, ':', 1) as facet, substr(tag, strpos(tag, ':') + 1) as value, count(*)::int as count
      from base cross join unnest(tags) tag
      where ${passing}
      group by tag
      union all
      -- a chosen value can always be taken back, also where nothing has it
      select tag, split_part(tag, ':', 1), substr(tag, strpos(tag, ':') + 1), 0
      from unnest(${bind(chosenTags(input))}::text[]) tag
      where not exists (
        select from base where tag = any (base.tags) and ${passing})
    ),
    speaking as (select speaks, l from read_model.languages l where locale = ${bind(shopper.locale)}),
    facets as (
      select g.facet, read_model.said(a.label, s.speaks) as "facetLabel", g.value, g.count, o.swatch,
        case a.type
          when 'number' then concat_ws(' ', read_model.number_said(g.value, s.l), a.unit)
          when 'boolean' then (s.l).yes_no[case g.value when 'true' then 1 else 2 end]
          when 'text' then g.value
          else read_model.said(o.label, s.speaks) end as label,
        a.position as place, o.position as value_place, case a.type when 'number' then g.value::numeric end as number
      from tagged g cross join speaking s
      join attributes a on a.code = g.facet and a.filterable
      left join attribute_options o on o.attribute_id = a.id and o.code = g.value and a.type in ('option', 'options')
      union all
      select g.facet, null, g.value, g.count, null, b.name, -1, null, null from tagged g join brands b on g.facet = 'brand' and b.code = g.value
      union all
      select 'category', null, c.code, g.count, null, read_model.said(c.name, s.speaks), -2, c.position, null
      from tagged g cross join speaking s
      join categories c on g.facet = 'in' and c.slug = g.value
        and c.parent_id is not distinct from (select k.id from categories k where k.slug = ${bind(input.category ?? null)}::text)
    )`
  }
  const text = `
    with ${rows}, ${asked},
    base as materialized (
      select r.tags, r.orderable, ${needsPrice ? 'price.lowest' : 'null::numeric'} as lowest,
        coalesce(${price ?? 'true'}, false) as priced, ${available ?? 'true'} as fitting${facets.map(({ condition }, at) => `, ${condition} as f${at}`).join('')}
      from ${from}
      where ${where.length > 0 ? where.join(' and ') : 'true'}
    )${wanted.facets ? `, ${counted()}` : ''}
    select
      (select count(*)::int from base where ${all()}) as total,
      (select count(*)::int from base where ${all('fitting')} and orderable) as available,
      (select min(lowest)::text from base where ${all('priced')} and lowest < 'Infinity') as lowest,
      (select max(lowest)::text from base where ${all('priced')} and lowest < 'Infinity') as highest,
      ${wanted.facets ? `(select json_agg(f order by place, facet, value_place, number, label, value) from facets f)` : 'null'} as facets`
  return { name: '', text, values }
}

const titles: Record<string, { brand: string; category: string }> = {
  en: { brand: 'Brand', category: 'Category' },
  de: { brand: 'Marke', category: 'Kategorie' },
}

/** The row of the statement as people read it. */
export function countsAnswer(row: Row, input: ListingInput, shopper: Shopper): Counts {
  const facets = new Map<string, Facet>()
  const chosen = new Map((input.filters ?? []).map(({ code, values }) => [code, new Set(values)]))
  const title = titles[shopper.locale] ?? titles.en!
  for (const { facet, facetLabel, value, label, swatch, count } of row.facets ?? []) {
    const shown = facets.get(facet) ?? {
      code: facet,
      label: facetLabel ?? (facet === 'brand' ? title.brand : facet === 'category' ? title.category : facet),
      values: [] as FacetValue[],
    }
    shown.values.push({
      code: value,
      label: label ?? value,
      count,
      selected: chosen.get(facet)?.has(value) ?? false,
      swatch,
    })
    facets.set(facet, shown)
  }
  const { lowest, highest } = row
  return {
    total: row.total,
    availableCount: row.available,
    priceRange:
      lowest === null || highest === null
        ? null
        : { lowest: amountOf(lowest, shopper.currency), highest: amountOf(highest, shopper.currency) },
    facets: [...facets.values()],
  }
}

export type CountsRow = Row
