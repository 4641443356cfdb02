import { createHash } from 'node:crypto'
import { StripeProblem } from './problem.ts'
import type { SavedAnswer, Store } from './store.ts'

/**
 * Stripe's rules for `Idempotency-Key` (docs.stripe.com/api/idempotent_requests): the first answer again for the same request, an error
 * for another one, and a conflict while the first one is still being answered.
 */
export class IdempotencyDesk {
  #store: Store
  #underWay = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Answers the saved answer of an earlier request, or null when this is the first one; then `done` must be called in the end. */
  begin(key: string, fingerprint: string): SavedAnswer | null {
    if (key.length > 255)
      throw new StripeProblem(400, {
        type: 'invalid_request_error',
        message: 'Idempotency keys can be at most 255 characters long.',
      })
    if (this.#underWay.has(key))
      throw new StripeProblem(409, {
        type: 'invalid_request_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      })
    const saved = this.#store.tables.answers[key]
    if (saved && saved.fingerprint !== fingerprint)
      throw new StripeProblem(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      })
    if (!saved) this.#underWay.add(key)
    return saved ?? null
  }

  save(key: string, answer: SavedAnswer): void {
    this.#store.tables.answers[key] = structuredClone(answer)
    this.#store.changed()
  }

  done(key: string): void {
    this.#underWay.delete(key)
  }
}

/** Endpoint and parameters in one short text; the order of parameters does not matter. */
export function fingerprintOf(method: string, path: string, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${path} ${canonical(body)}`)
    .digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
