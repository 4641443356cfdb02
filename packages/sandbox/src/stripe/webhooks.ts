import { createHmac } from 'node:crypto'
import type { Store } from './store.ts'
import type { StripeEvent } from './resources.ts'
import { WebhookFaultPlan } from './webhook-faults.ts'
import type { WebhookFault } from './webhook-faults.ts'

export interface WebhookEndpoint {
  url: string
  /** `whsec_…`, shared with the receiver. */
  secret: string
}

export interface Delivery {
  eventId: string
  type: string
  url: string
  attempt: number
  /** The receiver's status, or null when there was no answer. */
  status: number | null
  fault: WebhookFault['kind'] | null
}

/** Stripe retries for three days; a stand-in on a desk does it faster. */
const RETRY_AFTER_MS = [500, 2_000, 10_000, 60_000, 300_000, 3_600_000]
const TIMEOUT_MS = 10_000
const KEPT = 500

/** The header value for a payload: `t=…,v1=HMAC-SHA256(secret, "t.payload")` in hex (docs.stripe.com/webhooks/signature). */
export function signPayload(payload: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}

/** Delivers events to the endpoint, one after the other and again until it answers 2xx, or wrongly as planned in `faults`. */
export class WebhookCourier {
  readonly faults = new WebhookFaultPlan()
  endpoint: WebhookEndpoint | null
  #store: Store
  #retryAfterMs: readonly number[]
  #line: Promise<void> = Promise.resolve()
  #heldUntilNext: StripeEvent[] = []
  #withheld: StripeEvent[] = []
  #timers = new Set<NodeJS.Timeout>()
  #closed = new AbortController()
  #log: Delivery[] = []

  constructor(store: Store, endpoint: WebhookEndpoint | null, retryAfterMs: readonly number[] = RETRY_AFTER_MS) {
    this.#store = store
    this.endpoint = endpoint
    this.#retryAfterMs = retryAfterMs
  }

  /** Takes an event in; it leaves on its own. */
  post(event: StripeEvent): void {
    if (!this.endpoint) return
    this.#store.tables.undelivered.push(event.id)
    const fault = this.faults.take(event.type)
    if (fault?.kind === 'withheld') return void this.#withheld.push(event)
    if (fault?.kind === 'outOfOrder') return void this.#heldUntilNext.push(event)
    if (fault?.kind === 'late') return this.#later(fault.delayMs, () => this.#enqueue(event, 1, fault))
    this.#enqueue(event, 1, fault)
    if (fault?.kind === 'twice') this.#enqueue(event, 1, fault)
    for (const held of this.#heldUntilNext.splice(0)) this.#enqueue(held, 1, { kind: 'outOfOrder' })
  }

  /** Sends what was withheld (and what waited for a successor). Answers how many. */
  release(): number {
    const events = [...this.#heldUntilNext.splice(0), ...this.#withheld.splice(0)]
    for (const event of events) this.#enqueue(event, 1, null)
    return events.length
  }

  /** Sends an event once more, as the button in Stripe's dashboard does. */
  resend(event: StripeEvent): void {
    this.#enqueue(event, 1, null)
  }

  /** Sends again what nobody had accepted when the stand-in was stopped. */
  resume(): void {
    for (const id of this.#store.tables.undelivered) {
      const event = this.#store.tables.events[id]
      if (event && this.endpoint) this.#enqueue(event, 1, null)
    }
  }

  /** Waits until every delivery that is under way now has an answer; retries that lie in the future are not waited for. */
  async idle(): Promise<void> {
    await this.#line
  }

  deliveries(): readonly Delivery[] {
    return this.#log
  }

  clear(): void {
    this.faults.clear()
    this.#heldUntilNext = []
    this.#withheld = []
    this.#log = []
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  async close(): Promise<void> {
    this.clear()
    this.#closed.abort()
    await this.#line
  }

  #later(delayMs: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      then()
    }, delayMs)
    timer.unref()
    this.#timers.add(timer)
  }

  #enqueue(event: StripeEvent, attempt: number, fault: WebhookFault | null): void {
    this.#line = this.#line.then(() => this.#send(event, attempt, fault))
  }

  async #send(event: StripeEvent, attempt: number, fault: WebhookFault | null): Promise<void> {
    const endpoint = this.endpoint
    if (!endpoint || this.#closed.signal.aborted) return
    const payload = JSON.stringify(event, null, 2)
    const seconds = this.#store.seconds() - (fault?.kind === 'stale' ? fault.ageSeconds : 0)
    const secret = fault?.kind === 'forged' ? `${endpoint.secret}_forged` : endpoint.secret
    let status: number | null = null
    try {
      const answer = await fetch(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signPayload(payload, secret, seconds),
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#closed.signal]),
      })
      status = answer.status
      await answer.arrayBuffer()
    } catch {
      // No answer is answered by another try, as at Stripe.
    }
    this.#log.push({
      eventId: event.id,
      type: event.type,
      url: endpoint.url,
      attempt,
      status,
      fault: fault?.kind ?? null,
    })
    if (this.#log.length > KEPT) this.#log.shift()
    if (status !== null && status >= 200 && status < 300) this.#accepted(event)
    else this.#retry(event, attempt)
  }

  #accepted(event: StripeEvent): void {
    event.pending_webhooks = 0
    const { undelivered } = this.#store.tables
    const at = undelivered.indexOf(event.id)
    if (at >= 0) undelivered.splice(at, 1)
    this.#store.changed()
  }

  #retry(event: StripeEvent, attempt: number): void {
    const delayMs = this.#retryAfterMs[attempt - 1]
    if (delayMs === undefined || this.#closed.signal.aborted) return
    this.#later(delayMs, () => this.#enqueue(event, attempt + 1, null))
  }
}
