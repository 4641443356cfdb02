-- How the read model speaks: languages, names for sorting, words for searching.

/* The stemming that PostgreSQL has for a language. */
create or replace function read_model.stemming_of(locale text) returns regconfig
language sql immutable parallel safe as $$
  select case split_part(locale, '-', 1)
    when 'en' then 'pg_catalog.english'::regconfig when 'de' then 'pg_catalog.german'::regconfig when 'fr' then 'pg_catalog.french'::regconfig
    when 'es' then 'pg_catalog.spanish'::regconfig when 'it' then 'pg_catalog.italian'::regconfig when 'nl' then 'pg_catalog.dutch'::regconfig
    else 'pg_catalog.simple'::regconfig end
$$;

/* The languages of the active websites, each with those that stand in where a text is missing, and the stemming that PostgreSQL has for it. */
create or replace view read_model.languages as
select
  l.code as locale,
  array_remove(array[l.code, f.code, split_part(l.code, '-', 1), d.default_locale], null) as speaks,
  read_model.stemming_of(l.code) as stemming,
  split_part(l.code, '-', 1) in ('de', 'fr', 'es', 'it', 'nl') as decimal_comma,
  case split_part(l.code, '-', 1) when 'de' then array['Ja', 'Nein'] else array['Yes', 'No'] end as yes_no
from (
  select distinct coalesce(z.code, o.code) as code, z.fallback_id
  from (select distinct unnest(w.locales) as code from websites w where w.active) o
  left join localizations z on z.code = o.code
) l
left join localizations f on f.id = l.fallback_id
left join (select default_locale from websites where active order by is_default desc, code limit 1) d on true;

/* A localized text in the first of the languages that has it, else in any. (These are one expression each, so that PostgreSQL puts it in place
   of the call: a call costs more than the work.) */
create or replace function read_model.said(value jsonb, speaks text[]) returns text
language sql immutable parallel safe as $$
  select coalesce(value ->> speaks[1], value ->> speaks[2], value ->> speaks[3], value ->> speaks[4], jsonb_path_query_first(value, '$.*') #>> '{}')
$$;

/* A number as people of the language write it. */
create or replace function read_model.number_said(value text, l read_model.languages) returns text
language sql immutable parallel safe as $$
  select case when (l).decimal_comma then replace(value, '.', ',') else value end
$$;

/* Small letters without accents, and spaces between the words: what search and sorting compare. */
create or replace function read_model.plain(said text) returns text
language sql stable parallel safe as $$
  select trim(regexp_replace(lower(public.unaccent('public.unaccent', said)), '[^[:alnum:]]+', ' ', 'g'))
$$;

/* By this people expect names in order: M4 before M10. Every number is filled up to 12 digits. */
create or replace function read_model.sort_name(plain text) returns text
language sql immutable parallel safe as $$
  select regexp_replace(regexp_replace(plain, '(\d+)', '000000000000\1', 'g'), '\d*(\d{12})(?!\d)', '\1', 'g')
$$;

/* The words of a plain text, as they stand and as their stem, at one weight. */
create or replace function read_model.search_words(plain text, stemming regconfig, weight "char") returns tsvector
language sql immutable parallel safe as $$
  select setweight(to_tsvector('pg_catalog.simple', plain) || to_tsvector(stemming, plain), weight)
$$;

/* The stem of a plain word; the word itself where the language drops it. */
create or replace function read_model.stem(word text, stemming regconfig) returns text
language sql immutable parallel safe as $$
  select coalesce((tsvector_to_array(to_tsvector(stemming, word)))[1], word)
$$;
