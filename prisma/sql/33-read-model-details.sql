-- What a page shows of products, in every language. One statement for any number of them: tables are read by `= any (ids)`, by their index,
-- and everything else is joined by hashing. (The planner cannot know how many rows a step will have, and would pick loops in loops. What it then
-- takes for costly it would compile as well, which takes longer than the work: jit is off.)

/* The pages of listed products and of each of their variants; also those that no list shows. `unitsSold` and `stockFacts` in it are for whoever puts
   prices and availability in: these change by the shopper and by the minute. */
create or replace function read_model.project_details(listed uuid[]) returns void
language plpgsql set enable_nestloop = off set jit = off as $$
declare
  parents uuid[] := array(select p.id from products p where p.id = any (listed) and p.parent_id is null and p.status = 'enabled' and p.type <> 'kit');
  everything uuid[] := parents || array(select v.id from products v where v.parent_id = any (parents) and v.status = 'enabled');
begin
  with l as materialized (select languages as l, * from read_model.languages),
  sold as materialized (
    select s as product, s.id, coalesce(p.id, s.id) as listed_id, coalesce(p.slug, s.slug) as listed_slug,
      coalesce(s.brand_id, p.brand_id) as brand_id
    from products s
    left join (select x.id, x.slug, x.brand_id from products x where x.id = any (parents)) p on p.id = s.parent_id
    where s.id = any (everything)
  ),
  pictures as (
    select i.product_id, l.locale,
      json_agg(
        json_build_object('id', i.id, 'key', i.key, 'alt', read_model.said(i.alt, l.speaks), 'width', i.width, 'height', i.height)
        order by not 'main' = any (i.roles), i.position, i.key) as images
    from product_images i cross join l
    where i.product_id = any (everything)
    group by i.product_id, l.locale
  ),
  -- the primary unit first; the limits, given in the primary unit, turned into each
  measures as (
    select s.id, l.locale,
      json_agg(
        json_strip_nulls(json_build_object(
          'unit', u.code, 'label', read_model.said(u.label, l.speaks), 'labelPlural', read_model.said(u.label_plural, l.speaks),
          'precision', q.precision, 'conversion', trim_scale(q.conversion)::text, 'primary', u.id = (s.product).primary_unit_id,
          'minimumQuantity', trim_scale(ceil((s.product).minimum_quantity / q.conversion * q.whole) / q.whole)::text,
          'maximumQuantity', trim_scale(floor((s.product).maximum_quantity / q.conversion * q.whole) / q.whole)::text))
        order by u.id <> (s.product).primary_unit_id, q.conversion, u.code) as units
    from sold s
    join (select n.*, power(10::numeric, n.precision) as whole from product_units n where n.product_id = any (everything)) q
      on q.product_id = s.id and q.sell and q.conversion > 0
    join units u on u.id = q.unit_id
    cross join l
    group by s.id, l.locale
  ),
  given as (
    select s.id, s.listed_id, a.id as attribute_id, a.code, a.type, a.label, a.unit, a.position, a.visible, e.value as whole, v.value
    from sold s
    cross join lateral jsonb_each((s.product).attribute_values) e
    join attributes a on a.code = e.key
    cross join lateral jsonb_array_elements_text(
      case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) v (value)
    where v.value is not null
  ),
  worded as (
    select g.id, g.listed_id, l.locale, g.code, g.type, g.position, g.visible, g.value, o.position as option_position, o.swatch,
      read_model.said(g.label, l.speaks) as label,
      case g.type
        when 'number' then concat_ws(' ', read_model.number_said(g.value, l.l), g.unit)
        when 'boolean' then l.yes_no[case g.value when 'true' then 1 else 2 end]
        when 'text' then case jsonb_typeof(g.whole) when 'object' then read_model.said(g.whole, l.speaks) else g.value end
        else read_model.said(o.label, l.speaks)
      end as said
    from given g cross join l
    left join attribute_options o on o.attribute_id = g.attribute_id and o.code = g.value and g.type in ('option', 'options')
  ),
  properties as (
    select id, locale,
      json_agg(
        json_strip_nulls(json_build_object('code', code, 'label', label, 'value', said, 'optionCode', option_code))
        order by position, code) as attributes
    from (
      select id, locale, code, label, position, string_agg(said, ', ' order by option_position, value) as said,
        case type when 'option' then min(value) end as option_code
      from worded where visible and said is not null
      group by id, locale, code, type, label, position
    ) one
    group by id, locale
  ),
  -- the choices among the variants of a configurable product
  choices as (
    select p.id, c.locale, json_agg(json_build_object('code', c.code, 'label', c.label, 'values', c.choices) order by wanted.place) as options
    from sold p
    cross join lateral unnest((p.product).variant_attributes) with ordinality wanted (code, place)
    join (
      select listed_id, locale, code, label,
        json_agg(
          json_strip_nulls(json_build_object('code', value, 'label', said, 'swatch', swatch))
          order by option_position, lpad(value, 20), value) as choices
      from (
        select distinct listed_id, locale, code, label, value, said, swatch, option_position from worded where id <> listed_id and said is not null
      ) one
      group by listed_id, locale, code, label
    ) c on c.listed_id = p.id and c.code = wanted.code
    where p.id = p.listed_id
    group by p.id, c.locale
  ),
  -- from the top down to the main category
  crumbs as (
    select main.product_id, l.locale,
      json_agg(
        json_strip_nulls(json_build_object(
          'id', c.id, 'code', c.code, 'slug', c.slug, 'name', read_model.said(c.name, l.speaks), 'imageKey', c.image_key, 'position', c.position))
        order by way.place) as breadcrumbs
    from (
      select distinct on (pc.product_id) pc.product_id, k.path
      from product_categories pc join read_model.categories k on k.category_id = pc.category_id
      where pc.product_id = any (listed)
      order by pc.product_id, pc.main desc, pc.position, k.path
    ) main
    cross join unnest(main.path) with ordinality way (slug, place)
    join categories c on c.slug = way.slug
    cross join l
    group by main.product_id, l.locale
  ),
  makers as (
    select b.id, l.locale,
      json_strip_nulls(json_build_object(
        'id', b.id, 'code', b.code, 'slug', b.slug, 'name', b.name, 'description', read_model.said(b.description, l.speaks), 'logoKey', b.logo_key)) as brand
    from brands b cross join l where b.id in (select brand_id from sold)
  ),
  single as materialized (
    select s.id, s.listed_id, (s.product).slug, (s.product).sku, (s.product).type, (s.product).position, l.locale,
      json_build_object(
        'id', s.id, 'sku', (s.product).sku, 'type', (s.product).type, 'slug', (s.product).slug,
        'gtin', (s.product).gtin, 'mpn', (s.product).mpn,
        'name', coalesce(read_model.said((s.product).name, l.speaks), (s.product).sku),
        'shortDescription', read_model.said((s.product).short_description, l.speaks),
        'description', read_model.said((s.product).description, l.speaks),
        'metaTitle', read_model.said((s.product).meta_title, l.speaks),
        'metaDescription', read_model.said((s.product).meta_description, l.speaks),
        'minimumQuantity', trim_scale((s.product).minimum_quantity)::text,
        'maximumQuantity', trim_scale((s.product).maximum_quantity)::text,
        'featured', (s.product).featured, 'isNew', (s.product).is_new,
        'url', case when s.id = s.listed_id then '/product/' || s.listed_slug
          else '/product/' || s.listed_slug || '?variant=' || (s.product).sku end,
        'images', coalesce(i.images, '[]'), 'attributes', coalesce(a.attributes, '[]'), 'unitsSold', coalesce(m.units, '[]'),
        'stockFacts', json_build_object(
          'manageInventory', (s.product).manage_inventory, 'backorder', (s.product).backorder, 'discontinued', (s.product).discontinued,
          'lowInventoryThreshold', trim_scale((s.product).low_inventory_threshold)::text, 'availableFrom', (s.product).available_from))
        as detail,
      json_build_object(
        'brand', b.brand, 'breadcrumbs', coalesce(c.breadcrumbs, '[]'), 'category', c.breadcrumbs -> -1,
        'variantOptions', coalesce(o.options, '[]')) as surroundings
    from sold s cross join l
    left join pictures i on i.product_id = s.id and i.locale = l.locale
    left join measures m on m.id = s.id and m.locale = l.locale
    left join properties a on a.id = s.id and a.locale = l.locale
    left join makers b on b.id = s.brand_id and b.locale = l.locale
    left join crumbs c on c.product_id = s.listed_id and c.locale = l.locale
    left join choices o on o.id = s.id and o.locale = l.locale
  ),
  variants as (
    select listed_id, locale, json_agg(detail order by position, sku) as variants, array_agg(id order by id) as sellables
    from single where id <> listed_id group by listed_id, locale
  ),
  fresh as (
    select s.id as product_id, s.locale, s.listed_id, s.slug, s.sku,
      case s.type when 'configurable' then coalesce(v.sellables, '{}') else array[s.id] end as sellables,
      -- put together as texts: they are finished, and need not be read again
      concat(left(s.detail::text, -1), ', ', substr(left(s.surroundings::text, -1), 2), ', "variants": ',
        case s.type when 'configurable' then coalesce(v.variants::text, '[]') else '[]' end, '}') as detail
    from single s left join variants v on v.listed_id = s.id and v.locale = s.locale
  ),
  gone as (
    delete from read_model.details d
    where (d.listed_id = any (listed) or d.product_id = any (listed))
      and not exists (select from fresh f where f.product_id = d.product_id and f.locale = d.locale)
  )
  insert into read_model.details (product_id, locale, listed_id, sellables, slug, sku, detail)
  select product_id, locale, listed_id, sellables, slug, sku, detail from fresh
  on conflict (product_id, locale) do update
  set listed_id = excluded.listed_id, sellables = excluded.sellables, slug = excluded.slug, sku = excluded.sku, detail = excluded.detail
  where (read_model.details.listed_id, read_model.details.sellables, read_model.details.slug, read_model.details.sku, read_model.details.detail)
    is distinct from (excluded.listed_id, excluded.sellables, excluded.slug, excluded.sku, excluded.detail);
end
$$;
