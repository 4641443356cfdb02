import type { Clock } from './clock.ts'
import type { Db, Reader } from './db.ts'
import type { Ids } from './ids.ts'
import type { Logger } from './log.ts'
import type { Retired } from './retiring.ts'

/** Who asks. A stranger has no token yet; a visitor has one, and so a cart; a customer user has signed in. */
export type Actor =
  | { kind: 'stranger' }
  | { kind: 'visitor'; visitorId: string }
  | {
      kind: 'customerUser'
      customerUserId: string
      customerId: string
      visitorId?: string
      /** What their role for the company gives them, within the scopes of the token. */
      rights: RightsLike
    }
  | BackOfficeActor
  | { kind: 'system' }

/** A system or a person of the house: an API client, or a user. */
export interface BackOfficeActor {
  kind: 'backOffice'
  by: 'client' | 'user'
  /** The API client's or the user's id. */
  principalId: string
  /** As people know it: the client's or the user's name. */
  name: string
  organizationId: string
  /** Where they work: what their rights to a unit are about. */
  businessUnitId: string | null
  rights: RightsLike
  /** Of the token that the call came with; the rights are within them already. */
  scopes?: readonly string[]
}

/** How far a right reaches, from nothing to everything; a unit is a business unit, and at the shop a company. */
export type Level = 'none' | 'own' | 'unit' | 'unitAndBelow' | 'organization' | 'all'

/** What the caller's roles allow; kept by engine/records. */
export interface RightsLike {
  level(entity: string, deed: string): Level
  hides(entity: string, field: string): boolean
  freezes(entity: string, field: string, deed: string): boolean
  /** The same text for the same rights. */
  readonly mark: string
  /** Whether whoever has these rights may give somebody this one: nobody gives more than they have. */
  covers(grant: GrantLike): boolean
}

/** A right as a role holds it; see the shape `Grant`. */
export interface GrantLike {
  entity: string
  deed: string
  level: Level
  hidden?: readonly string[] | null
  frozen?: readonly string[] | null
}

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
  /** What the readers of a language pay in, where that is not left to `defaultCurrency`. */
  localeCurrencies: Readonly<Partial<Record<Locale, string>>>
  defaultCountry: string
  shippingCountries: readonly string[]
  /** Whether its prices contain tax. */
  pricesIncludeTax: boolean
}

/** Counts SQL statements of one request or job, `begin` and `commit` included. */
export interface StatementCounter {
  count: number
}

/** What a call answers beside its result: a token that the client must keep from now on. */
export interface Granted {
  token?: string
  expiresAt?: Date
  /** Who the caller is from now on, also for what else the same request asks. */
  identity?: { actor: Actor; sessionId?: string; appGrant?: string }
}

/** An attempt at a write under an Idempotency-Key. */
export interface Repeat {
  /** The same for each attempt: whoever names what it asks of others by it asks them once. */
  name: string
  /** Whether somebody outside was asked for something already. */
  begun: boolean
}

/** What an action with transactions of its own has done so far. */
export interface Progress {
  /** Transactions of it that stand. */
  committed: number
  /** Whether somebody outside was asked for what nobody can undo. */
  asked: boolean
}

/** Sessions as verbs need them; kept by identity/. All of it happens in the transaction of `ctx`. */
export interface Sessions {
  /** Makes a stranger a visitor and grants the token; a visitor stays the same one. Answers the visitor's id. */
  becomeVisitor(ctx: Ctx): Promise<string>
  /** Opens a session for a customer user and grants its token. */
  open(ctx: Ctx, person: { customerUserId: string; customerId: string }): Promise<{ token: string; expiresAt: Date }>
  /** Ends the session by whose token this request came. */
  close(ctx: Ctx): Promise<void>
  /** Ends all sessions of a customer user but the one of this request. */
  closeOthers(ctx: Ctx, customerUserId: string): Promise<void>
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
  /** The way that the call took, as the audit log tells it: `jsonapi`, `graphql`. */
  door?: string
  statements: StatementCounter
  /** It is only tried out what would come of it: what would be kept outside of the database (pictures) is not there. */
  trial?: true
  /** A write that its caller may send again; see kernel/repeat.ts. */
  repeat?: Repeat
  /** Of an action with transactions of its own: where it breaks off, what it has done is told. */
  progress?: Progress
  /** What somebody outside has answered, by the name of the question; see kernel/ask-outside.ts. */
  outside?: Map<string, unknown>
  /** What the call uses that is to go; written by the engine, told by the door. */
  retiring?: Set<Retired>
  sessions: Sessions
  /** The session by whose token the request came. */
  sessionId?: string
  /** Or, where an app acts for a person of the shop: the hash of the grant by which it came to its token. */
  appGrant?: string
  /** Written by `sessions`, read by the door. */
  granted: Granted
}
