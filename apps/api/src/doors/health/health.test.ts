import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../kernel/db.ts'
import { repositoryRoot } from '../../kernel/root.ts'
import { silentLog } from '../../testing/context.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../testing/database.ts'
import { healthDoor } from './index.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function appOn(made: TestDatabase): Promise<{ app: FastifyInstance; database: Database }> {
  const database = openDatabase({ url: made.url, poolSize: 2, applicationName: 'health', log: silentLog })
  const app = Fastify()
  await healthDoor(app, { database, prismaFolder: join(repositoryRoot(), 'prisma') })
  closing.push(
    () => made.drop(),
    () => database.close(),
    async () => app.close(),
  )
  return { app, database }
}

it('is healthy and ready on a migrated database', async () => {
  const { app } = await appOn(await createTestDatabase())
  expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
  for (const _ of [1, 2]) {
    const ready = await app.inject('/readyz')
    expect(ready.statusCode).toBe(200)
    expect(ready.json()).toEqual({ status: 'ready', checks: { process: 'ok', database: 'ok', migrations: 'ok' } })
  }
})

it('is healthy but not ready while migrations are missing', async () => {
  const { app } = await appOn(await createEmptyDatabase())
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  const ready = await app.inject('/readyz')
  expect(ready.statusCode).toBe(503)
  expect(ready.json<{ checks: { migrations: string } }>().checks.migrations).toMatch(/^missing: \d{14}_init/)
})

it('is not ready when the database does not answer, and stays alive', async () => {
  const made = await createTestDatabase()
  const { app } = await appOn({ url: made.url.replace(/:\d+\//, ':9/'), drop: made.drop })
  const ready = await app.inject('/readyz')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toMatchObject({ checks: { database: 'does not answer' } })
  expect((await app.inject('/healthz')).statusCode).toBe(200)
})
