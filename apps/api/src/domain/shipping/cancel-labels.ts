import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { wishOf } from '../../kernel/repeat.ts'
import { ableCarrier, doneBy, shipmentOf } from './label-parts.ts'
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

/** Gives labels back that the carrier has not taken over, and settles a purchase of which nobody knows. Done again, nothing is left to do. */
export const cancelLabels =
  (carriers: readonly ShippingCarrier[]): ActionVerb<'shipment.cancelLabels'> =>
  async ({ id, trackingNumber }, ctx) => {
    const { state } = await shipmentOf(ctx, id)
    const parcels = await standingLabels(ctx, id)
    if (parcels.length === 0) throw refuse('LABELS_MISSING')
    const gone = state === 'shipped' || state === 'delivered'
    if (gone && parcels.some((one) => one.state === 'bought'))
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'shipment', state, action: 'cancelLabels' })
    await giveBack(ctx, carriers, parcels, trackingNumber ?? null)
    return { id }
  }

/** Has the carrier take labels back that were bought together; then they are cancelled here, too. */
export async function giveBack(
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
  await transaction(ctx, async (inside) => {
    for (const { id } of parcels) {
      const besides = { cancelledAt: inside.clock.now(), problem: null }
      await moveRow(inside, { entity: 'shipmentParcel', id, action: 'cancelLabels', to: 'cancelled', besides })
    }
  })
}
