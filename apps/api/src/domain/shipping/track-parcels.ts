import { z } from 'zod'
import { newNumber, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql, transaction } from '../../kernel/db.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/errors.ts'
import { defineJob, type Job } from '../../kernel/jobs.ts'
import { ableCarrier, doneBy } from './label-parts.ts'
import type { AskedNumber, CarrierTracking, ShippingCarrier } from './port.ts'
import { LOST_AFTER_DAYS, recordFailure, recordTold, type AskedParcel } from './record-steps.ts'
import { settleForgotten } from './settle-forgotten.ts'

/** A parcel that somebody is asking for is left alone by others for so long, also where they die. */
const LEASE_MINUTES = 15

/**
 * Asks carriers for the parcels that have left and not come: as many at once as they take, the younger the more often. What whoever entered a shipment told of it becomes a
 * parcel first, so that it is asked for, too.
 */
export const trackParcelsJob = (carriers: readonly ShippingCarrier[]): Job<Record<string, never>> =>
  defineJob({
    name: 'shipping.trackParcels',
    payload: z.object({}),
    schedule: '*/15 * * * *',
    attempts: 1,
    run: async (_payload, ctx) => {
      await settleForgotten(ctx, carriers)
      for (const { code, tracking } of carriers)
        if (tracking) {
          await takeUp(ctx, code, tracking)
          await letRest(ctx, code)
          await askAll(ctx, code, tracking)
        }
    },
  })

/** Asks until nobody is left to be asked for, or the carrier is away. */
async function askAll(ctx: Ctx, carrier: string, tracking: CarrierTracking): Promise<void> {
  for (;;) {
    const parcels = await claim(ctx, carrier, tracking.most)
    if (parcels.length === 0) return
    const answer = await tracking.track(parcels.map(asked))
    if (answer.kind !== 'done') {
      for (const parcel of parcels) await recordFailure(ctx, parcel, answer.kind === 'refused' ? answer.said : null)
      return
    }
    for (const [at, parcel] of parcels.entries()) {
      const told = answer.done[at]
      await (told ? recordTold(ctx, parcel, told) : recordFailure(ctx, parcel, null))
    }
  }
}

/** See `AskedParcel`; of the shipment `s` of the order `o`. */
const numberedAt = (parcel: 'p' | 'due') =>
  sql<Date>`coalesce(${sql.ref(`${parcel}.boughtAt`)}, least(o.placed_at, s.shipped_at))`

/** A day's grace: days of shipping are told without the clock of their place, and clocks differ. */
const asked = ({ trackingNumber, numberedAt }: Pick<AskedParcel, 'trackingNumber' | 'numberedAt'>): AskedNumber => ({
  trackingNumber,
  since: minutesAfter(numberedAt, -1440),
})

/** Takes parcels whose time has come, so that no other process asks for them now. One statement. */
async function claim(ctx: Ctx, carrier: string, most: number): Promise<AskedParcel[]> {
  const now = ctx.clock.now()
  const { rows } = await sql<AskedParcel>`
    update shipment_parcels p set track_at = ${minutesAfter(now, LEASE_MINUTES)}
    from (
      select due.id, s.shipped_at, ${numberedAt('due')} as numbered_at
      from shipment_parcels due join shipments s on s.id = due.shipment_id join orders o on o.id = s.order_id
      where due.state = 'bought' and due.carrier = ${carrier} and due.tracking_number is not null and s.state = 'shipped'
        and (due.track_at is not null or due.tracked_at is null) and coalesce(due.track_at, '-infinity') <= ${now}
      order by coalesce(due.track_at, '-infinity'), due.id limit ${most} for update of due skip locked) taken
    where p.id = taken.id
    returning p.id, p.tracking_number, p.status, p.track_failures, p.track_anew, taken.shipped_at, taken.numbered_at`.execute(
    ctx.db,
  )
  return rows.map((row) => ({
    ...row,
    shippedAt: new Date(row.shippedAt),
    numberedAt: new Date(row.numberedAt),
    trackAnew: row.trackAnew && new Date(row.trackAnew),
  }))
}

