/// <reference lib="dom" />
import type { ClientError, Nested } from './api.ts'
import type { WordKey } from './words.ts'

/** What one way to pay asks for, in the Payment Element. */
export interface MethodForm {
  /** As `elements.submit()` and the event `change` call it: `card`, `ideal`, `google_pay` … */
  readonly type: string
  readonly node: HTMLElement
  readonly empty: boolean
  /** The first thing that keeps the form from being sent, or null. */
  fault(): WordKey | null
  /** Shows every error, and goes to the first one. */
  showFaults(): void
  /** Shows what the issuer said at the field that it is about. */
  showDecline(code: string | undefined, text: string): void
  /** As `payment_method_data` of Stripe's API, and what goes beside it. */
  data(): Nested
  beside?(): Nested
  /** What `elements.submit()` has to ask the shopper for, as the sheet of a wallet does. */
  collect?(): Promise<ClientError | null>
  clear(): void
  focus(): void
  enable(enabled: boolean): void
}
