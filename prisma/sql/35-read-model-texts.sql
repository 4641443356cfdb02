-- Products as lists show them and as search finds them, in every language.

/* Needs the details of the same products to be fresh: a card is a part of them. */
create or replace function read_model.project_texts(listed uuid[]) returns void
language sql volatile set enable_nestloop = off set jit = off as $$
  with l as materialized (select * from read_model.languages),
  said as materialized (
    select r.product_id, l.locale, l.stemming, d.detail::jsonb as detail,
      read_model.said(p.meta_keywords, l.speaks) as keywords
    from (select d.* from read_model.details d where d.product_id = any (listed)) d
    join l on l.locale = d.locale
    join (select r.product_id from read_model.products r where r.product_id = any (listed)) r on r.product_id = d.product_id
    join (select p.id, p.meta_keywords from products p where p.id = any (listed)) p on p.id = d.product_id
  ),
  found as (
    select s.product_id, s.locale, s.stemming, s.detail,
      (
        select string_agg(n.number, ' ') from (
          select unnest(array[s.detail ->> 'sku', s.detail ->> 'gtin', s.detail ->> 'mpn']) as number
          union all
          select unnest(array[v ->> 'sku', v ->> 'gtin', v ->> 'mpn']) from jsonb_array_elements(s.detail -> 'variants') v
        ) n
      ) as numbers,
      s.detail ->> 'name' as name,
      concat_ws(' ',
        s.detail #>> '{brand,name}',
        (select string_agg(b ->> 'name', ' ') from jsonb_array_elements(s.detail -> 'breadcrumbs') b),
        (
          select string_agg(distinct said.value, ' ')
          from (
            select a ->> 'code' as code, a ->> 'value' as value from jsonb_array_elements(s.detail -> 'attributes') a
            union all
            select a ->> 'code', a ->> 'value'
            from jsonb_array_elements(s.detail -> 'variants') v, jsonb_array_elements(v -> 'attributes') a
          ) said
          join attributes a on a.code = said.code and a.searchable
        )) as properties,
      concat_ws(' ', s.detail ->> 'shortDescription', left(s.detail ->> 'description', 2000), s.keywords) as prose
    from said s
  ),
  worded as materialized (
    select f.product_id, f.locale, f.stemming, f.detail, lower(coalesce(f.numbers, '')) as numbers,
      read_model.plain(f.numbers) as plain_numbers, read_model.plain(f.name) as name, read_model.plain(f.properties) as properties,
      read_model.plain(f.prose) as prose
    from found f
  ),
  fresh as (
    select f.product_id, f.locale,
      jsonb_strip_nulls(jsonb_build_object(
        'id', f.detail -> 'id', 'sku', f.detail -> 'sku', 'type', f.detail -> 'type', 'name', f.detail -> 'name',
        'slug', f.detail -> 'slug', 'url', f.detail -> 'url', 'shortDescription', f.detail -> 'shortDescription',
        'gtin', f.detail -> 'gtin', 'mpn', f.detail -> 'mpn', 'featured', f.detail -> 'featured', 'isNew', f.detail -> 'isNew',
        'minimumQuantity', f.detail -> 'minimumQuantity', 'maximumQuantity', f.detail -> 'maximumQuantity',
        'brand', nullif(f.detail -> 'brand', 'null') - 'description',
        'image', coalesce(f.detail #> '{images,0}', jsonb_path_query_first(f.detail, '$.variants[*].images[0]'))))::text as card,
      read_model.sort_name(f.name) as name_sort,
      -- people leave out the signs in an article's number
      setweight(to_tsvector('pg_catalog.simple', concat_ws(' ', f.plain_numbers, regexp_replace(f.numbers, '[^[:alnum:] ]+', '', 'g'))), 'A')
        || read_model.search_words(f.name, f.stemming, 'B')
        || read_model.search_words(f.properties, f.stemming, 'C')
        || read_model.search_words(f.prose, f.stemming, 'D') as search
    from worded f
  ),
  gone as (
    delete from read_model.texts t
    where t.product_id = any (listed)
      and not exists (select from fresh f where f.product_id = t.product_id and f.locale = t.locale)
  ),
  heard as materialized (
    select distinct f.locale, f.stemming, word collate "C" as word
    from worded f cross join unnest(string_to_array(concat_ws(' ', f.name, f.properties, f.prose), ' ')) word
  ),
  learnt as (
    insert into read_model.words (locale, word, stem)
    select h.locale, h.word, read_model.stem(h.word, h.stemming)
    from heard h left join read_model.words w on w.locale = h.locale and w.word = h.word
    where w.word is null and h.word ~ '^[^\d]{2,40}$'
    order by h.locale, h.word
    on conflict do nothing
  )
  insert into read_model.texts (product_id, locale, card, name_sort, search)
  select product_id, locale, card, name_sort, search from fresh
  on conflict (product_id, locale) do update set card = excluded.card, name_sort = excluded.name_sort, search = excluded.search
  where (read_model.texts.card, read_model.texts.name_sort, read_model.texts.search)
    is distinct from (excluded.card, excluded.name_sort, excluded.search);
$$;
