import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProductListing, Questions } from '../../kernel/contract.ts'
import { Refusal } from '../../kernel/errors.ts'
import { openTestDatabase } from '../../testing/context.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { shelve, type Shelved, type Shelves } from '../../testing/fixtures/shelves.ts'
import { createCatalog, rebuildReadModel } from './index.ts'
import type { Sort } from './listing-query.ts'

type Input = Partial<Questions['product.search']['input']>

const catalog = createCatalog()
const everything = {
  items: { id: {}, name: {}, price: {} },
  total: {},
  facets: {},
  priceRange: {},
  availableCount: {},
  pageInfo: {},
}

let shop: Shop
let shelves: Shelves
let close: () => Promise<void>

beforeAll(async () => {
  const database = await openTestDatabase()
  close = database.close
  shop = await createShop(database)
  shelves = await shelve(shop)
  await rebuildReadModel(database, () => undefined, shop.clock.now())
})
afterAll(() => close())

const search = (input: Input, wanted = everything): Promise<ProductListing> =>
  catalog.questions!['product.search']!({ first: 24, ...input }, shop.stranger(), wanted)

async function allPages(input: Input, first: number): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null; ;) {
    const { items, pageInfo } = await search({ ...input, first, after }, { items: { id: {} }, pageInfo: {} } as never)
    expect(items.length).toBeLessThanOrEqual(first)
    ids.push(...items.map(({ id }) => id))
    if (!pageInfo.hasNextPage) return ids
    after = pageInfo.endCursor ?? null
  }
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** 'Drill 4' before 'Drill 12'. */
const name = (product: Shelved) => product.name.toLowerCase().replace(/\d+/, (digits) => digits.padStart(12, '0'))
const compare: Record<Exclude<Sort, 'relevance'>, (a: Shelved, b: Shelved) => number> = {
  position: (a, b) => a.position - b.position || text(a.id, b.id),
  nameAscending: (a, b) => text(name(a), name(b)) || text(a.id, b.id),
  nameDescending: (a, b) => text(name(b), name(a)) || text(b.id, a.id),
  priceAscending: (a, b) => (a.price ?? Infinity) - (b.price ?? Infinity) || text(a.id, b.id),
  priceDescending: (a, b) => (b.price ?? -1) - (a.price ?? -1) || text(b.id, a.id),
  newest: (a, b) => b.createdAt.getTime() - a.createdAt.getTime() || text(b.id, a.id),
}
const inCategory = (slug?: string | null) => shelves.products.filter(({ path }) => !slug || path.includes(slug))

