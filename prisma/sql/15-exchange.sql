-- A file that is not taken yet is taken by one run only, whoever looks at the folder; once it is taken, its name is free for the next one.
drop index if exists exchange_runs_of_file;
create unique index if not exists exchange_runs_of_source on exchange_runs (account_id, source) where source is not null;
-- What is to be done next, of each integration.
create index if not exists exchange_runs_due on exchange_runs (integration_id, created_at) where state in ('waiting', 'running', 'failed');
-- No index over `position`: it is written anew with each part of a file, which then stays beside the former version (see below).
drop index if exists exchange_runs_about;
-- Those whose connector was deleted.
create index if not exists exchange_runs_of_nobody on exchange_runs (created_at)
  where connector_id is null and source is null and state in ('waiting', 'running', 'held', 'failed');
-- The same content once more.
create index if not exists exchange_runs_of_content on exchange_runs (connector_id, checksum) where state = 'done' and not dry_run;

-- Every part of a file writes its run anew: leave room for the next version beside the former.
alter table exchange_runs set (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 50);

/* What any connector wants to hear of: the news that has rows written at once, and what changes of rows that are written by their changes. */
create or replace function exchange_topics() returns text[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct t order by t), '{}')
  from connectors c, unnest(array[c.topic, case when c.changes_only then c.entity || '.changed' end]) t
  -- also what is switched off: its news wait for it
  where c.direction = 'out' and t is not null
$$;

/* The outbox keeps for the consumer 'exchange' what connectors are about now, whoever writes them. */
create or replace function exchange_listens() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- one after the other, so that none overlooks what another has just asked for
  perform from outbox_consumers where name = 'exchange' for update;
  update outbox_consumers set topics = exchange_topics() where name = 'exchange' and topics is distinct from exchange_topics();
  return null;
end
$$;

create or replace trigger exchange_listens after insert or delete or truncate or update of topic, changes_only, entity on connectors
  for each statement execute function exchange_listens();

-- What it listened to by an earlier definition.
update outbox_consumers set topics = exchange_topics() where name = 'exchange' and topics is distinct from exchange_topics();
