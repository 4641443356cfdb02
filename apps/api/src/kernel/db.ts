import {
  CamelCasePlugin,
  CompiledQuery,
  Kysely,
  PostgresDialect,
  sql,
  type KyselyPlugin,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import type { Tables } from './contract.ts'
import { AskOutside, mostAsked } from './ask-outside.ts'
import type { Ctx, StatementCounter } from './context.ts'
import type { Logger } from './log.ts'
import type { PlumbingTables } from './plumbing.ts'
import { createReader, createReplica } from './replica.ts'

/** Kysely's tagged template, for statements that say more than its builder; kept here with the driver. */
export { sql } from 'kysely'
export type { Insertable, RawBuilder, Selectable, Updateable } from 'kysely'

/** All tables: those derived from the model, and the plumbing written by hand. */
export type AllTables = Tables & PlumbingTables

/** Typed access by camelCase names. Every statement through it is counted. */
export type Db = Kysely<AllTables>

/** Named, prepared reads for the hot paths: planned once a connection, rows as the statement names them. */
export interface Reader {
  /** `name` must be unique for the text: PostgreSQL keeps the plan under it. Columns come as they are named, so write `as "minPrice"`. */
  rows<Row>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>
}

/** One connection of a pool, until it is released. */
export type Connection = pg.PoolClient

/** The pools of one process. */
export interface Database {
  /** Uncounted, for start-up and maintenance. */
  db: Db
  /** For COPY, LISTEN and whatever else needs a connection of its own. */
  pool: pg.Pool
  /** The replica's pool, where there is a replica. */
  replica: pg.Pool | undefined
  /** The database as one request or job sees it: counted. */
  counted(statements: StatementCounter): { db: Db; reader: Reader }
  close(): Promise<void>
}

/** numeric and money stay text (→ Decimal), dates stay 'YYYY-MM-DD', bigint becomes a number (our sequences and counts stay below 2^53). */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.NUMERIC, (text) => text],
])

const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Opens the pools (connections come with the first statements). */
export function openDatabase(options: {
  url: string
  replicaUrl?: string | undefined
  poolSize: number
  /** How long a statement may take; left out or 0: as long as it likes. */
  statementSeconds?: number
  applicationName: string
  log: Logger
}): Database {
  const pool = createPool(options.url, options)
  const replica = options.replicaUrl
    ? createReplica(createPool(options.replicaUrl, { ...options, patient: false }), options.log)
    : undefined
  const db: Db = new Kysely<AllTables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return {
    db,
    pool,
    replica: replica?.pool,
    counted: (statements) => ({
      db: db.withPlugin(counting(statements)),
      reader: createReader(pool, replica, statements),
    }),
    close: async () => {
      await replica?.pool.end()
      await db.destroy()
      // Kysely ends the pool only when it was used through Kysely
      if (!pool.ending) await pool.end()
    },
  }
}

/** Not `patient`: there is somebody else to ask, so whoever does not answer is given up on soon. */
function createPool(
  url: string,
  options: { poolSize: number; statementSeconds?: number; applicationName: string; log: Logger; patient?: boolean },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.patient === false ? 2_000 : 10_000,
    ...(options.patient === false ? { query_timeout: 10_000 } : {}),
    ...(options.statementSeconds ? { statement_timeout: options.statementSeconds * 1_000 } : {}),
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: typeParsers,
  })
  // A connection that breaks (restart, fail-over) fails the statement that uses it, and the pool makes another. Without listeners, on the
  // pool for idle ones and on the client for those in use, it would end the process.
  const lost = ({ message }: Error) => {
    if (!pool.ending) options.log.warn({ problem: message }, 'a database connection was lost')
  }
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

function counting(statements: StatementCounter): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      statements.count += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
}

/** Reads within a transaction: they see what it has written, and need no connection besides its own. */
export const readerWithin = (db: Db): Reader => ({
  rows: async <Row>(_name: string, text: string, values: readonly unknown[]) =>
    (await db.executeQuery(CompiledQuery.raw(text, [...values]))).rows as Row[],
})

/** PostgreSQL's "try the same transaction again": serialization failure and deadlock. */
const retryable = new Set(['40001', '40P01'])
const attempts = 5

/**
 * Runs `work` in one transaction, committed when it returns and rolled back when it throws. Inside an open transaction it joins that one.
 * After a deadlock or serialization failure everything is tried again (5 times), so `work` must not touch the outside world; what it must know from there is asked in between (kernel/ask-outside.ts).
 */
export async function transaction<Result>(ctx: Ctx, work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  if (ctx.db.isTransaction) return work(ctx)
  const outside = ctx.outside ?? new Map<string, unknown>()
  for (let attempt = 1; ; attempt += 1) {
    try {
      ctx.statements.count += 2 // begin and commit travel too
      const result = await ctx.db.transaction().execute((db) => work({ ...ctx, outside, db }))
      if (ctx.progress) ctx.progress.committed += 1
      return result
    } catch (error) {
      if (error instanceof AskOutside && outside.size < mostAsked) {
        outside.set(error.question, await error.ask())
        attempt -= 1
        continue
      }
      if (attempt >= attempts || !isRetryable(error)) throw error
      ctx.log.info({ attempt, code: (error as { code: string }).code }, 'transaction collided and is tried again')
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())))
    }
  }
}

/** Whether PostgreSQL asks for the same transaction once more. */
export function isRetryable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && retryable.has(String(error.code))
}

/** Whether whoever began a transaction is to begin it again: it collided, or must know something of the outside first. */
export const callsForAnotherTry = (error: unknown): boolean => isRetryable(error) || error instanceof AskOutside

/** Connection exceptions, too many connections, cannot connect now, shut down by an administrator, after a crash. */
const away = /^(08...|53300|57P0[1-3])$/
const lost = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
/** What the driver says without a code. */
const gone =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether the database was away: what was asked of it did not fail by itself, and is worth another try. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return away.test(code) || lost.test(code) || gone.test(error.message)
}

/** The name of the unique constraint or index that an insert or update ran into; undefined for any other error. */
export function violatedUnique(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23505') return undefined
  return error.constraint ?? ''
}

/** The move that a trigger of prisma/sql/05-states.sql refused: of which table's row, and the state it stays in; undefined for any other error. */
export function refusedMove(error: unknown): { table: string; state: string } | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23514' || !error.constraint?.endsWith('_moves'))
    return undefined
  return { table: error.table ?? '', state: error.detail ?? '' }
}

/** A value for a jsonb column. Needed for arrays, which the driver would otherwise write as a PostgreSQL array. */
export function asJson<Value>(value: Value): RawBuilder<Value> {
  return sql<Value>`${JSON.stringify(value)}::jsonb`
}
