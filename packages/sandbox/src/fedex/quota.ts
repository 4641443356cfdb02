const WINDOW_MS = 10_000

/** FedEx's limit of requests per project in ten seconds. */
export class RequestQuota {
  #windowStart = 0
  #taken = 0

  constructor(
    private readonly limit: number,
    private readonly now: () => Date,
  ) {}

  /** Takes one request, or answers false when the window is used up. */
  take(): boolean {
    const at = this.now().getTime()
    if (at - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = at
      this.#taken = 0
    }
    this.#taken += 1
    return this.#taken <= this.limit
  }
}
