/** Something that goes wrong on the way between a client and this server. */
export type Fault =
  /** The answer takes `delayMs` longer. */
  | { kind: 'slow'; delayMs: number }
  /** An error answer, in the provider's own envelope. */
  | { kind: 'status'; status: 401 | 403 | 429 | 500 | 502 | 503; retryAfterSeconds?: number }
  /** The connection breaks without an answer. */
  | { kind: 'reset' }
  /** Whoever runs this server in their own process does something at that moment; the request goes on when it is done. */
  | { kind: 'deed'; run: () => void | Promise<void> }

export type PlannedFault = Fault & {
  /** How many matching requests it hits; 1 when left out. */
  times?: number
  /** Only requests with this method. */
  method?: string
  /** Only requests whose path begins like this, for instance `/v1/refunds`. */
  path?: string
  /** Only requests with exactly this path: `/v1/payment_intents`, and none of `/v1/payment_intents/…`. */
  exactly?: string
  /** Only requests whose path ends like this: `/capture`. */
  ending?: string
  /** Only requests whose body, as JSON, has this in it. */
  bodyHas?: string
  /**
   * `before` (when left out): the request is not carried out. `after`: it is carried out and only its answer is lost or
   * replaced, which is what makes idempotency keys necessary.
   */
  phase?: 'before' | 'after'
}

const KINDS = ['slow', 'status', 'reset']
const STATUSES = [401, 403, 429, 500, 502, 503]

/** The faults still to come, used up in the order in which they were planned. */
export class FaultPlan {
  #planned: Required<Pick<PlannedFault, 'times'>>[] = []

  /** @returns them as they are planned: `times` counts down */
  add(...faults: PlannedFault[]): PlannedFault[] {
    const planned = faults.map((fault) => ({ times: 1, ...fault }))
    this.#planned.push(...planned)
    return planned
  }

  /** Takes these out of the plan, as `add` answered them. */
  drop(planned: readonly PlannedFault[]): void {
    this.#planned = this.#planned.filter((one) => !planned.includes(one as PlannedFault))
  }

  /** Takes the first planned fault that matches, or null. `body`: none before it is read; faults that look into it wait for it. */
  take(method: string, path: string, phase: 'before' | 'after', body?: unknown): PlannedFault | null {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const at = this.list().findIndex(
      (f) =>
        (f.phase ?? 'before') === phase &&
        (!f.bodyHas || text?.includes(f.bodyHas)) &&
        // before anything is done each request is asked twice: as it comes, and when it is read
        (phase === 'after' || (f.bodyHas === undefined) === (body === undefined)) &&
        (!f.method || f.method.toUpperCase() === method) &&
        (!f.path || path.startsWith(f.path)) &&
        (!f.exactly || path === f.exactly) &&
        (!f.ending || path.endsWith(f.ending)),
    )
    const found = this.#planned[at]
    if (!found) return null
    found.times -= 1
    if (found.times <= 0) this.#planned.splice(at, 1)
    return found as PlannedFault
  }

  list(): PlannedFault[] {
    return this.#planned as PlannedFault[]
  }

  clear(): void {
    this.#planned = []
  }
}

/** Reads what the admin surface was sent. Throws a TypeError that says what is wrong. */
export function readFaults(body: unknown): PlannedFault[] {
  const list = Array.isArray(body) ? body : [body]
  return list.map((raw) => {
    const fault = raw as Partial<Record<string, unknown>> | null
    if (!fault || typeof fault !== 'object' || !KINDS.includes(String(fault['kind'])))
      throw new TypeError(`A fault needs "kind": one of ${KINDS.join(', ')}.`)
    if (fault['kind'] === 'status' && !STATUSES.includes(Number(fault['status'])))
      throw new TypeError(`A fault of kind status needs "status": one of ${STATUSES.join(', ')}.`)
    if (fault['kind'] === 'slow' && !(Number(fault['delayMs']) > 0))
      throw new TypeError('A fault of kind slow needs "delayMs", milliseconds greater than 0.')
    return fault as unknown as PlannedFault
  })
}
