import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { Finding } from '../port.ts'
import { complaints } from './json-schemas.ts'
import type { ExchangeParts } from './parts.ts'
import { credentialsOf } from './steer-integration.ts'
import { checkFolders, surroundingsOf } from './surroundings.ts'

type CheckParts = Pick<ExchangeParts, 'registry' | 'seal' | 'files'>

/** Asks the module; whatever it throws is a finding, too. What was found is written down. */
export const checkIntegration =
  (parts: CheckParts): ActionVerb<'integration.check'> =>
  async ({ id }, ctx) => {
    const findings = await checkNow(parts, id, ctx)
    return { ok: allWell(findings), findings }
  }

const allWell = (findings: readonly Finding[]) => findings.every(({ ok }) => ok)

/** Checks an integration and writes down how it fares. Refuses with NOT_FOUND, INTEGRATION_MODULE_UNKNOWN. */
export async function checkNow(parts: CheckParts, id: string, ctx: Ctx): Promise<Finding[]> {
  const findings = (await findingsOf(parts, id, ctx)).map(short)
  const problem = findings
    .filter(({ ok }) => !ok)
    .map(({ what, detail }) => `${what}: ${detail}`)
    .join('; ')
  await ctx.db
    .updateTable('integrations')
    .set({
      checkedAt: ctx.clock.now(),
      checkOk: allWell(findings),
      checkProblem: problem === '' ? null : problem.slice(0, 1_000),
    })
    .where('id', '=', id)
    .execute()
  return findings
}

async function findingsOf({ registry, seal, files }: CheckParts, id: string, ctx: Ctx): Promise<Finding[]> {
  const integration = await integrationOf(id, ctx)
  const module = registry.module(integration.module)
  const settings = integration.settings as Record<string, unknown>
  const wrong = complaints(module.settings, settings).map((detail) => ({ ok: false, what: 'settings', detail }))
  const findings: Finding[] =
    wrong.length > 0 ? wrong : [{ ok: true, what: 'settings', detail: 'They are as the module wants them.' }]
  findings.push(...(await checkFolders(id, files, ctx)))
  if (module.credentials && !integration.credentials) {
    const detail = 'None are set: give them by the action setCredentials.'
    return [...findings, { ok: false, what: 'credentials', detail }]
  }
  if (!module.check) return findings
  try {
    const signal = AbortSignal.timeout(20_000)
    const { organizationId } = integration
    const credentials = credentialsOf(integration, seal)
    const surroundings = await surroundingsOf(id, ctx)
    const found = await module.check({ organizationId, settings, credentials, signal, ...surroundings })
    return [...findings, ...found]
  } catch (error) {
    ctx.log.warn({ err: error, integration: integration.code }, 'a connection check failed')
    const detail = `It could not be reached: ${error instanceof Error ? error.message : String(error)}`
    return [...findings, { ok: false, what: 'connection', detail }]
  }
}

const short = ({ ok, what, detail }: Finding): Finding => ({
  ok,
  what: what.slice(0, 200),
  detail: detail.slice(0, 1_000),
})

async function integrationOf(id: string, ctx: Ctx) {
  const row = await ctx.db
    .selectFrom('integrations')
    .select(['id', 'code', 'organizationId', 'module', 'settings', 'credentials'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('NOT_FOUND', { what: 'integration' }, 'id')
  return row
}
