import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openStore, type FilePlaces } from '../../apps/api/src/build/files.ts'
import { systemClock } from '../../apps/api/src/kernel/clock.ts'
import type { Ctx } from '../../apps/api/src/kernel/context.ts'
import { openDatabase, type Db } from '../../apps/api/src/kernel/db.ts'
import { variables } from '../../apps/api/src/kernel/env-variables.data.ts'
import { Refusal } from '../../apps/api/src/kernel/errors.ts'
import type { FileStore } from '../../apps/api/src/kernel/file-store.ts'
import { randomIds } from '../../apps/api/src/kernel/ids.ts'
import { createLogger } from '../../apps/api/src/kernel/log.ts'
import { hasCluster, startCluster } from '../../apps/api/src/kernel/postgres/cluster.ts'

const root = join(import.meta.dirname, '..', '..')

/** The command was written wrongly, or names what is not there. */
export class Mistake extends Error {}

/** Somebody has had enough of watching (Ctrl-C). */
export class Interrupted extends Error {}

/** Where the command is called. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>
  tell(line: string): void
  complain(what: unknown): void
  /** Empties the screen. */
  clear(): void
  /** What is aborted when somebody has had enough. */
  untilEnough(): AbortSignal
  /** How long somebody waits for a worker to begin, if not 20 s: one looks every two seconds. */
  patienceMs?: number
}

/** The database and the files that the worker works with. */
export interface House {
  db: Db
  files: FileStore
  /** What the verbs of the exchange look at. */
  ctx: Ctx
  tell(line: string): void
  clear(): void
  patienceMs: number
  /** Waits. Throws Interrupted. */
  pause(ms: number): Promise<void>
}

/** Does something in the house of DATABASE_URL, else of this clone's embedded database. Throws Error that says what to do. */
export async function inTheHouse(around: Surroundings, work: (house: House) => Promise<void>): Promise<void> {
  const { env, tell, clear, patienceMs = 20_000 } = around
  const dataDir = resolve(env['PORTICO_DATA_DIR'] || join(root, '.data'))
  const given = env['DATABASE_URL']
  if (!given && !hasCluster(dataDir))
    throw new Error(
      `There is no database in ${dataDir}: start the shop first (npm start), or set DATABASE_URL to its database.`,
    )
  const cluster = given ? undefined : await startCluster({ dataDir, port: 0, progress: () => undefined })
  const log = createLogger({ level: 'warn', name: 'exchange' })
  const url = given ?? cluster?.url('portico') ?? ''
  const database = openDatabase({ url, poolSize: 2, applicationName: 'portico-exchange', log })
  const files = await openStore(places(dataDir, env))
  const { db } = database
  const ctx = { db, clock: systemClock, ids: randomIds, log, statements: { count: 0 }, actor: { kind: 'system' } }
  // what was begun here ends with us: the embedded database is not left behind
  const signal = around.untilEnough()
  const pause = (ms: number) =>
    setTimeout(ms, undefined, { signal }).catch(() => {
      throw new Interrupted('You watch no more; what is under way goes on.')
    })
  try {
    await work({ db, files, ctx: ctx as unknown as Ctx, tell, clear, patienceMs, pause })
  } catch (error) {
    throw inWords(error)
  } finally {
    files.close()
    await database.close()
    await cluster?.stop()
  }
}

/** Where the worker keeps files, by the same variables. */
function places(dataDir: string, env: Surroundings['env']): FilePlaces {
  const read = <Name extends keyof FilePlaces>(name: Name) =>
    variables[name].schema.parse(env[variables[name].name]?.trim() || undefined) as FilePlaces[Name]
  return {
    dataDir,
    filesDir: read('filesDir'),
    filesS3Bucket: read('filesS3Bucket'),
    filesS3Prefix: read('filesS3Prefix'),
    filesS3Region: read('filesS3Region'),
    filesS3Endpoint: read('filesS3Endpoint'),
    filesS3PathStyle: read('filesS3PathStyle'),
    filesS3AccessKeyId: read('filesS3AccessKeyId'),
    filesS3SecretAccessKey: read('filesS3SecretAccessKey'),
  }
}

/** What to do about errors that say it only to those who know PostgreSQL, and refusals with their advice. */
function inWords(error: unknown): unknown {
  if (error instanceof Refusal) return new Error(`${error.message} ${error.advice}`)
  const { code } = error as { code?: string }
  if (code === '42P01')
    return new Error('The database has no tables of Portico yet: run npm run database -- migrate first.')
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    return new Error('The database does not answer: is the shop running, and is DATABASE_URL right?')
  return error
}
