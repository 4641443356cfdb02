import type { Clock } from './clock.ts'
import type { Db, Reader } from './db.ts'
import type { Ids } from './ids.ts'
import type { Logger } from './log.ts'

/** Who asks. A stranger has no token yet; a visitor has one, and so a cart; a customer user has signed in. */
export type Actor =
  | { kind: 'stranger' }
  | { kind: 'visitor'; visitorId: string }
  | { kind: 'customerUser'; customerUserId: string; customerId: string; visitorId?: string }
  | { kind: 'system' }

export type Locale = 'en' | 'de'

/** The website that is asked: what is sold, in which currencies and languages. */
export interface CurrentWebsite {
  id: string
  code: string
  organizationId: string
  defaultLocale: Locale
  locales: readonly Locale[]
  defaultCurrency: string
  currencies: readonly string[]
}

/** Counts SQL statements of one request or job, `begin` and `commit` included. */
export interface StatementCounter {
  count: number
}

/** Everything that a business verb may know about the moment it runs in. Verbs pass on the narrow thing, not this. */
export interface Ctx {
  /** The database, or the transaction that is open. */
  db: Db
  /** Prepared reads that may lag by a moment: from the replica when there is one. */
  reader: Reader
  actor: Actor
  website: CurrentWebsite
  locale: Locale
  /** ISO 4217 */
  currency: string
  clock: Clock
  ids: Ids
  log: Logger
  requestId: string
  ip: string
  statements: StatementCounter
}
