import { expect } from 'vitest'
import { sql } from '../kernel/db.ts'
import type { Database } from '../kernel/db.ts'

/** Everything that a business would miss if it moved by itself; sessions are watched but for when they were last used. */
const watched = [
  'carts',
  'cart_lines',
  'checkouts',
  'orders',
  'order_lines',
  'order_addresses',
  'order_amendments',
  'order_earlier_sums',
  'payments',
  'payment_events',
  'inventory_levels',
  'reservations',
  'promotions',
  'coupons',
  'coupon_uses',
  'promotion_uses',
  'customers',
  'customer_users',
  'customer_addresses',
  'one_time_tokens',
  'outbox_events',
  'graphile_worker._private_jobs',
] as const

export type Belongings = Record<string, unknown[]>

/** Who may come in, and what they may do: for tests about that. */
export const access = [
  'users',
  'user_roles',
  'api_clients',
  'api_client_roles',
  'roles',
  'customer_roles',
  'business_units',
] as const

/** All rows of all tables that matter. */
export async function belongings({ db }: Pick<Database, 'db'>, besides: readonly string[] = []): Promise<Belongings> {
  const parts = [...watched, ...besides].map(
    (table) =>
      sql`(select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') from ${sql.table(table)} t) as ${sql.ref(table.split('.').at(-1) ?? table)}`,
  )
  const { rows } = await sql<Belongings>`select ${sql.join(parts)},
    (select coalesce(jsonb_agg(to_jsonb(s) - 'last_used_at' - 'expires_at' order by s.id), '[]') from sessions s) as sessions`.execute(
    db,
  )
  return rows[0] ?? {}
}

/** Runs something that must be refused, and holds it to having moved nothing; nor in the tables `besides`. */
export async function still<Result>(
  database: Pick<Database, 'db'>,
  attempt: () => Promise<Result>,
  besides: readonly string[] = [],
): Promise<Result> {
  const before = await belongings(database, besides)
  const result = await attempt()
  expect(await belongings(database, besides)).toEqual(before)
  return result
}
