import type { TrackedEvent, TrackedParcel } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'

/** The parcels of shipments, as whoever knows the order may see them; column by column, so that nothing new slips in. Two statements. */
export async function readParcels(
  shipmentIds: readonly string[],
  ctx: Pick<Ctx, 'db'>,
): Promise<ReadonlyMap<string, TrackedParcel[]>> {
  const found = new Map<string, TrackedParcel[]>()
  if (shipmentIds.length === 0) return found
  const parcels = await ctx.db
    .selectFrom('shipmentParcels')
    .select(['id', 'shipmentId', 'trackingNumber', 'trackingUrl', 'carrier', 'status', 'deliveredAt'])
    .where('shipmentId', 'in', shipmentIds)
    .where('state', 'in', ['bought', 'delivered'])
    .orderBy('position')
    .execute()
  if (parcels.length === 0) return found
  const events = await ctx.db
    .selectFrom('parcelEvents')
    .select([
      'parcelId',
      'occurredAt',
      'localTime',
      'code',
      'status',
      'text',
      'exception',
      'city',
      'region',
      'countryCode',
    ])
    .where(
      'parcelId',
      'in',
      parcels.map(({ id }) => id),
    )
    .orderBy('occurredAt')
    .orderBy('id')
    .execute()
  const of = new Map<string, TrackedEvent[]>()
  for (const { parcelId, ...event } of events) of.set(parcelId, [...(of.get(parcelId) ?? []), event])
  for (const { id, shipmentId, trackingNumber, ...parcel } of parcels)
    if (trackingNumber)
      found.set(shipmentId, [...(found.get(shipmentId) ?? []), { ...parcel, trackingNumber, events: of.get(id) ?? [] }])
  return found
}
