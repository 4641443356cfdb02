import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ConnectorSaid, Decoding, FileProfileSaid } from '../port.ts'
import type { Standing, WriterSaid } from './standing.ts'

/** How far a run has come; written in the transaction of what it did. */
export interface Position {
  /** survey: the file is looked through; read: its records are gone through; parked: those that waited; rest: what it does not name goes; end: it is put away. */
  phase: 'survey' | 'read' | 'parked' | 'rest' | 'end'
  /** It is only tried out what would come of it. */
  trial?: boolean
  /** Records of the file that are behind it. */
  records: number
  /** How many the file has. */
  total?: number
  /** Of parked records: how often they have been tried, how many of them this pass has done, and whether no other pass follows. */
  pass?: number
  moved?: number
  last?: boolean
  /** Until when parked records wait for other files. */
  patientUntil?: string
  /** Rows that its file says are to go, by entity, as long as that has not been judged. */
  deletes?: Readonly<Record<string, number>> | undefined
  /** replaceAll: how many rows of its scope there were before it; how many of them go. */
  before?: number
  rest?: number
  /** rest: up to which row it has gone. */
  restFrom?: string
  /** A file that tells what became of records: where it is made and where it goes; and up to which record that has been told. */
  answer?: { from: string; to: string; upTo: number } | undefined
  answered?: number
  /** How it ends, once that is settled. */
  ending?: Ending
  /** Whether it reads also what was read before. */
  full?: boolean
  /** out: rows that it is about, where it is not all of them. */
  rowIds?: readonly string[]
  /** out, by news: which it was, and the rows that it is about: those that are written, and what they hang on. See `nextRun`. */
  news?: { seq: number; about: readonly string[] }
  /** out, by calls: how far rows were pushed. See `rowsToWrite`. */
  pushed?: { of: 'some' | 'all'; mark: string }
  /** A call began from the start, because the other system knew the cursor no more. */
  anew?: boolean | undefined
  /** rest: how many rows of it are behind it. */
  restGone?: number
  /** Of a page that has been applied in part: what it said, and how many of its records. */
  page?: { digest: string; done: number } | undefined
  /** Cursor of a call to the other system, behind the last page that was applied. */
  cursor?: unknown
}

export interface Ending {
  state: 'done' | 'refused' | 'failed'
  problem?: string
  /** Where its file goes. */
  place?: string
}

export interface Run {
  id: string
  direction: 'in' | 'out'
  state: string
  trigger: 'arrival' | 'schedule' | 'news' | 'person'
  dryRun: boolean
  fileName: string | null
  place: string | null
  checksum: string | null
  fileVersion: string | null
  attempts: number
  /** Since it last got on. */
  failures: number
  /** What kept it, when it was read. */
  problem: string | null
  read: number
  refused: number
  confirmed: boolean
  position: Position | null
  createdAt: Date
}

export interface Connector extends Omit<ConnectorSaid, 'profile'> {
  id: string
  direction: 'in' | 'out'
  scope: unknown
  deletes: boolean
  maxDeletedPercent: string
  maxRefusedPercent: string
  conflict: 'outsideWins' | 'houseWins'
  sameContent: 'skip' | 'read'
  waitMinutes: number
  fileName: string | null
  changesOnly: boolean
  filter: unknown
  cursor: unknown
  active: boolean
  /** Who of the back office wrote it; null: the house did. */
  writer: WriterSaid | null
}

export interface Integration {
  id: string
  code: string
  organizationId: string
  module: string
  settings: Readonly<Record<string, unknown>>
  alertEmail: string | null
  credentials: string | null
  pauseAfter: number
}

export interface Account {
  id: string
  username: string
  contactEmail: string | null
  quotaBytes: string
}

/** A run with all that it takes: the connector, its integration, and whose folders it works in. */
export interface ErrandSaid {
  run: Run
  connector: Connector
  profile: FileProfileSaid
  integration: Integration
  account: Account | null
}

/** The same, with in whose name it works. */
export interface Errand extends ErrandSaid {
  standing: Standing
}

/** How files are written where a connector names no profile. */
const standardProfile: FileProfileSaid = {
  delimiter: ',',
  quote: '"',
  encoding: 'utf8',
  header: true,
  decimalSign: 'point',
  groupSign: 'none',
  dateFormat: 'yyyy-MM-dd',
  trueValues: ['true', '1', 'yes', 'X'],
  emptyMeans: 'unchanged',
  otherColumns: 'refuse',
  guardFormulas: false,
  columns: [],
}

/** Reads a run with its surroundings; undefined where it, or its connector, is gone. */
export async function errandOf(runId: string, ctx: Ctx): Promise<ErrandSaid | undefined> {
  const run = (await ctx.db.selectFrom('exchangeRuns').selectAll().where('id', '=', runId).executeTakeFirst()) as
    (Run & { connectorId: string | null; integrationId: string; accountId: string | null }) | undefined
  if (!run?.connectorId) return undefined
  const connector = await ctx.db
    .selectFrom('connectors')
    .selectAll()
    .where('id', '=', run.connectorId)
    .executeTakeFirstOrThrow()
  const integration = await ctx.db
    .selectFrom('integrations')
    .selectAll()
    .where('id', '=', run.integrationId)
    .executeTakeFirstOrThrow()
  const account = run.accountId
    ? await ctx.db.selectFrom('fileAccounts').selectAll().where('id', '=', run.accountId).executeTakeFirst()
    : undefined
  const profile = connector.profileId
    ? await ctx.db.selectFrom('fileProfiles').selectAll().where('id', '=', connector.profileId).executeTakeFirst()
    : undefined
  return {
    run,
    connector: connector as unknown as Connector,
    integration: integration as unknown as Integration,
    account: account ?? null,
    profile: profile
      ? { ...(profile as unknown as FileProfileSaid), trueValues: profile.trueValues.split(',') }
      : standardProfile,
  }
}

/** What a decoder or an encoder is told. */
export const decodingOf = ({ run, connector, profile, integration }: ErrandSaid): Decoding => ({
  fileName: run.fileName ?? '',
  connector: { ...connector, profile },
  organizationId: integration.organizationId,
  settings: integration.settings,
})

/** The channel on which whoever works on runs is called; the payload says nothing. */
export const exchangeChannel = 'portico_exchange'

/** Calls whoever works on runs, at the commit. */
export async function callWorkers(ctx: Pick<Ctx, 'db'>): Promise<void> {
  await sql`select pg_notify(${exchangeChannel}, '')`.execute(ctx.db)
}
