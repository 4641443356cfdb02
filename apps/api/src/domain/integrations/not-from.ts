import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

const tables = { job: 'jobs', exchangeRun: 'exchange_runs', integration: 'integrations' } as const

/** Why a row could not be moved on by an action: it is not there (NOT_FOUND), or in another state (TRANSITION_NOT_ALLOWED). */
export async function notFrom(entity: keyof typeof tables, id: string, action: string, ctx: Ctx): Promise<Refusal> {
  const { rows } = await sql<{ state: string }>`
    select state from ${sql.table(tables[entity])} where id = ${id}`.execute(ctx.db)
  return rows[0]
    ? refuse('TRANSITION_NOT_ALLOWED', { entity, state: rows[0].state, action })
    : refuse('NOT_FOUND', { what: entity }, 'id')
}
