import { inLanguage } from '../../../engine/index.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Discount, TaxLine, Totals } from '../../../kernel/contract.ts'
import type { Bill, LineTax, Reduction } from './terms.ts'

type Reader = Pick<Ctx, 'locale' | 'website'>

/** A bill in the words of the API, in the language of its reader. */
export function totalsAnswer(bill: Bill, ctx: Reader): Totals {
  return {
    subtotal: bill.subtotal.toJSON(),
    discount: bill.discount.toJSON(),
    discounts: discountsAnswer(bill.reductions, ctx),
    shipping: bill.shipping?.toJSON() ?? null,
    shippingDiscount: bill.shippingDiscount.isZero() ? null : bill.shippingDiscount.toJSON(),
    surcharge: bill.surcharge.isZero() ? null : bill.surcharge.toJSON(),
    tax: bill.tax.toJSON(),
    taxes: bill.taxes.map(taxLine),
    total: bill.total.toJSON(),
  }
}

export const discountsAnswer = (reductions: readonly Reduction[], ctx: Reader): Discount[] =>
  reductions.map(({ code, name, coupon, amount }) => ({
    code,
    name: typeof name === 'string' ? name : (inLanguage(name, ctx) ?? code),
    coupon,
    amount: amount.toJSON(),
  }))

function taxLine(tax: LineTax): TaxLine {
  return { name: tax.name, rate: tax.rate.toString(), amount: tax.amount.toJSON() }
}
