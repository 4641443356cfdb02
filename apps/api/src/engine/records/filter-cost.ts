import type { Entity, Model } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Filter } from './filter.ts'
import { isKnown, type Sight } from './paths.ts'
import { indexed, rowsLeft } from './rows-left.ts'
import { orderBy, type SortKey } from './sort.ts'
import { TableSizes, type LargeTable } from './table-sizes.ts'

/** What is asked of an entity's rows. */
interface Asked {
  filter: Filter | undefined
  matching: (table: string) => RawBuilder<unknown>
  /** Entities that the filter leads to. */
  touched: ReadonlySet<Entity>
  /** What the asker knows of the model. */
  sight: Sight
  /** The order of a page of so many rows. */
  page?: { keys: readonly SortKey[]; size: number }
}

/**
 * Refuses what would walk through many rows, before it is done. PostgreSQL is asked what it would cost (a statement) only where it can matter: where no index
 * serves a filter or an order, and a table that it is about is large.
 */
export class FilterCost {
  readonly #sizes: TableSizes
  readonly #small: number

  /** `costliest`: in PostgreSQL's units; 60,000 are a walk through some 500,000 rows, about a second. */
  constructor(
    private readonly model: Model,
    private readonly costliest: number,
  ) {
    this.#small = costliest / 2
    this.#sizes = new TableSizes(this.#small)
  }

  /** Throws FILTER_TOO_COSTLY and SORT_TOO_COSTLY, with the fields that have an index. */
  async judge(entity: Entity, { filter, matching, touched, sight, page }: Asked, ctx: Ctx): Promise<void> {
    const inOrder = !page || servedByIndex(entity, page.keys)
    if (!filter && inOrder) return
    if (filter && (await this.#isNarrow(entity, filter, touched, ctx))) return
    const large = (await this.#sizes.large(entity, ctx)) !== undefined
    const names = [...new Set(indexed(entity))].filter((name) => isKnown(entity, name, sight)).join(', ')
    if (filter && (large || (await this.#anyLarge(touched, ctx)))) {
      const cost = await costOf(sql`select from ${sql.table(entity.table)} as t0 where ${matching('t0')}`, ctx)
      if (cost > this.costliest) throw refuse('FILTER_TOO_COSTLY', { entity: entity.name, indexed: names }, 'filter')
    }
    if (page && large && !inOrder) {
      const cost = await costOf(
        sql`select from ${sql.table(entity.table)} as t0 where ${matching('t0')} order by ${orderBy(page.keys)('t0')} limit ${page.size}`,
        ctx,
      )
      if (cost > this.costliest) throw refuse('SORT_TOO_COSTLY', { entity: entity.name, indexed: names }, 'sort')
    }
  }

  async #anyLarge(touched: ReadonlySet<Entity>, ctx: Ctx): Promise<boolean> {
    for (const entity of touched) if (await this.#sizes.large(entity, ctx)) return true
    return false
  }

  /** Whether an index leaves few rows, whose every page is cheap in whatever order. */
  async #isNarrow(entity: Entity, filter: Filter, touched: ReadonlySet<Entity>, ctx: Ctx): Promise<boolean> {
    const most = this.costliest / 10
    // where even a small table would do, nothing need be known of the large ones
    if (rowsLeft(this.model, entity, filter, () => Infinity) <= most) return true
    const tables = new Map<Entity, LargeTable | undefined>()
    for (const one of [entity, ...touched]) tables.set(one, await this.#sizes.large(one, ctx))
    const alike = (of: Entity, column: string) => {
      const large = tables.get(of)
      return large ? (large.mostAlike[column] ?? large.rows) : this.#small
    }
    return rowsLeft(this.model, entity, filter, alike) <= most
  }
}

/** Whether rows can be taken in this order as an index gives them: what may be missing comes last, as it does in an ascending index. */
function servedByIndex(entity: Entity, keys: readonly SortKey[]): boolean {
  const [first] = keys
  return first?.own !== undefined && indexed(entity).includes(first.own) && !(first.optional && first.descending)
}

async function costOf(statement: RawBuilder<unknown>, ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Total Cost': number } }] }>`
    explain (format json) ${statement}`.execute(ctx.db)
  return Object.values(rows[0] ?? {})[0]?.[0].Plan['Total Cost'] ?? 0
}
