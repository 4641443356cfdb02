-- Which list prices a product is said once, here; catalogue, carts and checkout join these in their own statements. In words: docs/decisions/005-prices-and-tax.md

-- The price lists that a buyer sees at a website, best (rank 1) first: the customer's own, then those of the companies above it, then the group's (of the
-- customer, else of the nearest company above that has one), then everybody's; inside a level the higher priority, then the code. Only what is active
-- and valid at the moment. A buyer who has not signed in is null.
create or replace function price_list_chain(website uuid, buyer uuid, at_moment timestamptz)
returns table (price_list_id uuid, rank bigint)
language sql stable parallel safe
as $$
  with recursive ancestry as (
    select c.id, c.parent_id, c.group_id, 0 as depth from customers c where c.id = buyer
    union all
    -- the bound ends a circle of parents
    select c.id, c.parent_id, c.group_id, a.depth + 1 from customers c join ancestry a on c.id = a.parent_id where a.depth < 10
  ),
  assigned as (
    select a.price_list_id,
      row_number() over (
        order by
          case when a.customer_id is not null then up.depth when a.customer_group_id is not null then 100 else 200 end,
          a.priority desc, l.code, a.id
      ) as place
    from price_list_assignments a
    join price_lists l on l.id = a.price_list_id
    left join ancestry up on up.id = a.customer_id
    where a.website_id = website
      and l.active
      and (l.valid_from is null or l.valid_from <= at_moment)
      and (l.valid_until is null or l.valid_until > at_moment)
      and (a.customer_id is null or up.id is not null)
      and (
        a.customer_group_id is null
        or a.customer_group_id = (select g.group_id from ancestry g where g.group_id is not null order by g.depth limit 1)
      )
  )
  select assigned.price_list_id, row_number() over (order by min(assigned.place)) as rank
  from assigned
  group by assigned.price_list_id
$$;

-- The tiers that a buyer gets: for each product and unit all of those of the first list in the chain that prices it in the currency, none of any other list.
create or replace function prices_in_chain(website uuid, buyer uuid, at_moment timestamptz, wanted_currency text, products uuid[])
returns table (product_id uuid, unit_id uuid, quantity numeric, amount numeric)
language sql stable parallel safe
as $$
  select priced.product_id, priced.unit_id, priced.quantity, priced.amount
  from (
    select p.product_id, p.unit_id, p.quantity, p.amount, c.rank,
      min(c.rank) over (partition by p.product_id, p.unit_id) as first_rank
    from prices p
    join price_list_chain(website, buyer, at_moment) c on c.price_list_id = p.price_list_id
    where p.product_id = any (products) and p.currency = wanted_currency
  ) priced
  where priced.rank = priced.first_rank
$$;
