import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { FileMissing, type FileStore, type StoredFile } from '../../../kernel/file-store.ts'
import { moveOnce, restedSince, restingPlace, workFolder } from './places.ts'

const day = 86_400_000
/** What has been coming in for so long comes no more: whoever brought it has lost it. */
const unfinishedDays = 7

const nameOf = ({ path }: StoredFile): string => path.slice(path.lastIndexOf('/') + 1)

const orNone = (error: unknown): readonly [] => {
  if (error instanceof FileMissing) return []
  throw error
}

/** Takes away what has lain in archive/ and error/ for so many days. */
export async function dropOldFiles(files: FileStore, username: string, archiveDays: number, ctx: Ctx): Promise<void> {
  const before = ctx.clock.now().getTime() - archiveDays * day
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await files.list(username, folder).catch(orNone))
      if ('folder' in entry) await walk(entry.path)
      // not by its own time: senders may keep that, and a file of last year would go in its first night
      else if ((restedSince(nameOf(entry)) ?? entry.changedAt).getTime() < before)
        await files.remove(username, entry.path)
  }
  for (const folder of ['archive', 'error']) await walk(folder)
}

/** Uploads that broke off count against the quota, and nobody sees them but their sender. */
export async function dropUnfinished(files: FileStore, username: string, ctx: Ctx): Promise<void> {
  const before = ctx.clock.now().getTime() - unfinishedDays * day
  await files.prepare(username)
  const walk = async (folder: string): Promise<void> => {
    for (const { path, changedAt } of await files.unfinished(username, folder))
      if (changedAt.getTime() < before) await files.removeUnfinished(username, path)
    for (const entry of await files.list(username, folder)) if ('folder' in entry) await walk(entry.path)
  }
  await walk('')
}

interface Owner {
  id: string
  state: string
  fileName: string | null
  finishedAt: Date | null
}

/**
 * Looks through what lies in the work folder. A file belongs to its run for as long as that may go on, however long it is held or its integration paused; of a run that was cancelled it goes with
 * the archive, and what has no run any more goes where its sender sees it.
 */
export async function sortWorkFolder(files: FileStore, username: string, archiveDays: number, ctx: Ctx): Promise<void> {
  const now = ctx.clock.now().getTime()
  for (const entry of await files.list(username, workFolder).catch(orNone)) {
    if ('folder' in entry) continue
    const [, id, rest = ''] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(.*)$/s.exec(nameOf(entry)) ?? []
    const { rows } = await sql<Owner>`
      select id, state, file_name, finished_at from exchange_runs where id = ${id ?? null}::uuid`.execute(ctx.db)
    const owner = rows[0]
    const since = (owner?.finishedAt ?? entry.changedAt).getTime()
    if (owner && !ended.includes(owner.state)) continue
    if (owner) {
      if (since < now - (owner.state === 'cancelled' ? archiveDays : 1) * day) await files.remove(username, entry.path)
    } else if (since < now - day) {
      const fileName = rest.replace(/^_/, '') || 'of-a-run-that-is-gone'
      const place = restingPlace({ id: id ?? '000000', fileName, createdAt: ctx.clock.now() }, 'error')
      await moveOnce({ files }, username, entry.path, place)
    }
  }
}

/** A run that has failed may be resumed; its file lies in error/ once it has failed for good. */
const ended: readonly string[] = ['done', 'refused', 'cancelled']
