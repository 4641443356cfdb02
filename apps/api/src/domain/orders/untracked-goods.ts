import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Carriers } from '../shipping/index.ts'

/**
 * Refuses with SHIPMENT_UNTRACKED a shipment by a carrier that sells labels here, where no label of it was bought and no number is said or stands with it: its buyer and the house would look
 * for it in vain. Labels that were bought elsewhere have a number too; who hands goods over without one says so. Two statements at most.
 */
export async function refuseUntracked(
  ctx: Ctx,
  carriers: Carriers,
  id: string,
  { trackingNumber, untracked }: { trackingNumber?: string | undefined; untracked?: boolean | undefined },
): Promise<void> {
  if (trackingNumber || untracked) return
  const shipment = await ctx.db
    .selectFrom('shipments')
    .select(['carrier', 'trackingNumber'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!shipment || shipment.trackingNumber || !carriers.sellsLabels(shipment.carrier)) return
  const bought = await ctx.db
    .selectFrom('shipmentParcels')
    .select('id')
    .where('shipmentId', '=', id)
    .where('state', '=', 'bought')
    .where('trackingNumber', 'is not', null)
    .executeTakeFirst()
  if (!bought) throw refuse('SHIPMENT_UNTRACKED', { carrier: carriers.nameOf(shipment.carrier) })
}
