import type { Area } from '../../engine/index.ts'
import type { RunnableJob } from '../../kernel/jobs.ts'
import type { Consumer } from '../../kernel/outbox.ts'
import { categoriesById, categoryQuestions, createCategoryTree } from './category-tree.ts'
import { catalogGuards, catalogManyGuards } from './guards.ts'
import { findProduct, productsById, withdrawn } from './find-product.ts'
import { readModelConsumers, readModelJobs } from './keep-read-model.ts'
import { completeCategories } from './product-categories.ts'
import { createSearch } from './search-products.ts'
import { createSuggest } from './suggest-products.ts'

export { availabilityFrom, deliverable } from './availability.ts'
export { quantitiesFit } from './quantities-fit.ts'
export { quantityFits } from './quantity-fits.ts'
export { createPictureRows, followPicture } from './picture-rows.ts'
export { rebuildReadModel } from './rebuild-read-model.ts'

/** The catalogue as shoppers see it, and the consumers that keep it. */
export function createCatalog(): Area & { consumers: readonly Consumer[]; jobs: readonly RunnableJob[] } {
  const readTree = createCategoryTree()
  const categories = categoryQuestions(readTree)
  return {
    questions: {
      'product.search': createSearch(readTree),
      'product.find': async (input, ctx, wanted) => {
        const product = await findProduct(input, ctx, wanted)
        if (product) await completeCategories([product], wanted, ctx, readTree)
        return product
      },
      'product.suggest': createSuggest(readTree),
      ...categories.questions,
    },
    computed: { ...categories.computed },
    readers: {
      product: async (ids, ctx, wanted) => {
        const products = await productsById(ids, ctx)
        await completeCategories([...products.values()], wanted, ctx, readTree)
        return products
      },
      category: categoriesById(readTree),
    },
    guards: catalogGuards,
    manyGuards: catalogManyGuards,
    remains: { product: withdrawn },
    consumers: readModelConsumers,
    jobs: readModelJobs,
  }
}
