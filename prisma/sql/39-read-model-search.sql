-- What people type, made into something to search for.

/* The word that was meant by a wrong one, with at most so many errors: a letter too many, too few or another one, or two that changed places. While it is still
   being typed, as far as it goes. Of words as near, one that ends and begins alike; null where none is. */
create or replace function read_model.spell(typed text, last boolean, language text, most int) returns text
language sql stable as $$
  with forms as (
    select coalesce(array_agg(overlay(typed placing substr(typed, i + 1, 1) || substr(typed, i, 1) from i for 2)), '{}') as turned
    from generate_series(1, length(typed) - 1) i
  ),
  near as (
    select w.word, least(
        case when w.word = any (f.turned) then 1 end,
        levenshtein_less_equal(w.word, typed, most),
        case when last and length(w.word) > length(typed) then 0.5 + least(
          levenshtein_less_equal(left(w.word, length(typed)), typed, most),
          levenshtein_less_equal(left(w.word, length(typed) + 1), typed, most)) end) as errors
    from read_model.words w, forms f
    where w.locale = language
      and length(w.word) >= greatest(length(typed) - most, 3) and (last or length(w.word) <= length(typed) + most)
  )
  select n.word from near n
  where n.errors <= most + 0.5
  order by n.errors, right(n.word, 1) <> right(typed, 1), left(n.word, 1) <> left(typed, 1), similarity(n.word, typed) desc, n.word
  limit 1
$$;

/* A word that nobody wrote so, put together of two that somebody did: 'akkuschrauber', where there are an 'akku' and a 'bohrschrauber'. */
create or replace function read_model.compound(typed text, language text) returns tsquery
language sql stable as $$
  with halves as (
    select w.word as head, ltrim(substr(typed, length(w.word) + 1), '-') as rest
    from read_model.words w
    where w.locale = language and length(w.word) between 4 and length(typed) - 4 and starts_with(typed, w.word)
  ),
  tails as (
    select h.head, w.word
    from halves h join read_model.words w
      on w.locale = language and w.word like any (array['%' || h.rest || '%', '%' || nullif(regexp_replace(h.rest, '^s', ''), '') || '%'])
  )
  select ('(' || quote_literal(t.head) || ':*) & (' || string_agg(quote_literal(t.word), ' | ' order by length(t.word), t.word) || ')')::tsquery
  from tails t
  group by t.head
  order by length(t.head) desc
  limit 1
$$;

/* The words that one typed word stands for, as a tsquery; and how it is spelled, if it was wrong. A word that is there finds itself and
   its kin; the beginning of words finds these; a part of compounds ('maschine') finds the compounds; else the word that it is nearest to. */
create or replace function read_model.understand(typed text, last boolean, language text, stemming regconfig, out query tsquery, out spelled text)
language plpgsql stable as $$
declare
  root text := read_model.stem(typed, stemming);
  compounds text[];
begin
  spelled := typed;
  query := quote_literal(typed)::tsquery || quote_literal(root)::tsquery;
  -- measures are written with a space and without: 18v, 18 V
  if typed ~ '^\d+[^\d]{1,3}$' then
    query := query || (quote_literal(substring(typed from '^\d+')) || ' & ' || quote_literal(substring(typed from '[^\d]+$')))::tsquery;
  end if;
  if last or typed ~ '\d' and length(typed) >= 3 then
    query := query || (quote_literal(typed) || ':*')::tsquery;
  end if;
  if typed ~ '\d' or length(typed) < 3 then
    return;
  end if;
  if exists (select from read_model.words w where w.locale = language and (w.word = typed collate "C" or w.stem = root collate "C")) then
    return;
  end if;
  if exists (select from read_model.words w where w.locale = language and w.word like typed || '%')
    or exists (select from read_model.texts t where t.search @@ (quote_literal(typed) || ':*')::tsquery) then
    query := query || (quote_literal(typed) || ':*')::tsquery;
    return;
  end if;
  if length(typed) >= 4 then
    select array_agg(c.word) into compounds
    from (
      select w.word from read_model.words w where w.locale = language and w.word like '%' || typed || '%' order by length(w.word), w.word limit 20
    ) c;
    if compounds is not null then
      query := (select string_agg(quote_literal(c), ' | ') from unnest(compounds) c)::tsquery;
      return;
    end if;
  end if;
  spelled := read_model.spell(typed, last, language, 1);
  if spelled is null then
    query := read_model.compound(typed, language);
    if query is not null then
      spelled := typed;
      return;
    end if;
    spelled := read_model.spell(typed, last, language, least(length(typed) / 3, 3));
  end if;
  if spelled is null then
    spelled := typed;
    return;
  end if;
  query := quote_literal(spelled)::tsquery || quote_literal(read_model.stem(spelled, stemming))::tsquery;
end
$$;

/* A typed search: every word must be found. `corrected` is null unless a word was put right. `query` is null when there is nothing to search for. */
create or replace function read_model.search_query(typed text, language text, out query tsquery, out corrected text)
language plpgsql stable as $$
declare
  stemming regconfig := read_model.stemming_of(language);
  words text[] := string_to_array(nullif(read_model.plain(left(typed, 200)), ''), ' ');
  spelled text[] := '{}';
  one record;
  word text;
begin
  for place in 1 .. least(coalesce(cardinality(words), 0), 12) loop
    word := words[place];
    -- what the language drops ('the', 'für') must not be missing
    continue when place < cardinality(words) and to_tsvector(stemming, word) = '' and cardinality(words) > 1;
    select * into one from read_model.understand(word, place = cardinality(words), language, stemming);
    query := case when query is null then one.query else query && one.query end;
    spelled := spelled || one.spelled;
    if one.spelled <> word then
      corrected := '';
    end if;
  end loop;
  if corrected is not null then
    corrected := array_to_string(spelled, ' ');
  end if;
end
$$;
