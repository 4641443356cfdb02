import { newId } from './store.ts'
import type { Store } from './store.ts'
import type { StripeEvent } from './resources.ts'

export const API_VERSION = '2026-10-28.endive'

const TIDY_EVERY = 200

/** Which request made something happen; both null when Stripe did it by itself. */
export interface Cause {
  requestId: string | null
  idempotencyKey: string | null
}

export const BY_ITSELF: Cause = { requestId: null, idempotencyKey: null }

/** Writes events down, frozen as the object was then, and hands them to whoever delivers them. */
export class EventLog {
  #store: Store
  #deliver: (event: StripeEvent) => void
  #count = 0

  constructor(store: Store, deliver: (event: StripeEvent) => void) {
    this.#store = store
    this.#deliver = deliver
  }

  announce(type: string, object: unknown, cause: Cause, previous?: Record<string, unknown>): StripeEvent {
    const event: StripeEvent = {
      id: newId('evt_3'),
      object: 'event',
      api_version: API_VERSION,
      created: this.#store.seconds(),
      data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
      type,
    }
    this.#store.tables.events[event.id] = event
    if (++this.#count % TIDY_EVERY === 0) this.#store.forgetOld()
    this.#store.changed()
    this.#deliver(event)
    return event
  }
}
