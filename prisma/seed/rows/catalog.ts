import type { Rows } from '../copy.ts'
import { attributes } from '../data/attributes.ts'
import { brands } from '../data/brands.ts'
import { categories } from '../data/categories.ts'
import { productTaxCodes } from '../data/taxes.ts'
import { units } from '../data/units.ts'
import { seedId } from '../ids.ts'
import { localized, type CategoryData } from '../shape.ts'

/** Key of a category's picture in the media store. */
export const categoryPictureKey = (code: string) => `c-${code}`

/** Units, brands, tax codes, attributes and the category tree. */
export function catalogRows(): Rows {
  return {
    units: units.map(({ code, label, labelPlural, symbol }) => ({
      id: seedId('unit', code),
      code,
      label: localized(label),
      labelPlural: localized(labelPlural),
      symbol: localized(symbol),
    })),
    brands: brands.map(({ code, name, description }) => ({
      id: seedId('brand', code),
      code,
      slug: code,
      name,
      description: localized(description),
    })),
    productTaxCodes: productTaxCodes.map((taxCode) => ({ id: seedId('productTaxCode', taxCode.code), ...taxCode })),
    attributes: attributes.map(({ code, label, type, unit, filterable, searchable }, index) => ({
      id: seedId('attribute', code),
      code,
      label: localized(label),
      type,
      unit: unit ?? null,
      filterable: filterable ?? false,
      searchable: searchable ?? false,
      position: index * 10,
    })),
    attributeOptions: attributes.flatMap((attribute) =>
      (attribute.options ?? []).map(({ code, label, swatch }, index) => ({
        id: seedId('attributeOption', `${attribute.code}/${code}`),
        code,
        label: localized(label),
        swatch: swatch ?? null,
        position: index * 10,
        attributeId: seedId('attribute', attribute.code),
      })),
    ),
    categories: branch(categories, null),
  }
}

function branch(siblings: readonly CategoryData[], parentId: string | null): NonNullable<Rows['categories']> {
  return siblings.flatMap(({ code, name, description, children }, index) => {
    const id = seedId('category', code)
    const row = {
      id,
      code,
      slug: code,
      name: localized(name),
      description: localized(description),
      metaTitle: localized(name),
      metaDescription: localized(description),
      imageKey: categoryPictureKey(code),
      position: index * 10,
      parentId,
    }
    return [row, ...branch(children ?? [], id)]
  })
}
