import { sql } from '../../kernel/db.ts'
import { beginLocking } from '../../kernel/locks.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { arrivesNow } from './ship-shipment.ts'

/** Hears of each parcel that its carrier has handed over: with the last one of a shipment its goods have come. */
export const arrivalConsumer: Consumer = {
  name: 'orders.parcelsArrive',
  topics: ['shipmentParcel.delivered'],
  handle: async (events, ctx) => {
    const ids = events.map(({ entityId }) => entityId)
    const { rows } = await sql<{ id: string; deliveredAt: Date }>`
      select s.id, max(p.delivered_at) as delivered_at
      from shipments s join shipment_parcels p on p.shipment_id = s.id
      where s.state = 'shipped' and s.id in (select shipment_id from shipment_parcels where id = any(${ids}::uuid[]))
      group by s.id
      having count(*) filter (where p.state in ('buying', 'bought', 'uncertain')) = 0
      order by s.id`.execute(ctx.db)
    for (const { id, deliveredAt } of rows) {
      beginLocking(ctx)
      await arrivesNow(ctx, id, new Date(deliveredAt))
    }
  },
}
