import { describe, expect, it } from 'vitest'
import { attributes } from './data/attributes.ts'
import { brands } from './data/brands.ts'
import { categories } from './data/categories.ts'
import { products } from './data/products/index.ts'
import { units } from './data/units.ts'
import { sellables } from './rows/sellables.ts'
import type { CategoryData } from './shape.ts'

const all = sellables()
const sold = all.filter(({ type }) => type === 'simple')
const flat = (siblings: readonly CategoryData[]): CategoryData[] =>
  siblings.flatMap((category) => [category, ...flat(category.children ?? [])])
const leaves = new Set(
  flat(categories)
    .filter(({ children }) => !children)
    .map(({ code }) => code),
)

/** What is wrong with a product, in words; empty when all is well. */
function problems(sellable: (typeof all)[number]): string[] {
  const { sku, data, has, units: further, size, weight, usd } = sellable
  const found: string[] = []
  const demand = (fine: boolean, what: string) => (fine ? undefined : found.push(`${sku}: ${what}`))
  demand(/^\d+\.\d{2}$/.test(usd) && Number(usd) > 0, `price ${usd}`)
  demand(weight > 0 && size.every((side) => side > 0), 'weight and size')
  demand(
    brands.some(({ code }) => code === data.brand),
    `brand ${data.brand}`,
  )
  for (const category of [data.in, ...(data.also ?? [])]) demand(leaves.has(category), `category ${category}`)
  for (const code of [data.unit ?? 'piece', ...further.map(({ unit }) => unit)])
    demand(
      units.some((unit) => unit.code === code),
      `unit ${code}`,
    )
  demand(
    !data.precision || data.minimum !== undefined,
    'is cut to length, and has no least quantity: its price begins at 1',
  )
  for (const unit of further)
    demand(unit.holds > 1 && Number(unit.usd) < Number(usd) * unit.holds, `${unit.unit} is no bargain`)
  for (const [code, value] of Object.entries(has)) {
    const attribute = attributes.find((known) => known.code === code)
    const options = new Set((attribute?.options ?? []).map((option) => option.code))
    const kind = attribute?.type
    demand(attribute !== undefined, `attribute ${code}`)
    if (kind === 'option') demand(options.has(String(value)), `${code} ${String(value)}`)
    if (kind === 'options')
      demand(Array.isArray(value) && value.every((entry) => options.has(entry)), `${code} ${String(value)}`)
    if (kind === 'number') demand(typeof value === 'number', `${code} is no number`)
    if (kind === 'boolean') demand(typeof value === 'boolean', `${code} is neither true nor false`)
  }
  return found
}

describe('the catalogue that is seeded', () => {
  it('has some 200 products and 400 articles, each with a price, a weight, a brand, a category and known attribute values', () => {
    expect(products.length).toBeGreaterThanOrEqual(200)
    expect(sold.length).toBeGreaterThanOrEqual(330)
    expect(all.flatMap(problems)).toEqual([])
  })

  it('says everything in English and in German, and no sentence twice', () => {
    const texts = products.flatMap(({ en, de }) => [en.name, en.short, en.text, de.name, de.short, de.text])
    expect(texts.filter((text) => text.trim().length < 5)).toEqual([])
    const long = products.flatMap(({ en, de }) => [en.short, en.text, de.short, de.text])
    expect(long.filter((text, index) => long.indexOf(text) !== index)).toEqual([])
    expect(products.filter(({ en, de }) => en.text === de.text || en.short === de.short).map(({ sku }) => sku)).toEqual(
      [],
    )
  })

  it('keeps to the lengths that its fields allow', () => {
    expect(all.filter(({ name }) => name.some((text) => text.length > 255)).map(({ sku }) => sku)).toEqual([])
    expect(
      all.filter(({ slug, detailKey }) => slug.length > 150 || detailKey.length > 160).map(({ sku }) => sku),
    ).toEqual([])
  })

  it('has no SKU, no address and no set of choices twice', () => {
    for (const key of ['sku', 'slug', 'id'] as const) {
      const values = all.map((sellable) => sellable[key])
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([])
    }
    const choices = all
      .filter(({ parentId }) => parentId)
      .map(({ parentId, data, has }) => JSON.stringify([parentId, data.by?.map((code) => has[code])]))
    expect(choices.filter((choice, index) => choices.indexOf(choice) !== index)).toEqual([])
  })

  it('puts something into every category of the third level', () => {
    const used = new Set(products.map((product) => product.in))
    expect([...leaves].filter((code) => !used.has(code))).toEqual([])
    expect(categories).toHaveLength(6)
  })

  it('shows every kind of availability', () => {
    const kinds = new Set(sold.map(({ stock }) => stock))
    expect([...kinds].sort()).toEqual(['backorder', 'low', 'none', 'plenty', 'some', 'unmanaged'])
    expect(products.some(({ upcomingWeeks }) => upcomingWeeks)).toBe(true)
    expect(products.some(({ discontinued }) => discontinued)).toBe(true)
  })
})
