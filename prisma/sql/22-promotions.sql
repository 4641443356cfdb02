-- A coupon is found however its code is written: no other one is called the same.
drop index if exists coupons_code_in_capitals;
create unique index if not exists coupons_code_however_written on coupons (upper(code));
-- How often a guest has used a promotion.
create index if not exists promotion_uses_email on promotion_uses (promotion_id, email);

-- The last word on uses: none is given back that was not taken, and none is taken beyond the limit while it stands.
do $$
begin
  if not exists (select 1 from pg_constraint where conname = 'promotions_used_not_negative') then
    alter table promotions add constraint promotions_used_not_negative check (used >= 0);
  end if;
  if not exists (select 1 from pg_constraint where conname = 'coupons_used_not_negative') then
    alter table coupons add constraint coupons_used_not_negative check (used >= 0);
  end if;
end
$$;
