import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestDatabase, silentLog, systemContext, type OpenTestDatabase } from '../testing/context.ts'
import { transaction } from './db.ts'
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
