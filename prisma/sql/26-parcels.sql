-- Parcels that are asked for, the one that has waited longest first (shipping.trackParcels, docs/decisions/088): never asked, or with a time for it. Those that have come, or
-- are given up, are not in it.
create index if not exists shipment_parcels_due on shipment_parcels (carrier, coalesce(track_at, '-infinity'), id)
  where state = 'bought' and (track_at is not null or tracked_at is null);

-- What a process that died was at is looked for every quarter of an hour.
create index if not exists shipment_parcels_buying on shipment_parcels (created_at) where state = 'buying';
create index if not exists shipment_pickups_booking on shipment_pickups (created_at) where state = 'booking';

-- So are shipments that another system has sent with a carrier's number.
create index if not exists shipments_on_their_way on shipments (carrier, shipped_at) where state = 'shipped';
