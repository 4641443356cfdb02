import type { ColumnType, Generated } from 'kysely'

type Instant = ColumnType<Date, Date | string, Date | string>
type MaybeInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
type Json<Value = unknown> = ColumnType<Value, unknown, unknown>

/** Who a token belongs to: a visitor (a cart, no account) or a signed-in customer user. Tokens are stored as their sha256 only. */
export interface SessionsTable {
  id: string
  tokenHash: string
  kind: 'visitor' | 'customerUser'
  visitorId: string | null
  customerUserId: string | null
  websiteId: string
  createdAt: Instant
  lastUsedAt: Instant
  expiresAt: Instant
  revokedAt: MaybeInstant
}

/** A link that works once: password reset, e-mail confirmation. */
export interface OneTimeTokensTable {
  id: string
  tokenHash: string
  purpose: string
  customerUserId: string
  createdAt: Instant
  expiresAt: Instant
  usedAt: MaybeInstant
}

/** News, appended in the transaction that makes it true. */
export interface OutboxEventsTable {
  id: string
  seq: Generated<number>
  topic: string
  entity: string
  entityId: string
  payload: Json<Record<string, unknown>>
  requestId: string | null
  createdAt: Instant
}

/** Who wants which topics: written by every process at its start from the list in build.ts. */
export interface OutboxConsumersTable {
  name: string
  topics: string[]
}

/** What one consumer still has to hear, or has heard, of one event. */
export interface OutboxDeliveriesTable {
  eventId: string
  consumer: string
  seq: number
  entityId: string
  /** The kind of thing that it is about, as the event has it. */
  entity: Generated<string>
  /** It is about many of them, of which `entityId` is one. */
  many: Generated<boolean>
  attempts: Generated<number>
  nextAttemptAt: Instant
  doneAt: MaybeInstant
  /** Given up on after the last attempt; the events behind it go on. */
  deadAt: MaybeInstant
  lastError: string | null
}

/** Messages of payment and shipping providers that were handled, so that a repeated one changes nothing. */
export interface ProviderEventsTable {
  id: string
  provider: string
  /** The provider's own id of the message. */
  eventId: string
  type: string
  payload: Json
  receivedAt: Instant
  handledAt: MaybeInstant
}

/** The answer to a request that a client may repeat; see engine/records/once.ts. */
export interface IdempotencyKeysTable {
  id: string
  /** Whose key it is. */
  scope: string
  key: string
  /** sha256 of the request, so that a key is not reused for another one. */
  requestHash: string
  /** null: it is under way. */
  response: Json<unknown>
  createdAt: Instant
  expiresAt: Instant
}

/** Records of a batch that are still to be applied; see engine/records/batch. */
export interface JobPartsTable {
  jobId: string
  pass: number
  place: number
  /** The number of its first record in the batch, from 0. */
  first: number
  records: number
  /** A JSON line for each. */
  body: string
}

/** A record of a file that waits for rows which later ones bring; see domain/integrations/exchange. */
export interface ExchangeParkedTable {
  runId: string
  pass: number
  /** Its number in the file, from 0. */
  record: number
  /** As JSON. */
  body: string
  names: Generated<string[]>
}

/** A record that was done, by the key that makes it this one. */
export interface ExchangeKeysTable {
  integrationId: string
  key: string
  doneAt: Instant
}

/** The latest that was said about an object. */
export interface ExchangeSerialsTable {
  integrationId: string
  object: string
  value: string
}

/** Rows that a file does not name, as they were when that was found out. */
export interface ExchangeRestTable {
  runId: string
  rowId: string
  version: string
}

/** What a run has come across: ids of rows that a file names, names that a dry run would have given. */
export interface ExchangeSeenTable {
  runId: string
  mark: string
}

/** A row as a connector wrote it last, where the house has a say. */
export interface ExchangeWrittenTable {
  connectorId: string
  rowId: string
  image: Json<Record<string, unknown>>
}

/** A row that changed since a connector wrote it into a file. */
export interface ExchangeChangesTable {
  connectorId: string
  rowId: string
}

/** What became of a record whose sender wants to hear it. */
export interface ExchangeOutcomesTable {
  runId: string
  record: number
  acknowledge: Json<Record<string, unknown>>
  refusals: Json<{ code: string; message: string }[]>
}

/** What the authorization server keeps: of whatever opens a door the sha256 only. */
export interface OauthArtifactsTable {
  /** As oidc-provider names it: AccessToken, RefreshToken, Grant, Session … */
  kind: string
  hash: string
  payload: Json<Record<string, unknown>>
  grantHash: string | null
  uidHash: string | null
  /** The OAuth client_id. */
  clientId: string | null
  userId: string | null
  /** Where a person of a customer signed in, at the shop. */
  customerUserId: string | null
  createdAt: Instant
  expiresAt: Instant
  consumedAt: MaybeInstant
  revokedAt: MaybeInstant
}

/** Keys of the authorization server, sealed by `kernel/seal.ts`. */
export interface SigningKeysTable {
  id: string
  purpose: 'signing' | 'cookies'
  sealed: string
  createdAt: Instant
  /** Signs nothing any more; what it has signed is still proved by it. */
  retiredAt: MaybeInstant
}

/** Nonces of WSSE UsernameToken that were seen. */
export interface WsseNoncesTable {
  userId: string
  nonceHash: string
  expiresAt: Instant
}

/** What orders came to before it became another sum. */
export interface OrderEarlierSumsTable {
  id: string
  orderId: string
  until: Instant
  /** Of all that was to be delivered, in the order's currency. */
  owed: string
}

/** The tables of prisma/plumbing.prisma: what makes the house work and is no entity of the business. */
export interface PlumbingTables {
  sessions: SessionsTable
  oneTimeTokens: OneTimeTokensTable
  outboxEvents: OutboxEventsTable
  outboxConsumers: OutboxConsumersTable
  outboxDeliveries: OutboxDeliveriesTable
  providerEvents: ProviderEventsTable
  idempotencyKeys: IdempotencyKeysTable
  jobParts: JobPartsTable
  exchangeParked: ExchangeParkedTable
  exchangeKeys: ExchangeKeysTable
  exchangeSerials: ExchangeSerialsTable
  exchangeSeen: ExchangeSeenTable
  exchangeRest: ExchangeRestTable
  exchangeWritten: ExchangeWrittenTable
  exchangeChanges: ExchangeChangesTable
  exchangeOutcomes: ExchangeOutcomesTable
  oauthArtifacts: OauthArtifactsTable
  signingKeys: SigningKeysTable
  wsseNonces: WsseNoncesTable
  orderEarlierSums: OrderEarlierSumsTable
}
