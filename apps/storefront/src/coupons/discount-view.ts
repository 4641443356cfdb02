import { formatPrice, type Writing } from '#i18n/format.ts'

interface Money {
  amount: string
  currency: string
}

/** What a promotion takes off, as a row of a summary: “Summer (SUN10)”, “−€5.00”. */
export interface DiscountView {
  code: string
  label: string
  amount: string
}

export const discountViews = (
  writing: Writing,
  discounts: readonly { code: string; name: string; coupon?: string | null; amount: Money }[],
): DiscountView[] =>
  discounts.map(({ code, name, coupon, amount }) => ({
    code,
    label: coupon ? `${name} (${coupon})` : name,
    amount: lessBy(writing, amount),
  }))

/** An amount that is taken off, written as the language writes what is below zero. */
export const lessBy = (writing: Writing, { amount, currency }: Money): string =>
  formatPrice(writing, { amount: `-${amount}`, currency })
