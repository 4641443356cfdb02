import type { CartState, Localized, ProductType, TaxRounding } from '../../kernel/contract.ts'
import type { CouponFact, PromotionTerms, Reduction, TaxPlace, TaxRule } from '../pricing/index.ts'

/** What a cart's lines are judged, priced and shown by: read in one statement, see `read-facts.ts`. Numbers are decimal texts. */
export interface CartFacts {
  id: string
  state: CartState
  websiteId: string
  customerUserId: string | null
  customerId: string | null
  /** The currency that prices were looked up in. */
  currency: string
  pricesIncludeTax: boolean
  taxExempt: boolean
  taxRounding: TaxRounding
  /** How delivery and surcharges are taxed; null: like the goods that are taxed highest. */
  shippingTaxCodeId: string | null
  /** By whose taxes: where it goes (the address given, else the website's country) or, where the website has it so, where it is sold. */
  place: TaxPlace
  rules: TaxRule[]
  /** Those that may hold for its owner now. */
  promotions: PromotionTerms[]
  /** Those that were given, in their order. */
  coupons: CouponFact[]
  /** A payment for it is under way: it must not change. */
  paying: boolean
  lines: LineFact[]
  products: Map<string, ProductFact>
}

export interface LineFact {
  id: string
  productId: string
  unitId: string
  quantity: string
  position: number
  seenPrice: string | null
  seenCurrency: string | null
  /** What one costs because it was agreed, whatever the price lists say. */
  agreedPrice?: string | null
  /** What was agreed to be taken off it. */
  agreedOff?: readonly Reduction[]
}

export interface ProductFact {
  id: string
  sku: string
  type: ProductType
  /** Enabled, and so is the configurable product that it belongs to. */
  enabled: boolean
  name: Localized
  shortDescription: Localized | null
  slug: string
  parentId: string | null
  parentSlug: string | null
  /** Its own and its parent's, and all above them. */
  categoryIds: string[]
  gtin: string | null
  mpn: string | null
  brand: { id: string; code: string; slug: string; name: string } | null
  image: { id: string; key: string; alt: Localized; width: number; height: number } | null
  /** The properties in which it differs from its sisters. */
  attributes: {
    code: string
    label: Localized
    unit: string | null
    value: Localized | string
    optionCode: string | null
  }[]
  manageInventory: boolean
  backorder: boolean
  lowInventoryThreshold: string | null
  minimumQuantity: string | null
  maximumQuantity: string | null
  discontinued: boolean
  /** YYYY-MM-DD */
  availableFrom: string | null
  primaryUnitId: string
  taxCodeId: string | null
  /** On hand minus reserved, what this cart's own checkout holds included; in the primary unit. */
  available: string
  units: UnitFact[]
  tiers: { unitId: string; quantity: string; amount: string }[]
}

export interface UnitFact {
  unitId: string
  code: string
  label: Localized
  labelPlural: Localized
  symbol: Localized | null
  precision: number
  /** How many primary units it holds. */
  conversion: string
  sell: boolean
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
}
