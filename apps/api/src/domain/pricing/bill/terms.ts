import type { Localized, PromotionKind, TaxRounding } from '../../../kernel/contract.ts'
import type { Decimal, DecimalValue } from '../../../kernel/decimal.ts'
import type { Money } from '../../../kernel/money.ts'
import type { TaxPlace, TaxRule } from '../tax-rules.ts'

/** What promotions look at of a line. */
export interface Goods {
  productId: string
  /** The configurable product of which it is a variant. */
  parentId: string | null
  brandId: string | null
  /** The categories that it is in, and all above them. */
  categoryIds: readonly string[]
  /** In the unit in which it is bought. */
  quantity: DecimalValue
}

/** A row of the bill. */
export interface BillLine {
  /** Already rounded to what can be paid: see `rowTotal`. */
  amount: Money
  productTaxCodeId: string | null
  /** Left out: no promotion is for it, as where its price was agreed. */
  goods?: Goods | undefined
  /** What was agreed to be taken off, in place of what promotions would. */
  agreed?: readonly Reduction[] | undefined
}

/** What a promotion takes off. */
export interface Reduction {
  /** Of the promotion. */
  code: string
  /** A text where it was agreed in a language. */
  name: Localized | string
  /** The code of the coupon by which it was got. */
  coupon: string | null
  amount: Money
}

/** A promotion whose time, buyer and website fit; decimals as texts. */
export interface PromotionTerms {
  id: string
  code: string
  name: Localized
  kind: PromotionKind
  percent: string | null
  /** Of `amount` and `minimumSubtotal`. */
  currency: string | null
  amount: string | null
  buyQuantity: number | null
  getQuantity: number | null
  mostTimes: number | null
  minimumSubtotal: string | null
  exclusive: boolean
  exclusionGroup: string | null
  stopsFurther: boolean
  priority: number
  categoryId: string | null
  brandId: string | null
  productId: string | null
  /** The coupon by which it is got. */
  coupon: { id: string; code: string } | null
}

/** What a way to pay costs: an amount, and percent of what goods and delivery come to. */
export interface Surcharge {
  amount: string | null
  percent: string | null
}

export interface TaxOptions {
  /** Whether the amounts contain the tax already. */
  pricesIncludeTax: boolean
  /** The customer pays no tax. */
  taxExempt: boolean
  /** Default: perLine. */
  taxRounding?: TaxRounding
}

export interface BillInput extends TaxOptions {
  lines: readonly BillLine[]
  /** Null: not known yet. */
  shipping: Money | null
  currency: string
  /** By whose rules it is taxed: where it goes, or where it is sold. */
  place: TaxPlace
  rules: readonly TaxRule[]
  /** How delivery and surcharge are taxed; left out: like the goods that are taxed highest. */
  shippingTaxCodeId?: string | null
  /** Those that may hold, in any order. */
  promotions?: readonly PromotionTerms[]
  /** What was agreed to be taken off the delivery, in place of what promotions would. */
  agreedOffShipping?: readonly Reduction[] | undefined
  surcharge?: Surcharge | null
}

/** One tax of one part of the bill, in coins that can be paid. */
export interface LineTax {
  name: string
  rate: Decimal
  amount: Money
}

/** What becomes of a row: what is taken off it, and its taxes. */
export interface BilledLine {
  discount: Money
  reductions: readonly Reduction[]
  taxes: LineTax[]
}

/** What a bill comes to, exact; `totalsAnswer` writes it for an answer. */
export interface Bill {
  currency: string
  /** The sum of the rows, before discounts. */
  subtotal: Money
  /** What the goods come to after discounts. */
  goods: Money
  /** Of goods and delivery. */
  discount: Money
  /** By promotion, in the order in which they were applied. */
  reductions: Reduction[]
  /** Before discounts. */
  shipping: Money | null
  shippingDiscount: Money
  /** What is taken off the delivery, by promotion. */
  shippingReductions: readonly Reduction[]
  surcharge: Money
  tax: Money
  taxes: LineTax[]
  total: Money
  /** In the order of the rows. */
  lines: BilledLine[]
  /** What the delivery contains or is charged on top. */
  shippingTaxes: LineTax[]
  surchargeTaxes: LineTax[]
  /** The promotions that hold, also those off a delivery that is not known yet. */
  applied: PromotionTerms[]
}
