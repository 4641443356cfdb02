import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { defineJob } from '../../../kernel/jobs.ts'
import type { ExchangeModule } from '../port.ts'
import { checkNow } from './check-integration.ts'
import type { ExchangeParts } from './parts.ts'

interface Watched {
  id: string
  code: string
  alertEmail: string | null
  checkOk: boolean | null
}

/** Every quarter of an hour: whether those that the house is configured for can be reached and let us in. Whoever wants to know is told when that changes. */
export const watchJob = (parts: Pick<ExchangeParts, 'registry' | 'seal' | 'files' | 'mailer'>) =>
  defineJob({
    name: 'exchange.watch',
    payload: z.looseObject({}),
    schedule: '*/15 * * * *',
    run: async (_, ctx) => {
      const modules = parts.registry.modules.filter(({ configured }) => configured)
      await introduce(modules, ctx)
      const { rows } = await sql<Watched>`
        select id, code, alert_email, check_ok from integrations
        where module = any(${modules.map(({ code }) => code)}::text[]) and active order by code`.execute(ctx.db)
      for (const one of rows) await watch(parts, one, ctx)
    },
  })

async function watch(
  parts: Pick<ExchangeParts, 'registry' | 'seal' | 'files' | 'mailer'>,
  { id, code, alertEmail, checkOk: before }: Watched,
  ctx: Ctx,
): Promise<void> {
  const findings = await checkNow(parts, id, ctx)
  const wrong = findings.filter(({ ok }) => !ok)
  const changed = wrong.length > 0 ? before !== false : before === false
  if (!changed || alertEmail === null) return
  const subject = wrong.length > 0 ? `${code}: its connection check fails` : `${code}: all is well again`
  const text = findings.map(({ ok, what, detail }) => `${ok ? 'well' : 'WRONG'}: ${what}: ${detail}`).join('\n')
  await parts.mailer.send({ to: alertEmail, subject, text })
}

/** Makes the integrations that are there by the configuration of the house. They belong to the organization that was there first. */
export async function introduce(modules: readonly ExchangeModule[], ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  for (const { code, name } of modules)
    await sql`
      insert into integrations (id, code, name, module, organization_id, created_at, updated_at)
      select ${ctx.ids.next()}::uuid, ${code}, ${name}, ${code}, o.id, ${now}::timestamptz, ${now}::timestamptz
      from (select id from organizations order by created_at, id limit 1) o
      where not exists (select from integrations where module = ${code})
      on conflict do nothing`.execute(ctx.db)
}
