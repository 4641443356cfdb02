import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { refuse } from '../../kernel/errors.ts'
import { keepLockOrder } from '../../kernel/locks.ts'
import { leftForLine, type SoldIn } from './left-for-line.ts'
import { allocate, type Share, type Shelf } from './allocation.ts'

/** Who is promised: a checkout until a moment (who lets it go then is the checkout, which asks the payment first), or an order, without an end. */
type Holder =
  | { checkoutId: string; expiresAt: Date; orderId?: undefined }
  | { orderId: string; checkoutId?: undefined; expiresAt?: undefined }

export type StockNeed = Holder & {
  /** Where it goes: warehouses of that country are asked first. */
  countryCode: string
  /** A product may come several times, in several units. */
  items: readonly StockItem[]
}

export interface StockItem {
  productId: string
  sku: string
  /** In the primary unit. */
  quantity: string
  /** In what it was asked for. */
  unit: SoldIn
}

interface ProductShelf extends Shelf {
  productId: string
  backorder: boolean
}

/**
 * Promises stock to a checkout or an order, all of it or nothing: refuses NOT_ENOUGH_STOCK with {sku, available, unit}, in the unit that was asked for. Products whose stock is not kept need no promise.
 * A checkout that holds stock already keeps what it has. Must run in a transaction; levels are locked in the one order of kernel/locks.ts, so
 * that the last piece is promised once. At most five statements, however many items.
 */
export async function reserveStock(ctx: Ctx, need: StockNeed): Promise<void> {
  const needs = needsByProduct(need)
  const productIds = [...needs.keys()]
  await beginMissingLevels(ctx, productIds, need.countryCode)
  await lockLevels(ctx, productIds)
  const { shelves, kept, holding } = await readShelves(ctx, productIds, need.checkoutId ?? null)
  if (holding) return
  const shares = productIds
    .filter((productId) => kept.has(productId))
    .flatMap((productId) => sharesOf(needs.get(productId)!, productId, shelves, need.countryCode))
  if (shares.length === 0) return
  await hold(ctx, need, shares)
}

/** All that is needed of a product, and the first item that asks for it. */
interface Need {
  first: StockItem
  quantity: Decimal
}

function needsByProduct({ items }: StockNeed): Map<string, Need> {
  const needs = new Map<string, Need>()
  for (const item of items) {
    const known = needs.get(item.productId)
    needs.set(item.productId, {
      first: known?.first ?? item,
      quantity: new Decimal(item.quantity).plus(known?.quantity ?? 0),
    })
  }
  return needs
}

function sharesOf(need: Need, productId: string, shelves: readonly ProductShelf[], countryCode: string) {
  const own = shelves.filter((shelf) => shelf.productId === productId)
  const shares = allocate(need.quantity, own, countryCode, own[0]?.backorder ?? false)
  if (!shares) {
    const { sku, unit, quantity } = need.first
    const left = own.reduce((sum, shelf) => sum.plus(Decimal.max(0, shelf.available)), new Decimal(0))
    const available = leftForLine(left, need.quantity.minus(quantity), unit)
    throw refuse('NOT_ENOUGH_STOCK', { sku, available: available.toString(), unit: unit.code })
  }
  return shares.map((share) => ({ ...share, productId }))
}

/** What may be ordered back although no warehouse ever had it needs a row to owe it: in the first warehouse that would be asked. */
async function beginMissingLevels(ctx: Ctx, productIds: readonly string[], countryCode: string): Promise<void> {
  const first = await sql<{ productId: string; warehouseId: string }>`
    select p.id as product_id, w.id as warehouse_id
    from products p
    cross join lateral (
      select id from warehouses where active order by country_code <> ${countryCode}::text, priority desc, code limit 1
    ) w
    where p.id = any (${productIds}::uuid[]) and p.manage_inventory and p.backorder and not p.discontinued
      and not exists (
        select 1 from inventory_levels l join warehouses a on a.id = l.warehouse_id and a.active where l.product_id = p.id
      )`.execute(ctx.db)
  if (first.rows.length === 0) return
  await ctx.db
    .insertInto('inventoryLevels')
    .values(first.rows.map((row) => ({ ...row, id: ctx.ids.next() })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** By ascending id, as `lockRows` does. */
async function lockLevels(ctx: Ctx, productIds: readonly string[]): Promise<void> {
  keepLockOrder(ctx, 'inventory_levels')
  await sql`
    select l.id from inventory_levels l
    join products p on p.id = l.product_id and p.manage_inventory
    join warehouses w on w.id = l.warehouse_id and w.active
    where l.product_id = any (${productIds}::uuid[])
    order by l.id for update of l`.execute(ctx.db)
}

/** The shelves as they are now that they are locked; which of the products keep stock; whether the checkout holds something already. */
async function readShelves(ctx: Ctx, productIds: readonly string[], checkoutId: string | null) {
  const { rows } = await sql<Omit<ProductShelf, 'levelId'> & { levelId: string | null; holding: boolean }>`
    select p.id as product_id, p.backorder and not p.discontinued as backorder, l.id as level_id, l.warehouse_id,
      w.code as warehouse_code, w.country_code, w.priority, l.on_hand - l.reserved as available,
      exists (select 1 from reservations r where r.checkout_id = ${checkoutId}::uuid and r.state = 'held') as holding
    from products p
    left join (inventory_levels l join warehouses w on w.id = l.warehouse_id and w.active) on l.product_id = p.id
    where p.id = any (${productIds}::uuid[]) and p.manage_inventory`.execute(ctx.db)
  return {
    shelves: rows.filter((row): row is ProductShelf & { holding: boolean } => row.levelId !== null),
    kept: new Set(rows.map((row) => row.productId)),
    holding: rows.some((row) => row.holding),
  }
}

/** Writes the promises. The condition is the last word: a level that has less than it promises is not touched, and then nothing is. */
async function hold(ctx: Ctx, need: StockNeed, shares: readonly (Share & { productId: string })[]): Promise<void> {
  const now = ctx.clock.now()
  const rows = shares.map((share) => ({ ...share, id: ctx.ids.next(), quantity: share.quantity.toString() }))
  const { rows: held } = await sql<{ id: string }>`
    with share as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (
        id uuid, "levelId" uuid, "productId" uuid, "warehouseId" uuid, quantity numeric)
    ),
    promised as (
      update inventory_levels l set reserved = l.reserved + share.quantity, updated_at = ${now}::timestamptz
      from share join products p on p.id = share."productId"
      where l.id = share."levelId" and (l.on_hand - l.reserved >= share.quantity or (p.backorder and not p.discontinued))
      returning share.id
    )
    insert into reservations (id, product_id, warehouse_id, checkout_id, order_id, quantity, state, expires_at, created_at, updated_at)
    select share.id, share."productId", share."warehouseId", ${need.checkoutId ?? null}::uuid, ${need.orderId ?? null}::uuid, share.quantity,
      ${need.orderId ? 'committed' : 'held'}, ${need.expiresAt ?? null}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from share join promised on promised.id = share.id
    returning id`.execute(ctx.db)
  if (held.length !== rows.length) throw new Error('a level that was locked had less than it showed')
}
