import type { Model } from '@portico/schema'
import { externalName, keyName } from '../../../engine/records/batch/names.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { Numbered } from './chunks.ts'
import type { Done } from './do-deeds.ts'
import type { Run } from './errand.ts'
import type { Refused } from './problems.ts'
import { namesOf, type Key, type RowDeed } from './row-names.ts'

/**
 * What became of a part that was tried out, where the parts before it were as well: their rows are gone again, so a record that names one of them, or is about one, is judged by
 * the names that the run has come across. Whatever else such a record says is not looked at; and where a file is to be applied after this, what is taken by a row of an entity of which
 * earlier parts have changed rows counts as given free by them. Remembers the names of this part.
 */
export async function judgeByNames(
  model: Model,
  { id: runId, dryRun }: Pick<Run, 'id' | 'dryRun'>,
  tried: ReadonlyMap<Numbered, Done>,
  ctx: Ctx,
): Promise<ReadonlyMap<Numbered, Done>> {
  const asked = [...tried].flatMap(([{ record }, done]) => [
    ...record.deeds.flatMap((deed) => namesOf(model, deed)),
    ...('refused' in done ? done.refused.flatMap((one) => missedBy(model, one) ?? []) : []),
  ])
  const seen = await seenNames(runId, asked, ctx)
  const judged = new Map<Numbered, Done>()
  const made = new Set<string>()
  const moved = new Set<string>()
  const settle = (one: Numbered, done: Done): boolean => {
    judged.set(one, done)
    if (!('done' in done)) return false
    for (const [at, { done: what }] of done.done.entries()) {
      const deed = one.record.deeds[at]!
      if (what === 'created') for (const name of namesOf(model, deed)) made.add(name)
      else if (what !== 'same' && 'entity' in deed && !dryRun) moved.add(movedIn(deed.entity))
    }
    return true
  }
  for (const [one, done] of tried) settle(one, 'done' in done ? again(model, one, done, seen) : done)
  // what one of them would make, the next one may name
  const known = { has: (name: string) => seen.has(name) || made.has(name) }
  for (let goesOn = true; goesOn;) {
    goesOn = false
    for (const [one, done] of judged)
      if ('refused' in done && settle(one, byNames(model, one, done, known))) goesOn = true
  }
  await sql`
    insert into exchange_seen (run_id, mark) select ${runId}::uuid, m from unnest(${[...made, ...moved]}::text[]) m
    on conflict do nothing`.execute(ctx.db)
  return judged
}

/** Rows of this entity have been changed by an earlier part. */
const movedIn = (entity: string): string => `moved ${entity}`

/** A row that an earlier part would have made is changed, not made once more. */
function again(
  model: Model,
  { record }: Numbered,
  done: Extract<Done, { done: unknown }>,
  seen: ReadonlySet<string>,
): Done {
  return {
    done: done.done.map((outcome, at) =>
      outcome.done === 'created' && namesOf(model, record.deeds[at]!).some((name) => seen.has(name))
        ? { done: 'changed' }
        : outcome,
    ),
  }
}

/** A record that misses nothing but rows which would be there by now. */
function byNames(
  model: Model,
  { record }: Numbered,
  done: Extract<Done, { refused: unknown }>,
  seen: Pick<ReadonlySet<string>, 'has'>,
): Done {
  const comes = (one: Refused) => missedBy(model, one)?.some((name) => seen.has(name)) ?? false
  if (done.refused.length === 0 || !done.refused.every(comes)) return done
  return {
    done: record.deeds.map((deed) => {
      const known = namesOf(model, deed).some((name) => seen.has(name)) || done.row
      const mode = 'action' in deed || 'rest' in deed ? 'update' : deed.mode
      return { done: mode === 'delete' ? 'deleted' : mode === 'update' || known ? 'changed' : 'created' }
    }),
  }
}

/** The names of the row that a refusal misses; undefined: it is about something else. */
function missedBy(model: Model, { refusal: { code, params, path }, deed }: Refused): readonly string[] | undefined {
  if (!deed || 'rest' in deed) return undefined
  if (code === 'NOT_FOUND' && path === 'id') return namesOf(model, deed)
  if (code === 'ALREADY_EXISTS' && 'entity' in deed) return [movedIn(deed.entity)]
  const given = 'action' in deed ? deed.input : deed.given
  const entity = model.entities.get(String(params['entity']))
  if (code !== 'REFERENCE_NOT_FOUND' || !entity || path === undefined) return undefined
  const key = path.split('.').reduce<unknown>((here, step) => (here as Key | null | undefined)?.[step], given)
  if (typeof key !== 'object' || key === null) return undefined
  const { external } = key as { external?: RowDeed['external'] }
  return external ? [externalName(entity, external)] : keyName(entity, key as Key)
}

async function seenNames(runId: string, asked: readonly string[], ctx: Ctx): Promise<ReadonlySet<string>> {
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ mark: string }>`
    select mark from exchange_seen where run_id = ${runId} and mark = any(${[...new Set(asked)]}::text[])`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ mark }) => mark))
}
