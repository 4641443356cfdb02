import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { backlogOf } from '../../../kernel/file-completion.ts'
import { defineJob } from '../../../kernel/jobs.ts'
import { dropOldFiles, dropUnfinished, sortWorkFolder } from './old-files.ts'
import type { ExchangeParts } from './parts.ts'

const day = 86_400_000
/** So long runs, with what was wrong, can be looked at; and keys of records that were done are known. */
const keptDays = 400
/** A file that nobody fetches for so long is worth a word. */
const lyingDays = 2

interface Kept {
  username: string
  archiveDays: number
  contactEmail: string | null
  alertEmail: string | null
}

/** Every night: files that were kept long enough go, uploads that broke off and were not taken up again, old runs are forgotten, and whoever leaves files lying in `outbound/` is told. */
export const tidyJob = (parts: Pick<ExchangeParts, 'files' | 'mailer'>) =>
  defineJob({
    name: 'exchange.tidy',
    payload: z.looseObject({}),
    schedule: '23 4 * * *',
    run: async (_, ctx) => {
      const { rows: accounts } = await sql<Kept>`
        select a.username, a.archive_days, a.contact_email, i.alert_email
        from file_accounts a left join integrations i on i.id = a.integration_id`.execute(ctx.db)
      for (const account of accounts)
        try {
          await dropOldFiles(parts.files, account.username, account.archiveDays, ctx)
          await sortWorkFolder(parts.files, account.username, account.archiveDays, ctx)
          await dropUnfinished(parts.files, account.username, ctx)
          await tellOfBacklog(parts, account, ctx)
        } catch (error) {
          ctx.log.warn({ err: error, account: account.username }, 'the folders of an account could not be tidied')
        }
      // a write takes minutes; what lies there for a day was left by a process that died
      await parts.files.sweep(new Date(ctx.clock.now().getTime() - day))
      const before = new Date(ctx.clock.now().getTime() - keptDays * day)
      await sql`delete from exchange_runs where created_at < ${before} and state in ('done', 'refused', 'cancelled', 'failed')`.execute(
        ctx.db,
      )
      await sql`delete from exchange_keys where done_at < ${before}`.execute(ctx.db)
      for (const table of ['exchange_parked', 'exchange_seen', 'exchange_rest', 'exchange_outcomes'])
        await sql`delete from ${sql.table(table)} p where not exists (select from exchange_runs r where r.id = p.run_id)`.execute(
          ctx.db,
        )
    },
  })

async function tellOfBacklog(
  { files, mailer }: Pick<ExchangeParts, 'files' | 'mailer'>,
  { username, contactEmail, alertEmail }: Kept,
  ctx: Ctx,
): Promise<void> {
  await files.prepare(username)
  const { files: count, bytes, oldestAt } = backlogOf(await files.list(username, 'outbound'))
  if (!oldestAt || ctx.clock.now().getTime() - oldestAt.getTime() < lyingDays * day) return
  const text = [
    `${count} files (${bytes} bytes) lie in outbound/ of ${username}, the oldest since ${oldestAt.toISOString()}.`,
    '',
    'Nobody has fetched and deleted them. They count against the quota of the account: once they come to it, no more is written until there is room.',
  ].join('\n')
  for (const to of new Set([contactEmail, alertEmail].flatMap((address) => address ?? [])))
    await mailer.send({ to, subject: `Files wait for ${username}`, text })
}
