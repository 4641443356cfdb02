import type { Entity } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { transaction } from '../../../kernel/db.ts'
import { refuse } from '../../../kernel/errors.ts'
import { isTooDeep, deepest } from '../../../kernel/depth.ts'
import { backOfficeOf } from '../reach.ts'
import { longestRecord, recordTooLong, toLine, type Arrived, type Mode } from './records.ts'
import { wake } from './wake.ts'

/** The most records of one batch. */
export const mostRecords = 1_000_000
/** Of one part, which is applied in one transaction. */
const partRecords = 500
/** In characters: a part is held in memory, by who receives it and by who applies it. */
const partLength = 2_000_000

export interface BatchAsked {
  entity: Entity
  mode: Mode
  /** One after the other, as they arrive. */
  records: AsyncIterable<Arrived>
  /** Whether nothing of it is to stay; asked once all records have arrived, as a document may say so behind them. */
  dryRun: () => boolean
}

/**
 * Takes a batch in, part by part, into the database: nothing is applied before all of it is there. What breaks off leaves nothing. Answers the job that
 * will apply it. Refuses with BATCH_TOO_LARGE, FIELD_INVALID where there is no record, and whatever reading the records refuses with.
 */
export async function receive({ entity, mode, records, dryRun }: BatchAsked, ctx: Ctx): Promise<string> {
  const id = await openJob(entity, mode, ctx)
  try {
    const count = await keepParts(id, records, ctx)
    if (count === 0) throw refuse('FIELD_INVALID', { field: 'data', problem: 'holds no record' }, 'data')
    const rehearsed = dryRun()
    await transaction(ctx, async (inside) => {
      await inside.db
        .updateTable('jobs')
        .set({ records: count, state: 'waiting', dryRun: rehearsed })
        .where('id', '=', id)
        .execute()
      await wake(id, inside)
    })
    return id
  } catch (error) {
    await ctx.db.deleteFrom('jobParts').where('jobId', '=', id).execute()
    await ctx.db.deleteFrom('jobs').where('id', '=', id).execute()
    throw error
  }
}

async function openJob(entity: Entity, mode: Mode, ctx: Ctx): Promise<string> {
  const id = ctx.ids.next()
  const actor = backOfficeOf(ctx)
  const now = ctx.clock.now()
  await ctx.db
    .insertInto('jobs')
    .values({
      id,
      kind: 'batch',
      entity: entity.name,
      mode,
      organizationId: actor?.organizationId ?? ctx.website.organizationId,
      userId: actor?.by === 'user' ? actor.principalId : null,
      clientId: actor?.by === 'client' ? actor.principalId : null,
      tokenScopes: sql`${actor?.scopes ?? null}::text[]`,
      door: ctx.door ?? null,
      ip: ctx.ip || null,
      requestId: ctx.requestId.slice(0, 200),
      createdAt: now,
      updatedAt: now,
    } as never)
    .execute()
  return id
}

async function keepParts(jobId: string, records: AsyncIterable<Arrived>, ctx: Ctx): Promise<number> {
  let [count, place, length] = [0, 0, 0]
  let lines: string[] = []
  const keep = async () => {
    if (lines.length === 0) return
    await ctx.db
      .insertInto('jobParts')
      .values({ jobId, pass: 0, place, first: count - lines.length, records: lines.length, body: lines.join('\n') })
      .execute()
    place += 1
    length = 0
    lines = []
  }
  for await (const record of records) {
    if (count === mostRecords) throw refuse('BATCH_TOO_LARGE', { maximum: mostRecords })
    const whole = toLine(
      isTooDeep(record) ? { refusals: [refuse('BODY_TOO_DEEP', { maximum: deepest })], line: record.line } : record,
    )
    const line = whole.length > longestRecord ? toLine({ refusals: [recordTooLong()], line: record.line }) : whole
    lines.push(line)
    length += line.length
    count += 1
    if (lines.length >= partRecords || length >= partLength) await keep()
  }
  await keep()
  return count
}
