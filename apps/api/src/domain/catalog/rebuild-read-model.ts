import { calendarDay } from '../../kernel/clock.ts'
import type { Connection, Database } from '../../kernel/db.ts'

/** So many batches at a time: projecting is work for the processors of the database. */
const lanes = 4

/** Of two rebuilds the second waits. */
const turn = 7_041_976_005

async function one<Value>(client: Connection, text: string, values: unknown[] = []): Promise<Value> {
  const { rows } = await client.query<{ value: Value }>(text, values)
  return rows[0]!.value
}

/** The listed products in the order of their ids, as they are then. */
async function* batchesOf(client: Connection, size: number): AsyncGenerator<string[], void, void> {
  for (let behind = '00000000-0000-0000-0000-000000000000'; ;) {
    const ids = await one<string[]>(client, 'select read_model.next_products($1, $2) as value', [behind, size])
    if (ids.length === 0) return
    behind = ids.at(-1)!
    yield ids
  }
}

/**
 * Makes the read model anew from the entities, batch by batch, while shoppers go on reading it: every batch is a transaction, rows that are right
 * already stay untouched, and what no longer belongs goes at the end. Batches run side by side, on as many connections as the pool has, up to four.
 * `progress` gets a line every few seconds: rows, rows a second, time left. `now` decides which price lists hold and what is still to come, `size` is that of a batch.
 */
export async function rebuildReadModel(
  database: Database,
  progress: (line: string) => void = () => undefined,
  now: Date = new Date(),
  size = 1_000,
): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [turn])
    await one(client, 'select cardinality(read_model.project_categories()) as value')
    await one(client, 'select cardinality(read_model.arrange_chains($1)) as value', [now])
    await client.query('select read_model.begin_rebuild()')
    const total = await one<number>(client, 'select count(*)::int as value from products where parent_id is null')
    const tell = teller(total, progress)
    const batches = batchesOf(client, size)
    const project = async (ids: string[], by: Connection) => {
      await by.query('select read_model.rebuild_batch($1, $2)', [ids, calendarDay(now)])
      tell(ids.length)
    }
    const first = await batches.next()
    if (!first.done) {
      await project(first.value, client)
      // plans made for empty tables do not suit full ones
      await client.query('analyze read_model.products, read_model.texts, read_model.details, read_model.prices')
      await alongside(database, client, batches, project)
    }
    await client.query('select read_model.sweep()')
    await client.query(
      'analyze read_model.products, read_model.texts, read_model.details, read_model.prices, read_model.category_products, read_model.words',
    )
  } finally {
    await client.query('select pg_advisory_unlock($1)', [turn]).catch(() => undefined)
    client.release()
  }
}

/** Takes batch after batch in every lane, the first of which is the rebuild's own connection; what fails in one ends all of them, and is thrown. */
async function alongside(
  { pool }: Database,
  own: Connection,
  batches: AsyncGenerator<string[], void, void>,
  project: (ids: string[], by: Connection) => Promise<void>,
): Promise<void> {
  const lane = async (client: Connection) => {
    try {
      for (let next = await batches.next(); !next.done; next = await batches.next()) await project(next.value, client)
    } catch (error) {
      await batches.return()
      throw error
    }
  }
  const borrowed = async () => {
    const client = await pool.connect()
    await lane(client).finally(() => client.release())
  }
  const more = Math.min(lanes, pool.options.max ?? lanes) - 1
  const ends = await Promise.allSettled([lane(own), ...Array.from({ length: more }, borrowed)])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Counts what is done, and says from time to time how far it is. */
function teller(total: number, progress: (line: string) => void): (done: number) => void {
  const begun = performance.now()
  let told = begun
  let done = 0
  return (more) => {
    done += more
    if (performance.now() - told < 2_000 && done < total) return
    told = performance.now()
    const rate = done / ((told - begun) / 1_000)
    const left = Math.max(0, Math.round((total - done) / rate))
    progress(`read model: ${done} of ${total} products, ${Math.round(rate)}/s, ${left} s left`)
  }
}
