-- What listed products cost in every chain of price lists that some shopper has.

/* Brings read_model.chains up to date with the assignments, the customers and the validity of lists, also of those that come and go later,
   so that no clock has to be watched. Answers the ids of the new chains: their prices are to be projected. */
create or replace function read_model.arrange_chains(at timestamptz) returns int[]
language plpgsql as $$
declare
  added int[];
begin
  perform read_model.hold();
  create temporary table wanted_chain on commit drop as
  with moments (moment) as (
    select at
    union
    select boundary from price_lists l cross join unnest(array[l.valid_from, l.valid_until]) boundary where l.active and boundary > at
  ),
  website_chains as (
    select distinct w.id as website_id, m.moment, price_list_chain(w.id, null, m.moment) as lists
    from websites w cross join moments m where w.active
  ),
  shopper_chains as (
    select distinct price_list_chain(k.website_id, c.id, k.moment) as lists, k.lists as rest
    from website_chains k cross join customers c
    where c.active and exists (
      select from price_list_assignments a
      where a.website_id = k.website_id and (a.customer_id is not null or a.customer_group_id is not null))
  ),
  tails as (
    select s.lists[first:] as lists, s.rest from shopper_chains s cross join generate_series(1, cardinality(s.lists) - cardinality(s.rest)) first
  )
  select lists, bool_or(complete) as complete
  from (select lists, true as complete from website_chains union all select lists, false from tails) c
  group by lists;

  delete from read_model.chains k
  where not exists (select from wanted_chain w where w.lists = k.lists and w.complete = k.complete);
  with fresh as (
    insert into read_model.chains (lists, complete) select lists, complete from wanted_chain
    on conflict (lists) do nothing returning chain_id
  )
  select coalesce(array_agg(chain_id), '{}') into added from fresh;
  update read_model.chains k
  set path = (
    select array_agg(t.chain_id order by cardinality(t.lists) desc)
    from read_model.chains t
    where k.lists[cardinality(k.lists) - cardinality(t.lists) + 1:] = t.lists
      and cardinality(t.lists) >= coalesce((
        -- the longest complete tail has an answer for everything
        select max(cardinality(e.lists)) from read_model.chains e
        where e.complete and k.lists[cardinality(k.lists) - cardinality(e.lists) + 1:] = e.lists), 0));
  drop table wanted_chain;
  delete from read_model.website_chains;
  insert into read_model.website_chains (website_id, since, path)
  select w.id, m.since, k.path
  from websites w
  cross join (
    select '-infinity'::timestamptz as since, at as moment
    union
    select boundary, boundary from price_lists l cross join unnest(array[l.valid_from, l.valid_until]) boundary where l.active and boundary > at
  ) m
  join read_model.chains k on k.lists = price_list_chain(w.id, null, m.moment)
  where w.active;
  update read_model.state set prices = prices + 1;
  return added;
end
$$;

/* The chains to ask for the prices of a stranger, the first in front. */
create or replace function read_model.website_path(website uuid, at timestamptz) returns int[]
language sql stable as $$
  select c.path from read_model.website_chains c where c.website_id = website and c.since <= at order by c.since desc limit 1
$$;

/* The chains to ask for the prices of a customer, the first in front; those of the website until a new chain is arranged. */
create or replace function read_model.price_path(website uuid, customer uuid, at timestamptz) returns int[]
language plpgsql stable as $$
begin
  return coalesce(
    (select k.path from read_model.chains k where k.lists = price_list_chain(website, customer, at)),
    read_model.website_path(website, at));
end
$$;

