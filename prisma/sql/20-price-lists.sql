-- Which prices a shopper gets, said once: the read model, the cart and the checkout all ask these two.

/* The price lists of a shopper, the one that is asked first in front: the customer's own, then those of the companies above it from the nearest
   up, then their group's (the customer's, else that of the nearest company above that has one), then the website's; within each the higher
   priority first. Only lists that are active and valid at that moment. `customer` is null for strangers. */
create or replace function price_list_chain(website uuid, customer uuid, at timestamptz) returns uuid[]
language sql stable parallel safe as $$
  with recursive companies as (
    select c.id, c.parent_id, c.group_id, 0 as depth from customers c where c.id = customer
    union all
    -- the bound ends a circle of parents
    select c.id, c.parent_id, c.group_id, below.depth + 1
    from customers c join companies below on c.id = below.parent_id where below.depth < 10
  )
  select coalesce(array_agg(l.id order by a.place, a.priority desc, l.code), '{}')
  from (
    select pla.price_list_id, pla.priority, companies.depth as place
    from price_list_assignments pla join companies on companies.id = pla.customer_id
    where pla.website_id = website
    union all
    select price_list_id, priority, 100 from price_list_assignments
    where website_id = website and customer_id is null
      and customer_group_id = (select g.group_id from companies g where g.group_id is not null order by g.depth limit 1)
    union all
    select price_list_id, priority, 101 from price_list_assignments
    where website_id = website and customer_id is null and customer_group_id is null
  ) a
  join price_lists l on l.id = a.price_list_id
  where l.active and (l.valid_from is null or l.valid_from <= at) and (l.valid_until is null or l.valid_until > at)
$$;

/* The prices of products in a chain: of every product and unit, all tiers of the first list of the chain that prices it in the currency. */
create or replace function prices_in_chain(lists uuid[], products uuid[], wanted_currency text)
returns table (product_id uuid, unit_id uuid, price_list_id uuid, quantity numeric, amount numeric)
language sql stable parallel safe as $$
  select p.product_id, p.unit_id, p.price_list_id, p.quantity, p.amount
  from (
    select q.*, place, min(place) over (partition by q.product_id, q.unit_id) as first
    from prices q
    cross join lateral (select array_position(lists, q.price_list_id) as place) at
    where q.product_id = any (products) and q.price_list_id = any (lists) and q.currency = wanted_currency
  ) p
  where p.place = p.first
$$;
