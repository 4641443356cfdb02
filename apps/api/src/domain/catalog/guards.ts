import { isWithin, type Guard } from '../../engine/index.ts'
import { sql } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

/** A category stands below another one, and never below itself. */
const category: Guard = async ({ id, given }, ctx) => {
  if (typeof given['parentId'] !== 'string') return
  if (await isWithin(ctx.db, 'categories', given['parentId'], id)) throw refuse('CATEGORY_CIRCLE', {}, 'parentId')
}

/** A variant is a simple product below a configurable one. */
const product: Guard = async ({ deed, id, given }, ctx) => {
  if (typeof given['parentId'] !== 'string') return
  const no = (problem: string) => refuse('FIELD_INVALID', { field: 'parentId', problem }, 'parentId')
  const parent = await ctx.db
    .selectFrom('products')
    .select(['type', 'parentId'])
    .where('id', '=', given['parentId'])
    .executeTakeFirst()
  if (parent && (parent.type !== 'configurable' || parent.parentId))
    throw no('names a product that is not configurable')
  const own =
    deed === 'create'
      ? (given['type'] ?? 'simple')
      : (await ctx.db.selectFrom('products').select('type').where('id', '=', id).executeTakeFirst())?.type
  if (own !== 'simple') throw no('makes a variant of what is not a simple product')
}

/** The last word about the main category counts: there is one. */
const productCategory: Guard = async ({ deed, id, given }, ctx) => {
  if (deed === 'delete' || given['main'] !== true) return
  const { rows } = await sql<{ productId: string }>`
    select product_id from product_categories where id = ${id}`.execute(ctx.db)
  const productId = (given['productId'] as string | undefined) ?? rows[0]?.productId
  await sql`
    update product_categories set main = false, updated_at = ${ctx.clock.now()}
    where product_id = ${productId} and id <> ${id} and main`.execute(ctx.db)
}

/** The unit that stock is counted in stays, as long as it is that. */
const productUnit: Guard = async ({ deed, id }, ctx) => {
  if (deed !== 'delete') return
  const { rows } = await sql`
    select from product_units pu join products p on p.id = pu.product_id and p.primary_unit_id = pu.unit_id where pu.id = ${id}`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw refuse('STILL_REFERENCED', { entity: 'productUnit', by: 'product' })
}

/** Parts stand in kits, and kits are no parts of kits. */
const typeMustBe =
  (link: string, type: 'kit' | 'simple'): Guard =>
  async ({ given }, ctx) => {
    if (typeof given[link] !== 'string') return
    const found = await ctx.db.selectFrom('products').select('type').where('id', '=', given[link]).executeTakeFirst()
    if (found && found.type !== type)
      throw refuse('FIELD_INVALID', { field: link, problem: `must name a ${type} product` }, link)
  }

const productLink: Guard = async ({ given }) => {
  await Promise.resolve()
  if (given['linkedId'] !== undefined && given['linkedId'] === given['productId'])
    throw refuse('FIELD_INVALID', { field: 'linkedId', problem: 'names the product itself' }, 'linkedId')
}

/** What must hold before the catalogue is written. */
export const catalogGuards: Record<string, Guard> = {
  category,
  product,
  productCategory,
  productUnit,
  kitItem: typeMustBe('kitId', 'kit'),
  kitItemProduct: typeMustBe('productId', 'simple'),
  productLink,
}
