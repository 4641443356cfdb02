import { money } from '../../../apps/api/src/kernel/money.ts'
import { attributes } from '../data/attributes.ts'
import { products } from '../data/products/index.ts'
import { seedId, slugOf } from '../ids.ts'
import type { AttributeValues, FurtherUnit, Picture, ProductData, Size, Stock, Text, TierKind } from '../shape.ts'

/** A product as it is loaded: a simple one, a configurable one, or one of its variants. Everything that a variant inherits is filled in. */
export interface Sellable {
  id: string
  sku: string
  slug: string
  name: Text
  data: ProductData
  type: 'simple' | 'configurable'
  parentId: string | null
  has: AttributeValues
  usd: string
  tiers: TierKind
  weight: number
  size: Size
  units: FurtherUnit[]
  stock: Stock
  picture: Picture
  /** Key of its main picture; a variant that looks like its parent shares the parent's. */
  pictureKey: string
  /** Key of the second picture, from near. */
  detailKey: string
}

const optionLabels = new Map(
  attributes.flatMap(({ code, options }) =>
    (options ?? []).map((option) => [`${code}/${option.code}`, option.label] as const),
  ),
)

/** What people read for an option. Throws Error when there is no such option. */
export function optionLabel(attribute: string, option: string): Text {
  const label = optionLabels.get(`${attribute}/${option}`)
  if (!label)
    throw new Error(`the seed's attribute '${attribute}' has no option '${option}': add it in data/attributes.ts`)
  return label
}

/** Configurable products are followed by their variants. */
export function sellables(): Sellable[] {
  return products.flatMap((data) => [alone(data), ...(data.variants ?? []).map((_, index) => variant(data, index))])
}

function alone(data: ProductData): Sellable {
  const slug = slugOf(data.en.name)
  return {
    id: seedId('product', data.sku),
    sku: data.sku,
    slug,
    name: [data.en.name, data.de.name],
    data,
    type: data.variants ? 'configurable' : 'simple',
    parentId: null,
    has: data.variants ? without(data.has, data.by ?? []) : data.has,
    usd: data.usd,
    tiers: data.tiers ?? 'supply',
    weight: data.weight,
    size: data.size,
    units: data.units ?? [],
    stock: data.stock ?? 'plenty',
    picture: data.picture,
    pictureKey: `p-${slug}`,
    detailKey: `p-${slug}-detail`,
  }
}

function variant(data: ProductData, index: number): Sellable {
  const parent = alone(data)
  const choice = data.variants?.[index]
  if (!choice) throw new Error(`${data.sku} has no variant ${index}`)
  const has = { ...data.has, ...choice.has }
  const labels = (data.by ?? []).map((attribute) => optionLabel(attribute, String(has[attribute])))
  const sku = `${data.sku}-${choice.code}`
  const slug = `${parent.slug}-${slugOf(choice.code)}`
  const ownColor = data.by?.includes('color') ? { colour: String(has['color']) } : undefined
  const ownPicture = choice.picture ?? ownColor
  return {
    ...parent,
    id: seedId('product', sku),
    sku,
    slug,
    name: [
      `${data.en.name}, ${labels.map(([en]) => en).join(', ')}`,
      `${data.de.name}, ${labels.map(([, de]) => de).join(', ')}`,
    ],
    type: 'simple',
    parentId: parent.id,
    has,
    usd: choice.usd ?? data.usd,
    weight: choice.weight ?? data.weight,
    size: choice.size ?? data.size,
    units: choice.units ?? scaledUnits(data, choice.usd),
    stock: choice.stock ?? data.stock ?? 'plenty',
    picture: ownPicture ? [data.picture[0], { ...data.picture[1], ...ownPicture }] : data.picture,
    pictureKey: ownPicture ? `p-${slug}` : parent.pictureKey,
  }
}

/** A box of the dearer variant costs more in the same measure as its piece does. */
function scaledUnits(data: ProductData, usd: string | undefined): FurtherUnit[] {
  if (!data.units || !usd) return data.units ?? []
  const share = money(usd, 'USD').amount.dividedBy(data.usd)
  return data.units.map((unit) => ({ ...unit, usd: money(unit.usd, 'USD').times(share).amount.toFixed(1) + '0' }))
}

function without(has: AttributeValues, codes: readonly string[]): AttributeValues {
  return Object.fromEntries(Object.entries(has).filter(([code]) => !codes.includes(code)))
}
