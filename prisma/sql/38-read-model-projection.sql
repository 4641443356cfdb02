-- The doors of the projection: what the consumers of the outbox and the rebuild call. Consumers one at a time: they write the same rows.
-- The batches of a rebuild have no product in common, so they stand beside each other, and only keep consumers waiting.

create or replace function read_model.hold() returns void
language sql volatile as $$ select pg_advisory_xact_lock(7041976004) $$;

/* Everything that is shown of listed products. */
create or replace function read_model.project(listed uuid[], today date) returns void
language plpgsql as $$
begin
  perform read_model.project_listing(listed);
  perform read_model.project_places(listed);
  perform read_model.project_details(listed);
  perform read_model.project_texts(listed);
  perform read_model.project_prices(listed);
  perform read_model.project_stock(listed, today);
  update read_model.state set catalog = catalog + 1, prices = prices + 1, stock = stock + 1, shelf = shelf + 1;
end
$$;

/* Products, with everything that is shown of them. Ids of any products, also of variants and of those that are gone. Answers how many listed products were seen to. */
create or replace function read_model.products_changed(changed uuid[], today date) returns int
language plpgsql as $$
declare
  listed uuid[];
begin
  perform read_model.hold();
  listed := read_model.listed_of(changed);
  perform read_model.project(listed, today);
  return cardinality(listed);
end
$$;

/* A batch of a rebuild: products that no other batch has at the same time. */
create or replace function read_model.rebuild_batch(listed uuid[], today date) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7041976004);
  perform read_model.project(listed, today);
end
$$;

create or replace function read_model.prices_changed(changed uuid[]) returns int
language plpgsql as $$
declare
  listed uuid[];
begin
  perform read_model.hold();
  listed := read_model.listed_of(changed);
  perform read_model.project_prices(listed);
  update read_model.state set prices = prices + 1;
  return cardinality(listed);
end
$$;

create or replace function read_model.stock_changed(changed uuid[], today date) returns int
language plpgsql as $$
begin
  perform read_model.hold();
  return read_model.project_stock(read_model.listed_of(changed), today);
end
$$;

/* Those that a page of products shows, in the order of their ids: the rebuild walks along them. */
create or replace function read_model.next_products(behind uuid, count int) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(id order by id), '{}')
  from (select id from products where parent_id is null and id > behind order by id limit count) p
$$;

/* Assignments, customers or the lists themselves have changed: chains are arranged anew. Answers the listed products that cost something else
   by it: all, where a website's chain is new; else those that the first list of a new chain prices. */
create or replace function read_model.chains_changed(at timestamptz) returns uuid[]
language plpgsql as $$
declare
  added int[];
  touched uuid[];
begin
  perform read_model.hold();
  added := read_model.arrange_chains(at);
  if exists (select from read_model.chains where chain_id = any (added) and complete) then
    select coalesce(array_agg(product_id), '{}') into touched from read_model.products;
  else
    select coalesce(array_agg(distinct coalesce(p.parent_id, p.id)), '{}') into touched
    from read_model.chains k join prices q on q.price_list_id = k.lists[1] join products p on p.id = q.product_id
    where k.chain_id = any (added);
  end if;
  return touched;
end
$$;

/* Categories have changed: answers the products in them and below, which are to be said anew. */
create or replace function read_model.category_changed(changed uuid[]) returns setof uuid
language plpgsql as $$
declare
  moved uuid[];
begin
  perform read_model.hold();
  moved := read_model.project_categories();
  return query
    with recursive below (id) as (
      select unnest(changed || moved)
      union
      select c.id from categories c join below on c.parent_id = below.id
    )
    select distinct pc.product_id from product_categories pc join below on below.id = pc.category_id;
end
$$;

/* The beginning of a rebuild. Where the read model was never complete, nobody searches in it: it is filled without the index of searches, which is
   made at the end in a fraction of the time. */
create or replace function read_model.begin_rebuild() returns void
language plpgsql as $$
begin
  perform read_model.hold();
  if (select complete_at is null from read_model.state) then
    drop index if exists read_model.texts_found;
  end if;
end
$$;

/* The end of a rebuild: rows of products that are no more. */
create or replace function read_model.sweep() returns void
language plpgsql set maintenance_work_mem = '256MB' as $$
begin
  perform read_model.hold();
  perform read_model.index_texts();
  delete from read_model.products r where not exists (select from products p where p.id = r.product_id);
  delete from read_model.category_products r where not exists (select from read_model.products p where p.product_id = r.product_id);
  delete from read_model.texts r where not exists (select from read_model.products p where p.product_id = r.product_id);
  delete from read_model.details r where not exists (select from products p where p.id = r.product_id);
  delete from read_model.prices r where not exists (select from products p where p.id = r.product_id);
  update read_model.state set catalog = catalog + 1, prices = prices + 1, stock = stock + 1, shelf = shelf + 1, complete_at = now();
end
$$;