/** What others told to have come is asked for no more. */
async function letRest(ctx: Ctx, carrier: string): Promise<void> {
  await sql`
    update shipment_parcels p set track_at = null from shipments s
    where s.id = p.shipment_id and s.state = 'delivered' and p.state = 'bought' and p.carrier = ${carrier}
      and p.track_at is not null and coalesce(p.track_at, '-infinity') <= ${ctx.clock.now()}`.execute(ctx.db)
}

/** What has left with a number of this carrier, and without a label of ours, becomes a parcel. */
async function takeUp(ctx: Ctx, carrier: string, tracking: CarrierTracking): Promise<void> {
  const since = minutesAfter(ctx.clock.now(), -LOST_AFTER_DAYS * 1440)
  const { rows } = await sql<{ id: string; trackingNumber: string; trackingUrl: string | null }>`
    select s.id, s.tracking_number, s.tracking_url from shipments s
    where s.state = 'shipped' and s.carrier = ${carrier} and s.tracking_number <> '' and s.shipped_at > ${since}
      and not exists (select 1 from shipment_parcels p where p.shipment_id = s.id and p.state in ('bought', 'delivered', 'buying', 'uncertain'))
    order by s.shipped_at limit 500`.execute(ctx.db)
  for (const { id, trackingNumber, trackingUrl } of rows)
    await transaction(ctx, (inside) =>
      inside.db
        .insertInto('shipmentParcels')
        .values({
          id: inside.ids.next(),
          shipmentId: id,
          position: 1,
          state: 'bought',
          carrier,
          reference: newNumber('shipmentParcel', 'reference', inside),
          trackingNumber,
          masterTrackingNumber: trackingNumber,
          trackingUrl: trackingUrl ?? tracking.urlOf(trackingNumber),
        })
        .execute(),
    )
}

/** Asks for one parcel now, and from now on again. */
export const trackParcel =
  (carriers: readonly ShippingCarrier[]): ActionVerb<'shipmentParcel.track'> =>
  async ({ id }, ctx) => {
    const parcel = await ctx.db
      .selectFrom('shipmentParcels as p')
      .innerJoin('shipments as s', 's.id', 'p.shipmentId')
      .innerJoin('orders as o', 'o.id', 's.orderId')
      .select(['p.id', 'p.state', 'p.carrier', 'p.trackingNumber', 'p.status', 'p.trackFailures'])
      .select(['s.state as shipmentState', 's.shippedAt', numberedAt('p').as('numberedAt')])
      .where('p.id', '=', id)
      .executeTakeFirst()
    if (!parcel) throw refuse('NOT_FOUND', { what: 'shipmentParcel' }, 'id')
    const { state, shipmentState, shippedAt, trackingNumber, carrier } = parcel
    if (state !== 'bought' || !trackingNumber)
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipmentParcel', state, action: 'track' })
    if (shipmentState !== 'shipped' || !shippedAt)
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state: shipmentState, action: 'tracking of it' })
    const { name, able } = ableCarrier(carriers, carrier, 'tracking')
    const numbered = { trackingNumber, numberedAt: new Date(parcel.numberedAt) }
    const told = doneBy(name, await able.track([asked(numbered)]))
    if (told === 'unknown') throw refuse('CARRIER_UNAVAILABLE', { carrier: name })
    const [found] = told
    if (!found) throw refuse('CARRIER_UNAVAILABLE', { carrier: name })
    await transaction(ctx, async (inside) => {
      const trackAnew = inside.clock.now()
      await inside.db.updateTable('shipmentParcels').set({ trackAnew }).where('id', '=', id).execute()
      await recordTold(inside, { ...parcel, ...numbered, shippedAt, trackAnew }, found)
    })
    if ('said' in found) throw refuse('CARRIER_REFUSED', { carrier: name, said: found.said })
    return { id }
  }
