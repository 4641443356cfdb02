-- Which categories can be seen, and the way to each of them.

create or replace view read_model.visible_categories as
with recursive seen (category_id, slug, path) as (
  select c.id, c.slug::text, array[c.slug::text] from categories c where c.parent_id is null and c.active
  union all
  select c.id, c.slug::text, s.path || c.slug::text
  from categories c join seen s on s.category_id = c.parent_id where c.active
)
select * from seen;

/* Brings read_model.categories up to date. Answers the ids of those that moved, appeared or went: their products are to be projected again. */
create or replace function read_model.project_categories() returns uuid[]
language plpgsql as $$
declare
  moved uuid[];
begin
  perform read_model.hold();
  select coalesce(array_agg(coalesce(k.category_id, v.category_id)), '{}') into moved
  from read_model.categories k full join read_model.visible_categories v on v.category_id = k.category_id
  where k.path is distinct from v.path;
  delete from read_model.categories where category_id = any (moved);
  insert into read_model.categories (category_id, slug, path)
  select category_id, slug, path from read_model.visible_categories where category_id = any (moved);
  update read_model.state set catalog = catalog + 1;
  return moved;
end
$$;
