import type { Rows } from '../copy.ts'
import { drawn, inHouseGtin, seedId } from '../ids.ts'
import { localized } from '../shape.ts'
import type { Sellable } from './sellables.ts'

const day = 86_400_000

/** Products with their units, categories and pictures. Dates are counted from `now`, so that new things are new whenever it is loaded. */
export function productRows(all: readonly Sellable[], now: Date): Rows {
  return {
    products: all.map((sellable, index) => productRow(sellable, index, now)),
    productUnits: all.flatMap(unitRows),
    productCategories: all.flatMap(categoryRows),
    productImages: all.flatMap(imageRows),
  }
}

function productRow(sellable: Sellable, index: number, now: Date): NonNullable<Rows['products']>[number] {
  const { data, id, sku, slug, parentId } = sellable
  const configurable = sellable.type === 'configurable'
  return {
    id,
    sku,
    type: sellable.type,
    name: { en: sellable.name[0], de: sellable.name[1] },
    shortDescription: { en: data.en.short, de: data.de.short },
    description: { en: data.en.text, de: data.de.text },
    slug,
    metaTitle: { en: `${sellable.name[0]} | Werkmark`, de: `${sellable.name[1]} | Werkmark` },
    metaDescription: { en: data.en.short, de: data.de.short },
    gtin: configurable ? null : inHouseGtin(sku),
    mpn: configurable ? null : sku.replaceAll('-', ''),
    attributeValues: sellable.has,
    variantAttributes: configurable ? (data.by ?? []) : [],
    manageInventory: sellable.stock !== 'unmanaged',
    backorder: sellable.stock === 'backorder',
    lowInventoryThreshold: sellable.tiers === 'bulk' ? '50' : '5',
    minimumQuantity: data.minimum ?? null,
    maximumQuantity: data.maximum ?? null,
    discontinued: data.discontinued ?? false,
    availableFrom: data.upcomingWeeks ? dateOf(now.getTime() + data.upcomingWeeks * 7 * day) : null,
    featured: parentId === null && (data.featured ?? false),
    isNew: data.isNew ?? false,
    position: index * 10,
    parentId,
    brandId: seedId('brand', data.brand),
    primaryUnitId: seedId('unit', data.unit ?? 'piece'),
    taxCodeId: seedId('productTaxCode', data.tax ?? 'standard'),
    createdAt: new Date(now.getTime() - (data.isNew ? 1 + drawn(data.sku, 25) : 40 + drawn(data.sku, 700)) * day),
    updatedAt: now,
  }
}

function unitRows({ id, data, weight, size, units }: Sellable): NonNullable<Rows['productUnits']> {
  const primary = data.unit ?? 'piece'
  const row = (unit: string, holds: number, kilograms: number, [length, width, height]: Sellable['size']) => ({
    id: seedId('productUnit', `${id}/${unit}`),
    precision: unit === primary ? (data.precision ?? 0) : 0,
    conversion: String(holds),
    weightKg: kilograms.toFixed(4),
    lengthCm: length.toFixed(2),
    widthCm: width.toFixed(2),
    heightCm: height.toFixed(2),
    productId: id,
    unitId: seedId('unit', unit),
  })
  return [
    row(primary, 1, weight, size),
    ...units.map((unit) => row(unit.unit, unit.holds, unit.weight ?? weight * unit.holds, unit.size)),
  ]
}

function categoryRows({ id, data, parentId }: Sellable): NonNullable<Rows['productCategories']> {
  if (parentId) return []
  return [data.in, ...(data.also ?? [])].map((category, index) => ({
    id: seedId('productCategory', `${id}/${category}`),
    main: index === 0,
    position: index * 10,
    productId: id,
    categoryId: seedId('category', category),
  }))
}

function imageRows(sellable: Sellable): NonNullable<Rows['productImages']> {
  const { id, name, pictureKey, detailKey } = sellable
  const picture = { width: 1200, height: 1200, productId: id }
  return [
    {
      ...picture,
      id: seedId('productImage', `${id}/main`),
      key: pictureKey,
      alt: localized(name),
      roles: ['main', 'listing'],
      position: 0,
    },
    {
      ...picture,
      id: seedId('productImage', `${id}/detail`),
      key: detailKey,
      alt: localized([`${name[0]}: a closer look`, `${name[1]} aus der Nähe`]),
      roles: ['additional'],
      position: 10,
    },
  ]
}

/** 2026-11-23 */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
