import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { wishOf } from '../../kernel/repeat.ts'
import { ableCarrier, doneBy, shipmentOf, type LabelParts } from './label-parts.ts'
import { callOffUnlabelled } from './pickups.ts'
import type { ShippingCarrier } from './port.ts'

interface Parcel {
  id: string
  state: string
  carrier: string
  masterTrackingNumber: string | null
}

/** The labels of a shipment that we have bought, or may have, and not given back. */
export const standingLabels = (ctx: Ctx, shipmentId: string): Promise<Parcel[]> =>
  ctx.db
    .selectFrom('shipmentParcels')
    .select(['id', 'state', 'carrier', 'masterTrackingNumber'])
    .where('shipmentId', '=', shipmentId)
    .where('state', 'in', ['bought', 'uncertain'])
    // what whoever entered the shipment has bought is theirs to give back
    .where('labelFormat', 'is not', null)
    .orderBy('position')
    .execute()

/** Gives labels back that the carrier has not taken over, with whoever was to fetch them, and settles a purchase of which nobody knows. Done again, nothing is left to do. */
export const cancelLabels =
  ({ carriers, callOff }: Omit<LabelParts, 'files'>): ActionVerb<'shipment.cancelLabels'> =>
  async ({ id, trackingNumber }, ctx) => {
    const { state, orderId } = await shipmentOf(ctx, id)
    const parcels = await standingLabels(ctx, id)
    if (parcels.length === 0) throw refuse('LABELS_MISSING')
    const gone = state === 'shipped' || state === 'delivered'
    if (gone && parcels.some((one) => one.state === 'bought'))
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'cancelLabels' })
    await carrierTakesBack(ctx, carriers, parcels, trackingNumber ?? null)
    await transaction(ctx, async (inside) => {
      await lockRows(inside, 'orders', [orderId])
      await enterCancelled(inside, parcels)
      await callOffUnlabelled(inside, id, callOff)
    })
    return { id }
  }

/** Has the carrier take labels back that were bought together; then they are cancelled here, too. */
export async function giveBack(
  ctx: Ctx,
  carriers: readonly ShippingCarrier[],
  parcels: readonly Parcel[],
): Promise<void> {
  await carrierTakesBack(ctx, carriers, parcels, null)
  await transaction(ctx, (inside) => enterCancelled(inside, parcels))
}

async function carrierTakesBack(
  ctx: Ctx,
  carriers: readonly ShippingCarrier[],
  parcels: readonly Parcel[],
  told: string | null,
): Promise<void> {
  const { carrier, masterTrackingNumber } = parcels[0]!
  const number = masterTrackingNumber ?? told
  if (number) {
    const { name, able } = ableCarrier(carriers, carrier, 'labels')
    wishOf(ctx)
    const answer = doneBy(name, await able.cancel(number))
    if (answer === 'unknown') throw refuse('CARRIER_UNAVAILABLE', { carrier: name })
    // what was told by somebody may be mistyped; what we have bought was given back before
    if (!answer.known && !masterTrackingNumber)
      throw refuse(
        'FIELD_INVALID',
        { field: 'trackingNumber', problem: `is none that ${name} knows` },
        'trackingNumber',
      )
  }
}

async function enterCancelled(ctx: Ctx, parcels: readonly Parcel[]): Promise<void> {
  for (const { id } of parcels) {
    const besides = { cancelledAt: ctx.clock.now(), problem: null }
    await moveRow(ctx, { entity: 'shipmentParcel', id, action: 'cancelLabels', to: 'cancelled', besides })
  }
}