/* What sellable products cost in one chain, summed up for the listed products that they belong to. */
create or replace function read_model.price_products(lists uuid[], sellables uuid[], wanted_currency text)
returns table (listed_id uuid, lowest numeric, highest numeric, tiers text)
language plpgsql stable set enable_nestloop = off set jit = off as $$
begin
  return query
  with tier as (
    select s.id, coalesce(s.parent_id, s.id) as listed_id, u.code as unit, t.quantity, t.amount,
      t.unit_id = s.primary_unit_id as in_primary, coalesce(s.minimum_quantity, 1) / n.conversion as least
    from prices_in_chain(lists, sellables, wanted_currency) t
    join (select p.* from products p where p.id = any (sellables)) s on s.id = t.product_id
    join (select q.* from product_units q where q.product_id = any (sellables)) n on n.product_id = t.product_id and n.unit_id = t.unit_id and n.sell and n.conversion > 0
    join units u on u.id = t.unit_id
  ),
  by_unit as (
    select t.listed_id, t.id, t.unit, t.in_primary,
      jsonb_agg(jsonb_build_array(trim_scale(t.quantity)::text, trim_scale(t.amount)::text) order by t.quantity) as tiers,
      -- what the least quantity costs a unit: the tier that it reaches, else the first tier there is
      coalesce(
        (array_agg(t.amount order by t.quantity desc) filter (where t.quantity <= t.least))[1],
        (array_agg(t.amount order by t.quantity))[1]) as amount
    from tier t group by t.listed_id, t.id, t.unit, t.in_primary
  ),
  by_product as (
    select b.listed_id, b.id, jsonb_object_agg(b.unit, b.tiers) as units,
      coalesce(min(b.amount) filter (where b.in_primary), min(b.amount)) as amount
    from by_unit b group by b.listed_id, b.id
  )
  select b.listed_id, trim_scale(min(b.amount)), trim_scale(max(b.amount)), jsonb_object_agg(b.id, b.units)::text
  from by_product b group by b.listed_id;
end
$$;

/* Brings the prices of listed products up to date, in all chains or in those named. */
create or replace function read_model.project_prices(listed uuid[], only_chains int[] default null) returns void
language plpgsql as $$
declare
  -- what is sold, and for what it stands; both in the same order
  sellables uuid[];
  shown uuid[];
  chain record;
  chosen uuid[];
begin
  select coalesce(array_agg(s.id), '{}'), coalesce(array_agg(distinct s.listed_id), '{}') into sellables, shown
  from (
    select p.id, p.id as listed_id from products p
    where p.id = any (listed) and p.parent_id is null and p.status = 'enabled' and p.type = 'simple'
    union all
    select v.id, p.id from products p join products v on v.parent_id = p.id and v.status = 'enabled'
    where p.id = any (listed) and p.parent_id is null and p.status = 'enabled' and p.type = 'configurable'
  ) s;
  delete from read_model.prices where product_id = any (listed) and (only_chains is null or chain_id = any (only_chains));
  for chain in
    select k.chain_id, k.lists, k.complete, y.currency
    from read_model.chains k cross join (select distinct unnest(w.currencies) as currency from websites w where w.active) y
    where (only_chains is null or k.chain_id = any (only_chains))
      and (k.complete or k.lists[1] in (select q.price_list_id from prices q where q.product_id = any (sellables)))
  loop
    if chain.complete then
      insert into read_model.prices (product_id, currency, chain_id, lowest, highest, tiers)
      select s.id, chain.currency, chain.chain_id, coalesce(f.lowest, 'Infinity'), coalesce(f.highest, 'Infinity'), coalesce(f.tiers, '{}')
      from unnest(shown) s (id)
      left join read_model.price_products(chain.lists, sellables, chain.currency) f on f.listed_id = s.id;
    else
      select array_agg(f.id) into chosen
      from products f
      where f.id = any (sellables) and coalesce(f.parent_id, f.id) in (
        select coalesce(p.parent_id, p.id) from prices q join products p on p.id = q.product_id
        where q.product_id = any (sellables) and q.price_list_id = chain.lists[1] and q.currency = chain.currency);
      insert into read_model.prices (product_id, currency, chain_id, lowest, highest, tiers)
      select f.listed_id, chain.currency, chain.chain_id, f.lowest, f.highest, f.tiers
      from read_model.price_products(chain.lists, chosen, chain.currency) f;
    end if;
  end loop;
end
$$;
