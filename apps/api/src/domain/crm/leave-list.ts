import { columnName } from '@portico/schema'
import type { Guard } from '../../engine/index.ts'
import { tellDeeds } from '../../engine/records/audit.ts'
import type { EmailResultKind } from '../../kernel/contract.ts'
import { sql } from '../../kernel/db.ts'

/** By these somebody says that they want no more mail. A bounce may be a passing one: whoever sends knows, and says so of the member. */
const leaving: readonly EmailResultKind[] = ['unsubscribed', 'complained']

/**
 * Who unsubscribes by a campaign's mail, or complains of it, has left its list: the member that the result names, and whoever has its address there. A result that
 * names no member gets the one of its address.
 */
export const leaveList: Guard = async ({ deed, given }, ctx) => {
  if (deed !== 'create') return
  const { campaignId, email, kind, at } = given as {
    campaignId: string
    email: string
    kind: EmailResultKind
    at: Date
  }
  const named = typeof given['memberId'] === 'string' ? given['memberId'] : null
  const { rows } = await sql<{ id: string; state: string; unsubscribedAt: string | null; own: boolean }>`
    select m.id, m.state, m.unsubscribed_at as ${sql.ref(columnName('unsubscribedAt'))}, m.list_id = c.list_id and m.email = lower(${email}) as own
    from marketing_list_members m join email_campaigns c on c.id = ${campaignId}
    where m.id = ${named}::uuid or (m.list_id = c.list_id and m.email = lower(${email}))
    order by m.id for update of m`.execute(ctx.db)
  const member = rows.find(({ own }) => own)
  if (named === null && member) given['memberId'] = member.id
  const left = leaving.includes(kind) ? rows.filter(({ state }) => state !== 'unsubscribed') : []
  if (left.length === 0) return
  await ctx.db
    .updateTable('marketingListMembers')
    .set({ state: 'unsubscribed', unsubscribedAt: at, updatedAt: ctx.clock.now() })
    .where(
      'id',
      'in',
      left.map(({ id }) => id),
    )
    .execute()
  await tellDeeds(
    left.map(({ id, state, unsubscribedAt }) => ({
      entity: 'marketingListMember',
      id,
      deed: 'update',
      before: { state, ...(unsubscribedAt === null ? {} : { unsubscribedAt }) },
      after: { state: 'unsubscribed', unsubscribedAt: at },
    })),
    ctx,
  )
}
