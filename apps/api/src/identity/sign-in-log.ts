import type { Attempts } from '../kernel/attempts.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Db } from '../kernel/db.ts'
import { refusalsOf } from '../kernel/errors.ts'
import type { Ids } from '../kernel/ids.ts'
import type { Logger } from '../kernel/log.ts'
import { storable } from '../kernel/storable.ts'

/** Who came, or tried to; by name only where nobody of that name is known. */
export type Comer =
  | { by: 'user' | 'client' | 'customerUser'; id: string; name: string; organizationId: string }
  | { by: 'nobody'; name: string }

/** What the audit log is told of somebody at the door. */
export interface Coming {
  deed:
    'signIn' | 'signInRefused' | 'signOut' | 'appAllowed' | 'appDenied' | 'tokenGiven' | 'tokenRefused' | 'tokenRevoked'
  who: Comer
  /** To which entity’s rows they belong, or would. */
  entity: 'user' | 'apiClient' | 'customerUser'
  /** What it was about, without secrets: the app, the scopes, the code of a refusal. */
  about: Readonly<Record<string, unknown>>
  from: { ip: string; requestId: string; door: string }
}

export interface SignInLogParts {
  db: Db
  clock: Clock
  ids: Ids
  attempts: Attempts
  log: Logger
}

/** Refusals from one address that are told within a minute, in times of what may be tried: whoever knocks all day must not fill the log, from which nothing is ever taken. */
const often = 2

/** Tells the audit log of sign-ins, of refused ones, and of tokens. */
export function createSignInLog({ db, clock, ids, attempts, log }: SignInLogParts) {
  async function tooMany({ from }: Coming): Promise<boolean> {
    try {
      await attempts.count('told-refusals', { who: from.ip, times: often })
      return false
    } catch (error) {
      if (refusalsOf(error).length === 0) throw error
      log.warn({ ip: from.ip }, 'refusals of sign-in from this address are too many to be told in the audit log')
      return true
    }
  }

  return {
    async tell(coming: Coming): Promise<void> {
      const { deed, who, entity, about, from } = coming
      if (deed.endsWith('Refused') && (await tooMany(coming))) return
      const at = clock.now()
      await db
        .insertInto('auditEntries')
        .values({
          id: ids.next(),
          at,
          by: who.by,
          principalId: who.by === 'nobody' ? '' : who.id,
          principal: storable(who.name, 160),
          organizationId: who.by === 'nobody' ? null : who.organizationId,
          ip: from.ip || null,
          door: from.door,
          requestId: from.requestId.slice(0, 200),
          entity,
          rowId: who.by === 'nobody' ? null : who.id,
          deed,
          after: JSON.stringify(about),
          createdAt: at,
          updatedAt: at,
        })
        .execute()
    },
  }
}

export type SignInLog = ReturnType<typeof createSignInLog>
