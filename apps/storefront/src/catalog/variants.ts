import type { ProductDetail, Sellable } from '#lib/shop/catalog.ts'

export interface ChoiceValue {
  code: string
  label: string
  swatch: string | null
  /** SKU of the variant that this choice leads to; null where no variant has the value at all. */
  sku: string | null
  selected: boolean
  /** The variant has it, but not together with everything else that is chosen. */
  changesOthers: boolean
  orderable: boolean
}

export interface Choice {
  code: string
  label: string
  values: ChoiceValue[]
}

/** The variant that the address names, else the first that can be ordered, else the first; null for simple products. */
export function chosenVariant(product: ProductDetail, sku: string): Sellable | null {
  const { variants } = product
  return (
    variants.find((variant) => variant.sku === sku) ??
    variants.find(({ availability }) => availability.orderable) ??
    variants[0] ??
    null
  )
}

/** Every choice with, for every value, the variant nearest to the present one that has it. */
export function variantChoices(product: ProductDetail, chosen: Sellable): Choice[] {
  const codes = product.variantOptions.map(({ code }) => code)
  const value = (variant: Sellable, code: string) =>
    variant.attributes.find((attribute) => attribute.code === code)?.optionCode ?? null
  const agreement = (variant: Sellable, except: string) =>
    codes.filter((code) => code !== except && value(variant, code) === value(chosen, code)).length

  return product.variantOptions.map((option) => ({
    code: option.code,
    label: option.label,
    values: option.values.map(({ code, label, swatch }) => {
      const having = product.variants.filter((variant) => value(variant, option.code) === code)
      const nearest = having.toSorted((a, b) => agreement(b, option.code) - agreement(a, option.code))[0]
      return {
        code,
        label,
        swatch: swatch ?? null,
        sku: nearest?.sku ?? null,
        selected: value(chosen, option.code) === code,
        changesOthers: nearest !== undefined && agreement(nearest, option.code) < codes.length - 1,
        orderable: nearest?.availability.orderable ?? false,
      }
    }),
  }))
}
