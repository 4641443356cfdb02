import type pg from 'pg'

/** How long a database that crashed may take to be back, in milliseconds. */
const recovery = 60_000

/** Has a job of the schedule done now, and waits for its end, or until then (milliseconds since 1970). Where the database crashes meanwhile, it is asked again. */
export async function byTheClock({ pool }: { pool: pg.Pool }, job: string, until: number): Promise<void> {
  for (let id: string | undefined; ; await new Promise((wait) => setTimeout(wait, 100)))
    try {
      if (id === undefined) {
        const made = await pool.query<{ id: string }>(`select (graphile_worker.add_job($1, '{}')).id::text`, [job])
        id = made.rows[0]!.id
      }
      const left = await pool.query('select 1 from graphile_worker._private_jobs where id = $1', [id])
      if (left.rowCount === 0 || Date.now() >= until) return
    } catch (error) {
      if (Date.now() > until + recovery) throw error
    }
}
