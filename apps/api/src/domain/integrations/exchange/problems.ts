import type { Ctx } from '../../../kernel/context.ts'
import { sql } from '../../../kernel/db.ts'
import { isRefusalCode, Refusal, refuse } from '../../../kernel/errors.ts'
import { storable } from '../../../kernel/storable.ts'
import type { ExchangeDeed, ExchangeObjection, ExchangeRecord, Whereabouts } from '../port.ts'

/** Why a record was refused, as people read it. */
export interface Problem {
  /** Counted from 1. */
  record: number
  line: number | null
  column: string | null
  value: string | null
  code: string
  detail: string
  advice: string | null
}

/** A refusal with the deed that it answers; none: the record was objected to before. */
export interface Refused {
  refusal: Refusal
  deed?: ExchangeDeed | undefined
}

/** What a decoder objects to, as a refusal. */
export function refusalOf({ code, params }: Pick<ExchangeObjection, 'code' | 'params'>): Refusal {
  return isRefusalCode(code) ? new Refusal(code, params) : refuse('INTERNAL')
}

/** Where in the file the member stands that a refusal is about: by its own name, by one below it, or by one above it. */
function whereabouts(path: string | undefined, from: Readonly<Record<string, Whereabouts>> | undefined): Whereabouts {
  if (path === undefined || !from) return path === undefined ? {} : { column: path }
  const names = [path, path.replace(/Id$/, '')]
  for (const name of names) {
    const below = Object.keys(from).find((key) => key === name || key.startsWith(`${name}.`))
    if (below !== undefined) return from[below]!
    for (let above = name; above.includes('.');) {
      above = above.slice(0, above.lastIndexOf('.'))
      const where = from[above]
      if (where) return where
    }
  }
  return { column: path }
}

const kept = (text: string | undefined, most: number) => (text === undefined ? null : storable(text, most))

/** What is written down of a record that was refused. */
export function problemsOf(number: number, record: ExchangeRecord, refused: readonly Refused[]): Problem[] {
  const about = (where: Whereabouts, refusal: Refusal, advice: string | undefined): Problem => ({
    record: number + 1,
    line: where.line ?? record.at.line ?? null,
    column: kept(where.column ?? record.at.column, 200),
    value: kept(where.value ?? record.at.value, 500),
    code: refusal.code,
    detail: storable(refusal.message, 2_000),
    advice: storable(advice ?? refusal.advice, 1_000),
  })
  return [
    ...(record.objections ?? []).map((objection) => about(objection, refusalOf(objection), objection.advice)),
    ...refused.map(({ refusal, deed }) => about(whereabouts(refusal.path, deed?.from), refusal, undefined)),
  ]
}

/** Writes problems down. One statement. */
export async function keepProblems(runId: string, problems: readonly Problem[], ctx: Ctx): Promise<void> {
  if (problems.length === 0) return
  const now = ctx.clock.now()
  const rows = problems.map((problem) => ({ id: ctx.ids.next(), ...problem }))
  await sql`
    insert into exchange_problems (id, run_id, record, line, "column", value, code, detail, advice, created_at, updated_at)
    select p.id, ${runId}::uuid, p.record, p.line, p."column", p.value, p.code, p.detail, p.advice, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p (id uuid, record int, line int, "column" text, value text, code text, detail text, advice text)`.execute(
    ctx.db,
  )
}

/** All problems of a run, in the order of its records. */
export async function* allProblems(runId: string, ctx: Ctx): AsyncGenerator<Problem> {
  let after = { record: 0, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const { rows } = await sql<Problem & { id: string }>`
      select record, line, "column", value, code, detail, advice, id from exchange_problems
      where run_id = ${runId} and (record, id) > (${after.record}, ${after.id}::uuid)
      order by record, id limit 1000`.execute(ctx.db)
    for (const { id: _, ...problem } of rows) yield problem
    const last = rows.at(-1)
    if (!last || rows.length < 1_000) return
    after = last
  }
}
