import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { transaction } from './db.ts'
import { keepJobLeases } from './job-leases.ts'
import { defineJob, drainJobs, enqueue, startJobs } from './jobs.ts'

let database: OpenTestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(async () => {
  await database.close()
})

it('runs jobs of committed transactions only, once a key, again after a failure, and finishes what is in hand when stopped', async () => {
  const ran: string[] = []
  let failures = 0
  const job = defineJob({
    name: 'test.note',
    payload: z.object({ text: z.string() }),
    run: async ({ text }) => {
      if (text === 'fails once' && failures === 0) {
        failures += 1
        throw new Error('not the first time')
      }
      if (text === 'slow') await new Promise((wait) => setTimeout(wait, 300))
      ran.push(text)
    },
  })
  const ctx = systemContext(database)
  const undone = transaction(ctx, async (inside) => {
    await enqueue(inside, job, { text: 'never' })
    throw new Error('rolled back')
  })
  await expect(undone).rejects.toThrow('rolled back')
  const before = ctx.statements.count
  await enqueue(ctx, job, { text: 'first' }, { key: 'one' })
  expect(ctx.statements.count - before).toBe(1)
  await enqueue(ctx, job, { text: 'instead' }, { key: 'one' })
  await enqueue(ctx, job, { text: 'fails once' })
  await enqueue(ctx, job, { text: 'tomorrow' }, { runAt: new Date(Date.now() + 86_400_000) })
  await expect(enqueue(ctx, job, { text: 5 } as never)).rejects.toThrow()
  const runner = await startJobs({
    database,
    jobs: [job],
    context: () => systemContext(database),
    concurrency: 2,
    log: silentLog,
  })
  const deadline = Date.now() + 15_000
  while (ran.length < 2 && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 20))
  await enqueue(ctx, job, { text: 'slow' })
  await new Promise((wait) => setTimeout(wait, 150))
  await runner.stop()
  expect(ran).toEqual(['instead', 'fails once', 'slow'])
}, 30_000)

it('starts scheduled jobs with an empty payload and refuses two jobs of one name', async () => {
  const job = defineJob({
    name: 'test.tick',
    payload: z.strictObject({}),
    run: () => Promise.resolve(),
    schedule: '* * * * *',
  })
  const options = { database, context: () => systemContext(database), concurrency: 1, log: silentLog }
  await expect(startJobs({ ...options, jobs: [job, job] })).rejects.toThrow("two jobs are called 'test.tick'")
  const runner = await startJobs({ ...options, jobs: [job] })
  await runner.stop()
})

it('can be drained by hand: what is due runs, what is later stays', async () => {
  const ran: string[] = []
  const job = defineJob({
    name: 'test.drained',
    payload: z.object({ text: z.string() }),
    run: ({ text }) => Promise.resolve(void ran.push(text)),
  })
  const ctx = systemContext(database)
  await enqueue(ctx, job, { text: 'now' })
  await enqueue(ctx, job, { text: 'later' }, { runAt: new Date(Date.now() + 60_000) })
  await drainJobs({ database, jobs: [job], context: () => systemContext(database), log: silentLog })
  expect(ran).toEqual(['now'])
})

/** A job that somebody took a while ago, and said nothing of since. */
async function taken(name: string, by: string): Promise<string> {
  await database.pool.query(`select graphile_worker.add_job($1, '{"text":"left behind"}')`, [name])
  const { rows } = await database.pool.query<{ id: string }>(
    `update graphile_worker._private_jobs j set locked_by = $2, locked_at = now() - interval '1 minute'
     from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = $1 returning j.id::text`,
    [name, by],
  )
  return rows[0]!.id
}

it('takes up within a minute what a worker that was killed had in hand', async () => {
  const ran: string[] = []
  const job = defineJob({
    name: 'test.leftBehind',
    payload: z.object({ text: z.string() }),
    run: ({ text }) => Promise.resolve(void ran.push(text)),
  })
  const options = { database, context: () => systemContext(database), concurrency: 1, log: silentLog }
  await drainJobs({ ...options, jobs: [job] })
  await taken(job.name, 'a worker that was killed')
  const runner = await startJobs({ ...options, jobs: [job] })
  const deadline = Date.now() + 15_000
  while (ran.length === 0 && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 50))
  await runner.stop()
  expect(ran).toEqual(['left behind'])
}, 30_000)

it('leaves with a worker what it says to have in hand, however long it takes', async () => {
  const id = await taken('test.inHand', 'a worker that is at it')
  const inHand = async (): Promise<unknown> => {
    const { rows } = await database.pool.query(
      `select locked_by, locked_at > now() - interval '10 seconds' as fresh from graphile_worker._private_jobs where id = $1`,
      [id],
    )
    return rows[0]
  }
  await keepJobLeases({ database, log: silentLog, held: new Map([[id, 'a worker that is at it']]) }).stop()
  expect(await inHand()).toEqual({ locked_by: 'a worker that is at it', fresh: true })
  await keepJobLeases({ database, log: silentLog, held: new Map() }).stop()
  expect(await inHand()).toMatchObject({ locked_by: 'a worker that is at it' })
})

it('does at its start what another worker was killed over at its own start, and gives nothing up', async () => {
  const ran: string[] = []
  const job = defineJob({
    name: 'test.atStart',
    payload: z.looseObject({}),
    atStart: true,
    run: () => Promise.resolve(void ran.push('at start')),
  })
  const options = { database, context: () => systemContext(database), concurrency: 1, log: silentLog, jobs: [job] }
  const id = await taken(job.name, 'a worker that was killed at its start')
  await database.pool.query(
    `update graphile_worker._private_jobs set key = 'test.atStart at start', attempts = 1, locked_at = now() - interval '27 seconds' where id = $1`,
    [id],
  )
  const runner = await startJobs(options)
  const deadline = Date.now() + 15_000
  while (ran.length === 0 && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 50))
  await runner.stop()
  expect(ran).toContain('at start')
  const { rows } = await database.pool.query(
    `select j.id from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = $1 and j.attempts >= j.max_attempts`,
    [job.name],
  )
  expect(rows).toEqual([])
}, 30_000)
