import { sql } from 'kysely'
import type { Database } from './db.ts'
import type { Logger } from './log.ts'

/** Jobs that this process has in hand: by id, the name under which graphile-worker has taken each. */
export type HeldJobs = Map<string, string>

/** How long a job is somebody's, in seconds, unless they take it further: what is older was left behind by a process that died. */
const leaseSeconds = 30
const renewalMs = (leaseSeconds * 1_000) / 4

/**
 * Takes what is in hand further, and gives back to the queue what a process that died had in hand: graphile-worker by itself lets it lie for four hours. By the database's
 * clock. A process that only seemed dead may do a job besides another one: jobs are done at least once in any case (docs/decisions/084).
 */
export function keepJobLeases({ database, log, held }: { database: Database; log: Logger; held: HeldJobs }): {
  stop(): Promise<void>
} {
  let last = performance.now()
  const keep = async (): Promise<void> => {
    try {
      if (held.size > 0) await takeFurther(database, held)
      // where all were kept from it (the machine slept, the database was away), the others get the time to say that they live
      const stoodStill = performance.now() - last > leaseSeconds * 1_000
      last = performance.now()
      const left = stoodStill ? [] : await giveBack(database)
      if (left.length > 0) log.warn({ jobs: left }, 'jobs of a process that died are in the queue again')
    } catch (error) {
      log.warn({ err: error }, 'jobs in hand could not be taken further')
    }
  }
  let working = keep()
  const timer = setInterval(() => {
    working = working.then(keep)
  }, renewalMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await working
    },
  }
}

async function takeFurther({ db }: Database, held: HeldJobs): Promise<void> {
  await sql`
    update graphile_worker._private_jobs j set locked_at = now()
    from unnest(${[...held.keys()]}::bigint[], ${[...held.values()]}::text[]) as mine(id, by)
    where j.id = mine.id and j.locked_by = mine.by`.execute(db)
}

/** One statement. @returns the ids of the jobs */
async function giveBack({ db }: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      select distinct locked_by from graphile_worker._private_jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => ${leaseSeconds})),
    queues as (
      update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by in (select locked_by from gone))
    update graphile_worker._private_jobs set locked_at = null, locked_by = null
    where locked_by in (select locked_by from gone) returning id::text`.execute(db)
  return rows.map(({ id }) => id)
}
