-- Derived from packages/schema by `npm run derive`. Do not edit.

create or replace function jobs_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['receiving → waiting', 'receiving → failed', 'waiting → running', 'waiting → cancelled', 'waiting → failed', 'running → done', 'running → cancelled', 'running → failed', 'cancelled → waiting', 'failed → waiting']::text[])) then
    raise exception 'jobs.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'jobs_state_moves', table = 'jobs', detail = old.state,
        hint = 'packages/schema names the moves of job.';
  end if;
  return new;
end $$;
drop trigger if exists jobs_state_moves on jobs;
create trigger jobs_state_moves before update of state on jobs for each row execute function jobs_state_moves();

create or replace function webhook_deliveries_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['waiting → delivered', 'waiting → dead', 'delivered → waiting', 'dead → waiting']::text[])) then
    raise exception 'webhook_deliveries.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'webhook_deliveries_state_moves', table = 'webhook_deliveries', detail = old.state,
        hint = 'packages/schema names the moves of webhookDelivery.';
  end if;
  return new;
end $$;
drop trigger if exists webhook_deliveries_state_moves on webhook_deliveries;
create trigger webhook_deliveries_state_moves before update of state on webhook_deliveries for each row execute function webhook_deliveries_state_moves();

create or replace function dead_letters_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['dead → waiting', 'waiting → heard', 'waiting → dead']::text[])) then
    raise exception 'dead_letters.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'dead_letters_state_moves', table = 'dead_letters', detail = old.state,
        hint = 'packages/schema names the moves of deadLetter.';
  end if;
  return new;
end $$;
drop trigger if exists dead_letters_state_moves on dead_letters;
create trigger dead_letters_state_moves before update of state on dead_letters for each row execute function dead_letters_state_moves();

create or replace function integrations_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['running → paused', 'paused → running']::text[])) then
    raise exception 'integrations.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'integrations_state_moves', table = 'integrations', detail = old.state,
        hint = 'packages/schema names the moves of integration.';
  end if;
  return new;
end $$;
drop trigger if exists integrations_state_moves on integrations;
create trigger integrations_state_moves before update of state on integrations for each row execute function integrations_state_moves();

create or replace function exchange_runs_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['waiting → running', 'waiting → refused', 'waiting → cancelled', 'running → waiting', 'running → held', 'running → done', 'running → refused', 'running → cancelled', 'running → failed', 'held → waiting', 'held → cancelled', 'failed → waiting', 'failed → cancelled', 'cancelled → waiting']::text[])) then
    raise exception 'exchange_runs.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'exchange_runs_state_moves', table = 'exchange_runs', detail = old.state,
        hint = 'packages/schema names the moves of exchangeRun.';
  end if;
  return new;
end $$;
drop trigger if exists exchange_runs_state_moves on exchange_runs;
create trigger exchange_runs_state_moves before update of state on exchange_runs for each row execute function exchange_runs_state_moves();

create or replace function reservations_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['held → committed', 'held → released', 'committed → shipped', 'committed → released']::text[])) then
    raise exception 'reservations.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'reservations_state_moves', table = 'reservations', detail = old.state,
        hint = 'packages/schema names the moves of reservation.';
  end if;
  return new;
end $$;
drop trigger if exists reservations_state_moves on reservations;
create trigger reservations_state_moves before update of state on reservations for each row execute function reservations_state_moves();

create or replace function promotions_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['draft → active', 'active → paused', 'active → ended', 'paused → active', 'paused → ended']::text[])) then
    raise exception 'promotions.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'promotions_state_moves', table = 'promotions', detail = old.state,
        hint = 'packages/schema names the moves of promotion.';
  end if;
  return new;
end $$;
drop trigger if exists promotions_state_moves on promotions;
create trigger promotions_state_moves before update of state on promotions for each row execute function promotions_state_moves();

create or replace function gift_cards_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['active → disabled', 'disabled → active']::text[])) then
    raise exception 'gift_cards.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'gift_cards_state_moves', table = 'gift_cards', detail = old.state,
        hint = 'packages/schema names the moves of giftCard.';
  end if;
  return new;
end $$;
drop trigger if exists gift_cards_state_moves on gift_cards;
create trigger gift_cards_state_moves before update of state on gift_cards for each row execute function gift_cards_state_moves();

create or replace function carts_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['open → setAside', 'open → ordered', 'open → merged', 'open → abandoned', 'setAside → open', 'setAside → ordered', 'setAside → merged', 'setAside → abandoned', 'abandoned → ordered']::text[])) then
    raise exception 'carts.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'carts_state_moves', table = 'carts', detail = old.state,
        hint = 'packages/schema names the moves of cart.';
  end if;
  return new;
end $$;
drop trigger if exists carts_state_moves on carts;
create trigger carts_state_moves before update of state on carts for each row execute function carts_state_moves();

create or replace function payment_differences_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['open → repaired', 'open → dismissed']::text[])) then
    raise exception 'payment_differences.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'payment_differences_state_moves', table = 'payment_differences', detail = old.state,
        hint = 'packages/schema names the moves of paymentDifference.';
  end if;
  return new;
end $$;
drop trigger if exists payment_differences_state_moves on payment_differences;
create trigger payment_differences_state_moves before update of state on payment_differences for each row execute function payment_differences_state_moves();

