import type { Entity } from '@portico/schema'
import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Seal } from '../../kernel/seal.ts'
import type { EntityReader, ReadOptions } from '../read.ts'
import type { Wanted } from '../verbs.ts'
import type { Condition, Filter, FilterScope } from './filter.ts'
import type { FilterCost } from './filter-cost.ts'
import { afterKeys, keyValues, orderBy, readCursor, sortKeys, writeCursor, type Sort } from './sort.ts'
import { conditionWithin } from './reach.ts'

/** Which part of a list: so many after a cursor, or a numbered page. */
export type PageAsked = { size: number; after?: string | undefined } | { size: number; number: number }

export interface ListAsked {
  filter?: Filter | undefined
  sort?: readonly Sort[]
  page: PageAsked
  wanted: Wanted
  /** Counts all rows that the filter leaves; takes a statement of its own. */
  total?: boolean
  /** Gives every row its cursor. */
  cursors?: boolean
}

/** A row of a list, as far as it is wanted. */
export interface Listed extends Record<string, unknown> {
  id: string
  /** Where a list goes on after this row; only where it was asked for. */
  ':cursor'?: string
}

/** A row as the back office reads it. */
export interface Row extends Listed {
  /** The row's version: changes with every write, whoever writes. */
  ':version': string
}

export interface Found<Of extends Listed = Row> {
  rows: Of[]
  /** After the last row; null where nothing comes after it. */
  next: string | null
  total: number | undefined
}

/** What lists are made with. `seal` is for cursors; `besides`: what every row has besides what is wanted of it. */
export interface ListParts {
  reader: EntityReader
  besides?: ReadOptions['besides']
  cost: FilterCost
  seal: Seal
  largestPage: number
}

/** Of which rows a list is, and what its filter and its order may know of them and of rows that they lead to. */
interface Within {
  rows: Condition
  scope: FilterScope
}

/** A numbered page lies at most so many rows deep: PostgreSQL walks over all that come before. */
const deepest = 10_000

export const version = (table: string): RawBuilder<unknown> => sql`${sql.ref(`${table}.xmin`)}::text`

/**
 * A page of an entity's rows, of those that the caller may read (`within`). Newest first unless sorted.
 * Refuses with PAGE_SIZE_INVALID, CURSOR_INVALID, FIELD_UNKNOWN, FIELD_INVALID, FILTER_TOO_COSTLY, SORT_TOO_COSTLY, FORBIDDEN, RELATED_TOO_MANY, TOOK_TOO_LONG.
 */
export async function findRows(
  { reader, cost, seal, largestPage, besides }: ListParts,
  entity: Entity,
  { filter, sort = [], page, wanted, total = false, cursors = false }: ListAsked,
  { rows: mine, scope }: Within,
  ctx: Ctx,
): Promise<Found<Listed>> {
  const { size } = page
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    throw refuse('PAGE_SIZE_INVALID', { maximum: largestPage }, 'page.size')
  const number = 'number' in page ? page.number : 1
  if (!Number.isInteger(number) || number < 1 || number * size > deepest)
    throw refuse(
      'FIELD_INVALID',
      { field: 'page', problem: `leads beyond the first ${deepest} rows; go on with the cursor instead` },
      'page.number',
    )
  const keys = sortKeys(entity, sort, scope)
  const cursor = { seal, entity: entity.name }
  const { matching, touched } = conditionWithin(entity, filter, scope, mine)
  await cost.judge(entity, { filter, matching, touched, sight: scope.sight, page: { keys, size } }, ctx)
  const after =
    'after' in page && page.after !== undefined
      ? afterKeys(keys, readCursor(cursor, page.after, sort, keys.length, 'page.after'))
      : undefined
  const rows = (await reader.read(
    entity.name,
    wanted,
    {
      where: (table) => (after ? sql`${matching(table)} and ${after(table)}` : matching(table)),
      orderBy: orderBy(keys),
      limit: size + 1,
      offset: (number - 1) * size,
      besides: { ...besides, ':keys': keyValues(keys) },
    },
    ctx,
  )) as (Listed & { ':keys'?: (string | null)[] })[]
  const shown = rows.slice(0, size)
  const last = shown.at(-1)?.[':keys']
  for (const row of shown) {
    if (cursors) row[':cursor'] = writeCursor(cursor, sort, row[':keys'] ?? [])
    delete row[':keys']
  }
  return {
    rows: shown,
    next: rows.length > size && last ? writeCursor(cursor, sort, last) : null,
    total: total ? await countRows(entity, matching, ctx) : undefined,
  }
}

/** How many rows a condition leaves. */
export async function countRows(
  entity: Entity,
  matching: (table: string) => RawBuilder<unknown>,
  ctx: Ctx,
): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from ${sql.table(entity.table)} as t0 where ${matching('t0')}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
