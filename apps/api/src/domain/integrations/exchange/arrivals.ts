import picomatch from 'picomatch'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { arrivalsOf, type Arrivals, type Arrived, type CompletionRule } from '../../../kernel/file-completion.ts'
import type { StoredFile, StoredFolder } from '../../../kernel/file-store.ts'
import { claimsOf, holdInbound, openRun, releaseOrphans, takeFile, type Claim } from './claims.ts'
import type { ExchangeParts } from './parts.ts'
import { inFolder, turnAway, unclaimed, withoutData, type Unreadable } from './unreadable-arrivals.ts'

/** Whose folder is looked into. */
export interface Watched extends CompletionRule {
  id: string
  username: string
  integrationId: string | null
}

/** A connector that reads files of an account. */
interface Reading {
  id: string
  integrationId: string
  accountId: string
  fileMask: string
  onArrival: boolean
  /** It, and its integration, are switched on. */
  reads: boolean
}

/** One that is switched off brings nothing any more; what runs wait for is taken all the same. */
type Looked = Watched & { active: boolean }

type Files = Pick<ExchangeParts, 'files'>

const inboundFolder = 'inbound'
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * Looks into the folders of all partners: what is complete, and whose connector reads files as they arrive, is taken out of its sender's reach and gets a run; so do the files of runs that
 * people and schedules have opened.
 */
export async function lookForFiles(parts: Files, ctx: Ctx): Promise<void> {
  await releaseOrphans(parts.files, ctx).catch((err: unknown) => ctx.log.warn({ err }, 'runs of nobody stay'))
  const claimed = await accountsWithClaims(ctx)
  const accounts = (await ctx.db
    .selectFrom('fileAccounts')
    .select(['id', 'username', 'integrationId', 'completion', 'quietSeconds', 'active'])
    .where((where) => where.or([where('active', '=', true), where('id', 'in', [nobody, ...claimed])]))
    .execute()) as Looked[]
  if (accounts.length === 0) return
  const connectors = await readingConnectors(ctx)
  for (const account of accounts)
    try {
      const own = connectors.filter(({ accountId }) => accountId === account.id)
      if (claimed.has(account.id) || !isQuiet(await inbound(parts, account, ctx)))
        await transaction(ctx, async (holding) => {
          // whoever is at it takes what there is; what comes after that is for the next look
          if (!(await holdInbound(account.id, holding))) return
          // not in that transaction: what is written down must stand before a file is moved
          await takeIn(parts, account, own, ctx)
        })
    } catch (error) {
      ctx.log.warn({ err: error, account: account.username }, 'a folder could not be looked into')
    }
}

/** SQL has no empty lists. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Whoever holds the folder: takes what is to be read, and turns away what nobody reads. What goes wrong with one file keeps no other back. */
async function takeIn(parts: Files, account: Looked, connectors: readonly Reading[], ctx: Ctx): Promise<void> {
  const found = await inbound(parts, account, ctx)
  const alone = async (path: string, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      ctx.log.warn({ err: error, account: account.username, path }, 'a file could not be taken')
    }
  }
  const take = (claim: Claim, arrived: Arrived | undefined) =>
    alone(claim.source, () => takeFile(parts.files, account.username, claim, arrived, ctx))

  const complete = new Map(found.complete.map((arrived) => [arrived.file.path, arrived]))
  for (const claim of await claimsOf(account.id, ctx)) {
    await take(claim, complete.get(claim.source) ?? (await besides(parts, account, claim.source)))
    // what lies there now is for the next look
    complete.delete(claim.source)
  }
  if (!account.active) return
  const readers = connectors.map((connector) => ({ connector, fits: maskOf(connector) }))
  const nobodys: Unreadable[] = [...found.strays.map(withoutData), ...found.below.map(inFolder)]
  for (const [path, arrived] of complete) {
    const reader = readers.find(({ fits }) => fits(nameOf(path)))?.connector
    // one that is switched off may be switched on again: its files wait
    if (!reader) nobodys.push(unclaimed(arrived))
    else if (reader.reads && reader.onArrival) {
      const claim = await openRun({ ...reader, trigger: 'arrival', file: arrived.file }, ctx)
      if (claim) await take(claim, arrived)
    }
  }
  const integrationId = account.integrationId ?? connectors[0]?.integrationId
  for (const one of nobodys)
    if (integrationId) await alone(one.file.path, () => turnAway(parts, account, integrationId, one, ctx))
}

/** A file that nobody brought into inbound/ (`npm run exchange -- import` lays it elsewhere) is complete. */
async function besides({ files }: Files, { username }: Watched, path: string): Promise<Arrived | undefined> {
  if (path.startsWith(`${inboundFolder}/`)) return undefined
  const file = await files.find(username, path)
  return file && { file }
}

/** The complete files that a connector reads, the oldest first. */
export async function waitingFor(
  parts: Files,
  account: Watched,
  connector: Pick<Reading, 'fileMask'>,
  ctx: Ctx,
): Promise<readonly Arrived[]> {
  const { complete } = await inbound(parts, account, ctx)
  const fits = maskOf(connector)
  return complete
    .filter(({ file }) => fits(nameOf(file.path)))
    .sort((one, other) => one.file.changedAt.getTime() - other.file.changedAt.getTime())
}

interface Inbound extends Arrivals {
  /** Complete files in folders below, where nobody looks. */
  below: readonly Arrived[]
}

const isQuiet = ({ complete, strays, below }: Inbound) => complete.length + strays.length + below.length === 0

async function inbound({ files }: Files, account: Watched, ctx: Ctx): Promise<Inbound> {
  await files.prepare(account.username)
  const now = ctx.clock.now()
  const listing = await files.list(account.username, inboundFolder)
  const below: Arrived[] = []
  const walk = async (entries: readonly (StoredFile | StoredFolder)[]): Promise<void> => {
    for (const { path } of entries.filter((entry) => 'folder' in entry)) {
      const inside = await files.list(account.username, path)
      below.push(...arrivalsOf(inside, account, now).complete)
      await walk(inside)
    }
  }
  await walk(listing)
  return { ...arrivalsOf(listing, account, now), below }
}

const maskOf = ({ fileMask }: Pick<Reading, 'fileMask'>) => picomatch(fileMask, { dot: true })

/** Connectors that read files, in the order in which they are asked for a name: those that are switched on first. */
async function readingConnectors(ctx: Ctx): Promise<readonly Reading[]> {
  const { rows } = await sql<Reading>`
    select c.id, c.integration_id, c.account_id, c.file_mask, c.on_arrival, c.active and i.active as reads
    from connectors c join integrations i on i.id = c.integration_id
    where c.direction = 'in' and c.account_id is not null
    order by reads desc, c.position, c.code`.execute(ctx.db)
  return rows
}

/** Accounts of which runs wait for files to be taken. */
async function accountsWithClaims(ctx: Ctx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ accountId: string }>`
    select distinct account_id from exchange_runs where source is not null`.execute(ctx.db)
  return new Set(rows.map(({ accountId }) => accountId))
}
