import pg from 'pg'
import type { StatementCounter } from './context.ts'
import type { Reader } from './db.ts'
import type { Logger } from './log.ts'

/** A server that follows the database a moment behind, for reads that may lag. */
export interface Replica {
  pool: pg.Pool
  /** Whether it is to be asked: not for a while after it could not be reached. */
  answers(): boolean
  /** What a statement on it ended with. */
  failed(error: unknown): void
}

/** For so long nobody tries a replica that could not be reached. */
const restMs = 5_000

export function createReplica(pool: pg.Pool, log: Logger): Replica {
  let restsUntil = 0
  return {
    pool,
    answers: () => Date.now() >= restsUntil,
    failed: (error) => {
      const problem = error instanceof Error ? error.message : String(error)
      // it answers, but not this: it may lack what was migrated a moment ago, or have cancelled what stood in the way of following
      if (error instanceof pg.DatabaseError && error.severity !== 'FATAL')
        return log.info({ problem }, 'the replica could not answer a statement: the database was asked instead')
      if (Date.now() >= restsUntil)
        log.warn({ problem }, 'the replica does not answer: its reads go to the database meanwhile')
      restsUntil = Date.now() + restMs
    },
  }
}

/**
 * Reads for one request. All of them go to one server, so that what one statement says of the state of things is what the next one reads; where the
 * replica fails, this and the following ones go to the database.
 */
export function createReader(pool: pg.Pool, replica: Replica | undefined, statements: StatementCounter): Reader {
  let asked = replica?.answers() ? replica : undefined
  return {
    rows: async <Row>(name: string, text: string, values: readonly unknown[]) => {
      const ask = async (server: pg.Pool) => {
        statements.count += 1
        return (await server.query({ name, text, values: values as unknown[] })).rows as Row[]
      }
      if (!asked) return ask(pool)
      try {
        return await ask(asked.pool)
      } catch (error) {
        asked?.failed(error)
        asked = undefined
        return ask(pool)
      }
    },
  }
}
