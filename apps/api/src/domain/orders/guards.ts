import { onlyWhile, onlyWhileItsWhole, type Change, type Guard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { lockRows } from '../../kernel/locks.ts'
import { nothingBought } from '../shipping/index.ts'
import { tellAmended } from './amend-order.ts'

const whilePending = onlyWhile('shipment', ['pending'])
const whileOrdered = onlyWhileItsWhole('shipment', 'order', ['placed', 'processing'])

/** Shipments are made for orders that wait for them. One that has left keeps where it left from; its tracking may come later. */
const shipment: Guard = async (change, ctx) => {
  const { deed, id, given } = change
  if (deed === 'create') return whileOrdered(change, ctx)
  if (deed === 'update' && !('warehouseId' in given || 'carrier' in given)) return
  const { orderId } = (await shipmentBy(ctx, id)) ?? {}
  if (orderId) await lockRows(ctx, 'orders', [orderId])
  if (deed === 'delete' || 'warehouseId' in given) await whilePending(change, ctx)
  // with the row, nobody would know any more what is to be given back, nor with another carrier to whom; and where it leaves from stands on labels
  const there = await shipmentBy(ctx, id)
  const otherwise = (field: 'warehouseId' | 'carrier') => field in given && there?.[field] !== given[field]
  if (deed === 'delete' || otherwise('warehouseId') || otherwise('carrier')) await nothingBought(ctx, [id])
}

const shipmentBy = (ctx: Ctx, id: string) =>
  ctx.db.selectFrom('shipments').select(['orderId', 'warehouseId', 'carrier']).where('id', '=', id).executeTakeFirst()

const whilePacking = onlyWhileItsWhole('shipmentLine', 'shipment', ['pending'])

/**
 * Locks the order of a line that is packed, in a statement of its own: what others have packed is counted by the next one, which sees all that was done before the lock was given.
 */
const lockOrderOf: Guard = async ({ id, given }, ctx) => {
  const { rows } = await sql<{ orderId: string }>`
    select order_id from shipments
    where id = coalesce(${given['shipmentId'] ?? null}::uuid, (select shipment_id from shipment_lines where id = ${id}))`.execute(
    ctx.db,
  )
  await lockRows(
    ctx,
    'orders',
    rows.map(({ orderId }) => orderId),
  )
}

/** The shipment that holds other goods by this change. */
async function shipmentRepacked({ deed, id, given }: Change, ctx: Ctx): Promise<string[]> {
  if (deed === 'create') return [given['shipmentId'] as string]
  const lines = await ctx.db
    .selectFrom('shipmentLines')
    .select(['shipmentId', 'quantity'])
    .where('id', '=', id)
    .execute()
  const same = (quantity: string) =>
    typeof given['quantity'] === 'string' && new Decimal(given['quantity']).equals(quantity)
  return lines.filter(({ quantity }) => deed === 'delete' || !same(quantity)).map(({ shipmentId }) => shipmentId)
}

/** A shipment holds lines of its own order, and of each no more than is left to send. */
const shipmentLine: Guard = async (change, ctx) => {
  await lockOrderOf(change, ctx)
  await whilePacking(change, ctx)
  const { deed, id, given } = change
  await nothingBought(ctx, await shipmentRepacked(change, ctx))
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

/** Where it went is known, once it has left, and where it goes stands on labels; until then, another address is told. */
const orderAddress: Guard = async (change, ctx) => {
  await whileOpen(change, ctx)
  const address = await ctx.db
    .selectFrom('orderAddresses')
    .select(['orderId', 'kind'])
    .where('id', '=', change.id)
    .executeTakeFirst()
  if (!address) return
  const { orderId, kind } = address
  if (kind === 'shipping') await nothingBought(ctx, await packedOf(ctx, orderId))
  await tellAmended(ctx, orderId)
}

/** The shipments of an order that have not left. */
async function packedOf(ctx: Ctx, orderId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('shipments')
    .select('id')
    .where('orderId', '=', orderId)
    .where('state', '=', 'pending')
    .execute()
  return rows.map(({ id }) => id)
}

/** What must hold before orders and shipments are written. */
export const orderGuards: Record<string, Guard> = {
  shipment,
  shipmentLine,
  order,
  orderAddress,
}
