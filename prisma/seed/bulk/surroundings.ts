import type pg from 'pg'
import type { Rows } from '../copy.ts'
import { attributes } from '../data/attributes.ts'
import { seedId } from '../ids.ts'
import { drawings } from '../drawings.ts'
import { sellables } from '../rows/sellables.ts'
import { localized, type Text } from '../shape.ts'
import { bulkId } from './chance.ts'
import { departments, makers, type Kind } from './words.data.ts'

/** A category at the bottom of the generated tree. */
export interface Shelf {
  id: string
  kind: Kind
}

/** What generated products refer to. */
export interface Surroundings {
  brandIds: string[]
  shelves: Shelf[]
  /** Keys of pictures by motif. */
  pictures: Map<string, string[]>
  /** Option codes by attribute. */
  options: Map<string, { code: string; label: Text }[]>
  warehouseIds: string[]
  priceListId: string
  wholesaleListId: string
}

/** Shelves of a kind of thing; the tree is the same for any number of products: 10 departments, 50 kinds, 200 shelves. */
const shelvesPerKind = 4

/** The brands and categories of a seed. */
export function furnish(seed: number): { rows: Required<Pick<Rows, 'brands' | 'categories'>>; around: Surroundings } {
  const rows: Required<Pick<Rows, 'brands' | 'categories'>> = { brands: [], categories: [] }
  const prefix = `g${seed}`
  const brandIds = makers.map(([name], index) => {
    const id = bulkId('brand', seed, 0, index)
    const code = `${prefix}-${name.toLowerCase().replaceAll(' ', '-')}`
    rows.brands.push({ id, code, slug: code, name: seed === 1 ? name : `${name} ${seed}`, description: null })
    return id
  })
  const category = (code: string, name: Text, parentId: string | null, position: number): string => {
    const id = bulkId('category', seed, 0, rows.categories.length)
    rows.categories.push({ id, code, slug: code, name: localized(name), position, parentId })
    return id
  }
  const shelves: Shelf[] = []
  departments.forEach((department, index) => {
    const top = category(`${prefix}-${department.code}`, department.name, null, 1_000 + index)
    department.kinds.forEach((kind, place) => {
      const code = `${prefix}-${department.code}-${kind.name[0].replaceAll(' ', '-')}`
      const middle = category(code, capital(kind.name), top, place)
      for (let shelf = 1; shelf <= shelvesPerKind; shelf += 1)
        shelves.push({
          id: category(
            `${code}-${shelf}`,
            [`${capital(kind.name)[0]}, series ${shelf}`, `${capital(kind.name)[1]}, Reihe ${shelf}`],
            middle,
            shelf,
          ),
          kind,
        })
    })
  })
  return { rows, around: { brandIds, shelves, ...known() } }
}

function known(): Omit<Surroundings, 'brandIds' | 'shelves'> {
  const pictures = new Map<string, string[]>()
  for (const drawing of drawings(sellables())) {
    if ('scene' in drawing || drawing.angle === 'detail' || !drawing.key.startsWith('p-')) continue
    const [motif] = drawing.picture
    pictures.set(motif, [...(pictures.get(motif) ?? []), drawing.key])
  }
  return {
    pictures,
    options: new Map(
      attributes.map(({ code, options }) => [
        code,
        (options ?? []).map((option) => ({ code: option.code, label: option.label })),
      ]),
    ),
    warehouseIds: [seedId('warehouse', 'memphis'), seedId('warehouse', 'hamburg')],
    priceListId: seedId('priceList', 'standard'),
    wholesaleListId: seedId('priceList', 'wholesale'),
  }
}

/** Throws Error unless the seeded company is there, which the generated products hang on to. */
export async function demandSeed(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query('select from price_lists where id = $1', [seedId('priceList', 'standard')])
  if (!rowCount)
    throw new Error(
      'this database does not have the company Werkmark, whose price lists the generated products go into: run the seed first (npm run generate does)',
    )
}

const capital = ([en, de]: Text): Text => [en.charAt(0).toUpperCase() + en.slice(1), de]
