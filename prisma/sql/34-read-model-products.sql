-- Products into rows for lists and pages. All of it takes ids of any products, and brings up to date whatever shows them.

/* The listed products (no variants) that stand for `changed`; what is gone from products stays among them, so that its rows can go too. */
create or replace function read_model.listed_of(changed uuid[]) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(id order by id), '{}')
  from (
    select coalesce(p.parent_id, c.id) as id from unnest(changed) c (id) left join products p on p.id = c.id
    union
    select d.listed_id from read_model.details d where d.product_id = any (changed)
  ) listed
$$;

/* Which products lists show, and what they can be found by. A configurable one has the values of its variants too. */
create or replace function read_model.project_listing(listed uuid[]) returns void
language sql volatile set enable_nestloop = off set jit = off as $$
  with variants as materialized (
    select v.parent_id, v.attribute_values from products v where v.parent_id = any (listed) and v.status = 'enabled'
  ),
  shown as materialized (
    select p.id, p.created_at, p.brand_id, p.attribute_values
    from products p
    where p.id = any (listed) and p.parent_id is null and p.status = 'enabled'
      and (p.type = 'simple' or p.id in (select v.parent_id from variants v))
  ),
  given (id, attribute_values) as (
    select s.id, s.attribute_values from shown s
    union all
    select s.id, v.attribute_values from shown s join variants v on v.parent_id = s.id
  ),
  tagged (id, tag) as (
    select s.id, 'in:' || way.slug
    from shown s
    join product_categories pc on pc.product_id = s.id and pc.product_id = any (listed)
    join read_model.categories k on k.category_id = pc.category_id
    cross join unnest(k.path) way (slug)
    union
    select s.id, 'brand:' || b.code from shown s join brands b on b.id = s.brand_id
    union
    select g.id, a.code || ':' || v.value
    from given g
    cross join lateral jsonb_each(g.attribute_values) e
    join attributes a on a.code = e.key and a.filterable
    cross join lateral jsonb_array_elements_text(
      case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) v (value)
    where v.value is not null
  ),
  gone as (
    delete from read_model.products r where r.product_id = any (listed) and not exists (select from shown s where s.id = r.product_id)
  )
  insert into read_model.products (product_id, tags, created_at)
  select s.id, coalesce(t.tags, '{}'), s.created_at
  from shown s left join (select id, array_agg(tag order by tag) as tags from tagged group by id) t on t.id = s.id
  on conflict (product_id) do update set tags = excluded.tags, created_at = excluded.created_at
  where (read_model.products.tags, read_model.products.created_at) is distinct from (excluded.tags, excluded.created_at);
$$;

/* Its places in the pages of its categories and all above them: the first place it has in or below each. */
create or replace function read_model.project_places(listed uuid[]) returns void
language sql volatile set enable_nestloop = off set jit = off as $$
  with shown as materialized (select r.product_id from read_model.products r where r.product_id = any (listed)),
  given as materialized (
    select pc.product_id, pc.position, k.path
    from product_categories pc join read_model.categories k on k.category_id = pc.category_id
    where pc.product_id = any (listed)
  ),
  placed as materialized (
    select way.slug as category, min(g.position) as position, g.product_id
    from given g join shown s on s.product_id = g.product_id cross join unnest(array[''] || g.path) way (slug)
    group by way.slug, g.product_id
    union all
    select '', 0, s.product_id from shown s where not exists (select from given g where g.product_id = s.product_id)
  ),
  gone as (
    delete from read_model.category_products c
    where c.product_id = any (listed)
      and not exists (select from placed p where p.product_id = c.product_id and p.category = c.category)
  )
  insert into read_model.category_products (category, position, product_id)
  select category, position, product_id from placed
  on conflict (category, product_id) do update set position = excluded.position
  where read_model.category_products.position <> excluded.position;
$$;
