import type { EventLog } from './events.ts'
import type { Store } from './store.ts'

/** What every part of the stand-in works with. */
export interface Desk {
  store: Store
  events: EventLog
  /** The base URL under which browsers reach this server. */
  url: () => string
  /** After how long money of delayed methods arrives; null: when the admin surface says so. */
  settleAfterMs: number | null
  /** Whether a card is declined of which the issuer knows another postal or security code. */
  blockFailedChecks: boolean
}
