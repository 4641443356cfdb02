import type { Entity } from '@portico/schema'
import type { Engine, Wanted } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { PageAsked } from '../../engine/records/index.ts'
import type { Asked } from './asked.ts'
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
  /** Whether there is such a read of an entity. */
  offers(entity: Entity, read: 'get' | 'list'): boolean
  list(entity: Entity, asked: Asked, wanted: Wanted, ctx: Ctx): Promise<Rows>
  get(entity: Entity, id: string, wanted: Wanted, ctx: Ctx): Promise<Row | null>
  /** A page of the rows at the end of a relation to many; null where the row that it leads from is not there, or not the caller's. */
  related(from: RelatedTo, asked: Asked, wanted: Wanted, ctx: Ctx): Promise<Rows | null>
}

/** A relation to many of a row: its rows link to that by their relation `by`. */
interface RelatedTo {
  entity: Entity
  id: string
  key: string
  to: Entity
  link: { by: string; orderBy?: string }
}

/** Every entity, as far as the caller's rights reach. */
export const backOfficeRows = ({ records }: Engine): RowSource => ({
  offers: () => true,
  list: (entity, { filter, sort, page, total }, wanted, ctx) =>
    records.list(entity.name, { filter, sort, page: partOf(page), wanted, total }, ctx),
  get: (entity, id, wanted, ctx) => records.get(entity.name, id, wanted, ctx),
  related: async ({ entity, id, to, link }, asked, wanted, ctx) => {
    if (!(await records.get(entity.name, id, {}, ctx))) return null
    const { filter, sort, page, total } = within(asked, link, id)
    return records.list(to.name, { filter, sort, page: partOf(page), wanted, total }, ctx)
  },
})

/** What the model offers the storefront by get and list, as far as it is the caller's. */
export const storefrontRows = (engine: Engine): RowSource => ({
  offers: (entity, read) => entity.storefront.includes(read),
  list: (entity, { filter, sort, page, total }, wanted, ctx) =>
    engine.list(entity.name, { filter, sort, page: partOf(page), wanted, total }, ctx),
  get: (entity, id, wanted, ctx) => engine.get(entity.name, id, ctx, wanted),
  related: ({ entity, id, key }, { filter, sort, page, total }, wanted, ctx) =>
    engine.related({ entity: entity.name, id, key }, { filter, sort, page: partOf(page), wanted, total }, ctx),
})

const partOf = ({ size, number, after }: Asked['page']): PageAsked =>
  number === undefined ? { size, after } : { size, number }

/** A list that is held to the rows that link to one, in the relation's order unless another is asked for. */
const within = (given: Asked, link: { by: string; orderBy?: string }, id: string): Asked => ({
  ...given,
  sort: given.sort.length > 0 || !link.orderBy ? given.sort : [{ path: link.orderBy, descending: false }],
  filter: {
    and: [{ path: link.by, op: 'eq', value: id }, ...(given.filter ? [given.filter] : [])],
  },
})
