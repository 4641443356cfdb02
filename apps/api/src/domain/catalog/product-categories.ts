import type { Wanted } from '../../engine/index.ts'
import type { CategoryAnswer, ProductAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import type { ReadCategoryTree } from './category-tree.ts'

/** What the read model says of a product's categories itself. */
const said = new Set(['id', 'code', 'slug', 'name', 'imageKey', 'position', '__typename'])

/** Puts whole categories into products where more is wanted of them than the read model says of them there. In place; `state` as in ReadCategoryTree. */
export async function completeCategories(
  products: readonly ProductAnswer[],
  wanted: Wanted | undefined,
  ctx: Ctx,
  readTree: ReadCategoryTree,
  state?: number,
): Promise<void> {
  const deep = ['category', 'breadcrumbs'].some((field) =>
    Object.keys(wanted?.[field] ?? {}).some((key) => !said.has(key)),
  )
  if (!deep) return
  const { bySlug } = await readTree(ctx, state)
  const whole = (category: CategoryAnswer) => bySlug.get(category.slug ?? '') ?? category
  for (const product of products) {
    if (product.category) product.category = whole(product.category)
    product.breadcrumbs = (product.breadcrumbs ?? []).map(whole)
  }
}
