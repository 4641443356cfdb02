import type { Entity } from '@portico/schema'
import type { Engine, Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Asked, Family } from './asked.ts'
import { ofMany } from './asked.ts'
import type { Row } from './document.ts'

/** A page of rows. */
export interface Rows {
  rows: Row[]
  /** The cursor after the last one; null where nothing follows. */
  next: string | null
  total: number | undefined
}

/** How one audience reads rows. */
export interface RowSource {
  /** What may be said of a list. */
  families: readonly Family[]
  list(entity: Entity, asked: Asked, wanted: Wanted, ctx: Ctx): Promise<Rows>
  get(entity: Entity, id: string, wanted: Wanted, ctx: Ctx): Promise<Row | null>
}

/** Every entity, as far as the caller's rights reach. */
export const backOfficeRows = ({ records }: Engine): RowSource => ({
  families: ofMany,
  list: (entity, { filter, sort, page: { size, number, after }, total }, wanted, ctx) =>
    records.list(
      entity.name,
      { filter, sort, page: number === undefined ? { size, after } : { size, number }, wanted, total },
      ctx,
    ),
  get: (entity, id, wanted, ctx) => records.get(entity.name, id, wanted, ctx),
})

/** What the model offers the storefront by get and list. */
export const storefrontRows = (engine: Engine): RowSource => ({
  families: ['fields', 'include', 'page'],
  list: async (entity, { page, total }, wanted, ctx) => {
    if (!entity.storefront.includes('list')) throw refuse('NOT_FOUND', { what: 'address' })
    if (page.number !== undefined)
      throw refuse(
        'PARAMETER_UNKNOWN',
        { parameter: 'page[number]', known: 'page[size], page[after], page[total]' },
        '?page[number]',
      )
    const found = await engine.list(entity.name, { first: page.size, after: page.after ?? null }, ctx, {
      items: wanted,
      ...(total ? { total: {} } : {}),
      pageInfo: { endCursor: {}, hasNextPage: {} },
    })
    const { hasNextPage, endCursor } = found.pageInfo
    return {
      rows: found.items,
      next: hasNextPage ? (endCursor ?? null) : null,
      total: total ? found.total : undefined,
    }
  },
  get: async (entity, id, wanted, ctx) => {
    if (!entity.storefront.includes('get')) throw refuse('NOT_FOUND', { what: 'address' })
    return await engine.get(entity.name, id, ctx, wanted)
  },
})
