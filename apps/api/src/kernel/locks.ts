import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Db } from './db.ts'

/**
 * The one order in which rows are locked. Who holds a lock may only take later ones, so no two transactions can wait for each other.
 * Whoever needs two tables at once finds the order here, and whoever needs a new one puts it in here.
 */
export const lockOrder = [
  'customer_users',
  'shopping_lists',
  'carts',
  'checkouts',
  'customers',
  'payments',
  'orders',
  'promotions',
  'coupons',
  'inventory_levels',
  'reservations',
] as const

export type LockableTable = (typeof lockOrder)[number]

const furthest = new WeakMap<Db, number>()

/**
 * Locks rows until the transaction ends, by ascending id, and answers the ids that exist. One statement.
 * Faults (Error) outside a transaction, and when a later table of `lockOrder` is already locked.
 */
export async function lockRows(ctx: Ctx, table: LockableTable, ids: readonly string[]): Promise<string[]> {
  keepLockOrder(ctx, table)
  if (ids.length === 0) return []
  const result = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any(${[...new Set(ids)]}::uuid[]) order by id for update`.execute(
    ctx.db,
  )
  return result.rows.map((row) => row.id)
}

/** For a statement that locks rows of a table by itself (`… for update`): faults (Error) where `lockRows` would. */
export function keepLockOrder(ctx: Ctx, table: LockableTable): void {
  if (!ctx.db.isTransaction)
    throw new Error(`locking ${table} needs a transaction: wrap the verb in transaction(ctx, …)`)
  const rank = lockOrder.indexOf(table)
  const held = furthest.get(ctx.db) ?? -1
  if (rank < held)
    throw new Error(`${table} must be locked before ${lockOrder[held]}: see lockOrder in kernel/locks.ts`)
  furthest.set(ctx.db, rank)
}

/** Waits until nobody else holds this name, and holds it until the transaction ends: for what is no row (a file). Before all rows of `lockOrder`. */
export async function lockName({ db }: Pick<Ctx, 'db'>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}

/**
 * Of several verbs in one transaction (a batch, a part of a file) each begins anew: two deliveries of a file lock an order, stock, another order, stock. What the earlier
 * ones hold they go on holding, so two such transactions can wait for each other; PostgreSQL notices, and one of them is tried again.
 */
export function beginLocking(ctx: Ctx): void {
  furthest.delete(ctx.db)
}

/**
 * Works while holding a lock by name that no other process has, on a connection of its own; the lock goes with the connection, so also with the process. Answers
 * undefined, and does nothing, where somebody else has it. What the work writes goes over other connections: where the one with the lock is lost, `stillHeld` says so, and
 * what was begun goes on; whatever must not be done twice needs a fence besides.
 */
export async function holding<Result>(
  db: Db,
  name: string,
  work: (stillHeld: () => Promise<boolean>) => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  return db.connection().execute(async (own) => {
    const lock = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as mine`.execute(own)
    if (!lock.rows[0]?.mine) return undefined
    const stillHeld = () =>
      sql`select 1`.execute(own).then(
        () => true,
        () => false,
      )
    const result = await work(stillHeld).catch(async (error: unknown) => {
      await unlock(own, name)
      throw error
    })
    await unlock(own, name)
    return { result }
  })
}

/** A lock whose connection is lost is nobody's already. */
const unlock = (own: Db, name: string): Promise<unknown> =>
  sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(own).catch(() => undefined)
