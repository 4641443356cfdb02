import type { Model } from '@portico/schema'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse } from '../../../kernel/errors.ts'
import { defineJob, type RunnableJob } from '../../../kernel/jobs.ts'
import type { Records } from '../index.ts'
import { reachable } from '../reach.ts'
import { receive, type BatchAsked } from './receive.ts'
import type { Problem } from './problems.ts'
import { forgetNames } from './rehearsal.ts'
import type { Mode } from './records.ts'
import { applyJob, wake } from './wake.ts'
import { BatchWorker, type ActorOf } from './work.ts'

export { modes, type Arrived, type BatchRecord, type Mode, type Outcome } from './records.ts'
export { longestRecord, recordTooLong } from './records.ts'
export type { ActorOf } from './work.ts'

const month = 30 * 86_400_000

/** Many records that come at once and are applied later, by a job that can be watched. */
export interface Batches {
  /** Takes records in; answers the job's id. Refuses with FORBIDDEN, METHOD_NOT_ALLOWED before the first is read. */
  receive(entity: string, mode: Mode, arriving: Pick<BatchAsked, 'records' | 'dryRun'>, ctx: Ctx): Promise<string>
  /** All problems of a job that the caller may read, in the order of the records. Refuses with NOT_FOUND. */
  problems(jobId: string, ctx: Ctx): Promise<AsyncIterable<Problem>>
  readonly jobs: readonly RunnableJob[]
}

export function createBatches(model: Model, records: Records, actorOf: ActorOf): Batches {
  const worker = new BatchWorker(model, records.parts, actorOf)
  const everyMinute = defineJob({
    name: 'batch.wake',
    payload: z.looseObject({}),
    schedule: '* * * * *',
    atStart: true,
    run: (_, ctx) => wakeAll(ctx),
  })
  const everyNight = defineJob({
    name: 'batch.forget',
    payload: z.looseObject({}),
    schedule: '41 3 * * *',
    run: (_, ctx) => forget(ctx),
  })
  return {
    jobs: [applyJob((id, ctx) => worker.run(id, ctx)), everyMinute, everyNight],
    receive: async (name, mode, arriving, ctx) => {
      const entity = records.entity(name)
      const deeds = mode === 'upsert' ? (['create', 'update'] as const) : ([mode] as const)
      for (const deed of deeds) {
        if (!entity.writes.includes(deed))
          throw refuse('METHOD_NOT_ALLOWED', { method: deed, allowed: entity.writes.join(', ') || 'reading only' })
        reachable(model, entity, deed, ctx)
      }
      return receive({ entity, mode, ...arriving }, ctx)
    },
    problems: async (jobId, ctx) => {
      const job = await records.get('job', jobId, {}, ctx)
      if (!job) throw refuse('NOT_FOUND', { what: 'job' }, 'id')
      reachable(model, records.entity('jobProblem'), 'read', ctx)
      return problemsOf(jobId, ctx)
    },
  }
}

/** Goes on with what a worker left that is no more. Where one is at it, the second finds that out and ends. */
async function wakeAll(ctx: Ctx): Promise<void> {
  const waiting = await ctx.db.selectFrom('jobs').select('id').where('state', 'in', ['waiting', 'running']).execute()
  for (const { id } of waiting) await wake(id, ctx)
}

/** Jobs that ended a month ago, and what a process that died had begun to receive. */
async function forget(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - month)
  const { rows } = await sql<{ id: string }>`
    delete from jobs where (state in ('done', 'cancelled', 'failed') and updated_at < ${before})
      or (state = 'receiving' and updated_at < ${new Date(ctx.clock.now().getTime() - 86_400_000)})
    returning id`.execute(ctx.db)
  await sql`delete from job_parts where job_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  await forgetNames(
    rows.map(({ id }) => id),
    ctx,
  )
}

async function* problemsOf(jobId: string, ctx: Ctx): AsyncGenerator<Problem> {
  let after = { record: 0, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await sql<Problem & { id: string }>`
      select record, line, key, code, detail, source, id from job_problems
      where job_id = ${jobId} and (record, id) > (${after.record}, ${after.id}::uuid)
      order by record, id limit 1000`.execute(ctx.db)
    for (const { id: _id, ...problem } of rows) yield problem
    const last = rows.at(-1)
    if (!last || rows.length < 1_000) return
    after = last
  }
}
