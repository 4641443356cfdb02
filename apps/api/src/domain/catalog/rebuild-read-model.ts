import { calendarDay } from '../../kernel/clock.ts'
import type { Database } from '../../kernel/db.ts'

const batch = 1_000

/**
 * Makes the read model anew from the entities, batch by batch, while shoppers go on reading it: every batch is a transaction, rows that are right
 * already stay untouched, and what no longer belongs goes at the end. `progress` gets a line every few seconds: rows, rows a second, time left.
 * `now` decides which price lists hold and what is still to come.
 */
export async function rebuildReadModel(
  database: Database,
  progress: (line: string) => void = () => undefined,
  now: Date = new Date(),
): Promise<void> {
  const client = await database.pool.connect()
  try {
    const one = async <Value>(text: string, values: unknown[] = []): Promise<Value> => {
      const { rows } = await client.query<{ value: Value }>(text, values)
      return rows[0]!.value
    }
    await one('select cardinality(read_model.project_categories()) as value')
    await one('select cardinality(read_model.arrange_chains($1)) as value', [now])
    const total = await one<number>('select count(*)::int as value from products where parent_id is null')
    const begun = performance.now()
    let told = begun
    let behind = '00000000-0000-0000-0000-000000000000'
    for (let done = 0; ;) {
      const ids = await one<string[]>('select read_model.next_products($1, $2) as value', [behind, batch])
      if (ids.length === 0) break
      await one('select read_model.products_changed($1, $2) as value', [ids, calendarDay(now)])
      behind = ids.at(-1)!
      done += ids.length
      // plans made for empty tables do not suit full ones
      if (done === ids.length)
        await client.query('analyze read_model.products, read_model.texts, read_model.details, read_model.prices')
      if (performance.now() - told < 2_000 && done < total) continue
      told = performance.now()
      const rate = done / ((told - begun) / 1_000)
      const left = Math.max(0, Math.round((total - done) / rate))
      progress(`read model: ${done} of ${total} products, ${Math.round(rate)}/s, ${left} s left`)
    }
    await one('select read_model.sweep() as value')
    await client.query(
      'analyze read_model.products, read_model.texts, read_model.details, read_model.prices, read_model.category_products, read_model.words',
    )
  } finally {
    client.release()
  }
}
