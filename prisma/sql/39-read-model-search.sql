-- What people type, made into something to search for.

/* The words that one typed word stands for, as a tsquery; and how it is spelled, if it was wrong. A word that is there finds itself and
   its kin; the beginning of words finds these; a part of compounds ('maschine') finds the compounds; else the word that looks most alike. */
create or replace function read_model.understand(typed text, last boolean, language text, stemming regconfig, out query tsquery, out spelled text)
language plpgsql stable as $$
declare
  root text := read_model.stem(typed, stemming);
  compounds text[];
begin
  spelled := typed;
  query := quote_literal(typed)::tsquery || quote_literal(root)::tsquery;
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
  select w.word into spelled
  from read_model.words w
  where w.locale = language and w.word % typed
  order by similarity(w.word, typed) - 0.04 * abs(length(w.word) - length(typed)) + case when left(w.word, 1) = left(typed, 1) then 0.1 else 0 end desc,
    w.word
  limit 1;
  if spelled is null then
    spelled := typed;
    return;
  end if;
  query := quote_literal(spelled)::tsquery || quote_literal(read_model.stem(spelled, stemming))::tsquery;
end
$$;
-- two letters that changed places leave little in common
alter function read_model.understand(text, boolean, text, regconfig) set pg_trgm.similarity_threshold = 0.2;

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
