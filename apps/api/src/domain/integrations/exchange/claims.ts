import type { Ctx } from '../../../kernel/context.ts'
import { sql, transaction } from '../../../kernel/db.ts'
import type { Arrived } from '../../../kernel/file-completion.ts'
import type { FileStore, StoredFile } from '../../../kernel/file-store.ts'
import { moveOnce, restingPlace, workPlace } from './places.ts'
import { reportLater } from './reports.ts'

/** A run whose file still lies where its sender can write to it. */
export interface Claim {
  id: string
  /** Where the file lies, and where it is taken to. */
  source: string
  place: string
  /** Of the file that is taken. */
  fileVersion: string | null
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/**
 * A run that reads a file, unless one is about to take it already. Answers its id. The file is taken away from its sender by the next look into the folder
 * (`takeFile`), and read after that; one that is only tried out stays where it is.
 */
export async function openRun(
  {
    id,
    integrationId,
    accountId,
    file,
    trigger,
    dryRun = false,
    full = false,
  }: {
    id: string
    integrationId: string
    accountId: string
    file: StoredFile
    trigger: 'arrival' | 'schedule' | 'person'
    dryRun?: boolean
    full?: boolean
  },
  ctx: Ctx,
): Promise<Claim | undefined> {
  const now = ctx.clock.now()
  const run = ctx.ids.next()
  const position = full ? JSON.stringify({ phase: 'survey', records: 0, full }) : null
  const place = dryRun ? file.path : workPlace({ id: run })
  return transaction(ctx, async (inside) => {
    const { rows } = await sql<Claim>`
      insert into exchange_runs
        (id, integration_id, connector_id, account_id, direction, state, trigger, dry_run, file_name, size, source, place, file_version, position,
          created_at, updated_at)
      values (${run}, ${integrationId}, ${id}, ${accountId}, 'in', 'waiting', ${trigger}, ${dryRun}, ${nameOf(file.path)}, ${file.size},
        ${dryRun ? null : file.path}, ${place}, ${file.version}, ${position}::jsonb, ${now}, ${now})
      on conflict do nothing returning id, source, place, file_version`.execute(inside.db)
    return rows[0]
  })
}

/** Until the transaction ends nobody else takes files from this folder. false: somebody is at it. */
export async function holdInbound(accountId: string, ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`inbound ${accountId}`}, 0)) as held`.execute(ctx.db)
  return rows[0]!.held
}

/** What is to be taken from an account's folder; runs that were cancelled before take theirs, too: the name is the next file's. */
export async function claimsOf(accountId: string, ctx: Ctx): Promise<readonly Claim[]> {
  const { rows } = await sql<Claim>`
    select id, source, place, file_version from exchange_runs where account_id = ${accountId} and source is not null
    order by created_at, id`.execute(ctx.db)
  return rows
}

/**
 * Takes the file of a run out of its sender's reach, and the sign beside it that it is complete; `arrived` is what lies there now, if that is complete. By whoever holds the folder
 * (`holdInbound`), as often as it takes: a process may die after any step.
 */
export async function takeFile(
  files: FileStore,
  username: string,
  { id, source, place, fileVersion }: Claim,
  arrived: Arrived | undefined,
  ctx: Ctx,
): Promise<void> {
  const runs = ctx.db.updateTable('exchangeRuns').where('id', '=', id)
  if (await files.find(username, place)) {
    // object storage copies and then removes: what has the same version is what was taken, anything else is its successor
    if ((await files.find(username, source))?.version === fileVersion) await files.remove(username, source)
  } else if (arrived) {
    if (arrived.file.version !== fileVersion) await runs.set({ fileVersion: arrived.file.version }).execute()
    // before the file: its successor must not find it
    if (arrived.done) await files.remove(username, arrived.done.path)
    await files.move(username, source, place)
  } else {
    // what was there was written anew, and is not complete again
    if (!(await files.find(username, source))) await letGo(id, ctx)
    return
  }
  const size = (await files.find(username, place))?.size
  await runs.set({ source: null, ...(size === undefined ? {} : { size: String(size) }) }).execute()
}

/** Its file was taken away by whoever brought it, before it was ours. */
async function letGo(id: string, ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  await sql`
    update exchange_runs set source = null, updated_at = ${now}, finished_at = coalesce(finished_at, ${now}),
      state = case when state = 'waiting' then 'cancelled' else state end,
      problem = coalesce(problem, 'The file was taken out of inbound/ before it was read.')
    where id = ${id}`.execute(ctx.db)
}

interface Orphan {
  id: string
  username: string | null
  fileName: string | null
  place: string | null
  direction: 'in' | 'out'
  createdAt: Date
}

/** Ends runs whose connector is gone: nobody could ever work on them. Their files go where their senders see them. */
export async function releaseOrphans(files: FileStore, ctx: Ctx): Promise<void> {
  const { rows } = await sql<Orphan>`
    select r.id, r.file_name, r.place, r.direction, r.created_at, a.username
    from exchange_runs r left join file_accounts a on a.id = r.account_id
    where r.connector_id is null and r.source is null and r.state in ('waiting', 'running', 'held', 'failed')
      and (r.state <> 'failed' or r.next_attempt_at is not null)
    order by r.created_at, r.id limit 100`.execute(ctx.db)
  for (const orphan of rows)
    await release(files, orphan, ctx).catch((err: unknown) =>
      ctx.log.warn({ err, run: orphan.id }, 'a run of nobody stays'),
    )
}

async function release(
  files: FileStore,
  { id, username, fileName, place, direction, createdAt }: Orphan,
  ctx: Ctx,
): Promise<void> {
  const rests =
    username && fileName && place && direction === 'in' ? restingPlace({ id, fileName, createdAt }, 'error') : undefined
  if (rests && (await files.find(username!, place!))) await moveOnce({ files }, username!, place!, rests)
  await transaction(ctx, async (inside) => {
    const now = ctx.clock.now()
    const { numUpdatedRows } = await inside.db
      .updateTable('exchangeRuns')
      .set({
        state: 'cancelled',
        problem: 'Its connector was deleted before it had ended.',
        finishedAt: now,
        nextAttemptAt: null,
        secondsLeft: null,
        updatedAt: now,
        ...(rests ? { place: rests } : {}),
      })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running', 'held', 'failed'])
      .executeTakeFirst()
    if (rests && numUpdatedRows > 0n) await reportLater(id, inside)
  })
}
