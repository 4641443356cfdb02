import { moveRow } from '../../engine/index.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { appendEvent } from '../../kernel/outbox.ts'
import { shortened } from './label-parts.ts'
import type { ParcelStatus, ParcelStep, TrackedParcel } from './port.ts'

/** A parcel whose carrier is being asked. */
export interface AskedParcel {
  id: string
  trackingNumber: string
  shippedAt: Date
  /** From then on the number is its own: its label was bought; where others bought it, its goods were ordered. */
  numberedAt: Date
  /** When somebody had it asked for anew. */
  trackAnew: Date | null
  status: ParcelStatus | null
  trackFailures: number
}

/** Who has not come by then is for somebody to look after; nobody asks any more. */
export const LOST_AFTER_DAYS = 30

const MINUTES_OF_DAY = 1440

/** Younger parcels move faster, and one that is on the vehicle comes today: minutes until they are asked for again. */
function pauseOf(ageDays: number, status: ParcelStatus): number {
  if (status === 'outForDelivery') return 30
  if (ageDays < 3) return 60
  return ageDays < 10 ? 240 : 720
}

/** After an outage, or where the carrier does not know the number (yet). */
const pauseAfter = (failures: number): number => Math.min(15 * 2 ** failures, 720)

const daysSince = (ctx: Ctx, then: Date): number =>
  (ctx.clock.now().getTime() - then.getTime()) / 60_000 / MINUTES_OF_DAY

/** It has been asked for long enough, since it left or since somebody wanted it asked for again. */
const givenUp = (ctx: Ctx, { shippedAt, trackAnew }: AskedParcel): boolean =>
  daysSince(ctx, trackAnew ?? shippedAt) >= LOST_AFTER_DAYS

/** Keeps what a carrier told of a parcel: its steps, each once, and how far it is. With the last one it is delivered. */
export const recordTold = (ctx: Ctx, parcel: AskedParcel, told: TrackedParcel): Promise<void> =>
  'said' in told
    ? recordFailure(ctx, parcel, told.said)
    : transaction(ctx, async (inside) => {
        const { id } = parcel
        const now = inside.clock.now()
        await keepSteps(inside, id, told.steps)
        const lost = told.status !== 'delivered' && givenUp(inside, parcel)
        const delivered = told.status === 'delivered'
        await inside.db
          .updateTable('shipmentParcels')
          .set({
            status: told.status,
            trackedAt: now,
            trackFailures: 0,
            trackAt:
              delivered || lost ? null : minutesAfter(now, pauseOf(daysSince(inside, parcel.shippedAt), told.status)),
            problem: lost ? lostFor() : problemOf(told.status),
            updatedAt: now,
          })
          .where('id', '=', id)
          .where('state', '=', 'bought')
          .execute()
        if (delivered) await delivers(inside, id, told.steps)
        else if (lost) await tell(inside, id, 'lost')
        else if (told.status === 'exception' && parcel.status !== 'exception') await tell(inside, id, 'exception')
      })

/** It was asked for in vain; the more often, the longer until the next time. */
export const recordFailure = (ctx: Ctx, parcel: AskedParcel, said: string | null): Promise<void> =>
  transaction(ctx, async (inside) => {
    const now = inside.clock.now()
    const trackFailures = parcel.trackFailures + 1
    const lost = givenUp(inside, parcel)
    await inside.db
      .updateTable('shipmentParcels')
      .set({
        trackedAt: now,
        trackFailures,
        trackAt: lost ? null : minutesAfter(now, pauseAfter(trackFailures)),
        ...(lost ? { problem: lostFor() } : said === null ? {} : { problem: shortened(said) }),
        updatedAt: now,
      })
      .where('id', '=', parcel.id)
      .where('state', '=', 'bought')
      .execute()
    if (lost) await tell(inside, parcel.id, 'lost')
  })

const lostFor = () =>
  `No delivery was told within ${LOST_AFTER_DAYS} days. Ask the carrier; the action track has it asked for again.`

const problemOf = (status: ParcelStatus): string | null =>
  status === 'cancelled' ? 'The carrier says that its label was cancelled.' : null

const tell = (ctx: Ctx, id: string, what: string): Promise<void> =>
  appendEvent(ctx, {
    topic: `shipmentParcel.${what}`,
    entity: 'shipmentParcel',
    entityId: id,
    payload: { shipmentParcelId: id },
  })

async function delivers(ctx: Ctx, id: string, steps: readonly ParcelStep[]): Promise<void> {
  const last = steps.findLast(({ status }) => status === 'delivered')
  const besides = { deliveredAt: last?.occurredAt ?? ctx.clock.now() }
  await moveRow(ctx, { entity: 'shipmentParcel', id, action: 'track', to: 'delivered', besides })
}

/** The same step, by the carrier's time and code, is told again and again, and kept once. */
async function keepSteps(ctx: Ctx, parcelId: string, steps: readonly ParcelStep[]): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map((step) => ({ id: ctx.ids.next(), parcelId, ...step }))
  await ctx.db
    .insertInto('parcelEvents')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['parcelId', 'occurredAt', 'code']).doNothing())
    .execute()
}
