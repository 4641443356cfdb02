import type { Entity, Model } from '@portico/schema'
import { sql } from 'kysely'
import type { BackOfficeActor, Ctx } from '../../../kernel/context.ts'
import { isUnavailable, transaction } from '../../../kernel/db.ts'
import { refusalsOf, refuse } from '../../../kernel/errors.ts'
import { rehearse } from '../rehearse.ts'
import type { PartWriter } from './apply.ts'
import { forgetNames, judgeByNames } from './rehearsal.ts'
import { keepProblems } from './problems.ts'
import { readPart, toLine, type BatchRecord, type Mode, type Numbered, type Outcome } from './records.ts'
import { wake } from './wake.ts'

/** Who a batch was sent by, with the rights that they have now; undefined where they may not come in any more. */
export type ActorOf = (
  /** No scopes: everything that the roles give. */
  sender: { by: 'client' | 'user'; id: string; scopes?: readonly string[] },
  ctx: Ctx,
) => Promise<BackOfficeActor | undefined>

interface Job {
  id: string
  state: string
  entity: string
  mode: Mode
  dryRun: boolean
  records: number
  userId: string | null
  clientId: string | null
  tokenScopes: string[] | null
  door: string | null
  ip: string | null
  requestId: string
  pass: number
  doneInPass: number
}

interface Part {
  pass: number
  place: number
  first: number
  body: string
}

/** After so long a batch goes to the end of the queue, so that a worker can end, and others have their turn. */
const sliceMs = 5_000

class Stopped extends Error {}

/**
 * Applies parts of a batch for a while. A part's rows, its problems, the count of it and its end are one transaction: whenever the process dies, the next
 * one goes on behind the last part that was applied.
 */
export class BatchWorker {
  constructor(
    private readonly model: Model,
    private readonly parts: PartWriter,
    private readonly actorOf: ActorOf,
  ) {}

  async run(jobId: string, ctx: Ctx): Promise<void> {
    const until = performance.now() + sliceMs
    try {
      while (await this.#step(jobId, ctx)) if (performance.now() > until) return await wake(jobId, ctx)
    } catch (error) {
      if (error instanceof Stopped) return
      // the database is away: the queue tries again, from the part that was under way
      if (isUnavailable(error)) throw error
      const [refusal] = refusalsOf(error)
      if (!refusal) ctx.log.error({ err: error, batch: jobId }, 'a batch failed')
      await end(jobId, 'failed', ctx, (refusal ?? refuse('INTERNAL')).message)
    }
  }

  /** Applies the next part. false: there is nothing more to do, or another worker is at it. */
  #step(jobId: string, ctx: Ctx): Promise<boolean> {
    return transaction(ctx, async (inside) => {
      const began = performance.now()
      const job = await takeJob(jobId, inside)
      if (!job) return false
      const sender = await this.#senderOf(job, inside)
      if (!sender) {
        await end(jobId, 'failed', inside, 'Who sent it may not come in any more.')
        return false
      }
      const part = await nextPart(jobId, inside)
      if (!part) {
        await forgetNames([jobId], inside)
        await end(jobId, 'done', inside)
        return false
      }
      const numbered = readPart(part.body, part.first)
      const outcomes = await this.#outcomes(job, numbered, sender)
      // what names a row that is not there yet waits for the end, as long as others come before it
      const last = isLast(job, part)
      const waiting = last ? [] : numbered.filter((_, at) => isMissing(outcomes[at]!))
      await keepProblems(this.#entityOf(job), job, { numbered, outcomes, waiting }, inside)
      await keepWaiting(job, part, waiting, inside)
      await count(job, part, { outcomes, waiting: waiting.length, last, tookMs: performance.now() - began }, inside)
      return true
    })
  }

  async #senderOf(job: Job, ctx: Ctx): Promise<Ctx | undefined> {
    const about = {
      ...ctx,
      requestId: job.requestId,
      ip: job.ip ?? '',
      ...(job.door === null ? {} : { door: job.door }),
    }
    const id = job.clientId ?? job.userId
    if (!id) return about
    const by = job.clientId ? 'client' : 'user'
    const within = job.tokenScopes === null ? {} : { scopes: job.tokenScopes }
    const actor = await this.actorOf({ by, id, ...within }, ctx)
    return actor && { ...about, actor }
  }

  /** What becomes of records; of a rehearsal nothing else stays. */
  async #outcomes(job: Job, numbered: readonly Numbered[], ctx: Ctx): Promise<Outcome[]> {
    const entity = this.#entityOf(job)
    if (!job.dryRun) return this.#apply(entity, job.mode, numbered, ctx)
    const outcomes = await rehearse(ctx, (inside) => this.#apply(entity, job.mode, numbered, inside))
    return judgeByNames(job, entity, numbered, outcomes, ctx)
  }

