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
 * says so. An uncertain purchase is left to whoever looks after it, and so is what the carrier does not take back.
 */
export const callOffJob = (carriers: readonly ShippingCarrier[]): CallOff =>
  defineJob({
    name: 'shipping.callOff',
    payload: z.object({ shipmentId: z.uuid() }),
    // the last waits are six hours each: four days together
    attempts: 25,
    run: async ({ shipmentId }, ctx) => {
      const bought = (await standingLabels(ctx, shipmentId)).filter(({ state }) => state === 'bought')
      const pickup = await pickupOf(ctx, shipmentId, ['booked'])
      if (bought.length > 0) await orKeep(ctx, 'shipmentParcels', bought, () => giveBack(ctx, carriers, bought, null))
      if (pickup) await orKeep(ctx, 'shipmentPickups', [pickup], () => callOffPickup(ctx, carriers, pickup))
    },
  })

/** Why it is not given back is kept with the rows; what passes by itself is thrown besides, so that it is tried again. */
async function orKeep(
  ctx: Ctx,
  table: 'shipmentParcels' | 'shipmentPickups',
  rows: readonly { id: string }[],
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
      `The shipment is cancelled, and this is not: ${why}${again ? ` It is tried again for four days; ${way} tries it at once.` : ''}`,
    )
    const ids = rows.map(({ id }) => id)
    await ctx.db.updateTable(table).set({ problem }).where('id', 'in', ids).execute()
    if (again) throw error
    ctx.log.error({ table, ids, err: refusal.code }, 'what was bought for a cancelled shipment cannot be given back')
  }
}
