-- Whether products can be had. The rule itself is domain/catalog/availability.ts; a test holds this copy, which filters need, to it.

create or replace function read_model.status_of(
  manage_inventory boolean, backorder boolean, threshold numeric, discontinued boolean, available_from date, stock numeric, today date)
returns text language sql immutable parallel safe as $$
  select case
    when discontinued then 'discontinued'
    when available_from > today then 'upcoming'
    when not manage_inventory then 'inStock'
    when stock <= 0 then case when backorder then 'backorder' else 'outOfStock' end
    when stock <= threshold then 'lowStock'
    else 'inStock'
  end
$$;

create or replace function read_model.orderable_of(status text, manage_inventory boolean, backorder boolean, stock numeric)
returns boolean language sql immutable parallel safe as $$
  select case status
    when 'upcoming' then backorder
    when 'discontinued' then manage_inventory and stock > 0
    else status <> 'outOfStock'
  end
$$;

/* Brings the availability of listed products up to date; nothing else is touched, and nothing at all where it is right already.
   Answers how many of them can be ordered now and could not before, or the other way round. */
create or replace function read_model.project_stock(listed uuid[], today date) returns int
language plpgsql as $$
declare
  shown int;
  flipped int;
begin
  with sold as (
    select r.product_id as listed_id, v.*
    from read_model.products r
    join products p on p.id = r.product_id
    cross join lateral (
      select p.id, p.manage_inventory, p.backorder, p.low_inventory_threshold, p.discontinued, p.available_from, true as itself
      where p.type = 'simple'
      union all
      select c.id, c.manage_inventory, c.backorder, c.low_inventory_threshold, c.discontinued, c.available_from, false
      from products c where c.parent_id = p.id and c.status = 'enabled' and p.type = 'configurable'
    ) v
    where r.product_id = any (listed)
  ),
  counted as (
    select s.*, greatest(0, coalesce((
      select sum(i.on_hand - i.reserved) from inventory_levels i join warehouses w on w.id = i.warehouse_id and w.active
      where i.product_id = s.id), 0)) as stock
    from sold s
  ),
  judged as (
    select c.*, status, read_model.orderable_of(status, c.manage_inventory, c.backorder, c.stock) as orderable
    from counted c
    cross join lateral read_model.status_of(
      c.manage_inventory, c.backorder, c.low_inventory_threshold, c.discontinued, c.available_from, c.stock, today) status
  ),
  fresh as (
    select distinct on (listed_id) listed_id, status, orderable,
      case when itself and manage_inventory then trim_scale(stock) end as stock,
      case when status = 'upcoming' then available_from end as available_from
    from judged
    order by listed_id, orderable desc,
      array_position(array['inStock', 'lowStock', 'backorder', 'upcoming', 'outOfStock', 'discontinued'], status), id
  ),
  before as (
    select product_id, orderable from read_model.products where product_id in (select listed_id from fresh)
  ),
  written as (
    update read_model.products r
    set status = f.status, orderable = f.orderable, stock = f.stock, available_from = f.available_from
    from fresh f
    where r.product_id = f.listed_id
      and (r.status, r.orderable, r.stock, r.available_from) is distinct from (f.status, f.orderable, f.stock, f.available_from)
    returning r.product_id, r.orderable
  )
  select count(*), count(*) filter (where b.orderable <> w.orderable) into shown, flipped
  from written w join before b on b.product_id = w.product_id;
  if shown > 0 then
    update read_model.state set shelf = shelf + 1, stock = stock + (flipped > 0)::int;
  end if;
  return flipped;
end
$$;
