import type pg from 'pg'
import type { OpenShop } from './shop.ts'

type Query = (...args: unknown[]) => Promise<unknown>

/** What somebody who asked the pool for a connection is given: the one connection, with transactions of their own that are savepoints of the one that is undone. */
interface Borrowed {
  query: Query
  release(): void
  on(): void
  removeListener(): void
}

const textOf = (asked: unknown) => (typeof asked === 'string' ? asked : ((asked as { text?: string })?.text ?? ''))

/**
 * Runs something that moves rows, and takes back all of it: every connection that the API asks for meanwhile is one and the same, in one open transaction.
 * What the API begins and commits there are savepoints. Requests must come one after the other; what left the database (files, a provider) stays.
 * `attempt` is told the number of the transaction.
 */
export async function undone<Result>(
  shop: OpenShop,
  attempt: (transaction: string) => Promise<Result>,
): Promise<Result> {
  const { pool } = shop.built.database
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const client = await connect()
  const ask = client.query.bind(client) as unknown as Query
  let borrowed = 0
  const borrow = (): Borrowed => {
    const savepoint = `borrowed_${++borrowed}`
    return {
      query: (...args) => {
        const text = textOf(args[0])
        if (/^(begin|start transaction)\b/i.test(text)) return ask(`savepoint ${savepoint}`)
        if (/^commit\b/i.test(text)) return ask(`release savepoint ${savepoint}`)
        if (/^rollback$/i.test(text)) return ask(`rollback to savepoint ${savepoint}; release savepoint ${savepoint}`)
        return ask(...args)
      },
      release: () => undefined,
      on: () => undefined,
      removeListener: () => undefined,
    }
  }
  type Taken = (error: undefined, borrowed: Borrowed, release: () => void) => void
  const lend = (taken?: Taken) => (taken ? taken(undefined, borrow(), () => undefined) : Promise.resolve(borrow()))
  Object.assign(pool, { connect: lend, query: (...args: unknown[]) => ask(...args) })
  try {
    await ask('begin')
    const { rows } = (await ask('select pg_current_xact_id()::text as id')) as { rows: { id: string }[] }
    return await attempt(rows[0]!.id)
  } finally {
    Reflect.deleteProperty(pool, 'connect')
    Reflect.deleteProperty(pool, 'query')
    await ask('rollback')
    client.release()
  }
}
