/** A text in English and German. */
export type Text = readonly [en: string, de: string]

/** As localized columns keep it. */
export function localized([en, de]: Text): { en: string; de: string } {
  return { en, de }
}

/** What a product is called and what is said of it in one language. `short` stands in listings, `text` on its page. */
export interface Words {
  name: string
  short: string
  text: string
}

/** A motif of prisma/seed/pictures with its parameters. */
export type Picture = readonly [
  motif: string,
  params?: { colour?: string; accent?: string; label?: string; size?: string },
]

/** How prices fall with the quantity. */
export type TierKind = 'none' | 'tool' | 'supply' | 'bulk'

/** plenty, some: in both warehouses; low: a handful in one; none: sold out; backorder: sold out, may be ordered; unmanaged: never runs out. */
export type Stock = 'plenty' | 'some' | 'low' | 'none' | 'backorder' | 'unmanaged'

/** Centimetres, as packed: length, width, height. */
export type Size = readonly [length: number, width: number, height: number]

/** A further unit that a product is sold in. */
export interface FurtherUnit {
  unit: string
  /** How many primary units it holds. */
  holds: number
  /** Standard price of the whole unit in USD. */
  usd: string
  /** Kilograms; left out: as many times the primary unit. */
  weight?: number
  size: Size
}

export type AttributeValues = Record<string, string | number | boolean | string[]>

/** One choice of a configurable product; what is left out is as its parent says. */
export interface VariantData {
  /** Goes behind the parent's SKU. */
  code: string
  has: AttributeValues
  usd?: string
  weight?: number
  size?: Size
  units?: FurtherUnit[]
  stock?: Stock
  picture?: Picture[1]
}

export interface ProductData {
  sku: string
  brand: string
  /** Code of the category of its breadcrumbs (third level). */
  in: string
  also?: string[]
  /** Standard price of one primary unit, net, in USD. */
  usd: string
  tiers?: TierKind
  /** Primary unit; left out: piece. */
  unit?: string
  /** Digits behind the point that a quantity may have. */
  precision?: number
  /** Kilograms of one primary unit, packed. */
  weight: number
  size: Size
  units?: FurtherUnit[]
  en: Words
  de: Words
  has: AttributeValues
  picture: Picture
  /** Codes of the attributes in which the variants differ. */
  by?: string[]
  variants?: VariantData[]
  stock?: Stock
  minimum?: string
  maximum?: string
  /** Weeks after the seeding until it can be had. */
  upcomingWeeks?: number
  discontinued?: true
  featured?: true
  isNew?: true
  tax?: 'reduced'
}

export interface CategoryData {
  code: string
  name: Text
  description: Text
  picture: Picture
  children?: CategoryData[]
}
