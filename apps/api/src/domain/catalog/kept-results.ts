/**
 * Results that are worth keeping, under a key that names everything they depend on, the state of the data included: so nothing kept is ever
 * stale, it is just no longer asked for. The least recently used go first. Callers that ask at the same time share one calculation.
 */
export class KeptResults<Value> {
  readonly #kept = new Map<string, Promise<Value>>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string, calculate: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key)
    if (known) {
      this.#kept.delete(key)
      this.#kept.set(key, known)
      return known
    }
    const fresh = calculate()
    this.#kept.set(key, fresh)
    fresh.catch(() => this.#kept.get(key) === fresh && this.#kept.delete(key))
    if (this.#kept.size > this.#limit) this.#kept.delete(this.#kept.keys().next().value!)
    return fresh
  }
}
