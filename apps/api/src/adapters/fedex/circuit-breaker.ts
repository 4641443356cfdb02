import type { Clock } from '../../kernel/clock.ts'

/**
 * Stops asking a provider that does not answer, so that shoppers do not wait for it: after `threshold` outages in a row it is left
 * alone for `restMs`, then one request tries; its success closes the circuit, its failure begins another rest.
 */
export class CircuitBreaker {
  #outages = 0
  #restUntil = 0
  #trying = false

  constructor(
    private readonly clock: Clock,
    private readonly settings: { threshold: number; restMs: number } = { threshold: 5, restMs: 20_000 },
  ) {}

  /** Whether a request may go out now. Each true is to be followed by `succeeded` or `failed`. */
  admits(): boolean {
    if (this.#outages < this.settings.threshold) return true
    if (this.#trying || this.clock.now().getTime() < this.#restUntil) return false
    this.#trying = true
    return true
  }

  /** The provider answered (a refusal is an answer too). */
  succeeded(): void {
    this.#outages = 0
    this.#trying = false
  }

  /** The provider did not answer. */
  failed(): void {
    this.#outages += 1
    this.#trying = false
    if (this.#outages >= this.settings.threshold) this.#restUntil = this.clock.now().getTime() + this.settings.restMs
  }
}
