import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { refuse, type Refusal } from '../../../kernel/errors.ts'
import type { Arrived } from '../../../kernel/file-completion.ts'
import type { StoredFile } from '../../../kernel/file-store.ts'
import type { Watched } from './arrivals.ts'
import type { ExchangeParts } from './parts.ts'
import { restingPlace } from './places.ts'
import { reportLater } from './reports.ts'

/** What else may still be on its way gets so long to arrive. */
const graceMs = 60_000

/** Something in a folder that no run will ever read. */
export interface Unreadable {
  file: StoredFile
  /** What said that it is complete. */
  done?: StoredFile
  refusal: Refusal
}

export const unclaimed = ({ file, done }: Arrived): Unreadable => ({
  file,
  ...(done ? { done } : {}),
  refusal: refuse('EXCHANGE_FILE_UNCLAIMED', { file: nameOf(file) }),
})

export const inFolder = ({ file, done }: Arrived): Unreadable => ({
  file,
  ...(done ? { done } : {}),
  refusal: refuse('EXCHANGE_FILE_IN_FOLDER', { file: file.path }),
})

export const withoutData = (file: StoredFile): Unreadable => ({
  file,
  refusal: refuse('EXCHANGE_FILE_WITHOUT_DATA', { file: nameOf(file) }),
})

const nameOf = ({ path }: StoredFile): string => path.slice(path.lastIndexOf('/') + 1)

/** Puts it into error/ and says so, by a run that is refused and by mail; nobody wonders where a file has gone, or why it lies there. */
export async function turnAway(
  { files }: Pick<ExchangeParts, 'files'>,
  account: Watched,
  integrationId: string,
  { file, done, refusal }: Unreadable,
  ctx: Ctx,
): Promise<void> {
  const now = ctx.clock.now()
  if (now.getTime() - file.changedAt.getTime() < graceMs) return
  const id = ctx.ids.next()
  const occasion = `away ${createHash('sha256').update(`${account.id} ${file.path} ${file.version}`).digest('hex')}`
  const place = await transaction(ctx, async (inside) => {
    const rests = restingPlace({ id, fileName: nameOf(file), createdAt: now }, 'error')
    const made = await inside.db
      .insertInto('exchangeRuns')
      .values({
        id,
        integrationId,
        accountId: account.id,
        direction: 'in',
        state: 'refused',
        trigger: 'arrival',
        fileName: nameOf(file),
        size: String(file.size),
        place: rests,
        occasion,
        problem: `${refusal.message} ${refusal.advice}`,
        finishedAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.column('occasion').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 0n) {
      await reportLater(id, inside)
      return rests
    }
    // a process died between this and the move: the file goes where its run says
    const known = await inside.db
      .selectFrom('exchangeRuns')
      .select('place')
      .where('occasion', '=', occasion)
      .executeTakeFirstOrThrow()
    return known.place ?? rests
  })
  await files.move(account.username, file.path, place)
  if (done) await files.remove(account.username, done.path)
}
