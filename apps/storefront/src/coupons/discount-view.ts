import { formatPrice, type Amount, type Writing } from '#i18n/format.ts'

/** What a promotion takes off, as a row of a summary: “Summer (SUN10)”, “−€5.00”. */
export interface DiscountView {
  code: string
  label: string
  amount: string
}

export const discountViews = (
  writing: Writing,
  discounts: readonly { code: string; name: string; coupon?: string | null; amount: Amount }[],
): DiscountView[] =>
  discounts.map(({ code, name, coupon, amount }) => ({
    code,
    label: coupon ? `${name} (${coupon})` : name,
    amount: lessBy(writing, amount),
  }))

/** An amount that is taken off. */
export const lessBy = (writing: Writing, amount: Amount): string => `−${formatPrice(writing, amount)}`

/** Whether an amount is more or less than nothing; decimal text, never a float. */
export const isSome = ({ amount }: Amount): boolean => /[1-9]/.test(amount)
