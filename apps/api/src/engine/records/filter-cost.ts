import type { Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'

/** In PostgreSQL's units; a walk through some 500,000 rows, about a second. */
const costliest = 60_000

/** Fields by which rows are found by an index. */
const indexed = (entity: Entity): string[] => [
  'id',
  ...Object.entries(entity.fields).flatMap(([key, field]) => (field.unique || field.index ? [key] : [])),
  ...Object.entries(entity.relations).flatMap(([key, relation]) => (relation.relation === 'one' ? [key] : [])),
  ...[...entity.uniques, ...entity.indexes].flatMap(([first]) => (first ? [first.replace(/Id$/, '')] : [])),
]

/** Asks PostgreSQL what a filter would cost, before it does it. Throws FILTER_TOO_COSTLY with the fields that have an index. */
export async function isCheap(
  entity: Entity,
  matching: (table: string) => RawBuilder<unknown>,
  ctx: Ctx,
): Promise<void> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Total Cost': number } }] }>`
    explain (format json) select from ${sql.table(entity.table)} as t0 where ${matching('t0')}`.execute(ctx.db)
  const cost = Object.values(rows[0] ?? {})[0]?.[0].Plan['Total Cost'] ?? 0
  if (cost > costliest)
    throw refuse(
      'FILTER_TOO_COSTLY',
      { entity: entity.name, indexed: [...new Set(indexed(entity))].join(', ') },
      'filter',
    )
}
