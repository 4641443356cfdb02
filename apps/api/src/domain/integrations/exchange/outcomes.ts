import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { refuse, type Refusal } from '../../../kernel/errors.ts'
import type { ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'
import type { Problem } from './problems.ts'

/** Of a record that was only tried out: what its sender hears if the file is not applied. */
const unapplied = 'EXCHANGE_TOO_MANY_REFUSED'

/**
 * Writes down what became of records whose sender wants to hear it. `left`: those that would have been done, and are not as long as they are only tried out; what was done by an earlier file is
 * done all the same.
 */
export async function keepOutcomes(
  runId: string,
  ended: readonly Numbered[],
  { problems, left }: { problems: readonly Problem[]; left: ReadonlySet<Numbered> },
  ctx: Ctx,
): Promise<void> {
  const told = ended.filter(({ record }) => record.acknowledge)
  if (told.length === 0) return
  const refusals = new Map<number, { code: string; message: string }[]>()
  for (const { record, code, detail } of problems)
    refusals.set(record, [...(refusals.get(record) ?? []), { code, message: detail }])
  const rows = told.map((one) => ({
    record: one.number,
    acknowledge: one.record.acknowledge,
    refusals: refusals.get(one.number + 1) ?? (left.has(one) ? [{ code: unapplied, message: '' }] : []),
  }))
  await sql`
    insert into exchange_outcomes (run_id, record, acknowledge, refusals)
    select ${runId}::uuid, o.record, o.acknowledge, o.refusals
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o (record int, acknowledge jsonb, refusals jsonb)
    on conflict do nothing`.execute(ctx.db)
}

/** None of the file is applied: records that would have been done were not, and why. */
export async function leaveUndone(runId: string, refusal: Refusal, ctx: Ctx): Promise<void> {
  const why = JSON.stringify([{ code: refusal.code, message: refusal.message }])
  await sql`
    update exchange_outcomes set refusals = ${why}::jsonb
    where run_id = ${runId} and refusals @> ${JSON.stringify([{ code: unapplied }])}::jsonb`.execute(ctx.db)
}

/**
 * A record that waited has nothing left to say: later ones have said all of it. Its sender hears that it is done, and it is known by its key from now on, so that it does not undo them when it comes
 * once more.
 */
export async function settleOvertaken(
  { runId, number }: { runId: string; number: number },
  { key, acknowledge }: Pick<ExchangeRecord, 'key' | 'acknowledge'>,
  ctx: Ctx,
): Promise<void> {
  if (key !== undefined)
    await sql`
      insert into exchange_keys (integration_id, key, done_at)
      select integration_id, ${key}, ${ctx.clock.now()}::timestamptz from exchange_runs where id = ${runId}
      on conflict do nothing`.execute(ctx.db)
  if (acknowledge)
    await sql`
      insert into exchange_outcomes (run_id, record, acknowledge, refusals)
      values (${runId}::uuid, ${number}, ${JSON.stringify(acknowledge)}::jsonb, '[]') on conflict do nothing`.execute(
      ctx.db,
    )
}

/** Why a file of which too much would be refused is not applied. */
export const tooManyRefused = (counts: { refused: number; read: number; maximum: number }): Refusal =>
  refuse(unapplied, counts)
