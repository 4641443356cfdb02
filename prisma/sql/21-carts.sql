-- One open cart for a visitor and one for a customer user at a website, however many tabs begin one at the same moment.
create unique index if not exists carts_open_visitor on carts (website_id, visitor_id)
  where state = 'open' and visitor_id is not null;
create unique index if not exists carts_open_customer_user on carts (website_id, customer_user_id)
  where state = 'open' and customer_user_id is not null;

-- What is set aside and has nothing to wait for is looked for every few minutes.
create index if not exists carts_set_aside on carts (updated_at) where state = 'setAside';

-- The last word on stock: nothing is promised below zero, whatever the code says.
do $$
begin
  if not exists (select 1 from pg_constraint where conname = 'inventory_levels_reserved_not_negative') then
    alter table inventory_levels add constraint inventory_levels_reserved_not_negative check (reserved >= 0);
  end if;
  if not exists (select 1 from pg_constraint where conname = 'cart_lines_quantity_positive') then
    alter table cart_lines add constraint cart_lines_quantity_positive check (quantity > 0);
  end if;
  if not exists (select 1 from pg_constraint where conname = 'reservations_quantity_positive') then
    alter table reservations add constraint reservations_quantity_positive check (quantity > 0);
  end if;
end
$$;
create index if not exists reservations_held_expiry on reservations (expires_at) where state = 'held';
