import type { Entity } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { storable } from '../../../kernel/storable.ts'
import type { Arrived, Numbered, Outcome } from './records.ts'

/** Why a record was refused, as it is told. */
export interface Problem {
  record: number
  line: number | null
  key: Readonly<Record<string, unknown>> | null
  code: string
  detail: string
  source: string | null
}

interface Done {
  numbered: readonly Numbered[]
  outcomes: readonly Outcome[]
  /** Those that are tried again. */
  waiting: readonly Numbered[]
}

/** NUL, and halves of surrogate pairs, as JSON writes them: PostgreSQL keeps neither. */
const unstorable = /\\u(?:0000|d[89a-f])/i

/** What a record calls itself may come to so many characters where its problem is told. */
const longestKey = 500

/** Writes down what was refused of a part, with what names each record. */
export async function keepProblems(
  entity: Entity,
  job: { id: string },
  { numbered, outcomes, waiting }: Done,
  ctx: Ctx,
): Promise<void> {
  const postponed = new Set(waiting)
  const problems = numbered.flatMap((one, at) => {
    const outcome = outcomes[at]!
    if (!('refusals' in outcome) || postponed.has(one)) return []
    return outcome.refusals.map(({ code, message, path }) => ({
      id: ctx.ids.next(),
      record: one.number + 1,
      line: one.record.line ?? null,
      key: keyOf(entity, one.record),
      code,
      detail: storable(message, 2_000),
      source: path === undefined ? null : storable(path, 500),
    }))
  })
  if (problems.length === 0) return
  const now = ctx.clock.now()
  await sql`
    insert into job_problems (id, job_id, record, line, key, code, detail, source, created_at, updated_at)
    select r.id, ${job.id}::uuid, r.record, r.line, r.key, r.code, r.detail, r.source, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb)
      as r (id uuid, record int, line int, key jsonb, code text, detail text, source text)`.execute(ctx.db)
}

/** By what a record names its row: its id, what it is called outside, its natural key as far as it says it. */
function keyOf(entity: Entity, record: Arrived): Problem['key'] {
  if ('refusals' in record) return null
  const { id, external, given } = record
  const members = (entity.naturalKey ?? []).flatMap((member): [string, unknown][] =>
    [member, `${member}Id`].flatMap((name): [string, unknown][] => (given[name] == null ? [] : [[name, given[name]]])),
  )
  const key = { ...(id === undefined ? {} : { id }), ...(external ? { external } : {}), ...Object.fromEntries(members) }
  const text = JSON.stringify(key)
  // what cannot be stored, or is no name at all, stands in the record that was sent
  if (members.length === 0 && id === undefined && !external) return null
  return text.length > longestKey || unstorable.test(text) ? null : key
}
