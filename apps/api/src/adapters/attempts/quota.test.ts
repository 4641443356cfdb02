import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../kernel/db.ts'
import { refusalsOf } from '../../kernel/errors.ts'
import { createLogger } from '../../kernel/log.ts'
import type { Quota } from '../../kernel/quota.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { createQuota } from './quota.ts'

let made: TestDatabase
let database: Database
let statements = 0
let processes: [Quota, Quota]
beforeAll(async () => {
  made = await createTestDatabase()
  const log = createLogger({ level: 'warn', name: 'test' })
  database = openDatabase({ url: made.url, poolSize: 4, applicationName: 'test', log })
  const { pool } = database
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown
  pool.query = ((...given: unknown[]) => {
    statements += 1
    return query(...given)
  }) as typeof pool.query
  processes = [createQuota(pool), createQuota(pool)]
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

/** How many of so many requests at once are let through, by two processes in turn. */
async function letThrough(who: string, perMinute: number, requests: number): Promise<number> {
  const answers = await Promise.allSettled(
    Array.from({ length: requests }, (_, at) => processes[at % 2 ? 0 : 1].consume(who, perMinute, () => undefined)),
  )
  for (const answer of answers)
    if (answer.status === 'rejected') expect(refusalsOf(answer.reason)[0]?.code).toBe('RATE_LIMITED')
  return answers.filter(({ status }) => status === 'fulfilled').length
}

it('lets through a small limit exactly, whichever process is asked, and counts callers apart', async () => {
  expect(await letThrough('small', 7, 30)).toBe(7)
  expect(await letThrough('other', 7, 5)).toBe(5)
})

it('lets through no more than a large limit, and hardly less, by few statements', async () => {
  const before = statements
  const through = await letThrough('large', 1_000, 1_500)
  expect(through).toBeLessThanOrEqual(1_000)
  expect(through).toBeGreaterThanOrEqual(980)
  expect(statements - before).toBeLessThan(150)
})

it('tells what is left over all processes', async () => {
  const told = async (process: Quota) => {
    const headers: Record<string, string> = {}
    await process.consume('told', 1_000, (name, value) => (headers[name] = value))
    return headers
  }
  const left = await told(processes[0])
  expect(left).toMatchObject({ 'ratelimit-limit': '1000', 'ratelimit-remaining': '999' })
  expect(await told(processes[1])).toMatchObject({ 'ratelimit-remaining': '989' })
  expect(Number(left['ratelimit-reset'])).toBeGreaterThan(0)
  expect(Number(left['ratelimit-reset'])).toBeLessThanOrEqual(60)
})
