-- Derived from packages/schema by `npm run derive`. Do not edit.

create or replace function jobs_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['receiving → waiting', 'receiving → failed', 'waiting → running', 'waiting → cancelled', 'running → done', 'running → cancelled', 'running → failed', 'cancelled → waiting', 'failed → waiting']::text[])) then
    raise exception 'jobs.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'jobs_state_moves', table = 'jobs', detail = old.state,
        hint = 'packages/schema names the moves of job.';
  end if;
  return new;
end $$;
drop trigger if exists jobs_state_moves on jobs;
create trigger jobs_state_moves before update of state on jobs for each row execute function jobs_state_moves();

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

create or replace function carts_state_moves() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not (old.state || ' → ' || new.state = any (array['open → ordered', 'open → merged', 'open → abandoned', 'abandoned → ordered']::text[])) then
    raise exception 'carts.state cannot move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'carts_state_moves', table = 'carts', detail = old.state,
        hint = 'packages/schema names the moves of cart.';
  end if;
  return new;
end $$;
drop trigger if exists carts_state_moves on carts;
create trigger carts_state_moves before update of state on carts for each row execute function carts_state_moves();

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
