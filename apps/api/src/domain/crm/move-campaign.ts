import { moveRow, type ActionVerb } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** What nobody would get, or what says nothing, is not sent. */
async function mustBeReady(ctx: Ctx, id: string): Promise<void> {
  const { rows } = await sql<{ members: boolean; body: boolean }>`
    select c.html is not null or c.text is not null as body, exists (
      select from marketing_list_members m where m.list_id = c.list_id and m.state = 'subscribed') as members
    from email_campaigns c where c.id = ${id}`.execute(ctx.db)
  if (rows[0] && !rows[0].body) throw refuse('CAMPAIGN_INCOMPLETE', { problem: 'it has no text' })
  if (rows[0] && !rows[0].members) throw refuse('CAMPAIGN_INCOMPLETE', { problem: 'nobody is subscribed to its list' })
}

export const scheduleCampaign: ActionVerb<'emailCampaign.schedule'> = async ({ id, at }, ctx) => {
  if (at <= ctx.clock.now()) throw refuse('FIELD_INVALID', { field: 'at', problem: 'has passed already' }, 'at')
  await moveRow(ctx, { entity: 'emailCampaign', id, action: 'schedule', to: 'scheduled', besides: { scheduledAt: at } })
  await mustBeReady(ctx, id)
  return { id }
}

export const unscheduleCampaign: ActionVerb<'emailCampaign.unschedule'> = async ({ id }, ctx) => {
  await moveRow(ctx, { entity: 'emailCampaign', id, action: 'unschedule', to: 'draft', besides: { scheduledAt: null } })
  return { id }
}

/** The system that sends it says that it has begun. */
export const startCampaign: ActionVerb<'emailCampaign.start'> = async ({ id }, ctx) => {
  const besides = { startedAt: ctx.clock.now() }
  await moveRow(ctx, { entity: 'emailCampaign', id, action: 'start', to: 'sending', besides })
  await mustBeReady(ctx, id)
  return { id }
}

export const finishCampaign: ActionVerb<'emailCampaign.finish'> = async ({ id }, ctx) => {
  const besides = { finishedAt: ctx.clock.now() }
  await moveRow(ctx, { entity: 'emailCampaign', id, action: 'finish', to: 'sent', besides })
  return { id }
}

export const cancelCampaign: ActionVerb<'emailCampaign.cancel'> = async ({ id }, ctx) => {
  const besides = { finishedAt: ctx.clock.now() }
  await moveRow(ctx, { entity: 'emailCampaign', id, action: 'cancel', to: 'cancelled', besides })
  return { id }
}
