import type { ComputedField } from '../../engine/index.ts'
import type { EmailResultKind } from '../../kernel/contract.ts'
import { sql } from '../../kernel/db.ts'

/** How many people a kind of result tells of, by campaign; who opened a mail twice is one person. */
const people =
  (kind: EmailResultKind): ComputedField =>
  async (ids, ctx) => {
    const { rows } = await sql<{ campaignId: string; count: number }>`
      select campaign_id, count(distinct lower(email))::int as count from email_results
      where campaign_id = any (${[...ids]}::uuid[]) and kind = ${kind} group by campaign_id`.execute(ctx.db)
    const counts = new Map(rows.map(({ campaignId, count }) => [campaignId, count]))
    return new Map(ids.map((id) => [id, counts.get(id) ?? 0]))
  }

export const campaignFields: Record<string, ComputedField> = {
  'emailCampaign.delivered': people('delivered'),
  'emailCampaign.opened': people('opened'),
  'emailCampaign.clicked': people('clicked'),
  'emailCampaign.bounced': people('bounced'),
  'emailCampaign.unsubscribed': people('unsubscribed'),
}
