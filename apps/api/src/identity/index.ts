import type { Model } from '@portico/schema'
import type { Attempts } from '../kernel/attempts.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Database } from '../kernel/db.ts'
import type { Ids } from '../kernel/ids.ts'
import type { Logger } from '../kernel/log.ts'
import type { Quota } from '../kernel/quota.ts'
import type { Seal } from '../kernel/seal.ts'
import { createAppOrigins } from './app-origins.ts'
import { createAuthorization } from './authorization/index.ts'
import type { SignOutPages } from './authorization/configuration.ts'
import type { VisitorParts } from './authorization/visitors.ts'
import { createBackOfficeContexts } from './back-office.ts'
import { createContexts } from './request-context.ts'
import { createSessions, type SessionLifetimes } from './sessions.ts'
import { createSignInLog } from './sign-in-log.ts'
import { createWebsites } from './websites.ts'

export interface IdentityOptions {
  model: Model
  database: Database
  seal: Seal
  attempts: Attempts
  quota: Quota
  clock: Clock
  ids: Ids
  log: Logger
  lifetimes: SessionLifetimes
  /** Requests a minute of one caller of the back office, where its API client says nothing else; 0: no limit. */
  requestsPerMinute: number
  /** Whether WSSE UsernameToken is let in. */
  wsse: boolean
  apiUrl: string
  pages: SignOutPages
  bring: VisitorParts['bring']
}

/** Who asks, at either side of the house; and who lets them in. */
export function createIdentity(options: IdentityOptions) {
  const { database, seal, lifetimes, wsse } = options
  const { db } = database
  const shared = {
    ...options,
    db,
    websites: createWebsites(db),
    sessions: createSessions(lifetimes),
    signIns: createSignInLog({ ...options, db }),
  }
  const contextOf = createContexts(shared)
  return {
    contextOf,
    backOfficeContextOf: createBackOfficeContexts({ ...shared, wsse: wsse ? seal : undefined }),
    authorization: createAuthorization({ ...shared, contextOf }),
    ofApp: createAppOrigins(db),
  }
}
