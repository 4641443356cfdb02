import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { storable } from '../../../kernel/storable.ts'
import { waitAfter } from './retries.ts'
import type { Outcome } from './send.ts'

const gone = 410

/** What is written of an attempt. */
interface Verdict {
  id: string
  state: 'delivered' | 'waiting' | 'dead'
  at: Date
  next: Date
  ms: number | null
  status: number | null
  start: string | null
  problem: string | null
}

/**
 * Writes down what became of messages, together: 2xx is delivered; anything else waits for its next attempt, and what comes after it of the same row
 * waits with it; after the last attempt, and after 410 Gone, it is dead. 410 switches the subscription off.
 */
export async function settle(ctx: Ctx, subscriptionId: string, outcomes: readonly Outcome[]): Promise<void> {
  const verdicts = outcomes.map((outcome) => verdictOf(outcome, ctx.clock.now()))
  const { rows } = await sql<{ rowId: string; state: string; next: Date }>`
    update webhook_deliveries d set state = v.state, leased_until = null, last_attempt_at = v.at, next_attempt_at = v.next,
      duration_ms = v.ms, response_status = v.status, response_start = v.start, problem = v.problem, updated_at = v.at,
      log = case when v.problem is null then d.log
        else d.log || jsonb_build_object('at', v.at, 'durationMs', coalesce(v.ms, 0), 'responseStatus', v.status, 'problem', v.problem) end
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb)
      as v (id uuid, state text, at timestamptz, next timestamptz, ms int, status int, start text, problem text)
    where d.id = v.id and d.state = 'waiting'
    returning d.row_id, d.state, d.next_attempt_at as next`.execute(ctx.db)
  for (const { rowId, state, next } of rows)
    if (state === 'waiting')
      await ctx.db
        .updateTable('webhookDeliveries')
        .set({ nextAttemptAt: next })
        .where('subscriptionId', '=', subscriptionId)
        .where('rowId', '=', rowId)
        .where('state', '=', 'waiting')
        .execute()
  for (const verdict of verdicts)
    if (verdict.problem) ctx.log.info({ subscription: subscriptionId, ...verdict }, 'a webhook message was not taken')
  if (verdicts.some(({ status }) => status === gone)) await switchOff(ctx, subscriptionId)
}

function verdictOf(outcome: Outcome, at: Date): Verdict {
  const { id, attempts } = outcome.message
  if ('withheld' in outcome)
    return { id, state: 'dead', at, next: at, ms: null, status: null, start: null, problem: clip(outcome.withheld) }
  const { status = null, start, durationMs: ms, retryAfterSeconds } = outcome.reply
  const shared = { id, at, ms, status, start: start === undefined ? null : storable(start, 1_000) }
  if (status !== null && status >= 200 && status < 300)
    return { ...shared, state: 'delivered', next: at, problem: null }
  const problem = clip(outcome.reply.problem ?? `answered ${status}`)
  const wait = status === gone ? undefined : waitAfter(attempts, Math.random(), retryAfterSeconds)
  if (wait === undefined) return { ...shared, state: 'dead', next: at, problem }
  return { ...shared, state: 'waiting', next: new Date(at.getTime() + wait), problem }
}

const clip = (text: string) => storable(text, 500)

async function switchOff(ctx: Ctx, id: string): Promise<void> {
  const problem = 'Switched off: the subscriber answered 410 Gone.'
  await ctx.db
    .updateTable('webhookSubscriptions')
    .set({ active: false, problem, updatedAt: ctx.clock.now() })
    .where('id', '=', id)
    .execute()
  ctx.log.warn({ subscription: id }, problem)
}
