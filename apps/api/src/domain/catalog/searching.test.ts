import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locale } from '../../kernel/context.ts'
import { openTestDatabase } from '../../testing/context.ts'
import { createShop, type Shop } from '../../testing/fixtures/shop.ts'
import { shelve } from '../../testing/fixtures/shelves.ts'
import { createCatalog, rebuildReadModel } from './index.ts'

const catalog = createCatalog()
let shop: Shop
let close: () => Promise<void>

beforeAll(async () => {
  const database = await openTestDatabase()
  close = database.close
  shop = await createShop(database)
  await shelve(shop)
  await rebuildReadModel(database, () => undefined, shop.clock.now())
})
afterAll(() => close())

const as = (locale: Locale) => ({ ...shop.stranger(), locale })
const search = async (query: string, locale: Locale = 'en') => {
  const { items, total, didYouMean } = await catalog.questions!['product.search']!({ query, first: 100 }, as(locale), {
    items: { name: {} },
    total: {},
  })
  return {
    total,
    didYouMean,
    kinds: [...new Set(items.map(({ name }) => name!.replace(/ \d+$/, '')))],
    skus: items.map(({ sku }) => sku),
  }
}

describe('the search', () => {
  it('finds every word, whatever its form', async () => {
    expect(await search('cordless drills')).toMatchObject({ total: 9, kinds: ['Cordless drill'], didYouMean: null })
    expect((await search('bosch hammer')).kinds).toEqual(['Claw hammer'])
    expect((await search('bosch ladders hammer')).total).toBe(0)
  })

  it('goes along while the last word is being typed', async () => {
    expect((await search('screwd')).kinds).toEqual(['Screwdriver'])
    expect((await search('cordless dr')).kinds).toEqual(['Cordless drill'])
  })

  it('forgives typing errors, and says what it searched for', async () => {
    expect(await search('hamer')).toMatchObject({ kinds: ['Claw hammer'], didYouMean: 'hammer' })
    expect(await search('cordles drlil')).toMatchObject({ kinds: ['Cordless drill'], didYouMean: 'cordles drill' })
    for (const typed of ['driil', 'drlil', 'dril', 'ddrill', 'drilk'])
      expect(await search(`cordless ${typed}`)).toMatchObject({
        kinds: ['Cordless drill'],
        didYouMean: typed === 'dril' ? null : 'cordless drill',
      })
    expect((await search('lader')).didYouMean).toBe('ladder')
    expect(await search('screwdirver')).toMatchObject({ kinds: ['Screwdriver'], didYouMean: 'screwdriver' })
  })

  it('knows compounds, and letters with and without their dots', async () => {
    expect(await search('maschine', 'de')).toMatchObject({ kinds: ['Akku-Bohrmaschine'], didYouMean: null })
    // nobody wrote it like this
    expect(await search('akkumaschine', 'de')).toMatchObject({ kinds: ['Akku-Bohrmaschine'], didYouMean: null })
    const { total } = await search('grüne leiter', 'de')
    expect(total).toBeGreaterThan(0)
    for (const spelled of ['grune leiter', 'gruene leiter', 'GRÜN Leitern'])
      expect((await search(spelled, 'de')).total).toBe(total)
  })

  it('finds an article by its number, with and without its signs, also that of a variant', async () => {
    for (const query of ['T-101/A', 't101a', 'T 101 A']) expect((await search(query)).skus[0]).toBe('T-101/A')
    expect((await search('T-100/A-1')).skus[0]).toBe('T-100/A')
  })

  it('answers nothing to what means nothing', async () => {
    for (const query of ['qqqqzzzz', '!!!', "'; drop table products; --", '🦆'.repeat(50), '\\ & | ! :* ( )'])
      expect((await search(query)).kinds.length).toBeLessThanOrEqual(5)
    expect((await search('qqqqzzzz')).total).toBe(0)
    expect((await search('!!!')).total).toBe(0)
  })
})

describe('suggestions', () => {
  const suggest = (query: string, locale: Locale = 'en') =>
    catalog.questions!['product.suggest']!({ query, first: 4 }, as(locale), {})

  it('bring products, categories and complete searches while typing', async () => {
    const { products, categories, terms } = await suggest('dri')
    expect(products).toHaveLength(4)
    expect(products.every(({ name }) => name!.startsWith('Cordless drill'))).toBe(true)
    expect(products[0]!.price?.currency).toBe('EUR')
    expect(categories.map(({ slug }) => slug)).toEqual(['drills'])
    expect(terms).toContain('drill')
  })

  it('tolerate typing errors too', async () => {
    expect((await suggest('hamme')).terms).toContain('hammer')
    expect((await suggest('lader')).products.map(({ name }) => name!.split(' ')[0])).toContain('Ladder')
  })

  it('take one statement once the categories are known', async () => {
    const ctx = shop.stranger()
    await catalog.questions!['product.suggest']!({ query: 'pli', first: 4 }, ctx, {})
    expect(ctx.statements.count).toBe(1)
  })
})