  #entityOf(job: Job): Entity {
    const entity = this.model.entities.get(job.entity)
    if (!entity) throw new Error(`the model has no entity "${job.entity}"`)
    return entity
  }

  async #apply(entity: Entity, mode: Mode, numbered: readonly Numbered[], ctx: Ctx): Promise<Outcome[]> {
    const readable = numbered.flatMap(({ record }, at) => ('refusals' in record ? [] : [{ record, at }]))
    const done = await this.parts.apply(
      entity,
      mode,
      readable.map(({ record }): BatchRecord => record),
      ctx,
    )
    const outcomes = numbered.map(({ record }): Outcome => ('refusals' in record ? record : { done: 'same' }))
    for (const [index, { at }] of readable.entries()) outcomes[at] = done[index]!
    return outcomes
  }
}

/** Chains of references that lead backwards through a batch are followed so far. */
const mostPasses = 20
/** Marks a pass that no other one follows. */
const lastPass = -1

/** Whether what names a row that is not there is refused now: the pass before has changed nothing that it could have waited for. */
const isLast = (job: Job, part: Part): boolean =>
  part.pass >= mostPasses ||
  (part.pass > 0 && (part.pass === job.pass ? job.doneInPass === lastPass : job.doneInPass <= 0))

const isMissing = (outcome: Outcome): boolean => 'refusals' in outcome && outcome.missing === true

/** The job, if it is to be worked at and nobody else is at it. */
async function takeJob(id: string, ctx: Ctx): Promise<Job | undefined> {
  const lock = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`batch ${id}`}, 0)) as mine`.execute(ctx.db)
  if (!lock.rows[0]?.mine) return undefined
  const job = (await ctx.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()) as Job | undefined
  if (!job || (job.state !== 'waiting' && job.state !== 'running')) return undefined
  if (job.state === 'waiting') {
    const now = ctx.clock.now()
    const { numUpdatedRows } = await ctx.db
      .updateTable('jobs')
      .set({ state: 'running', startedAt: sql`coalesce(started_at, ${now})`, updatedAt: now })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return undefined
  }
  return job
}

const nextPart = (jobId: string, ctx: Ctx): Promise<Part | undefined> =>
  ctx.db
    .selectFrom('jobParts')
    .select(['pass', 'place', 'first', 'body'])
    .where('jobId', '=', jobId)
    .orderBy('pass')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst()

/** A part goes with its transaction; what must wait becomes a part of the next pass. */
async function keepWaiting(job: Job, part: Part, waiting: readonly Numbered[], ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('jobParts')
    .where('jobId', '=', job.id)
    .where('pass', '=', part.pass)
    .where('place', '=', part.place)
    .execute()
  if (waiting.length === 0) return
  const body = waiting.map(({ number, record }) => `${number} ${toLine(record)}`).join('\n')
  const { place, first } = part
  await ctx.db
    .insertInto('jobParts')
    .values({ jobId: job.id, pass: part.pass + 1, place, first, records: waiting.length, body })
    .execute()
}

async function count(
  job: Job,
  part: Part,
  { outcomes, waiting, last, tookMs }: { outcomes: readonly Outcome[]; waiting: number; last: boolean; tookMs: number },
  ctx: Ctx,
): Promise<void> {
  const done = (what: string) => outcomes.filter((outcome) => 'done' in outcome && outcome.done === what).length
  const refused = outcomes.filter((outcome) => 'refusals' in outcome).length - waiting
  const [created, changed, deleted] = [done('created'), done('changed'), done('deleted')]
  const moved = outcomes.length - refused - waiting
  const { numAffectedRows } = await sql`
    update jobs set
      done = done + ${outcomes.length - waiting}, created = created + ${created}, changed = changed + ${changed},
      deleted = deleted + ${deleted}, refused = refused + ${refused}, pass = ${part.pass},
      done_in_pass = case when ${last} then ${lastPass} when pass = ${part.pass} then done_in_pass + ${moved} else ${moved} end,
      worked_ms = w.ms, per_second = w.rate, seconds_left = ceil((records - done - ${outcomes.length - waiting}) / greatest(w.rate, 0.1)),
      updated_at = ${ctx.clock.now()}
    from (select worked_ms + ${Math.ceil(tookMs)} as ms,
        round((done + ${outcomes.length - waiting}) * 1000.0 / (worked_ms + ${Math.ceil(tookMs)}), 1) as rate
      from jobs where id = ${job.id}) w
    where id = ${job.id} and state = 'running'`.execute(ctx.db)
  // it was cancelled in the meantime: what this part did is undone with it
  if (numAffectedRows === 0n) throw new Stopped('the job was cancelled')
}

async function end(id: string, state: 'done' | 'failed', ctx: Ctx, problem?: string): Promise<void> {
  const now = ctx.clock.now()
  await ctx.db
    .updateTable('jobs')
    .set({ state, problem: problem ?? null, secondsLeft: state === 'done' ? 0 : null, finishedAt: now, updatedAt: now })
    .where('id', '=', id)
    // waiting: what failed was its first part, and with it that it was running
    .where('state', 'in', ['waiting', 'running'])
    .execute()
}
