import type { MoneyValue } from '../../../kernel/contract.ts'
import type { PaymentProvider, PaymentRow, ProviderIntent } from '../../payments/index.ts'
import type { CheckoutRow } from '../find-checkout.ts'
import type { Settled } from './settle.ts'

export interface PaymentSettings {
  provider: PaymentProvider
  /** How long stock is held for a payment. */
  holdMinutes: number
}

/** How far a checkout has come on its way to an order: what stands in the database, and what the provider said just now. */
export interface Standing {
  row: CheckoutRow
  payment?: PaymentRow | undefined
  intent?: ProviderIntent | undefined
  settled?: Settled | undefined
  /** The total that the shopper saw, where it is a shopper who goes on. */
  expectedTotal?: MoneyValue
  /** What they saw is left beside a gift card. */
  expectedRest?: MoneyValue | null
}
