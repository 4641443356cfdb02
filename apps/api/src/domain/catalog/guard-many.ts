import type { Change, ManyGuard } from '../../engine/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sql } from '../../kernel/db.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'

type Refused = Map<number, readonly Refusal[]>

/** Changes that say a link, with what they link to. */
const linking = (changes: readonly Change[], link: string) =>
  changes.flatMap(({ id, given }, at) => (typeof given[link] === 'string' ? [{ at, id, to: given[link] }] : []))

/** A category stands below another one, and never below itself: also not by two changes that are written together. */
export const categories: ManyGuard = async (changes, ctx) => {
  const refused: Refused = new Map()
  const moved = linking(changes, 'parentId')
  if (moved.length === 0) return refused
  const { rows } = await sql<{ id: string; parentId: string | null }>`
    with recursive above (id) as (
      select u.id from unnest(${moved.flatMap(({ id, to }) => [id, to])}::uuid[]) u (id)
      union select c.parent_id from categories c join above a on a.id = c.id where c.parent_id is not null)
    select c.id, c.parent_id from categories c join above a on a.id = c.id`.execute(ctx.db)
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]))
  for (const { at, id, to } of moved) {
    const passed = new Set<string>()
    for (let here: string | null | undefined = to; here && !passed.has(here); here = parents.get(here)) passed.add(here)
    if (passed.has(id)) refused.set(at, [refuse('CATEGORY_CIRCLE', {}, 'parentId')])
    else parents.set(id, to)
  }
  return refused
}

async function productsOf(ids: readonly string[], ctx: Ctx) {
  const { rows } = await sql<{ id: string; type: string; parentId: string | null }>`
    select id, type, parent_id from products where id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A variant is a simple product below a configurable one. */
export const products: ManyGuard = async (changes, ctx) => {
  const refused: Refused = new Map()
  const variants = linking(changes, 'parentId')
  if (variants.length === 0) return refused
  const known = await productsOf(
    variants.flatMap(({ id, to }) => [id, to]),
    ctx,
  )
  const no = (problem: string) => [refuse('FIELD_INVALID', { field: 'parentId', problem }, 'parentId')]
  for (const { at, id, to } of variants) {
    const { deed, given } = changes[at]!
    const parent = known.get(to)
    const own = deed === 'create' ? (given['type'] ?? 'simple') : known.get(id)?.type
    if (parent && (parent.type !== 'configurable' || parent.parentId))
      refused.set(at, no('names a product that is not configurable'))
    else if (own !== 'simple') refused.set(at, no('makes a variant of what is not a simple product'))
  }
  return refused
}

/** The last word about the main category counts: there is one. */
export const productCategories: ManyGuard = async (changes, ctx) => {
  const mains = changes.filter(({ deed, given }) => deed !== 'delete' && given['main'] === true)
  if (mains.length === 0) return new Map()
  const { rows } = await sql<{ id: string; productId: string }>`
    select id, product_id from product_categories where id = any(${mains.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  const products = new Map(rows.map(({ id, productId }) => [id, productId]))
  const last = new Map<string, Change>()
  for (const change of mains) {
    const productId = (change.given['productId'] as string | undefined) ?? products.get(change.id)
    if (productId === undefined) continue
    const before = last.get(productId)
    if (before) before.given['main'] = false
    last.set(productId, change)
  }
  await sql`
    update product_categories set main = false, updated_at = ${ctx.clock.now()}
    where product_id = any(${[...last.keys()]}::uuid[]) and main and id <> all(${[...last.values()].map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  return new Map()
}

/** The unit that stock is counted in stays, as long as it is that; it goes with its product. */
export const productUnits: ManyGuard = async (changes, ctx) => {
  const refused: Refused = new Map()
  const going = changes.flatMap(({ deed, id, along }, at) =>
    deed === 'delete' && along !== 'product' ? [{ id, at }] : [],
  )
  if (going.length === 0) return refused
  const { rows } = await sql<{ id: string }>`
    select pu.id from product_units pu join products p on p.id = pu.product_id and p.primary_unit_id = pu.unit_id
    where pu.id = any(${going.map(({ id }) => id)}::uuid[])`.execute(ctx.db)
  const needed = new Set(rows.map(({ id }) => id))
  for (const { id, at } of going)
    if (needed.has(id)) refused.set(at, [refuse('STILL_REFERENCED', { entity: 'productUnit', by: 'product' })])
  return refused
}

/** A product that is shown with another one is not shown with itself. */
export const productLinks: ManyGuard = async (changes) => {
  await Promise.resolve()
  const problem = { field: 'linkedId', problem: 'names the product itself' }
  return new Map(
    changes.flatMap(({ given: { linkedId, productId } }, at) =>
      linkedId !== undefined && linkedId === productId ? [[at, [refuse('FIELD_INVALID', problem, 'linkedId')]]] : [],
    ),
  )
}
