import { columnName, type Entity, type Model } from '@portico/schema'
import { sql } from 'kysely'
import type { Ctx } from '../kernel/context.ts'
import { isUuid } from '../kernel/ids.ts'
import { seenOnTheWay, visibleTo } from './access.ts'
import type { EntityReader } from './read.ts'
import { everywhere, type FilterScope } from './records/filter.ts'
import { checkSize } from './records/tree-size.ts'
import { findRows, type Found, type ListAsked, type Listed, type ListParts } from './records/find.ts'
import { isKnown } from './records/paths.ts'
import { unfit } from './records/violations.ts'
import { checkTakenOut, hidesAtTheShop } from './taken-out.ts'
import type { Wanted } from './verbs.ts'

/** A page of an entity's rows as a caller of the shop reads them; see `findRows`. */
export async function readPage(
  model: Model,
  parts: ListParts,
  entity: Entity,
  asked: ListAsked,
  ctx: Ctx,
): Promise<Found<Listed>> {
  checkTakenOut(model, { ref: 'entity', name: entity.name }, asked.wanted, ctx)
  checkSize(model, entity, asked.wanted, Math.min(asked.page.size, parts.largestPage))
  const within = { rows: visibleTo(entity, ctx), scope: scopeAtTheShop(model, ctx) }
  try {
    return await findRows(parts, entity, asked, within, ctx)
  } catch (error) {
    throw unfit(error, entity.name)
  }
}

/** The rows at the end of a relation to many of a row, by its id: page by page, as any list; null where that row is not there, or not the caller's. */
export async function readRelated(
  model: Model,
  parts: ListParts,
  { entity, id, key }: { entity: Entity; id: string; key: string },
  asked: ListAsked,
  ctx: Ctx,
): Promise<Found<Listed> | null> {
  const relation = entity.relations[key]
  const target = relation?.relation === 'many' ? model.entities.get(relation.to) : undefined
  if (relation?.relation !== 'many' || !target) throw new Error(`${entity.name}.${key} leads to no rows`)
  checkTakenOut(model, { ref: 'entity', name: entity.name }, { [key]: {} }, ctx)
  if (!(await readOne(model, parts.reader, entity, id, ctx, {}))) return null
  checkTakenOut(model, { ref: 'entity', name: target.name }, asked.wanted, ctx)
  checkSize(model, target, asked.wanted, Math.min(asked.page.size, parts.largestPage))
  const seen = seenOnTheWay(target, ctx)
  const rows = (table: string) =>
    sql`${sql.ref(`${table}.${columnName(relation.by)}_id`)} = ${id}${seen ? sql` and ${seen(table)}` : sql``}`
  const scope = scopeAtTheShop(model, ctx)
  const { orderBy } = relation
  // in the relation's order, where that is shown: what is not shown is not told by an order either
  const path = orderBy !== undefined && isKnown(target, orderBy, scope.sight) ? orderBy : 'id'
  const sort = asked.sort?.length ? asked.sort : [{ path, descending: false }]
  try {
    return await findRows(parts, target, { ...asked, sort }, { rows, scope }, ctx)
  } catch (error) {
    throw unfit(error, target.name)
  }
}

/** For filters and orders of a caller of the shop: what is shown there, and related rows as they are seen on the way. */
const scopeAtTheShop = (model: Model, ctx: Ctx): FilterScope => ({
  model,
  sight: {
    audience: 'storefront',
    hides: (entity, member) =>
      hidesAtTheShop(model.entities.get(entity), member, ctx) || isClosed(model, entity, member, ctx),
  },
  visible: (related) => seenOnTheWay(related, ctx) ?? everywhere,
  tellsLinks: false,
})

/**
 * Whether a relation leads to what is not told by the tables, or is nothing that the caller's role and token give them. Then it is as if there were none, for
 * whoever asks for rows by it.
 */
function isClosed(model: Model, entity: string, member: string, { actor }: Ctx): boolean {
  const to = model.entities.get(model.entities.get(entity)?.relations[member]?.to ?? '')
  if (!to) return false
  const owned = to.access.storefront === 'owner' && actor.kind === 'customerUser'
  return (to.access.byArea ?? false) || (owned && actor.rights.level(to.name, 'read') === 'none')
}

/** One entity by its id; nothing where it does not exist or is not the caller's, which look alike. */
export async function readOne(
  model: Model,
  reader: EntityReader,
  entity: Entity,
  id: string,
  ctx: Ctx,
  wanted: Wanted,
): Promise<{ id: string } | null> {
  checkTakenOut(model, { ref: 'entity', name: entity.name }, wanted, ctx)
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
