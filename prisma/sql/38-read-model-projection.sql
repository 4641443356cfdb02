-- The doors of the projection: what the consumers of the outbox and the rebuild call. One at a time: they write the same rows.

create or replace function read_model.hold() returns void
language sql volatile as $$ select pg_advisory_xact_lock(7041976004) $$;

/* Products, with everything that is shown of them. Ids of any products, also of variants and of those that are gone. Answers how many listed products were seen to. */
create or replace function read_model.products_changed(changed uuid[], today date) returns int
language plpgsql as $$
declare
  listed uuid[];
begin
  perform read_model.hold();
  listed := read_model.listed_of(changed);
  perform read_model.project_listing(listed);
  perform read_model.project_places(listed);
  perform read_model.project_details(listed);
  perform read_model.project_texts(listed);
  perform read_model.project_prices(listed);
  perform read_model.project_stock(listed, today);
  update read_model.state set catalog = catalog + 1, prices = prices + 1, stock = stock + 1;
  return cardinality(listed);
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
