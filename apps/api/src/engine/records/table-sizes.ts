import type { Entity } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'

/** A large table, as PostgreSQL's statistics have it. */
export interface LargeTable {
  rows: number
  /** By column, the most rows that one of its values is likely to have. */
  mostAlike: Readonly<Record<string, number>>
}

/** How long what is known of tables is good for, in milliseconds: they grow slowly. */
const goodFor = 60_000
/** A row is seldom shorter; by this a table is estimated that was never analyzed. */
const shortestRow = 100

/** Which tables are large, by PostgreSQL's own estimates: asked for once a minute at most, whatever is asked of us. */
export class TableSizes {
  #known: ReadonlyMap<string, LargeTable> = new Map()
  #until = 0

  /** `largeFrom`: so many rows make a table large. */
  constructor(private readonly largeFrom: number) {}

  /** undefined: it is not large. */
  async large(entity: Entity, ctx: Ctx): Promise<LargeTable | undefined> {
    if (performance.now() >= this.#until) {
      this.#known = await this.#ask(ctx)
      this.#until = performance.now() + goodFor
    }
    return this.#known.get(entity.table)
  }

  /** https://www.postgresql.org/docs/current/view-pg-stats.html: a negative n_distinct is a share of the rows. */
  async #ask(ctx: Ctx): Promise<ReadonlyMap<string, LargeTable>> {
    const { rows } = await sql<LargeTable & { table: string }>`
      with tables as (
        select relname, greatest(reltuples, pg_relation_size(oid) / ${shortestRow}::int) as rows from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace)
      select t.relname as "table", t.rows,
        coalesce(jsonb_object_agg(s.attname, t.rows * coalesce(s.most_common_freqs[1],
          case when s.n_distinct < 0 then 1 / greatest(-s.n_distinct * t.rows, 1) else 1 / greatest(s.n_distinct, 1) end))
          filter (where s.attname is not null), '{}') as "mostAlike"
      from tables t left join pg_stats s on s.schemaname = current_schema() and s.tablename = t.relname
      where t.rows >= ${this.largeFrom} group by 1, 2`.execute(ctx.db)
    return new Map(rows.map(({ table, ...large }) => [table, large]))
  }
}
