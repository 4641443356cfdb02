import type { Rows } from '../copy.ts'
import { seedId } from '../ids.ts'
import type { Text } from '../shape.ts'
import { bulkId, chanceFrom } from './chance.ts'
import type { Surroundings } from './surroundings.ts'
import { makers, manners, sentences } from './words.data.ts'

/** Tables that a batch of products fills, in the order of their foreign keys. */
export const batchTables = [
  'products',
  'productUnits',
  'productCategories',
  'productImages',
  'inventoryLevels',
  'prices',
] as const
export type Batch = { [Table in (typeof batchTables)[number]]: NonNullable<Rows[Table]> }

/** Every second product is configurable with four variants: 10,000 products have 20,000 variants. */
const variantsOf = (index: number) => (index % 2 === 0 ? 4 : 0)

/** One product and what hangs on it takes so many numbers; ids of neighbours must not meet. */
const stride = 8

const unitIds = new Map(['piece', 'pack', 'pair', 'roll'].map((code) => [code, seedId('unit', code)]))
const taxCodeId = seedId('productTaxCode', 'standard')
const from2020 = Date.UTC(2020, 0, 1)

/** The products `from` … `until` − 1 of a seed, with units, places, pictures, stock and prices. The same for the same arguments. */
export function productBatch(seed: number, from: number, until: number, around: Surroundings): Batch {
  const batch: Batch = {
    products: [],
    productUnits: [],
    productCategories: [],
    productImages: [],
    inventoryLevels: [],
    prices: [],
  }
  for (let index = from; index < until; index += 1) addProduct(batch, seed, index, around)
  return batch
}

interface Common {
  seed: number
  index: number
  around: Surroundings
  name: Text
  unit: string
  imageKey: string
  cents: number
  grams: number
}

function addProduct(batch: Batch, seed: number, index: number, around: Surroundings): void {
  const chance = chanceFrom(seed * 0x9e3779b1 + index)
  const shelf = around.shelves[index % around.shelves.length]!
  const brand = chance(makers.length)
  const manner = pick(manners, chance)
  const model = `${String.fromCharCode(65 + chance(26))}${String.fromCharCode(65 + chance(26))} ${100 + chance(900)}`
  const name: Text = [
    `${makers[brand]![0]} ${manner[0]} ${shelf.kind.name[0]} ${model}`,
    `${makers[brand]![1]} ${shelf.kind.name[1]} ${model}, ${manner[1]}`,
  ]
  const told = [pick(sentences, chance), pick(sentences, chance), pick(sentences, chance)]
  const variants = variantsOf(index)
  const sku = `G${seed}-${String(index).padStart(8, '0')}`
  const common: Common = {
    seed,
    index,
    around,
    name,
    unit: unitIds.get(shelf.kind.unit)!,
    imageKey: pick(around.pictures.get(shelf.kind.motif) ?? [...around.pictures.values()].flat().slice(0, 1), chance),
    cents: 90 + chance(400) * chance(120),
    grams: 20 + chance(6_000),
  }
  const id = bulkId('product', seed, index * stride)
  const options = around.options.get(shelf.kind.by) ?? []
  const material = pick(around.options.get('material') ?? [], chance).code
  const color = pick(around.options.get('color') ?? [], chance).code
  const values = { material, ...(shelf.kind.by === 'color' ? {} : { color }) }
  const shared = {
    shortDescription: { en: `${name[0]}. ${told[0]![0]}`, de: `${name[1]}. ${told[0]![1]}` },
    brandId: around.brandIds[brand]!,
  }
  batch.products.push({
    ...rowOf(common, id, sku, name, shared),
    type: variants > 0 ? 'configurable' : 'simple',
    description: { en: told.map(([en]) => en).join(' '), de: told.map(([, de]) => de).join(' ') },
    attributeValues: variants > 0 ? values : { ...values, [shelf.kind.by]: pick(options, chance).code },
    variantAttributes: variants > 0 ? [shelf.kind.by] : [],
    featured: index % 97 === 0,
    isNew: index % 41 === 0,
    parentId: null,
  })
  batch.productCategories.push({
    id: bulkId('place', seed, index * stride),
    main: true,
    position: index,
    productId: id,
    categoryId: shelf.id,
  })
  addParts(batch, common, id, 0)
  if (variants === 0) addOffer(batch, common, id, 0, chance)
  const first = chance(Math.max(1, options.length))
  for (let variant = 1; variant <= Math.min(variants, options.length); variant += 1) {
    const option = options[(first + variant) % options.length]!
    const variantId = bulkId('product', seed, index * stride + variant)
    batch.products.push({
      ...rowOf(
        common,
        variantId,
        `${sku}-${variant}`,
        [`${name[0]}, ${option.label[0]}`, `${name[1]}, ${option.label[1]}`],
        shared,
      ),
      type: 'simple',
      description: null,
      attributeValues: { ...values, [shelf.kind.by]: option.code },
      variantAttributes: [],
      featured: false,
      isNew: false,
      parentId: id,
    })
    addParts(batch, common, variantId, variant)
    addOffer(batch, common, variantId, variant, chance)
  }
}