describe('a listing', () => {
  it('brings every product of a category and below exactly once, in order, however the pages are cut', async () => {
    const categories = fc.constantFrom(undefined, 'tools', 'hand-tools', 'access')
    const sorts = fc.constantFrom(...(Object.keys(compare) as (keyof typeof compare)[]))
    await fc.assert(
      fc.asyncProperty(categories, sorts, fc.integer({ min: 1, max: 20 }), async (category, sort, first) => {
        const expected = inCategory(category)
          .toSorted(compare[sort])
          .map(({ id }) => id)
        expect(await allPages({ category, sort }, first)).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('counts every facet under all other filters, as one would by hand', async () => {
    const some = <T>(...values: T[]) =>
      fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined })
    const inputs = fc.record({
      category: fc.constantFrom(undefined, 'tools', 'drills'),
      colour: some('red', 'green', 'blue'),
      voltage: some('12', '18', '36'),
      brand: some('bosch', 'wera'),
      minPrice: fc.option(fc.constantFrom('15', '20.5'), { nil: undefined }),
      maxPrice: fc.option(fc.constantFrom('30', '40'), { nil: undefined }),
      available: fc.option(fc.boolean(), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(inputs, async ({ category, colour, voltage, brand, minPrice, maxPrice, available }) => {
        const chosen = Object.entries({ colour, voltage, brand }).flatMap(([code, values]) =>
          values ? [{ code, values }] : [],
        )
        const has = (product: Shelved, code: string) => (code === 'brand' ? [product.brand] : product.values[code]!)
        const passes = (product: Shelved, but?: string) =>
          chosen.every(
            ({ code, values }) => code === but || values.some((value) => has(product, code).includes(value)),
          ) &&
          (but === 'price' || !minPrice || (product.price !== null && product.price >= Number(minPrice))) &&
          (but === 'price' || !maxPrice || (product.price !== null && product.price <= Number(maxPrice))) &&
          (but === 'available' || available === undefined || product.orderable === available)
        const base = inCategory(category)
        const listing = await search({ category, filters: chosen, minPrice, maxPrice, available, first: 100 })

        expect(new Set(listing.items.map(({ id }) => id))).toEqual(
          new Set(base.filter((one) => passes(one)).map(({ id }) => id)),
        )
        expect(listing.total).toBe(listing.items.length)
        expect(listing.availableCount).toBe(base.filter((one) => passes(one, 'available') && one.orderable).length)
        for (const code of ['colour', 'voltage', 'brand']) {
          const counts = new Map<string, number>()
          for (const one of base.filter((product) => passes(product, code)))
            for (const value of has(one, code)) counts.set(value, (counts.get(value) ?? 0) + 1)
          const shown = listing.facets.find((facet) => facet.code === code)?.values ?? []
          expect(
            new Map(shown.filter(({ count }) => count > 0).map(({ code: value, count }) => [value, count])),
          ).toEqual(counts)
          const selected = chosen.find((filter) => filter.code === code)?.values ?? []
          expect(
            shown
              .filter((value) => value.selected)
              .map((value) => value.code)
              .sort(),
          ).toEqual(selected.toSorted())
        }
        const prices = base.filter((one) => passes(one, 'price') && one.price !== null).map(({ price }) => price!)
        expect(listing.priceRange?.lowest.amount).toBe(prices.length > 0 ? Math.min(...prices).toFixed(2) : undefined)
        expect(listing.priceRange?.highest.amount).toBe(prices.length > 0 ? Math.max(...prices).toFixed(2) : undefined)
      }),
      { numRuns: 40 },
    )
  })

  it('offers the categories below as a facet, and narrows by them', async () => {
    const { facets } = await search({ category: 'tools' })
    const below = facets.find(({ code }) => code === 'category')!
    expect(below.values.map(({ code }) => code).sort()).toEqual(['drills', 'hand-tools'])
    const narrowed = await search({
      category: 'tools',
      filters: [{ code: 'category', values: ['drills'] }],
      first: 100,
    })
    expect(narrowed.total).toBe(inCategory('drills').length)
  })

  it('takes a facet that is given twice as one with the values of both', async () => {
    const once = await search({ filters: [{ code: 'colour', values: ['red', 'blue'] }] })
    const twice = await search({ filters: ['blue', 'red'].map((value) => ({ code: 'colour', values: [value] })) })
    expect(twice).toEqual(once)
  })

  it('speaks the language of the caller', async () => {
    const ctx = { ...shop.stranger(), locale: 'de' as const }
    const { facets, items } = await catalog.questions!['product.search']!(
      { category: 'drills', first: 1 },
      ctx,
      everything,
    )
    expect(items[0]!.name).toMatch(/^Akku-Bohrmaschine/)
    const colour = facets.find(({ code }) => code === 'colour')!
    expect([colour.label, colour.values.map(({ label }) => label)]).toEqual(['Farbe', ['Rot', 'Grün', 'Blau']])
  })

  it('takes at most two statements, and one where nothing is counted', async () => {
    for (const [input, wanted, most] of [
      [{ category: 'tools' }, everything, 2],
      [
        { category: 'tools', filters: [{ code: 'colour', values: ['red'] }], available: true, maxPrice: '31' },
        everything,
        2,
      ],
      [{ query: 'drill' }, everything, 2],
      [{ category: 'tools' }, { items: { id: {} } }, 1],
      [{ category: 'tools' }, { items: { id: {}, description: {}, variants: {}, unitPrices: {} } }, 1],
    ] as const) {
      const ctx = shop.stranger()
      await createCatalog().questions!['product.search']!({ first: 24, ...(input as Input) }, ctx, wanted)
      expect(ctx.statements.count).toBeLessThanOrEqual(most)
    }
  })

  it('shows as much of a product as its page does, when it is asked to', async () => {
    const wanted = { items: { variants: {}, unitPrices: {}, breadcrumbs: {} } } as never
    const { items } = await search({ category: 'drills', sort: 'nameAscending', first: 100 }, wanted)
    const page = await catalog.questions!['product.find']!({ id: items[0]!.id }, shop.stranger(), {})
    expect(items[0]).toEqual(page)
  })

  it('says of a product’s categories all that is asked', async () => {
    const wanted = { items: { breadcrumbs: { slug: {}, productCount: {}, children: {} } } } as never
    const { items } = await search({ category: 'drills', first: 1 }, wanted)
    expect(items[0]!.breadcrumbs!.map(({ slug, productCount }) => [slug, productCount])).toEqual([
      ['tools', inCategory('tools').length],
      ['drills', inCategory('drills').length],
    ])
  })

  it('refuses a category that is not there', async () => {
    await expect(search({ category: 'nowhere' })).rejects.toThrow(Refusal)
  })

  it('refuses cursors that it did not write for this order', async () => {
    const { pageInfo } = await search({ category: 'tools', first: 2 })
    for (const after of ['rubbish', Buffer.from('["position","x","y"]').toString('base64url'), pageInfo.endCursor!])
      await expect(search({ category: 'tools', sort: 'newest', after })).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      })
  })
})
