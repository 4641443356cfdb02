-- News of rows: whoever writes the catalogue, prices, stock or customers, by whatever means, is heard (docs/decisions/011-news-of-rows.md).
-- `<entity>.changed` is told here, by the database; what people did (`order.placed`) is told by the verbs that do it.

/* Appends news of rows: one piece for each id while they are few, else one for every 500. The payload lists them all, as {"<entity>Ids": […]}, with
   `besides`. What this transaction has told already is not told again: the last hundred or so it knows by their marks in `portico.told`, which a rollback to a savepoint
   takes back with what was told. (The transaction's id alone does not say it: what is written behind a savepoint has an id of its own.) kernel/outbox.ts is its twin for verbs. */
create or replace function tell_changed(topic text, entity text, ids uuid[], besides jsonb) returns void
language plpgsql volatile set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  told constant text := coalesce(current_setting('portico.told', true), '');
  marks text;
  heard int;
begin
  with part as (
    select jsonb_build_object(tell_changed.entity || 'Ids', jsonb_agg(u.id order by u.id)) || besides as payload, min(u.id::text)::uuid as entity_id
    from (select u.id, row_number() over (order by u.id) as place from unnest(ids) u (id)) u
    group by case when cardinality(ids) > 100 then (u.place - 1) / 500 else u.place end
  ),
  fresh as materialized (
    select m.* from (select p.*, md5(tell_changed.topic || p.payload::text) as mark from part p) m
    where strpos(told, m.mark) = 0 and not exists (
      select from outbox_events e
      where e.entity_id = m.entity_id and e.topic = tell_changed.topic and e.xmin = pg_current_xact_id()::xid and e.payload @> m.payload)
  ),
  news as (
    insert into outbox_events (id, topic, entity, entity_id, payload)
    select gen_random_uuid(), tell_changed.topic, tell_changed.entity, f.entity_id, f.payload from fresh f
    order by f.entity_id
    returning id, seq, topic, entity_id, payload
  ),
  waiting as (
    insert into outbox_deliveries (event_id, consumer, seq, entity, entity_id, many)
    select n.id, c.name, n.seq, tell_changed.entity, n.entity_id, jsonb_array_length(n.payload -> (tell_changed.entity || 'Ids')) > 1
    from news n join outbox_consumers c on c.topics && array[n.topic, split_part(n.topic, '.', 1) || '.*', '*']
    returning consumer
  ),
  called as (select pg_notify('portico_outbox', consumer) from (select distinct consumer from waiting) c)
  select string_agg(f.mark, ''), (select count(*) from called) into marks, heard from fresh f;
  if marks is not null then
    perform set_config('portico.told', right(told || marks, 4096), true);
  end if;
end
$$;

/* The trigger: arguments are the topic, the entity it is about, the column that names it, and (where what is gone must still be known by it) a
   column whose values go along as `codes`. A statement that leaves a row as it was tells nothing of it. Who loads so much that the read model is
   built anew afterwards says `set local portico.news = off`. Runs as the owner: who may write prices need not be able to write the outbox. */
create or replace function tell_changed_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  source constant text := case tg_op
    when 'INSERT' then 'fresh'
    when 'DELETE' then 'former'
    when 'TRUNCATE' then tg_relid::regclass::text
    else '(
      select r.* from fresh f full join former g on g.id = f.id cross join lateral (select f.* union all select g.*) r
      where f.* is distinct from g.*)'
  end;
  code constant text := case when tg_argv[3] is null then 'null::text' else format('r.%I::text', tg_argv[3]) end;
  ids uuid[];
  codes text[];
begin
  if current_setting('portico.news', true) = 'off' then
    return null;
  end if;
  execute format('select array_agg(distinct r.%1$I), array_agg(distinct %2$s) from %3$s r where r.%1$I is not null', tg_argv[2], code, source)
    into ids, codes;
  if ids is not null then
    perform tell_changed(tg_argv[0], tg_argv[1], ids, case when tg_argv[3] is null then '{}' else jsonb_build_object('codes', codes) end);
  end if;
  return null;
end
$$;

/* Of these topics, those that anybody listens to: the others need not be told. */
create or replace function heard_topics(topics text[]) returns text[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(t), '{}') from unnest(topics) t
  where exists (select from outbox_consumers c where c.topics && array[t, split_part(t, '.', 1) || '.*', '*'])
$$;

/* The trigger of every entity (13-entity-news.sql): tells what became of its own rows, `<entity>.created`, `.updated` or `.deleted`, and `.changed` in any
   case, as far as somebody listens. */
create or replace function tell_own_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  deed constant text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
  topic text;
  topics text[];
  ids uuid[];
begin
  if current_setting('portico.news', true) = 'off' then
    return null;
  end if;
  topics := heard_topics(array[tg_argv[0] || '.' || deed] || case when tg_argv[1] = 'changed' then array[tg_argv[0] || '.changed'] else '{}' end);
  if topics = '{}' then
    return null;
  end if;
  case tg_op
    when 'INSERT' then select array_agg(f.id) into ids from fresh f;
    when 'UPDATE' then select array_agg(f.id) into ids from fresh f join former g on g.id = f.id where f.* is distinct from g.*;
    when 'DELETE' then select array_agg(g.id) into ids from former g;
    else execute format('select array_agg(r.id) from %s r', tg_relid::regclass) into ids;
  end case;
  if ids is not null then
    foreach topic in array topics loop
      perform tell_changed(topic, tg_argv[0], ids, '{}');
    end loop;
  end if;
  return null;
end
$$;

-- What belongs to something else is told of that as well.
do $$
declare
  told record;
  given text;
begin
  for told in
    select * from (values
      ('product_units', 'product.changed', 'product', 'product_id', null),
      ('product_categories', 'product.changed', 'product', 'product_id', null),
      ('product_images', 'product.changed', 'product', 'product_id', null),
      -- a product's values name attributes by their code: an attribute that is gone or renamed was called by the old one
      ('attributes', 'attribute.changed', 'attribute', 'id', 'code'),
      ('attribute_options', 'attribute.changed', 'attribute', 'attribute_id', null),
      ('prices', 'product.pricesChanged', 'product', 'product_id', null),
      ('price_list_assignments', 'priceList.changed', 'priceList', 'price_list_id', null),
      ('inventory_levels', 'inventory.changed', 'product', 'product_id', null)
    ) t (source, topic, entity, key, code)
  loop
    given := concat_ws(', ', quote_literal(told.topic), quote_literal(told.entity), quote_literal(told.key), quote_literal(told.code));
    execute format('create or replace trigger tell_insert after insert on %I referencing new table as fresh for each statement execute function tell_changed_rows(%s)', told.source, given);
    execute format('create or replace trigger tell_update after update on %I referencing old table as former new table as fresh for each statement execute function tell_changed_rows(%s)', told.source, given);
    execute format('create or replace trigger tell_delete after delete on %I referencing old table as former for each statement execute function tell_changed_rows(%s)', told.source, given);
    execute format('create or replace trigger tell_truncate before truncate on %I for each statement execute function tell_changed_rows(%s)', told.source, given);
  end loop;
  -- left behind by former versions
  for told in
    select t.tgrelid::regclass as source, t.tgname as name from pg_trigger t
    where t.tgname in ('tell_insert', 'tell_update', 'tell_delete', 'tell_truncate')
      and t.tgrelid::regclass::text in ('products', 'categories', 'brands', 'units', 'price_lists', 'warehouses', 'customers', 'customer_groups', 'websites', 'localizations')
  loop
    execute format('drop trigger %I on %s', told.name, told.source);
  end loop;
end
$$;
