-- What a consumer still has to hear, in order; done ones leave the index, so it stays as small as the backlog.
create index if not exists outbox_deliveries_waiting on outbox_deliveries (consumer, seq) where done_at is null and dead_at is null;
create index if not exists outbox_deliveries_waiting_entity on outbox_deliveries (consumer, entity_id, seq) where done_at is null and dead_at is null;

-- Every delivery is written twice (appended, done): sweep often, and leave room for the second version beside the first.
alter table outbox_deliveries set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05, fillfactor = 85);

create index if not exists sessions_visitor on sessions (visitor_id) where visitor_id is not null;
