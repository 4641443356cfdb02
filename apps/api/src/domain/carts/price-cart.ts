import { inLanguage } from '../../engine/index.ts'
import type { Address, AttributeValue, CartAnswer, MoneyValue } from '../../kernel/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { Decimal } from '../../kernel/decimal.ts'
import { money, sum, zero } from '../../kernel/money.ts'
import type { LineTax } from '../pricing/index.ts'
import { attributeAnswers, cartAnswer } from './answer.ts'
import type { Problem } from './judge-lines.ts'
import type { PricedLine } from './price-lines.ts'
import { valueCart } from './value-cart.ts'

/** A cart as it costs now, for those who sell it: what the shopper sees, and each line as an order keeps it. */
export interface PricedCart {
  answer: CartAnswer
  lines: SoldLine[]
  /** What keeps it from being bought as it is, in the order of its lines. That a price changed does not: the total tells. */
  obstacles: Problem[]
}

/** A line in the language of the caller. Amounts of a line without a price are zero; a problem says so. */
export interface SoldLine {
  lineId: string
  productId: string
  sku: string
  name: string
  slug: string
  imageKey: string | null
  /** What distinguishes the variant. */
  details: AttributeValue[]
  unitCode: string
  unitLabel: string
  /** How many primary units one of it is, and how many decimals it can be divided into. */
  conversion: string
  precision: number
  quantity: string
  /** What stock is counted in. */
  primaryQuantity: string
  unitPrice: MoneyValue
  rowTotal: MoneyValue
  /** Sum of the rates, as a fraction. */
  taxRate: string
  taxAmount: MoneyValue
  weightKg: string | null
  lengthCm: string | null
  widthCm: string | null
  heightCm: string | null
}

export interface PriceOptions {
  /** Where it goes; default: the website's country. */
  address?: Pick<Address, 'countryCode' | 'region' | 'postalCode'> | null
  shipping?: MoneyValue | null
  /** Default: the cart's own. */
  currency?: string
}

/** Prices a cart for its owner, with tax for the address and on the shipping. One statement. Faults (Error) when there is no such cart. */
export async function priceCart(ctx: Ctx, cartId: string, options: PriceOptions = {}): Promise<PricedCart> {
  const { address, shipping, currency } = options
  const cart = await valueCart(ctx, cartId, {
    place: address ?? null,
    shipping: shipping ? money(shipping.amount, shipping.currency) : null,
    currency: currency ?? null,
  })
  if (!cart) throw new Error(`there is no cart ${cartId}`)
  return {
    answer: cartAnswer(cart, ctx),
    lines: cart.lines.map((line, index) => soldLine(line, cart.bill.lineTaxes[index] ?? [], cart.facts.currency, ctx)),
    obstacles: cart.problems.filter((problem) => problem.blocking),
  }
}

/** A priced line with its taxes, as an order keeps it. */
export function soldLine(line: PricedLine, taxes: readonly LineTax[], currency: string, ctx: Ctx): SoldLine {
  const { product, unit } = line
  return {
    lineId: line.id,
    productId: product.id,
    sku: product.sku,
    name: inLanguage(product.name, ctx) ?? product.sku,
    slug: product.slug,
    imageKey: product.image?.key ?? null,
    details: attributeAnswers(product, ctx),
    unitCode: unit?.code ?? '',
    unitLabel: (unit && inLanguage(unit.label, ctx)) ?? unit?.code ?? '',
    conversion: unit?.conversion ?? '1',
    precision: unit?.precision ?? 0,
    quantity: new Decimal(line.quantity).toString(),
    primaryQuantity: line.primaryQuantity.toString(),
    unitPrice: (line.unitPrice ?? zero(currency)).toJSON(),
    rowTotal: (line.rowTotal ?? zero(currency)).toJSON(),
    taxRate: taxes.reduce((total, { rate }) => total.plus(rate), new Decimal(0)).toString(),
    taxAmount: sum(
      taxes.map(({ amount }) => amount),
      currency,
    ).toJSON(),
    weightKg: unit?.weightKg ?? null,
    lengthCm: unit?.lengthCm ?? null,
    widthCm: unit?.widthCm ?? null,
    heightCm: unit?.heightCm ?? null,
  }
}
