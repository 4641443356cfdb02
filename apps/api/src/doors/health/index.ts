import type { FastifyInstance } from 'fastify'
import type { Database } from '../../kernel/db.ts'
import { pendingMigrations } from '../../kernel/migrations/apply.ts'
import { readMigrations } from '../../kernel/migrations/folder.ts'

export interface Health {
  database: Database
  /** The folder with migrations that the database must have. */
  prismaFolder: string
}

const patienceMs = 2_000

/**
 * `GET /healthz`: 200 while the process lives (restart it otherwise). `GET /readyz`: 200 when requests can be served, else 503 with what is
 * wrong: the database does not answer, lacks migrations, or the process is ending (send it no more). A replica that does not answer is told, and
 * changes nothing: its reads go to the database.
 */
export async function healthDoor(app: FastifyInstance, { database, prismaFolder }: Health): Promise<void> {
  const migrations = readMigrations(prismaFolder)
  let ending = false
  let migrated = false
  app.addHook('preClose', (done) => {
    ending = true
    done()
  })
  await app.register((scope, _options, done) => {
    scope.get('/healthz', () => ({ status: 'ok' }))
    scope.get('/readyz', async (_request, reply) => {
      const checks = { process: ending ? 'ending' : 'ok', ...(await databaseChecks()) }
      const ready = Object.values(checks).every((check) => check === 'ok')
      const replica = await replicaCheck()
      void reply.header('cache-control', 'no-store')
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? 'ready' : 'not ready', checks: { ...checks, ...replica } })
    })
    done()
  })

  async function replicaCheck(): Promise<{ replica?: string }> {
    if (!database.replica) return {}
    return soon(database.replica.query('select 1')).then(
      () => ({ replica: 'ok' }),
      () => ({ replica: 'does not answer: reads go to the database' }),
    )
  }

  async function databaseChecks(): Promise<{ database: string; migrations: string }> {
    try {
      const pending = await soon(
        migrated ? database.pool.query('select 1').then(() => []) : pendingMigrations(database.pool, migrations),
      )
      migrated = pending.length === 0
      return { database: 'ok', migrations: migrated ? 'ok' : `missing: ${pending.map(({ name }) => name).join(', ')}` }
    } catch (error) {
      app.log.warn({ err: error }, 'not ready: the database does not answer')
      return { database: 'does not answer', migrations: 'unknown' }
    }
  }
}

function soon<Result>(work: Promise<Result>): Promise<Result> {
  let alarm: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(alarm))
}
