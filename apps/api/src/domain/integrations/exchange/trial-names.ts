import type { Model } from '@portico/schema'
import { externalName, keyName } from '../../../engine/records/batch/names.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import type { ExchangeDeed } from '../port.ts'
import type { Numbered } from './chunks.ts'
import type { Done } from './do-deeds.ts'
import type { Refused } from './problems.ts'

type RowDeed = Extract<ExchangeDeed, { entity: string }>
type Key = Readonly<Record<string, unknown>>

/**
 * What became of a part that was tried out, where the parts before it were as well: their rows are gone again, so a record that names one of them, or is about one, is judged by
 * the names that the run has come across. Whatever else such a record says is not looked at. Remembers the names of this part.
 */
export async function judgeByNames(
  model: Model,
  runId: string,
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
  const settle = (one: Numbered, done: Done): boolean => {
    judged.set(one, done)
    if (!('done' in done)) return false
    for (const [at, { done: what }] of done.done.entries())
      if (what === 'created') for (const name of namesOf(model, one.record.deeds[at]!)) made.add(name)
    return true
  }
  for (const [one, done] of tried) settle(one, 'done' in done ? again(model, one, done, seen) : done)
  // what one of them would make, the next one may name
  const known = { has: (name: string) => seen.has(name) || made.has(name) }
  for (let moved = true; moved;) {
    moved = false
    for (const [one, done] of judged)
      if ('refused' in done && settle(one, byNames(model, one, done, known))) moved = true
  }
  await sql`
    insert into exchange_seen (run_id, mark) select ${runId}::uuid, m from unnest(${[...made]}::text[]) m
    on conflict do nothing`.execute(ctx.db)
  return judged
}

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
  if (!deed || 'action' in deed || 'rest' in deed) return undefined
  if (code === 'NOT_FOUND' && path === 'id') return namesOf(model, deed)
  const entity = model.entities.get(String(params['entity']))
  if (code !== 'REFERENCE_NOT_FOUND' || !entity || path === undefined) return undefined
  const key = path.split('.').reduce<unknown>((here, step) => (here as Key | null | undefined)?.[step], deed.given)
  if (typeof key !== 'object' || key === null) return undefined
  const { external } = key as { external?: RowDeed['external'] }
  return external ? [externalName(entity, external)] : keyName(entity, key as Key)
}

/** What the row of a deed is called: by its key, and outside. */
function namesOf(model: Model, deed: ExchangeDeed): readonly string[] {
  if ('action' in deed || 'rest' in deed) return []
  const entity = model.entities.get(deed.entity)
  if (!entity) return []
  return [...keyName(entity, deed.given), ...(deed.external ? [externalName(entity, deed.external)] : [])]
}

async function seenNames(runId: string, asked: readonly string[], ctx: Ctx): Promise<ReadonlySet<string>> {
  if (asked.length === 0) return new Set()
  const { rows } = await sql<{ mark: string }>`
    select mark from exchange_seen where run_id = ${runId} and mark = any(${[...new Set(asked)]}::text[])`.execute(
    ctx.db,
  )
  return new Set(rows.map(({ mark }) => mark))
}
