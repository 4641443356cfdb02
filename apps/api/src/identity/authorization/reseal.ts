import { sql, type Db } from '../../kernel/db.ts'
import type { Seal } from '../../kernel/seal.ts'

/** A column that holds sealed secrets, with what each was sealed for. */
interface Place {
  table: string
  column: string
  purpose: (id: string) => string
}

/**
 * All of them. Answers kept for `Idempotency-Key` end by themselves within a day. A test holds this to the secrets of the model
 * (doors/oauth2/keys.test.ts).
 */
export const sealedPlaces: readonly Place[] = [
  { table: 'signing_keys', column: 'sealed', purpose: (id) => `key/${id}` },
  { table: 'users', column: 'wsse_key', purpose: (id) => `wsse/${id}` },
  { table: 'webhook_subscriptions', column: 'secret', purpose: (id) => `webhook/${id}` },
  { table: 'webhook_subscriptions', column: 'former_secret', purpose: (id) => `webhook/${id}` },
  { table: 'push_subscriptions', column: 'address', purpose: (id) => `push/${id}` },
  { table: 'integrations', column: 'credentials', purpose: (id) => `integration/${id}` },
]

/**
 * Seals every secret anew with the first key of PORTICO_SECRET_KEY, all or nothing. Answers how many; `progress` hears of each place when it is done. Throws Error where one
 * can be opened by none of the keys.
 */
export async function resealAll(
  db: Db,
  seal: Seal,
  progress: (place: string, count: number) => void = () => undefined,
): Promise<number> {
  return db.transaction().execute(async (inside) => {
    let count = 0
    for (const { table, column, purpose } of sealedPlaces) {
      const name = sql.ref(column)
      const { rows } = await sql<{ id: string; sealed: string }>`
        select id::text as id, ${name} as sealed from ${sql.table(table)} where ${name} is not null for update`.execute(
        inside,
      )
      for (const { id, sealed } of rows) {
        const anew = seal.close(seal.open(sealed, purpose(id)), purpose(id))
        await sql`update ${sql.table(table)} set ${name} = ${anew} where id::text = ${id}`.execute(inside)
      }
      count += rows.length
      progress(`${table}.${column}`, rows.length)
    }
    return count
  })
}
