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

/* One page of an index over what a product can be found by. */
create or replace function read_model.project_listing(listed uuid[]) returns void
language sql volatile as $$
  with shown as (
    select p.id, p.created_at, p.brand_id, p.attribute_values
    from products p
    where p.id = any (listed) and p.parent_id is null and p.status = 'enabled'
      and (p.type = 'simple' or exists (select from products v where v.parent_id = p.id and v.status = 'enabled'))
  ),
  tagged (id, tag) as (
    select s.id, 'in:' || way.slug
    from shown s
    join product_categories pc on pc.product_id = s.id
    join read_model.categories k on k.category_id = pc.category_id
    cross join unnest(k.path) way (slug)
    union
    select s.id, 'brand:' || b.code from shown s join brands b on b.id = s.brand_id
    union
    select s.id, a.code || ':' || v.value
    from shown s
    cross join lateral (
      select s.attribute_values
      union all
      select c.attribute_values from products c where c.parent_id = s.id and c.status = 'enabled'
    ) own
    cross join lateral jsonb_each(own.attribute_values) e
    join attributes a on a.code = e.key and a.filterable
    cross join lateral jsonb_array_elements_text(
      case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) v (value)
    where v.value is not null
  ),
  gone as (
    delete from read_model.products r where r.product_id = any (listed) and not exists (select from shown s where s.id = r.product_id)
  )
  insert into read_model.products (product_id, tags, created_at)
  select s.id, coalesce((select array_agg(t.tag order by t.tag) from tagged t where t.id = s.id), '{}'), s.created_at
  from shown s
  on conflict (product_id) do update set tags = excluded.tags, created_at = excluded.created_at
  where (read_model.products.tags, read_model.products.created_at) is distinct from (excluded.tags, excluded.created_at);
$$;

/* Its places in the pages of its categories and all above them: the first place it has in or below each. */
create or replace function read_model.project_places(listed uuid[]) returns void
language sql volatile as $$
  with placed as (
    select way.slug as category, min(pc.position) as position, pc.product_id
    from product_categories pc
    join read_model.products r on r.product_id = pc.product_id
    join read_model.categories k on k.category_id = pc.category_id
    cross join unnest(array[''] || k.path) way (slug)
    where pc.product_id = any (listed)
    group by way.slug, pc.product_id
    union all
    select '', 0, r.product_id
    from read_model.products r
    where r.product_id = any (listed) and not exists (
      select from product_categories pc join read_model.categories k on k.category_id = pc.category_id
      where pc.product_id = r.product_id)
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
create index if not exists category_products_product on read_model.category_products (product_id);
