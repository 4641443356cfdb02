-- One checkout is under way for a cart, however many tabs begin one at the same moment.
create unique index if not exists checkouts_under_way on checkouts (cart_id) where state in ('open', 'paying');

-- What is overdue is looked for every minute.
create index if not exists checkouts_overdue on checkouts (expires_at) where state = 'paying';

-- The ledgers of payments and gift cards only grow: what came in is never rewritten, nor taken out. (Who drops the database drops it.)
create or replace function refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
  raise exception 'entries of % are added, never changed or deleted: add another one', tg_table_name;
end
$$;
create or replace trigger payment_events_stand before update or delete on payment_events
  for each row execute function refuse_change_of_ledger();
create or replace trigger payment_events_remain before truncate on payment_events
  for each statement execute function refuse_change_of_ledger();

create or replace trigger gift_card_entries_stand before update or delete on gift_card_entries
  for each row execute function refuse_change_of_ledger();
create or replace trigger gift_card_entries_remain before truncate on gift_card_entries
  for each statement execute function refuse_change_of_ledger();

-- Nobody pays with more than is on a gift card, whatever the code above says.
alter table gift_cards drop constraint if exists gift_cards_balance_not_below_zero;
alter table gift_cards add constraint gift_cards_balance_not_below_zero check (balance >= 0);
