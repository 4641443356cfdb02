import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { enqueue } from '../../kernel/jobs.ts'
import { lockRows } from '../../kernel/locks.ts'
import { wishOf } from '../../kernel/repeat.ts'
import { dayAt } from '../inventory/index.ts'
import {
  ableCarrier,
  doneBy,
  enterFor,
  shipmentOf,
  shortened,
  type CallOff,
  type LabelledShipment,
  type LabelParts,
} from './label-parts.ts'
import type { ShippingCarrier } from './port.ts'
import { warehouseOf } from './shipment-goods.ts'

/** Has a driver come for parcels whose labels are bought. As with labels, the attempt is a row first, and a lost answer is uncertain. */
export const bookPickup =
  ({ carriers, callOff }: Omit<LabelParts, 'files'>): ActionVerb<'shipment.bookPickup'> =>
  async ({ id, on, readyAt, closesAt, remarks }, ctx) => {
    if (readyAt >= closesAt)
      throw refuse('FIELD_INVALID', { field: 'closesAt', problem: 'must be later than readyAt' }, 'closesAt')
    const shipment = await shipmentOf(ctx, id)
    const { name, able } = ableCarrier(carriers, shipment.carrier, 'pickups')
    const { address: at, calendar } = await warehouseOf(ctx, shipment)
    // which of the days to come it drives on, the carrier knows
    if (on < dayAt(ctx.clock.now(), calendar))
      throw refuse('FIELD_INVALID', { field: 'on', problem: 'is over, by the clock of the warehouse' }, 'on')
    const asked = { on, readyAt, closesAt, remarks: remarks ?? null }
    const { pickupId, ...parcels } = await transaction(ctx, (inside) => begin(inside, shipment, asked))
    wishOf(ctx)
    const answer = await able.book({ ...asked, ...parcels, at })
    const action = 'bookPickup'
    const moveIn = (inside: Ctx, to: string, besides: Record<string, string | Date | null>) =>
      moveRow(inside, { entity: 'shipmentPickup', id: pickupId, action, to, besides })
    const move = (to: string, besides: Record<string, string | Date | null>) =>
      transaction(ctx, (inside) => moveIn(inside, to, besides))
    if (answer.kind === 'done') {
      const booked = { ...answer.done, bookedAt: ctx.clock.now() }
      let needless = false
      await enterFor(ctx, shipment, { action, callOff }, async (inside) => {
        await moveIn(inside, 'booked', booked)
        needless = await callOffUnlabelled(inside, id, callOff)
      })
      if (needless) throw refuse('LABELS_MISSING')
    }
    if (answer.kind === 'refused') await move('refused', { problem: shortened(answer.said) })
    if (answer.kind === 'unavailable') await move('refused', { problem: `${name} was not reached.` })
    if (answer.kind === 'unknown') await move('uncertain', { problem: uncertainPickup(name) })
    if (doneBy(name, answer) === 'unknown') throw refuse('PICKUP_UNCERTAIN', { carrier: name })
    return { id }
  }

/** What is said of a pickup whose answer was lost. */
export const uncertainPickup = (name: string): string =>
  `The answer of ${name} was lost. Ask it whether somebody comes, and cancel that there; then cancelPickup, and book again.`

/** Writes the attempt down. Refuses where nothing is labelled, and where somebody comes already. */
async function begin(
  ctx: Ctx,
  { id: shipmentId, orderId, carrier }: LabelledShipment,
  asked: { on: string; readyAt: string; closesAt: string; remarks: string | null },
) {
  await lockRows(ctx, 'orders', [orderId])
  const { state } = await shipmentOf(ctx, shipmentId)
  if (state === 'cancelled') throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'bookPickup' })
  const parcels = await ctx.db
    .selectFrom('shipmentParcels')
    .select(['weightKg', 'service'])
    .where('shipmentId', '=', shipmentId)
    .where('state', '=', 'bought')
    .execute()
  const service = parcels[0]?.service
  if (!service) throw refuse('LABELS_MISSING')
  const there = await ctx.db
    .selectFrom('shipmentPickups')
    .select('state')
    .where('shipmentId', '=', shipmentId)
    .where('state', 'in', ['booking', 'booked', 'uncertain'])
    .executeTakeFirst()
  if (there?.state === 'booking') throw refuse('CONFLICT')
  if (there?.state === 'uncertain') throw refuse('PICKUP_UNCERTAIN', { carrier })
  if (there) throw refuse('PICKUP_BOOKED', { carrier })
  const pickupId = ctx.ids.next()
  const packages = parcels.length
  await ctx.db
    .insertInto('shipmentPickups')
    .values({ id: pickupId, shipmentId, carrier, service, packages, ...asked })
    .execute()
  const weightKg = parcels.reduce((sum, one) => sum.plus(one.weightKg ?? 0), new Decimal(0)).toFixed()
  return { pickupId, service, packages, weightKg }
}

/** Where no label of a shipment stands any more, has nobody come for it; whether somebody would have. Its order is locked by who asks. */
export async function callOffUnlabelled(ctx: Ctx, shipmentId: string, callOff: CallOff): Promise<boolean> {
  const labelled = await ctx.db
    .selectFrom('shipmentParcels')
    .select('id')
    .where('shipmentId', '=', shipmentId)
    .where('state', '=', 'bought')
    .executeTakeFirst()
  const pickup = labelled ? undefined : await pickupOf(ctx, shipmentId, ['booked'])
  if (!pickup) return false
  await enqueue(ctx, callOff, { shipmentId, pickupId: pickup.id }, { key: `call-off-pickup-${pickup.id}` })
  return true
}

/** The pickup of a shipment that is in one of these states. */
export const pickupOf = (ctx: Ctx, shipmentId: string, states: readonly ('booked' | 'uncertain')[]) =>
  ctx.db
    .selectFrom('shipmentPickups')
    .select(['id', 'carrier', 'service', 'on', 'confirmationCode', 'location'])
    .where('shipmentId', '=', shipmentId)
    .where('state', 'in', states)
    .executeTakeFirst()

/** Nobody needs to come. */
export const cancelPickup =
  (carriers: readonly ShippingCarrier[]): ActionVerb<'shipment.cancelPickup'> =>
  async ({ id }, ctx) => {
    await shipmentOf(ctx, id)
    const pickup = await pickupOf(ctx, id, ['booked', 'uncertain'])
    if (!pickup) throw refuse('PICKUP_MISSING')
    await callOffPickup(ctx, carriers, pickup)
    return { id }
  }

/** Tells the carrier that nobody needs to come, where we know what it calls the pickup. One that it does not know any more is cancelled, too. */
export async function callOffPickup(
  ctx: Ctx,
  carriers: readonly ShippingCarrier[],
  pickup: NonNullable<Awaited<ReturnType<typeof pickupOf>>>,
): Promise<void> {
  const { confirmationCode, service, on, location } = pickup
  if (confirmationCode) {
    const { name, able } = ableCarrier(carriers, pickup.carrier, 'pickups')
    wishOf(ctx)
    const answer = doneBy(name, await able.cancel({ service, on, location, confirmationCode }))
    if (answer === 'unknown') throw refuse('CARRIER_UNAVAILABLE', { carrier: name })
  }
  await transaction(ctx, (inside) =>
    moveRow(inside, {
      ...{ entity: 'shipmentPickup', id: pickup.id, action: 'cancelPickup', to: 'cancelled' },
      besides: { cancelledAt: inside.clock.now(), problem: null },
    }),
  )
}
