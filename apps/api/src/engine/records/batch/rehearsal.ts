import type { Entity } from '@portico/schema'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { refuse, type Refusal } from '../../../kernel/errors.ts'
import type { External } from '../external.ts'
import { externalName, keyName } from './names.ts'
import type { BatchRecord, Mode, Numbered, Outcome } from './records.ts'

interface Rehearsed {
  id: string
  mode: Mode
}

/**
 * What became of a part that was rehearsed, where the parts before it were as well: what they did is undone by now, so that a record which names one of their rows, or is about
 * one, is judged by the names that the batch has come across; whatever else such a record says is not looked at. Remembers the names of this part.
 */
export async function judgeByNames(
  job: Rehearsed,
  entity: Entity,
  numbered: readonly Numbered[],
  outcomes: readonly Outcome[],
  ctx: Ctx,
): Promise<Outcome[]> {
  const named = numbered.map(({ record }, at) =>
    'refusals' in record ? [] : namesOf(job.mode, entity, record, outcomes[at]!).map(markOf),
  )
  const missed = numbered.map(({ record }, at) => missedBy(entity, record, outcomes[at]!))
  const seen = await seenNames(job.id, [...named.flat(), ...missed.flatMap((one) => one?.flat() ?? [])], ctx)
  const known = new Set(seen)
  const judged = outcomes.map((outcome, at) =>
    'done' in outcome && named[at]!.some((name) => seen.has(name)) ? again(job.mode, entity, outcome) : outcome,
  )
  const remember = (at: number) => {
    const outcome = judged[at]!
    if ('done' in outcome && (outcome.done === 'created' || outcome.done === 'deleted'))
      for (const name of named[at]!) known.add(name)
  }
  for (const at of judged.keys()) remember(at)
  // what one of them would make, the next one may name
  for (let moved = job.mode !== 'delete'; moved;) {
    moved = false
    for (const [at, names] of missed.entries()) {
      if (!names || 'done' in judged[at]! || !names.every((one) => one.some((name) => known.has(name)))) continue
      judged[at] = { done: job.mode === 'update' || named[at]!.some((name) => known.has(name)) ? 'changed' : 'created' }
      remember(at)
      moved = true
    }
  }
  await sql`
    insert into job_names (job_id, name)
    select ${job.id}::uuid, n from unnest(${[...known].filter((name) => !seen.has(name))}::text[]) n
    on conflict do nothing`.execute(ctx.db)
  return judged
}

/** Forgets what a batch that has ended came across. */
export async function forgetNames(jobIds: readonly string[], ctx: Ctx): Promise<void> {
  await sql`delete from job_names where job_id = any(${[...jobIds]}::uuid[])`.execute(ctx.db)
}

/** A row that an earlier part has made or taken away would be there by now, or gone. */
function again(mode: Mode, entity: Entity, outcome: Extract<Outcome, { done: unknown }>): Outcome {
  if (mode === 'create')
    return {
      refusals: [
        refuse('ALREADY_EXISTS', { entity: entity.name, fields: entity.naturalKey?.join(', ') ?? 'external' }),
      ],
    }
  if (mode === 'delete') return { refusals: [refuse('NOT_FOUND', { what: entity.name }, 'id')] }
  return outcome.done === 'created' ? { done: 'changed' } : outcome
}

/** What each refusal of a record misses, by the names of the row; undefined: one is about something else. */
function missedBy(
  entity: Entity,
  record: Numbered['record'],
  outcome: Outcome,
): readonly (readonly string[])[] | undefined {
  if ('done' in outcome || 'refusals' in record || outcome.refusals.length === 0) return undefined
  const names = outcome.refusals.map((refusal) => missing(entity, record, refusal)?.map(markOf))
  return names.every((one) => one !== undefined) ? names : undefined
}

/** Only rows of the batch's own entity may come with it. */
function missing(
  entity: Entity,
  { given }: BatchRecord,
  { code, params, path }: Refusal,
): readonly string[] | undefined {
  if (code !== 'REFERENCE_NOT_FOUND' || params['entity'] !== entity.name || path === undefined) return undefined
  const key = Object.hasOwn(given, path) ? given[path] : undefined
  if (typeof key !== 'object' || key === null) return undefined
  const { external } = key as { external?: External }
  return external ? [externalName(entity, external)] : keyName(entity, key as Readonly<Record<string, unknown>>)
}

/** What the row of a record is called: one that goes by its id, one that comes by its key and outside. */
function namesOf(mode: Mode, entity: Entity, { given, external }: BatchRecord, outcome: Outcome): readonly string[] {
  if (mode === 'delete') return outcome.row ? [`id ${outcome.row}`] : []
  return [...keyName(entity, given), ...(external ? [externalName(entity, external)] : [])]
}

/** Names are of any length: their hashes are kept. */
const markOf = (name: string): string => createHash('sha256').update(name).digest('base64url')

async function seenNames(jobId: string, asked: readonly string[], ctx: Ctx): Promise<ReadonlySet<string>> {
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ name: string }>`
    select name from job_names where job_id = ${jobId} and name = any(${[...new Set(asked)]}::text[])`.execute(ctx.db)
  return new Set(rows.map(({ name }) => name))
}
