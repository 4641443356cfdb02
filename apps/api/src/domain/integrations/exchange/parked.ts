import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeRecord } from '../port.ts'
import type { Numbered } from './chunks.ts'

/** So much of them is held in memory at once; one is taken in any case. */
const mostBytes = 8_000_000

/** Chains of references that lead backwards through a file are followed so far. */
export const mostPasses = 100

/** Lays records aside for a pass; by `names` they are known again. One statement. */
export async function park(
  runId: string,
  pass: number,
  waiting: readonly (Numbered & { names: readonly string[] })[],
  ctx: Ctx,
): Promise<void> {
  if (waiting.length === 0) return
  const rows = waiting.map(({ number, record, names }) => ({ record: number, body: JSON.stringify(record), names }))
  await sql`
    insert into exchange_parked (run_id, pass, record, body, names)
    select ${runId}::uuid, ${pass}, p.record, p.body, p.names
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (record int, body text, names text[])`.execute(ctx.db)
}

/** The next records of a pass, as they were laid aside. */
export async function parked(runId: string, pass: number, limit: number, ctx: Ctx): Promise<readonly Numbered[]> {
  const { rows } = await sql<{ record: number; body: string }>`
    select record, body from (
      select record, body, sum(octet_length(body)) over (order by record) - octet_length(body) as before
      from (select record, body from exchange_parked where run_id = ${runId} and pass = ${pass} order by record limit ${limit}) p) p
    where before < ${mostBytes} order by record`.execute(ctx.db)
  return rows.map(({ record, body }) => ({ number: record, record: JSON.parse(body) as ExchangeRecord }))
}

/** They are taken up again, in the transaction that does. */
export async function takeUp(runId: string, pass: number, numbered: readonly Numbered[], ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('exchangeParked')
    .where('runId', '=', runId)
    .where('pass', '=', pass)
    .where(
      'record',
      'in',
      numbered.map(({ number }) => number),
    )
    .execute()
}

/** The pass in which records wait; undefined: none does. */
export async function waitingPass(runId: string, ctx: Ctx): Promise<number | undefined> {
  const { rows } = await sql<{ pass: number | null }>`
    select min(pass) as pass from exchange_parked where run_id = ${runId}`.execute(ctx.db)
  return rows[0]?.pass ?? undefined
}
