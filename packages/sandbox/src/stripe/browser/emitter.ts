export type Listener = (event: unknown) => void

/** Who listens to which event of an element: Stripe's `on`, `once` and `off`. */
export class Emitter {
  #listeners = new Map<string, Set<Listener>>()

  on(name: string, listener: Listener): void {
    const set = this.#listeners.get(name) ?? new Set()
    set.add(listener)
    this.#listeners.set(name, set)
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.#listeners.get(name)?.delete(listener)
    else this.#listeners.delete(name)
  }

  once(name: string, listener: Listener): void {
    const first: Listener = (event) => {
      this.off(name, first)
      listener(event)
    }
    this.on(name, first)
  }

  emit(name: string, event: unknown): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(event)
  }
}
