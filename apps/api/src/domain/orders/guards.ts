import { onlyWhile, onlyWhileItsWhole, type Guard } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { tellAmended } from './amend-order.ts'

const whilePending = onlyWhile('shipment', ['pending'])
const whileOrdered = onlyWhileItsWhole('shipment', 'order', ['placed', 'processing'])

/** Shipments are made for orders that wait for them. One that has left keeps where it left from; its tracking may come later. */
const shipment: Guard = async (change, ctx) => {
  if (change.deed === 'create') await whileOrdered(change, ctx)
  if (change.deed === 'delete' || 'warehouseId' in change.given) await whilePending(change, ctx)
}

const whilePacking = onlyWhileItsWhole('shipmentLine', 'shipment', ['pending'])

/** A shipment holds lines of its own order, and of each no more than is left to send. */
const shipmentLine: Guard = async (change, ctx) => {
  await whilePacking(change, ctx)
  const { deed, id, given } = change
  if (deed === 'delete' || typeof given['quantity'] !== 'string') return
  const { rows } = await sql<{ sku: string; unit: string; left: string; own: boolean }>`
    select ol.sku, ol.unit_code as unit, ol.order_id = s.order_id as own, trim_scale(ol.quantity - (
      select coalesce(sum(other.quantity), 0) from shipment_lines other join shipments o on o.id = other.shipment_id
      where other.order_line_id = ol.id and other.id <> ${id} and o.state <> 'cancelled'))::text as left
    from order_lines ol, shipments s
    where ol.id = coalesce(${given['orderLineId'] ?? null}::uuid, (select order_line_id from shipment_lines where id = ${id}))
      and s.id = coalesce(${given['shipmentId'] ?? null}::uuid, (select shipment_id from shipment_lines where id = ${id}))
    for update of ol`.execute(ctx.db)
  const [line] = rows
  if (!line) return
  if (!line.own)
    throw refuse('FIELD_INVALID', { field: 'orderLineId', problem: 'names a line of another order' }, 'orderLineId')
  if (new Decimal(given['quantity']).greaterThan(line.left))
    throw refuse('SHIPMENT_EXCEEDS', { sku: line.sku, left: line.left, unit: line.unit }, 'quantity')
}

/** What of an order whoever sees to it must hear of. */
const ofInterest = ['email', 'phone', 'poNumber', 'note'] as const

/** A change of what the buyer said is told: whoever sees to the order goes by it. */
const order: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'update' && ofInterest.some((field) => field in given)) await tellAmended(ctx, id)
}

const whileOpen = onlyWhileItsWhole('orderAddress', 'order', ['placed', 'processing'])

/** Where it went is known, once it has left; until then, another address is told. */
const orderAddress: Guard = async (change, ctx) => {
  await whileOpen(change, ctx)
  const address = await ctx.db
    .selectFrom('orderAddresses')
    .select('orderId')
    .where('id', '=', change.id)
    .executeTakeFirst()
  if (address) await tellAmended(ctx, address.orderId)
}

/** What must hold before orders and shipments are written. */
export const orderGuards: Record<string, Guard> = {
  shipment,
  shipmentLine,
  order,
  orderAddress,
}
