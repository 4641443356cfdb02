import type { Area, AreaReader } from '../../engine/index.ts'
import type { CategoryAnswer } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { KeptResults } from './kept-results.ts'

/** The categories that can be seen, in one language. */
export interface CategoryTree {
  top: CategoryAnswer[]
  bySlug: ReadonlyMap<string, CategoryAnswer>
  byId: ReadonlyMap<string, CategoryAnswer>
}

interface Row {
  id: string
  parentId: string | null
  code: string
  slug: string
  name: string
  description: string | null
  metaTitle: string | null
  metaDescription: string | null
  imageKey: string | null
  position: number
  productCount: number
}

const readTree = `
  select c.id, above.category_id as "parentId", c.code, k.slug, c.position, c.image_key as "imageKey",
    read_model.said(c.name, l.speaks) as name, read_model.said(c.description, l.speaks) as description,
    read_model.said(c.meta_title, l.speaks) as "metaTitle", read_model.said(c.meta_description, l.speaks) as "metaDescription",
    coalesce(n.count, 0) as "productCount"
  from read_model.categories k
  join categories c on c.id = k.category_id
  left join read_model.categories above on above.slug = k.path[cardinality(k.path) - 1]
  join read_model.languages l on l.locale = $1
  left join (select category, count(*)::int as count from read_model.category_products group by category) n on n.category = k.slug
  order by cardinality(k.path), c.position, k.slug`

function treeOf(rows: readonly Row[]): CategoryTree {
  const top: CategoryAnswer[] = []
  const byId = new Map<string, CategoryAnswer>()
  const bySlug = new Map<string, CategoryAnswer>()
  // parents come before their children
  for (const { parentId, ...row } of rows) {
    const parent = parentId === null ? null : (byId.get(parentId) ?? null)
    const category: CategoryAnswer = {
      ...row,
      parent,
      children: [],
      breadcrumbs: parent ? [...(parent.breadcrumbs ?? []), parent] : [],
    }
    ;(parent ? parent.children! : top).push(category)
    byId.set(row.id, category)
    bySlug.set(row.slug, category)
  }
  return { top, byId, bySlug }
}

/** Reads the tree of the caller's language; `state` is the state of the catalogue where the caller knows it already. */
export type ReadCategoryTree = (ctx: Ctx, state?: number) => Promise<CategoryTree>

/** One statement to see whether the catalogue has changed, a second one only if it has. */
export function createCategoryTree(): ReadCategoryTree {
  const kept = new KeptResults<CategoryTree>(8)
  return async (ctx, state) => {
    const now =
      state ??
      (await ctx.reader.rows<{ catalog: number }>('catalog.state', 'select catalog from read_model.state', []))[0]!
        .catalog
    return kept.get(`${ctx.locale} ${now}`, async () =>
      treeOf(await ctx.reader.rows<Row>('catalog.tree', readTree, [ctx.locale])),
    )
  }
}

/** What can be asked about categories. */
export function categoryQuestions(readTree: ReadCategoryTree): Pick<Area, 'questions' | 'computed'> {
  const each = (field: 'breadcrumbs' | 'productCount', none: unknown) => async (ids: readonly string[], ctx: Ctx) => {
    const { byId } = await readTree(ctx)
    return new Map(ids.map((id) => [id, byId.get(id)?.[field] ?? none]))
  }
  return {
    questions: {
      'category.tree': async (_, ctx) => (await readTree(ctx)).top,
      'category.find': async ({ slug }, ctx) => (await readTree(ctx)).bySlug.get(slug) ?? null,
    },
    computed: { 'category.breadcrumbs': each('breadcrumbs', []), 'category.productCount': each('productCount', 0) },
  }
}

/** Categories that something links to, out of the tree: no statement where the catalogue has not changed. */
export const categoriesById =
  (readTree: ReadCategoryTree): AreaReader =>
  async (ids, ctx) => {
    const { byId } = await readTree(ctx)
    return new Map(ids.flatMap((id) => (byId.has(id) ? [[id, byId.get(id)!] as const] : [])))
  }
