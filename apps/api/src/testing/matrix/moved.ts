import { model } from '@portico/schema'
import { sql } from '../../kernel/db.ts'
import type { OpenShop } from '../shop.ts'

/** The rows of the business as they stood, by their tables: of each row its id and a mark. */
export type Standing = ReadonlyMap<string, ReadonlyMap<string, string>>

/** What has become of the rows of an entity: ids. */
export interface Moved {
  added: string[]
  changed: string[]
  gone: string[]
}

/** Of the plumbing, what verbs move that move no row of an entity. */
const plumbing = ['oauth_artifacts', 'one_time_tokens', 'sessions'].map((table) => ({ name: table, table }))
const watched = [...model.entities.values(), ...plumbing]

/** All rows of a table, or those that were written in this transaction: each with a mark. */
async function rowsOf({ database }: OpenShop, table: string, since?: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; mark: string }>`
    select coalesce(to_jsonb(t)->>'id', to_jsonb(t)->>'hash') as id, md5(t::text) as mark from ${sql.table(table)} t
    ${since === undefined ? sql`` : sql`where t.xmin::text::bigint >= ${since}::bigint`}`.execute(database.db)
  return new Map(rows.map(({ id, mark }) => [id, mark]))
}

/** The tables that this transaction has written to. */
async function touchedIn({ database }: OpenShop): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0`.execute(
    database.db,
  )
  return new Set(rows.map(({ name }) => name))
}

/** How everything stands. */
export async function standing(shop: OpenShop): Promise<Standing> {
  const found = new Map<string, ReadonlyMap<string, string>>()
  for (const { table } of watched) found.set(table, await rowsOf(shop, table))
  return found
}

/** How everything stands in a transaction, after what was written in it. */
export async function standingIn(shop: OpenShop, before: Standing): Promise<Standing> {
  const now = new Map(before)
  for (const table of await touchedIn(shop)) if (before.has(table)) now.set(table, await rowsOf(shop, table))
  return now
}

/**
 * What has moved since in the transaction that began as `transaction`, by the names of entities and tables; those of which nothing moved are left out. Nobody else
 * writes meanwhile: rows that are younger than the transaction are its own.
 */
export async function movedSince(
  shop: OpenShop,
  before: Standing,
  transaction: string,
): Promise<Record<string, Moved>> {
  const touched = await touchedIn(shop)
  const moved: Record<string, Moved> = {}
  for (const { name, table } of watched) {
    if (!touched.has(table)) continue
    const then = before.get(table)!
    const written = await rowsOf(shop, table, transaction)
    const { rows } = await sql<{ id: string }>`
      select coalesce(to_jsonb(t)->>'id', to_jsonb(t)->>'hash') as id from ${sql.table(table)} t`.execute(
      shop.database.db,
    )
    const now = new Set(rows.map(({ id }) => id))
    const found: Moved = {
      added: [...written.keys()].filter((id) => !then.has(id)),
      changed: [...written].flatMap(([id, mark]) => (then.has(id) && then.get(id) !== mark ? [id] : [])),
      gone: [...then.keys()].filter((id) => !now.has(id)),
    }
    if (Object.values(found).some((ids) => ids.length > 0)) moved[name] = found
  }
  return moved
}

/** What has moved from one standing to another. */
export function movedBetween(before: Standing, after: Standing): Record<string, Moved> {
  const moved: Record<string, Moved> = {}
  for (const { name, table } of watched) {
    const [then, now] = [before.get(table)!, after.get(table)!]
    const found: Moved = {
      added: [...now.keys()].filter((id) => !then.has(id)),
      changed: [...now].flatMap(([id, mark]) => (then.has(id) && then.get(id) !== mark ? [id] : [])),
      gone: [...then.keys()].filter((id) => !now.has(id)),
    }
    if (Object.values(found).some((ids) => ids.length > 0)) moved[name] = found
  }
  return moved
}

/** What has moved, in words: `brand ~1, auditEntry +1`. */
export const inWords = (moved: Readonly<Record<string, Moved>>): string =>
  Object.entries(moved)
    .map(([name, { added, changed, gone }]) => {
      const counted = { '+': added, '~': changed, '-': gone }
      return `${name} ${Object.entries(counted).flatMap(([sign, ids]) => (ids.length ? [sign + ids.length] : []))}`
    })
    .sort()
    .join(', ')
