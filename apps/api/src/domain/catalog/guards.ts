import { ofOne, type Guard, type ManyGuard } from '../../engine/index.ts'
import { refuse, type Refusal } from '../../kernel/errors.ts'
import { categories, productCategories, productLinks, products, productUnits } from './guard-many.ts'
import { productValues } from './guard-values.ts'

/** Parts stand in kits, and kits are no parts of kits. */
const typeMustBe =
  (link: string, type: 'kit' | 'simple'): Guard =>
  async ({ given }, ctx) => {
    if (typeof given[link] !== 'string') return
    const found = await ctx.db.selectFrom('products').select('type').where('id', '=', given[link]).executeTakeFirst()
    if (found && found.type !== type)
      throw refuse('FIELD_INVALID', { field: link, problem: `must name a ${type} product` }, link)
  }

/** What several guards say, one after the other. */
const allOf =
  (...guards: readonly ManyGuard[]): ManyGuard =>
  async (changes, ctx) => {
    const refused = new Map<number, readonly Refusal[]>()
    for (const guard of guards)
      for (const [at, refusals] of await guard(changes, ctx)) refused.set(at, [...(refused.get(at) ?? []), ...refusals])
    return refused
  }

/** What must hold before many rows of the catalogue are written at once. */
export const catalogManyGuards: Record<string, ManyGuard> = {
  category: categories,
  product: allOf(products, productValues),
  productCategory: productCategories,
  productUnit: productUnits,
  productLink: productLinks,
}

/** What must hold before the catalogue is written. */
export const catalogGuards: Record<string, Guard> = {
  ...Object.fromEntries(Object.entries(catalogManyGuards).map(([entity, many]) => [entity, ofOne(many)])),
  kitItem: typeMustBe('kitId', 'kit'),
  kitItemProduct: typeMustBe('productId', 'simple'),
}
