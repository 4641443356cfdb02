import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { defineJob } from '../../kernel/jobs.ts'
import { giveBack, standingLabels } from './cancel-labels.ts'
import { shortened, type CallOff } from './label-parts.ts'
import { callOffPickup, pickupOf } from './pickups.ts'
import type { ShippingCarrier } from './port.ts'

/**
 * Gives back the labels of a shipment that is not sent after all, and has nobody come for it: tried again for four days where the carrier is away, and until it is done `problem`
 * says so. Where only its labels were given back, the driver alone is called off. An uncertain purchase is left to whoever looks after it, and so is what the carrier does not take back.
 */
export const callOffJob = (carriers: readonly ShippingCarrier[]): CallOff =>
  defineJob({
    name: 'shipping.callOff',
    payload: z.object({ shipmentId: z.uuid(), pickupId: z.uuid().optional() }),
    // the last waits are six hours each: four days together
    attempts: 25,
    run: async ({ shipmentId, pickupId }, ctx) => {
      const cause = pickupId ? 'Its labels are cancelled' : 'The shipment is cancelled'
      if (!pickupId) {
        const bought = (await standingLabels(ctx, shipmentId)).filter(({ state }) => state === 'bought')
        if (bought.length > 0)
          await orKeep(ctx, 'shipmentParcels', bought, cause, () => giveBack(ctx, carriers, bought))
      }
      const pickup = await pickupOf(ctx, shipmentId, ['booked'])
      if (pickup && (!pickupId || pickup.id === pickupId))
        await orKeep(ctx, 'shipmentPickups', [pickup], cause, () => callOffPickup(ctx, carriers, pickup))
    },
  })

/** Why it is not given back is kept with the rows; what passes by itself is thrown besides, so that it is tried again. */
async function orKeep(
  ctx: Ctx,
  table: 'shipmentParcels' | 'shipmentPickups',
  rows: readonly { id: string }[],
  cause: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    const [refusal] = refusalsOf(error)
    const again = !refusal || refusal.code === 'CARRIER_UNAVAILABLE'
    const why = refusal?.message ?? 'Something went wrong here.'
    const way = table === 'shipmentParcels' ? 'cancelLabels' : 'cancelPickup'
    const problem = shortened(
      `${cause}, and this is not: ${why}${again ? ` It is tried again for four days; ${way} tries it at once.` : ''}`,
    )
    const ids = rows.map(({ id }) => id)
    await ctx.db.updateTable(table).set({ problem }).where('id', 'in', ids).execute()
    if (again) throw error
    ctx.log.error({ table, ids, err: refusal.code }, 'what was bought for a shipment cannot be given back')
  }
}
