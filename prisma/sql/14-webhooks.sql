-- What waits for a subscriber, and what of one row comes first; delivered ones leave the indexes, so they stay as small as the backlog.
create index if not exists webhook_deliveries_next on webhook_deliveries (subscription_id, next_attempt_at, sequence) where state = 'waiting';
create index if not exists webhook_deliveries_order on webhook_deliveries (subscription_id, row_id, sequence, id) where state = 'waiting';
-- The clean-up looks for the oldest.
create index if not exists webhook_deliveries_age on webhook_deliveries (created_at);

-- Every delivery is written three times (noted, taken, done): sweep often, and leave room for the next version beside the former.
alter table webhook_deliveries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05, fillfactor = 70);

/* What any subscription wants to hear of. */
create or replace function webhook_topics() returns text[]
language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct t order by t), '{}') from webhook_subscriptions s, unnest(s.topics) t where s.active
$$;

/* The outbox keeps for the consumer 'webhooks' what is subscribed to now, whoever writes subscriptions: what nobody wants to hear is told to nobody. */
create or replace function webhooks_listen() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- one after the other, so that none overlooks what another has just subscribed to
  perform from outbox_consumers where name = 'webhooks' for update;
  update outbox_consumers set topics = webhook_topics() where name = 'webhooks' and topics is distinct from webhook_topics();
  return null;
end
$$;

create or replace trigger webhooks_listen after insert or delete or truncate or update of topics, active on webhook_subscriptions
  for each statement execute function webhooks_listen();
