import { columnName, type Entity } from '@portico/schema'
import { sql } from 'kysely'
import type { Page } from '../kernel/contract.ts'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { isUuid } from '../kernel/ids.ts'
import { visibleTo } from './access.ts'
import type { EntityReader } from './read.ts'
import type { Wanted } from './verbs.ts'

/** One page of an entity, newest first (ids are uuid v7: they grow with time). `after` is the cursor of the page before. */
export async function readPage(
  reader: EntityReader,
  entity: Entity,
  input: { first: number; after?: string | null },
  ctx: Ctx,
  wanted: Wanted,
  largestPage: number,
): Promise<Page<{ id: string }>> {
  if (!Number.isInteger(input.first) || input.first < 1 || input.first > largestPage)
    throw refuse('PAGE_SIZE_INVALID', { maximum: largestPage }, 'first')
  const visible = visibleTo(entity, ctx)
  const after = input.after == null ? undefined : readCursor(input.after)
  const rows = await reader.read(
    entity.name,
    wanted.items ?? {},
    {
      where: (table) => (after ? sql`${visible(table)} and ${sql.ref(`${table}.id`)} < ${after}` : visible(table)),
      orderBy: (table) => sql`${sql.ref(`${table}.id`)} desc`,
      limit: input.first + 1,
    },
    ctx,
  )
  const items = rows.slice(0, input.first)
  const last = items.at(-1)
  const total = wanted.total
    ? (
        await sql<{
          count: number
        }>`select count(*) as count from ${sql.table(entity.table)} as t where ${visible('t')}`.execute(ctx.db)
      ).rows[0]?.count
    : 0
  return {
    items,
    total: total ?? 0,
    pageInfo: { endCursor: last ? writeCursor(last.id) : null, hasNextPage: rows.length > input.first },
  }
}

/** One entity by its id; nothing where it does not exist or is not the caller's, which look alike. */
export async function readOne(
  reader: EntityReader,
  entity: Entity,
  id: string,
  ctx: Ctx,
  wanted: Wanted,
): Promise<{ id: string } | null> {
  if (!isUuid(id)) return null
  const visible = visibleTo(entity, ctx)
  const [row] = await reader.read(
    entity.name,
    wanted,
    { where: (table) => sql`${sql.ref(`${table}.${columnName('id')}`)} = ${id} and ${visible(table)}` },
    ctx,
  )
  return row ?? null
}

const writeCursor = (id: string) => Buffer.from(`id:${id}`).toString('base64url')

function readCursor(text: string): string {
  const [kind, id] = Buffer.from(text, 'base64url').toString('utf8').split(':')
  if (kind !== 'id' || !id || !isUuid(id)) throw refuse('CURSOR_INVALID', {}, 'after')
  return id
}