/** What simple products, configurable ones and variants have alike. */
function rowOf(
  { unit, index }: Common,
  id: string,
  sku: string,
  name: Text,
  shared: Pick<Batch['products'][number], 'shortDescription' | 'brandId'>,
) {
  const createdAt = new Date(from2020 + (index % 2_000_000) * 60_000)
  return {
    id,
    sku,
    name: { en: name[0], de: name[1] },
    ...shared,
    slug: sku.toLowerCase(),
    metaTitle: { en: name[0], de: name[1] },
    lowInventoryThreshold: '5',
    position: index,
    primaryUnitId: unit,
    taxCodeId,
    createdAt,
    updatedAt: createdAt,
  }
}

/** Unit and picture. */
function addParts(
  batch: Batch,
  { seed, index, unit, imageKey, name, grams }: Common,
  productId: string,
  part: number,
): void {
  const number = index * stride + part
  const side = (5 + Math.cbrt(grams) * 1.6).toFixed(2)
  batch.productUnits.push({
    id: bulkId('unit', seed, number),
    precision: 0,
    conversion: '1',
    weightKg: (grams / 1_000).toFixed(3),
    lengthCm: side,
    widthCm: side,
    heightCm: side,
    productId,
    unitId: unit,
  })
  batch.productImages.push({
    id: bulkId('image', seed, number),
    key: imageKey,
    alt: { en: name[0], de: name[1] },
    roles: ['main', 'listing'],
    position: 0,
    width: 1200,
    height: 1200,
    productId,
  })
}

/** Stock in both warehouses (one in sixteen is sold out) and prices with a tier in both currencies; one in eight has a wholesale price. */
function addOffer(
  batch: Batch,
  { seed, index, around, unit, cents }: Common,
  productId: string,
  part: number,
  chance: (below: number) => number,
): void {
  const number = index * stride + part
  const soldOut = chance(16) === 0
  around.warehouseIds.forEach((warehouseId, place) =>
    batch.inventoryLevels.push({
      id: bulkId('level', seed, number, place),
      onHand: soldOut ? '0' : String(chance(500)),
      reserved: '0',
      productId,
      warehouseId,
    }),
  )
  const price = (priceListId: string, currency: string, quantity: string, amount: number, place: number) =>
    batch.prices.push({
      id: bulkId('price', seed, number, place),
      quantity,
      currency,
      amount: decimal(Math.max(1, amount)),
      priceListId,
      productId,
      unitId: unit,
    })
  const own = cents + part * 10
  const euro = Math.round((own * 92) / 100)
  price(around.priceListId, 'USD', '1', own, 0)
  price(around.priceListId, 'USD', '10', Math.round((own * 94) / 100), 1)
  price(around.priceListId, 'EUR', '1', euro, 2)
  price(around.priceListId, 'EUR', '10', Math.round((euro * 94) / 100), 3)
  if (index % 8 !== 0) return
  price(around.wholesaleListId, 'USD', '1', Math.round((own * 88) / 100), 4)
  price(around.wholesaleListId, 'EUR', '1', Math.round((euro * 88) / 100), 5)
}

/** Whole cents as an exact decimal: 1990 → 19.90. */
function decimal(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}

function pick<Item>(from: readonly Item[], chance: (below: number) => number): Item {
  return from[chance(from.length)]!
}
