import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Database } from '../kernel/db.ts'

/** Waits until somebody waits for a lock in this database: then what is to be overtaken has begun. */
export async function waitsForLock({ db }: Pick<Database, 'db'>): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await sleep(20)
  }
  throw new Error('nobody waits for a lock')
}
