import picomatch from 'picomatch'
import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import { arrivalsOf, type Arrivals, type Arrived, type CompletionRule } from '../../../kernel/file-completion.ts'
import type { StoredFile } from '../../../kernel/file-store.ts'
import type { ExchangeParts } from './parts.ts'
import { turnAway, unclaimed, withoutData, type Unreadable } from './unreadable-arrivals.ts'

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
  position: number
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Makes a run for every file that is complete and whose connector reads files as they arrive. */
export async function lookForFiles(parts: Pick<ExchangeParts, 'files'>, ctx: Ctx): Promise<void> {
  const accounts = (await ctx.db
    .selectFrom('fileAccounts')
    .select(['id', 'username', 'integrationId', 'completion', 'quietSeconds'])
    .where('active', '=', true)
    .execute()) as Watched[]
  if (accounts.length === 0) return
  const connectors = await readingConnectors(ctx)
  for (const account of accounts)
    try {
      const own = connectors.filter(({ accountId }) => accountId === account.id)
      await lookInto(parts, account, own, ctx)
    } catch (error) {
      ctx.log.warn({ err: error, account: account.username }, 'a folder could not be looked into')
    }
}

async function lookInto(
  parts: Pick<ExchangeParts, 'files'>,
  account: Watched,
  connectors: readonly Reading[],
  ctx: Ctx,
): Promise<void> {
  const { complete, strays } = await inbound(parts, account, ctx)
  const readers = connectors.map((connector) => ({ connector, fits: maskOf(connector) }))
  const nobodys: Unreadable[] = strays.map(withoutData)
  for (const arrived of complete) {
    const name = nameOf(arrived.file.path)
    const reader = readers.find(({ fits }) => fits(name))?.connector
    if (!reader) nobodys.push(unclaimed(arrived))
    else if (reader.onArrival) await openRun({ ...reader, trigger: 'arrival', file: arrived.file }, ctx)
  }
  const integrationId = account.integrationId ?? connectors[0]?.integrationId
  for (const one of nobodys) if (integrationId) await turnAway(parts, account, integrationId, one, ctx)
}

/** The complete files that a connector reads, the oldest first. */
export async function waitingFor(
  parts: Pick<ExchangeParts, 'files'>,
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

async function inbound({ files }: Pick<ExchangeParts, 'files'>, account: Watched, ctx: Ctx): Promise<Arrivals> {
  await files.prepare(account.username)
  return arrivalsOf(await files.list(account.username, 'inbound'), account, ctx.clock.now())
}

const maskOf = ({ fileMask }: Pick<Reading, 'fileMask'>) => picomatch(fileMask, { dot: true })

/** Connectors that read files, in the order in which they are asked for a name. */
async function readingConnectors(ctx: Ctx): Promise<readonly Reading[]> {
  const { rows } = await sql<Reading>`
    select c.id, c.integration_id, c.account_id, c.file_mask, c.on_arrival, c.position
    from connectors c join integrations i on i.id = c.integration_id and i.active
    where c.direction = 'in' and c.active and c.account_id is not null
    order by c.position, c.code`.execute(ctx.db)
  return rows
}

/** A run that reads a file, unless one is at it already. Answers its id. */
export async function openRun(
  {
    id,
    integrationId,
    accountId,
    file,
    trigger,
    dryRun = false,
    full = false,
  }: Pick<Reading, 'id' | 'integrationId' | 'accountId'> & {
    file: StoredFile
    trigger: 'arrival' | 'schedule' | 'person'
    dryRun?: boolean
    full?: boolean
  },
  ctx: Ctx,
): Promise<string | undefined> {
  const now = ctx.clock.now()
  const position = full ? JSON.stringify({ phase: 'survey', records: 0, full }) : null
  return transaction(ctx, async (inside) => {
    const { rows } = await sql<{ id: string }>`
      insert into exchange_runs
        (id, integration_id, connector_id, account_id, direction, state, trigger, dry_run, file_name, size, place, position, created_at, updated_at)
      values (${ctx.ids.next()}, ${integrationId}, ${id}, ${accountId}, 'in', 'waiting', ${trigger}, ${dryRun}, ${nameOf(file.path)}, ${file.size},
        ${file.path}, ${position}::jsonb, ${now}, ${now})
      on conflict do nothing returning id`.execute(inside.db)
    return rows[0]?.id
  })
}
