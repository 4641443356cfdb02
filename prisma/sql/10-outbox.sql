-- What a consumer still has to hear, in order; done ones leave the index, so it stays as small as the backlog.
create index if not exists outbox_deliveries_waiting on outbox_deliveries (consumer, seq) where done_at is null and dead_at is null;
create index if not exists outbox_deliveries_waiting_entity on outbox_deliveries (consumer, entity_id, seq) where done_at is null and dead_at is null;

-- News of many at once, in front of which nothing behind it is heard by who hears in order; few at any time.
create index if not exists outbox_deliveries_waiting_many on outbox_deliveries (consumer, entity, seq) where many and done_at is null and dead_at is null;

-- Every delivery is written twice (appended, done): sweep often, and leave room for the second version beside the first.
alter table outbox_deliveries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05, fillfactor = 85);

create index if not exists sessions_visitor on sessions (visitor_id) where visitor_id is not null;

/* What a consumer was given up on is a dead letter: seen at the doors, and replayed there (docs/decisions/052). The same piece of news is one letter for each consumer, however often. */
create or replace function keep_dead_letter() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into dead_letters as known
    (id, consumer, event_id, topic, entity, row_id, many, attempts, problem, state, occurred_at, dead_at, created_at, updated_at)
  select gen_random_uuid(), new.consumer, e.id::text, e.topic, e.entity, e.entity_id::text, new.many, new.attempts, left(coalesce(new.last_error, ''), 2000), 'dead',
    e.created_at, new.dead_at, now(), now()
  from outbox_events e where e.id = new.event_id
  on conflict (event_id, consumer) do update
    set state = 'dead', attempts = excluded.attempts, problem = excluded.problem, dead_at = excluded.dead_at, updated_at = now();
  return null;
end
$$;

create or replace trigger keep_dead_letter after update of dead_at on outbox_deliveries
  for each row when (new.dead_at is not null and old.dead_at is null) execute function keep_dead_letter();

create or replace function dead_letter_heard() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update dead_letters set state = 'heard', updated_at = now()
  where event_id = new.event_id::text and consumer = new.consumer and state = 'waiting';
  return null;
end
$$;

-- who was heard at once has no letter, and is not asked
create or replace trigger dead_letter_heard after update of done_at on outbox_deliveries
  for each row when (new.done_at is not null and old.last_error is not null) execute function dead_letter_heard();

/* Of news that is forgotten there is nothing to replay. */
create or replace function drop_dead_letter() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from dead_letters where event_id = old.event_id::text and consumer = old.consumer;
  return null;
end
$$;

create or replace trigger drop_dead_letter after delete on outbox_deliveries
  for each row when (old.last_error is not null) execute function drop_dead_letter();
