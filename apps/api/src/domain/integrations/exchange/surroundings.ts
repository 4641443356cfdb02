import { model } from '@portico/schema'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { accountFolders, type FileStore } from '../../../kernel/file-store.ts'
import type { Finding, Surroundings } from '../port.ts'

/** Of codes, those that a row of the entity has. */
const knownOf =
  (ctx: Ctx): Surroundings['known'] =>
  async (name, codes) => {
    const entity = model.entities.get(name)
    if (!entity?.fields['code'] || codes.length === 0) return new Set()
    const { rows } = await sql<{ code: string }>`
      select code from ${sql.table(entity.table)} where code = any(${[...codes]}::text[])`.execute(ctx.db)
    return new Set(rows.map(({ code }) => code))
  }

/** What was refused of an integration's files in the last thirty days, the most frequent first. */
async function refusedLately(integrationId: string, ctx: Ctx): Promise<Surroundings['refusedLately']> {
  const since = new Date(ctx.clock.now().getTime() - 30 * 86_400_000)
  const { rows } = await sql<Surroundings['refusedLately'][number]>`
    select p.code, p."column", p.value, count(*)::int as count
    from exchange_problems p join exchange_runs r on r.id = p.run_id
    where r.integration_id = ${integrationId} and not r.dry_run and p.created_at >= ${since}
    group by p.code, p."column", p.value order by count(*) desc, p.code, p.value limit 50`.execute(ctx.db)
  return rows
}

/** What a module may look at of the house while it checks an integration. */
export const surroundingsOf = async (integrationId: string, ctx: Ctx): Promise<Surroundings> => ({
  known: knownOf(ctx),
  refusedLately: await refusedLately(integrationId, ctx),
})

/** Whether the folders of its partners are there and can be read. */
export async function checkFolders(integrationId: string, files: FileStore, ctx: Ctx): Promise<Finding[]> {
  const accounts = await ctx.db
    .selectFrom('fileAccounts')
    .select('username')
    .where('integrationId', '=', integrationId)
    .orderBy('username')
    .execute()
  return Promise.all(
    accounts.map(async ({ username }): Promise<Finding> => {
      const what = `folders of ${username}`
      try {
        await files.prepare(username)
        const waiting = await files.list(username, 'outbound')
        for (const folder of accountFolders) await files.list(username, folder)
        return { ok: true, what, detail: `${accountFolders.join(', ')} are there; ${waiting.length} wait in outbound` }
      } catch (error) {
        ctx.log.warn({ err: error, account: username }, 'the folders of a partner cannot be read')
        return { ok: false, what, detail: 'They cannot be read: see the log, and whether the storage answers.' }
      }
    }),
  )
}
