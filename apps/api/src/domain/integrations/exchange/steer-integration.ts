import type { ActionVerb } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import type { Seal } from '../../../kernel/seal.ts'
import { notFrom } from '../not-from.ts'
import { callWorkers } from './errand.ts'
import { complaints } from './json-schemas.ts'
import type { ExchangeParts } from './parts.ts'

const purposeOf = (integrationId: string) => `integration/${integrationId}`

/** What an integration's module signs in with; nothing kept: nothing. */
export const credentialsOf = (
  { id, credentials }: { id: string; credentials: string | null },
  seal: Seal,
): Readonly<Record<string, unknown>> =>
  credentials ? (JSON.parse(seal.open(credentials, purposeOf(id))) as Record<string, unknown>) : {}

export const setCredentials =
  ({ registry, seal }: Pick<ExchangeParts, 'registry' | 'seal'>): ActionVerb<'integration.setCredentials'> =>
  async ({ id, credentials }, ctx) => {
    const { module } = await integrationOf(id, ctx)
    const schema = registry.module(module).credentials
    if (credentials !== null && credentials !== undefined) {
      const [problem] = schema ? complaints(schema, credentials) : ['are of no use to this module: it needs none']
      if (problem) throw refuse('FIELD_INVALID', { field: 'credentials', problem }, 'credentials')
    }
    const now = ctx.clock.now()
    const given = credentials ?? null
    await ctx.db
      .updateTable('integrations')
      .set({
        credentials: given === null ? null : seal.close(JSON.stringify(given), purposeOf(id)),
        credentialsSetAt: given === null ? null : now,
        updatedAt: now,
      })
      .where('id', '=', id)
      .execute()
    return { id }
  }

async function integrationOf(id: string, ctx: Ctx) {
  const row = await ctx.db.selectFrom('integrations').select(['id', 'module']).where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('NOT_FOUND', { what: 'integration' }, 'id')
  return row
}

export const pauseIntegration =
  ({ registry }: Pick<ExchangeParts, 'registry'>): ActionVerb<'integration.pause'> =>
  async ({ id, reason }, ctx) => {
    const { module } = await integrationOf(id, ctx)
    // nobody would be told to wait: the house's configuration says whether it is used
    if (registry.isConfigured(module))
      throw refuse('TRANSITION_NOT_ALLOWED', { entity: 'integration', state: 'running', action: 'pause' })
    const now = ctx.clock.now()
    await turn(id, 'running', { state: 'paused', pausedAt: now, pauseReason: reason ?? null }, 'pause', ctx)
    return { id }
  }

/** It begins with a clean slate; whoever works is called. */
export const resumeIntegration: ActionVerb<'integration.resume'> = async ({ id }, ctx) => {
  await turn(id, 'paused', { state: 'running', pausedAt: null, pauseReason: null, failuresInRow: 0 }, 'resume', ctx)
  await callWorkers(ctx)
  return { id }
}

async function turn(
  id: string,
  from: 'running' | 'paused',
  change: {
    state: 'running' | 'paused'
    pausedAt: Date | null
    pauseReason: string | null
    failuresInRow?: number
  },
  action: string,
  ctx: Ctx,
): Promise<void> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('integrations')
    .set({ ...change, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw await notFrom('integration', id, action, ctx)
}
