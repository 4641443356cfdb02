// lawful
export interface PaymentProvider {
  readonly code: string
}
