import { Logger as JobLogger, parseCronItems, run, runOnce, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from './context.ts'
import type { Database } from './db.ts'
import { keepJobLeases, type HeldJobs } from './job-leases.ts'
import type { Logger } from './log.ts'

/** Work for later, kept in PostgreSQL (graphile-worker): at least once, with retries and back-off. */
export interface Job<Payload = unknown> {
  /** Stable: waiting jobs are kept under it. As 'reservations.expire'. */
  name: string
  payload: z.ZodType<Payload>
  /** Not inside a transaction; opens its own where it needs one. When it throws, it is tried again. */
  run(payload: Payload, ctx: Ctx): Promise<void>
  /** Attempts before it is given up; 12 unless told otherwise. */
  attempts?: number
  /** A crontab line (UTC) by which it is started, with the payload {}. */
  schedule?: string
  /** Runs once more whenever a worker starts, with the payload {}. */
  atStart?: boolean
}

/** Any job, whatever its payload: what a list of jobs is made of. */
export interface RunnableJob extends Omit<Job, 'run'> {
  run(payload: never, ctx: Ctx): Promise<void>
}

/** Writes a job down with its payload's type. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job
}

export interface EnqueueOptions {
  /** Not before this instant. */
  runAt?: Date
  /** A waiting job with the same key is replaced instead of doubled. */
  key?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** Puts a job into the queue; inside a transaction it is there exactly if that commits. One statement. */
export async function enqueue<Payload>(
  ctx: Ctx,
  job: Job<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`
    select graphile_worker.add_job(
      ${job.name}, payload => ${JSON.stringify(job.payload.parse(payload))}::json, queue_name => ${options.queue ?? null},
      run_at => ${options.runAt ?? null}, max_attempts => ${job.attempts ?? 12}, job_key => ${options.key ?? null})`.execute(
    ctx.db,
  )
}

/** Takes a waiting job of this key out of the queue, if there is one. One statement. */
export async function withdraw({ db }: Pick<Ctx, 'db'>, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(db)
}

/** Runs jobs until it is stopped. */
export interface JobRunner {
  /** Takes no more, and waits for what is in hand. */
  stop(): Promise<void>
}

export interface JobOptions {
  database: Database
  jobs: readonly RunnableJob[]
  /** What jobs run in. */
  context(): Ctx | Promise<Ctx>
  log: Logger
}

/** Starts running jobs and schedules. Any number of processes may: each job goes to one, each tick of a schedule makes one job. */
export async function startJobs(options: JobOptions & { concurrency: number }): Promise<JobRunner> {
  const held: HeldJobs = new Map()
  const runner = await run({
    pgPool: options.database.pool,
    taskList: tasks(options, held),
    parsedCronItems: parseCronItems(
      options.jobs.flatMap(({ name, schedule }) =>
        schedule ? [{ task: name, match: schedule, options: { backfillPeriod: 0 } }] : [],
      ),
    ),
    concurrency: options.concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: jobLogger(options.log),
  })
  const leases = keepJobLeases({ ...options, held })
  // One that a worker took before it died is given back to the queue (job-leases.ts), and is as good as a new one; to replace it
  // would leave the old one behind as given up.
  for (const { name, atStart } of options.jobs)
    if (atStart) await runner.addJob(name, {}, { jobKey: `${name} at start`, jobKeyMode: 'unsafe_dedupe' })
  return {
    stop: async () => {
      await runner.stop()
      await leases.stop()
    },
  }
}

/** Runs every job that is due now, until none is; for tests and commands. A job that fails stays for its next attempt. */
export async function drainJobs(options: JobOptions): Promise<void> {
  await runOnce({
    pgPool: options.database.pool,
    taskList: tasks(options),
    concurrency: 1,
    noHandleSignals: true,
    logger: jobLogger(options.log),
  })
}

function tasks(options: JobOptions, held: HeldJobs = new Map()): TaskList {
  const taskList: TaskList = {}
  for (const job of options.jobs) {
    if (taskList[job.name])
      throw new Error(`two jobs are called '${job.name}': waiting jobs are kept by name, so rename one`)
    taskList[job.name] = async (given, helpers) => {
      const { id, locked_by: by } = helpers.job
      if (by) held.set(id, by)
      try {
        const base = await options.context()
        const log = base.log.child({ job: job.name, jobId: id })
        await job.run(job.payload.parse(withoutCron(given)) as never, { ...base, log })
      } finally {
        held.delete(id)
      }
    }
  }
  return taskList
}

/** A job started by its schedule carries the tick in `_cron`, which is no part of its payload. */
function withoutCron(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).filter(([key]) => key !== '_cron'))
}

/** graphile-worker's log in ours: its failures are warnings (the job is tried again), its daily life is for debugging. */
function jobLogger(log: Logger): JobLogger {
  const levels = { error: 'warn', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new JobLogger(
    (scope) => (level, message, meta) =>
      log[levels[level as keyof typeof levels]]({ ...scope, err: meta?.['error'] }, message),
  )
}
