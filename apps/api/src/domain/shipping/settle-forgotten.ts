import { moveRow } from '../../engine/index.ts'
import { minutesAfter } from '../../kernel/clock.ts'
import type { Ctx } from '../../kernel/context.ts'
import { transaction } from '../../kernel/db.ts'
import { becomesUncertain } from './buy-labels.ts'
import { uncertainPickup } from './pickups.ts'
import type { ShippingCarrier } from './port.ts'

/** Longer than any carrier is waited for. */
const FORGOTTEN_MINUTES = 10

/** What was being bought or booked by a process that died is uncertain: the carrier may have been asked. */
export async function settleForgotten(ctx: Ctx, carriers: readonly ShippingCarrier[]): Promise<void> {
  const before = minutesAfter(ctx.clock.now(), -FORGOTTEN_MINUTES)
  const nameOf = (carrier: string) => carriers.find(({ code }) => code === carrier)?.name ?? carrier
  const parcels = await ctx.db
    .selectFrom('shipmentParcels')
    .select(['id', 'reference', 'carrier'])
    .where('state', '=', 'buying')
    .where('createdAt', '<', before)
    .execute()
  for (const { id, reference, carrier } of parcels)
    await transaction(ctx, (inside) => becomesUncertain(inside, id, reference, nameOf(carrier)))
  const pickups = await ctx.db
    .selectFrom('shipmentPickups')
    .select(['id', 'carrier'])
    .where('state', '=', 'booking')
    .where('createdAt', '<', before)
    .execute()
  for (const { id, carrier } of pickups)
    await transaction(ctx, (inside) =>
      moveRow(inside, {
        ...{ entity: 'shipmentPickup', id, action: 'bookPickup', to: 'uncertain' },
        besides: { problem: uncertainPickup(nameOf(carrier)) },
      }),
    )
}
