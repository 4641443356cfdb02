import type { CheckoutStep, CheckoutStepName, Lack } from '../../kernel/contract.ts'
import type { CheckoutRow } from './find-checkout.ts'

/** What the steps are judged by. */
export interface Progress {
  row: Pick<
    CheckoutRow,
    | 'email'
    | 'shippingAddress'
    | 'shippingOption'
    | 'shippingQuotedFor'
    | 'billingAddress'
    | 'billingSameAsShipping'
    | 'state'
  >
  /** The fingerprint of goods and address now; none without an address. */
  fingerprint: string | null
  /** The chosen way of delivery would cost the same if it were chosen now, and its price has not run out. */
  deliveryStands: boolean
  hasProblems: boolean
  /** It can be paid by the way that is chosen, or by card where none is. */
  payable: boolean
  empty: boolean
}

const lack = (code: string, text: string, field?: string): Lack => ({ code, text, field: field ?? null })

/** The way through a checkout, in its order: each step with what it still lacks. */
const table: readonly { step: CheckoutStepName; lacks: (progress: Progress) => Lack[] }[] = [
  {
    step: 'contact',
    lacks: ({ row }) => (row.email ? [] : [lack('EMAIL_MISSING', 'Tell us your e-mail address.', 'email')]),
  },
  {
    step: 'shippingAddress',
    lacks: ({ row }) =>
      row.shippingAddress ? [] : [lack('SHIPPING_ADDRESS_MISSING', 'Tell us where to deliver.', 'address')],
  },
  {
    step: 'shippingMethod',
    lacks: ({ row, fingerprint, deliveryStands }) => {
      if (!row.shippingOption) return [lack('SHIPPING_METHOD_MISSING', 'Choose how to deliver.', 'optionId')]
      return row.shippingQuotedFor === fingerprint && deliveryStands
        ? []
        : [
            lack(
              'SHIPPING_METHOD_OUTDATED',
              'Cart, address or prices have changed: choose how to deliver again.',
              'optionId',
            ),
          ]
    },
  },
  {
    step: 'billingAddress',
    lacks: ({ row }) =>
      row.billingAddress || (row.billingSameAsShipping && row.shippingAddress)
        ? []
        : [lack('BILLING_ADDRESS_MISSING', 'Tell us whom the bill is for.', 'address')],
  },
  {
    step: 'payment',
    lacks: ({ row, empty, hasProblems, payable }) => [
      ...(empty ? [lack('CART_EMPTY', 'There is nothing in the cart.')] : []),
      ...(hasProblems ? [lack('CART_PROBLEMS', 'Some lines of the cart cannot be bought as they are.')] : []),
      ...(payable ? [] : [lack('PAYMENT_METHOD_MISSING', 'Choose how to pay.', 'method')]),
      ...(row.state === 'completed' ? [] : [lack('PAYMENT_MISSING', 'Pay to place the order.')]),
    ],
  },
]

export function stepsOf(progress: Progress): CheckoutStep[] {
  if (progress.row.state === 'completed') return table.map(({ step }) => ({ step, done: true, lacks: [] }))
  return table.map(({ step, lacks }) => {
    const missing = lacks(progress)
    return { step, done: missing.length === 0, lacks: missing }
  })
}

/** Codes of everything that must be there before payment can begin. */
export function lacksBeforePayment(steps: readonly CheckoutStep[]): string[] {
  return steps.flatMap(({ lacks }) => lacks.map(({ code }) => code)).filter((code) => code !== 'PAYMENT_MISSING')
}