create or replace function shipments_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['pending → shipped', 'pending → cancelled', 'shipped → delivered']::text[])) then
    raise exception 'shipments.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'shipments_state_moves', table = 'shipments', detail = old.state,
        hint = 'packages/schema names the moves of shipment.';
  end if;
  return new;
end $$;
drop trigger if exists shipments_state_moves on shipments;
create trigger shipments_state_moves before update of state on shipments for each row execute function shipments_state_moves();

create or replace function shipment_parcels_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['buying → bought', 'buying → refused', 'buying → uncertain', 'bought → cancelled', 'bought → delivered', 'uncertain → cancelled']::text[])) then
    raise exception 'shipment_parcels.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'shipment_parcels_state_moves', table = 'shipment_parcels', detail = old.state,
        hint = 'packages/schema names the moves of shipmentParcel.';
  end if;
  return new;
end $$;
drop trigger if exists shipment_parcels_state_moves on shipment_parcels;
create trigger shipment_parcels_state_moves before update of state on shipment_parcels for each row execute function shipment_parcels_state_moves();

create or replace function shipment_pickups_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['booking → booked', 'booking → refused', 'booking → uncertain', 'booked → cancelled', 'uncertain → cancelled']::text[])) then
    raise exception 'shipment_pickups.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'shipment_pickups_state_moves', table = 'shipment_pickups', detail = old.state,
        hint = 'packages/schema names the moves of shipmentPickup.';
  end if;
  return new;
end $$;
drop trigger if exists shipment_pickups_state_moves on shipment_pickups;
create trigger shipment_pickups_state_moves before update of state on shipment_pickups for each row execute function shipment_pickups_state_moves();

create or replace function orders_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['placed → processing', 'placed → shipped', 'placed → cancelled', 'processing → shipped', 'processing → cancelled', 'shipped → completed']::text[])) then
    raise exception 'orders.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'orders_state_moves', table = 'orders', detail = old.state,
        hint = 'packages/schema names the moves of order.';
  end if;
  return new;
end $$;
drop trigger if exists orders_state_moves on orders;
create trigger orders_state_moves before update of state on orders for each row execute function orders_state_moves();

create or replace function rfqs_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['submitted → processing', 'submitted → quoted', 'submitted → declined', 'submitted → cancelled', 'processing → quoted', 'processing → declined', 'processing → cancelled']::text[])) then
    raise exception 'rfqs.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'rfqs_state_moves', table = 'rfqs', detail = old.state,
        hint = 'packages/schema names the moves of rfq.';
  end if;
  return new;
end $$;
drop trigger if exists rfqs_state_moves on rfqs;
create trigger rfqs_state_moves before update of state on rfqs for each row execute function rfqs_state_moves();

create or replace function quotes_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['draft → sent', 'sent → accepted', 'sent → declined', 'sent → expired']::text[])) then
    raise exception 'quotes.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'quotes_state_moves', table = 'quotes', detail = old.state,
        hint = 'packages/schema names the moves of quote.';
  end if;
  return new;
end $$;
drop trigger if exists quotes_state_moves on quotes;
create trigger quotes_state_moves before update of state on quotes for each row execute function quotes_state_moves();

create or replace function checkouts_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['open → paying', 'open → expired', 'paying → open', 'paying → completed']::text[])) then
    raise exception 'checkouts.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'checkouts_state_moves', table = 'checkouts', detail = old.state,
        hint = 'packages/schema names the moves of checkout.';
  end if;
  return new;
end $$;
drop trigger if exists checkouts_state_moves on checkouts;
create trigger checkouts_state_moves before update of state on checkouts for each row execute function checkouts_state_moves();

create or replace function invoices_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['draft → issued', 'draft → cancelled', 'issued → cancelled']::text[])) then
    raise exception 'invoices.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'invoices_state_moves', table = 'invoices', detail = old.state,
        hint = 'packages/schema names the moves of invoice.';
  end if;
  return new;
end $$;
drop trigger if exists invoices_state_moves on invoices;
create trigger invoices_state_moves before update of state on invoices for each row execute function invoices_state_moves();

create or replace function email_campaigns_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['draft → scheduled', 'draft → sending', 'draft → cancelled', 'scheduled → draft', 'scheduled → sending', 'scheduled → cancelled', 'sending → sent', 'sending → cancelled']::text[])) then
    raise exception 'email_campaigns.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'email_campaigns_state_moves', table = 'email_campaigns', detail = old.state,
        hint = 'packages/schema names the moves of emailCampaign.';
  end if;
  return new;
end $$;
drop trigger if exists email_campaigns_state_moves on email_campaigns;
create trigger email_campaigns_state_moves before update of state on email_campaigns for each row execute function email_campaigns_state_moves();

create or replace function tickets_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['open → pending', 'open → resolved', 'open → closed', 'pending → open', 'pending → resolved', 'pending → closed', 'resolved → open', 'resolved → closed']::text[])) then
    raise exception 'tickets.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'tickets_state_moves', table = 'tickets', detail = old.state,
        hint = 'packages/schema names the moves of ticket.';
  end if;
  return new;
end $$;
drop trigger if exists tickets_state_moves on tickets;
create trigger tickets_state_moves before update of state on tickets for each row execute function tickets_state_moves();
