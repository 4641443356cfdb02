/** Something that goes wrong with the delivery of events. */
export type WebhookFault =
  /** Delivered `delayMs` late, with a signature of that moment. */
  | { kind: 'late'; delayMs: number }
  /** Delivered twice. */
  | { kind: 'twice' }
  /** Held back until the next event has been delivered. */
  | { kind: 'outOfOrder' }
  /** Held back until `POST /_sandbox/webhooks/release`. */
  | { kind: 'withheld' }
  /** Signed with a secret that is not the endpoint's. */
  | { kind: 'forged' }
  /** Signed with a time stamp of `ageSeconds` ago. */
  | { kind: 'stale'; ageSeconds: number }

export type PlannedWebhookFault = WebhookFault & {
  /** How many matching events it hits; 1 when left out. */
  times?: number
  /** Only events of these types, for instance `payment_intent.succeeded`. */
  types?: string[]
}

const KINDS = ['late', 'twice', 'outOfOrder', 'withheld', 'forged', 'stale']

/** The delivery faults still to come, used up in the order in which they were planned. */
export class WebhookFaultPlan {
  #planned: PlannedWebhookFault[] = []

  /** @returns them as they are planned: `times` counts down */
  add(...faults: PlannedWebhookFault[]): (PlannedWebhookFault & { times: number })[] {
    const planned = faults.map((fault) => ({ ...fault, times: fault.times ?? 1 }))
    this.#planned.push(...planned)
    return planned
  }

  /** Takes these out of the plan, as `add` answered them. */
  drop(planned: readonly PlannedWebhookFault[]): void {
    this.#planned = this.#planned.filter((one) => !planned.includes(one))
  }

  take(type: string): WebhookFault | null {
    const at = this.#planned.findIndex((fault) => !fault.types || fault.types.includes(type))
    const found = this.#planned[at]
    if (!found) return null
    found.times = (found.times ?? 1) - 1
    if (found.times <= 0) this.#planned.splice(at, 1)
    return found
  }

  list(): readonly PlannedWebhookFault[] {
    return this.#planned
  }

  clear(): void {
    this.#planned = []
  }
}

/** Reads what the admin surface was sent. Throws a TypeError that says what is wrong. */
export function readWebhookFaults(body: unknown): PlannedWebhookFault[] {
  return (Array.isArray(body) ? body : [body]).map((raw) => {
    const fault = raw as Record<string, unknown> | null
    if (!fault || typeof fault !== 'object' || !KINDS.includes(String(fault['kind'])))
      throw new TypeError(`A webhook fault needs "kind": one of ${KINDS.join(', ')}.`)
    if (fault['kind'] === 'late' && !(Number(fault['delayMs']) > 0))
      throw new TypeError('A webhook fault of kind late needs "delayMs", milliseconds greater than 0.')
    if (fault['kind'] === 'stale' && !(Number(fault['ageSeconds']) > 0))
      throw new TypeError('A webhook fault of kind stale needs "ageSeconds", seconds greater than 0.')
    return fault as unknown as PlannedWebhookFault
  })
}
